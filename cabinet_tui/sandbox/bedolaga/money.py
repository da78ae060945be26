"""What takes money from the balance in this dialect."""

from cabinet_tui.sandbox.bedolaga.amounts import label
from cabinet_tui.sandbox.bedolaga.extras.account import Cart
from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.billing import post, tell_balance
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.ledger import Entry, InsufficientBalanceError
from cabinet_tui.sandbox.state import Account


def charge(
    box: Sandbox,
    account: Account,
    price: int,
    text: str,
    kind: str = "SUBSCRIPTION_PURCHASE",
    *,
    cart: Cart | None = None,
    mode: str | None = None,
) -> Entry | None:
    """Take `price` kopeks, None when it is nothing; a 402 with what is missing when it is short.

    The `cart` is kept then, and `mode` names what it is for.
    """
    if not price:
        return None
    try:
        entry = post(box, account, kind, -price, text, "balance")
    except InsufficientBalanceError as error:
        missing = error.required - error.available
        box.extras.of(account).cart = cart or box.extras.of(account).cart
        refuse(
            402,
            "insufficient_funds",
            f"Недостаточно средств. Не хватает {label(missing)}",
            missing_amount=missing,
            cart_saved=cart is not None,
            **({"cart_mode": mode} if mode else {}),
        )
    tell_balance(box, account, -price)
    return entry
