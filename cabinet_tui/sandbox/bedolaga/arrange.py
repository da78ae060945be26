"""Turns a scenario that has just been loaded into this dialect's world."""

from dataclasses import replace

from cabinet_tui.sandbox.bedolaga.carts import buy_cart
from cabinet_tui.sandbox.bedolaga.days import charge_day
from cabinet_tui.sandbox.bedolaga.distortions import DISTORTIONS
from cabinet_tui.sandbox.bedolaga.features import FEATURES
from cabinet_tui.sandbox.bedolaga.frames import FRAMES
from cabinet_tui.sandbox.bedolaga.news import Interpreter
from cabinet_tui.sandbox.bedolaga.offers import catalogue
from cabinet_tui.sandbox.box import Sandbox


def arrange(box: Sandbox) -> None:
    """Let the scenario's people sign in here, and the features put in what is theirs."""
    if box.scenario.distortions:
        box.scenario = replace(box.scenario, distortions=DISTORTIONS, frames=FRAMES)
    box.after_payment = buy_cart
    box.each_step = charge_day
    box.hub.interpret = Interpreter(box)
    box.state.catalogue = catalogue(box.state.catalogue)
    for account in tuple(box.state.accounts.values()):
        # Nobody signs in here with an address that was not verified, nor would the demo.
        account.email_verified = True
        # A linked Telegram would take the pushes away: they would go to its chat instead.
        account.telegram_id = None
        for feature in FEATURES:
            seed = getattr(feature, "seed", None)
            if seed is not None:
                seed(box, account)
