"""Which ways in a person is offered: what is known of the server decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from cabinet_tui.domain.capability import Capability
from cabinet_tui.locale import N_, _
from cabinet_tui.store.state import AppState


@dataclass(frozen=True, slots=True)
class Way:
    """A key, what it does, and its title; ``needs`` any of these, ``by_email`` with an address.

    ``where_links`` is its title where letters hold links and no codes.
    """

    key: str
    action: str
    title: str
    needs: frozenset[Capability] = frozenset()
    by_email: bool = False
    where_links: str = ""


WAYS = (
    Way("f3", "register", N_("Create an account"), by_email=True),
    Way("f4", "forgot", N_("Forgotten password"), by_email=True),
    Way(
        "f5",
        "reset",
        N_("New password by the code of a letter"),
        by_email=True,
        where_links=N_("New password by the link of a letter"),
    ),
    Way("f6", "verify", N_("Confirm the e-mail address"), by_email=True),
    Way(
        "f7",
        "telegram",
        N_("Sign in with Telegram"),
        frozenset({Capability.TELEGRAM_WIDGET, Capability.TELEGRAM_DEEP_LINK}),
    ),
    Way(
        "f8",
        "miniapp",
        N_("Sign in with a Telegram Mini App"),
        frozenset({Capability.TELEGRAM_MINIAPP}),
    ),
)


def has_email_sign_in(state: AppState) -> bool:
    """Whether e-mail and password serve here; they do until the server says otherwise."""
    told = state.email_sign_in.value
    return told is None or told.enabled


def ways_of(state: AppState) -> Sequence[Way]:
    """The ways to offer, the best one first; all of them while nothing is known of the server."""
    able = state.capabilities
    offered = [
        way
        for way in WAYS
        if (not way.by_email or has_email_sign_in(state))
        and (not able or not way.needs or way.needs & able)
    ]
    # A button in the bot is less work than anything that has to be typed or mailed.
    easy = Capability.TELEGRAM_DEEP_LINK in able
    return sorted(offered, key=lambda way: not (easy and way.action == "telegram"))


def letters_hold_codes(state: AppState) -> bool:
    """Whether a letter has a code to type, and not a link alone; so it is until that is known."""
    return not state.capabilities or Capability.VERIFY_BY_CODE in state.capabilities


def title_of(way: Way, state: AppState) -> str:
    """What a way is called here."""
    return _(way.title if letters_hold_codes(state) or not way.where_links else way.where_links)
