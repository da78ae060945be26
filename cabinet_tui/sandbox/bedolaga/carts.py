"""Saved carts: what money was short for is bought when it comes, where the operator wants that."""

from cabinet_tui.sandbox.bedolaga import shop
from cabinet_tui.sandbox.bedolaga.extras.account import Cart
from cabinet_tui.sandbox.bedolaga.news import tell_cart_bought
from cabinet_tui.sandbox.bedolaga.subscriptions import every
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account


def buy_cart(box: Sandbox, account: Account) -> None:
    """Buy the account's cart if there is one and the balance allows it."""
    cart = box.extras.of(account).cart
    if cart is None or not box.extras.service.auto_purchase:
        return
    if cart.tariff_id is None:
        _renew(box, account, cart)
        return
    tariff = box.state.catalogue.tariff(cart.tariff_id)
    if tariff is None:
        return
    target = shop.to_extend(box, account, tariff)
    if account.ledger.balance >= shop.price_for(box, account, tariff, cart.days, target):
        held, kopeks = shop.buy(box, account, tariff, cart.days, target)
        tell_cart_bought(box, account, held, kopeks, is_new=target is None)


def _renew(box: Sandbox, account: Account, cart: Cart) -> None:
    held = next((one for one in every(box, account) if one.id == cart.subscription_id), None)
    kopeks = shop.renewal_price(box, account, held, cart.days) if held else None
    if held is not None and kopeks is not None and account.ledger.balance >= kopeks:
        shop.renew(box, account, held, cart.days, kopeks)
        tell_cart_bought(box, account, held, kopeks, is_new=False)
