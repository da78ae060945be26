"""What takes money from the balance in this dialect."""

from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.billing import post, tell_balance
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.ledger import Entry, InsufficientBalanceError
from cabinet_tui.sandbox.state import Account


def charge(
    box: Sandbox, account: Account, price: int, text: str, kind: str = "SUBSCRIPTION_PURCHASE"
) -> Entry | None:
    """Take `price` kopeks, None when it is nothing; a 402 with what is missing when it is short."""
    if not price:
        return None
    try:
        entry = post(box, account, kind, -price, text)
    except InsufficientBalanceError as error:
        refuse(
            402,
            "insufficient_funds",
            "Недостаточно средств на балансе",
            missing_amount=error.required - error.available,
            cart_saved=False,
        )
    tell_balance(box, account, -price)
    return entry
