"""What can be chosen in plain lines: the commands, in the sections that the screen has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cabinet_tui.locale import N_

Words = tuple[str, ...]
"""A command and what stands below it, like ``("ticket", "reply")``."""

NOT_HERE: Mapping[str, str] = {
    "demo": "it is a program of its own, which can be plain too",
    "sandbox": "it is a program of its own",
    "completion": "it is for a shell",
}
"""The commands that no section has, and why."""

NEVER_ASKED: Mapping[str, str] = {
    "json": "it is for programs",
    "yes": "every change is asked about",
    "dry_run": "every plan is shown before it is asked about",
    "offline": "it is for scripts",
    "short": "it is for prompts and status bars",
    "per_page": "it is for programs",
    "password_stdin": "passwords are asked for",
    "email": "the command asks for it",
    "qr": "a picture; the link is there as text",
    "qr_blocks": "they are signs of a picture",
    "list": "it is shown before the questions",
    "subscription": "it is chosen once for all commands",
    "code_for": "it is chosen once for all commands",
}
"""The options that nobody is asked for, and why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a section: a command, what is shown before it asks, and what is settled.

    Without a ``title`` it is called as the help calls the command. ``needed`` names options that
    the command takes for optional and that make no sense to leave out here. ``picks`` are those
    that are chosen from the rows of what is shown first, where they are the first cell, and
    ``counts`` numbers that another cell begins with.
    """

    words: Words
    title: str = ""
    first: Sequence[tuple[Words, Mapping[str, object]]] = ()
    settled: Mapping[str, object] = field(default_factory=dict)
    needed: Sequence[str] = ()
    picks: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what it shows when it is opened, and what can be done there."""

    title: str
    shows: Sequence[Words] = ()
    choices: Sequence[Choice] = ()


def _seen(*words: str, **settled: object) -> tuple[Words, Mapping[str, object]]:
    return words, settled


SIGN_IN = Section(
    N_("Sign in"),
    choices=(
        Choice(("login",), N_("with e-mail and password"), settled={"telegram": False}),
        Choice(("login",), N_("with Telegram"), settled={"telegram": True}),
        Choice(("=register",), N_("create an account")),
        Choice(("=verify",), N_("confirm the e-mail address with the letter")),
        Choice(("=forgot",), N_("forgot the password: ask for a letter")),
        Choice(("=reset",), N_("set a new password with the letter")),
    ),
)
"""Words that begin with ``=`` are no commands but conversations of this mode alone."""

SECTIONS: Sequence[Section] = (
    Section(
        N_("Home"),
        shows=(("status",),),
        choices=(
            Choice(("link",), settled={"copy": False, "qr_file": None}),
            Choice(
                ("link",), N_("copy the connection link"), settled={"copy": True, "qr_file": None}
            ),
            Choice(("tickets",)),
            Choice(("payments",)),
        ),
    ),
    Section(
        N_("Balance"),
        shows=(("balance",), ("transactions",)),
        choices=(
            Choice(
                ("topup",),
                first=(_seen("topup", list=True),),
                settled={"wait": False},
                needed=("amount", "method"),
                picks=("method", "option"),
            ),
            Choice(("transactions",)),
            Choice(
                ("balance",),
                N_("what came in and went out in each month"),
                settled={"by_month": True},
            ),
            Choice(("payments",)),
            Choice(("payments", "check"), first=(_seen("payments"),)),
            Choice(("payments", "dismiss"), first=(_seen("payments"),)),
            Choice(("promo",)),
            Choice(("coupon",)),
            Choice(("gifts",)),
            Choice(("gifts", "offer")),
            Choice(("gifts", "buy"), first=(_seen("gifts", "offer"),)),
            Choice(("gifts", "activate")),
            Choice(("cards",)),
            Choice(("cards", "remove"), first=(_seen("cards"),), picks=("card_id",)),
        ),
    ),
    Section(
        N_("Plans"),
        shows=(("tariffs",),),
        choices=(
            Choice(("buy",), first=(_seen("tariffs"),), picks=("tariff_id",), counts={"days": 2}),
            Choice(("switch",), first=(_seen("tariffs"),), picks=("tariff_id",)),
            Choice(("trial",)),
        ),
    ),
    Section(
        N_("Subscription"),
        shows=(("subscription",), ("link",)),
        choices=(
            Choice(("renew",), first=(_seen("renew", list=True),), needed=("days",)),
            Choice(("autopay",)),
            Choice(
                ("link",), N_("copy the connection link"), settled={"copy": True, "qr_file": None}
            ),
            Choice(
                ("link",),
                N_("save the connection link as a QR code"),
                settled={"copy": False},
                needed=("qr_file",),
            ),
            Choice(("devices",)),
            Choice(("devices", "rename"), first=(_seen("devices"),), picks=("device_id",)),
            Choice(
                ("devices", "remove"),
                N_("remove a device"),
                first=(_seen("devices"),),
                settled={"all": False},
                needed=("device_id",),
                picks=("device_id",),
            ),
            Choice(
                ("devices", "remove"),
                N_("remove every device"),
                settled={"all": True, "device_id": None},
            ),
            Choice(("devices", "buy"), first=(_seen("devices"),)),
            Choice(("traffic",), settled={"refresh": False}),
            Choice(("traffic",), N_("have the traffic counted now"), settled={"refresh": True}),
            Choice(("traffic", "buy"), first=(_seen("traffic"),)),
            Choice(("pause",)),
            Choice(("revoke",)),
            Choice(("subscriptions",)),
            Choice(
                ("=choose",), N_("choose one of several subscriptions"), (_seen("subscriptions"),)
            ),
        ),
    ),
    Section(
        N_("Referrals"),
        shows=(("referrals",),),
        choices=(
            Choice(
                ("referrals",),
                N_("who came by the link"),
                settled={"earnings": False, "by_month": False},
            ),
            Choice(
                ("referrals",),
                N_("what they brought"),
                settled={"earnings": True, "by_month": False},
            ),
            Choice(
                ("referrals",),
                N_("what they brought in each month"),
                settled={"earnings": False, "by_month": True, "page": 1},
            ),
            Choice(("withdrawals",)),
            Choice(("withdrawals", "ask"), first=(_seen("withdrawals"),)),
            Choice(("withdrawals", "cancel"), first=(_seen("withdrawals"),), picks=("request_id",)),
        ),
    ),
    Section(
        N_("Support"),
        shows=(("tickets",),),
        choices=(
            Choice(("tickets",)),
            Choice(("ticket", "show"), first=(_seen("tickets"),), picks=("ticket_id",)),
            Choice(("ticket", "reply"), first=(_seen("tickets"),), picks=("ticket_id",)),
            Choice(("ticket", "new")),
            Choice(("ticket", "close"), first=(_seen("tickets"),), picks=("ticket_id",)),
            Choice(("ticket", "save"), first=(_seen("tickets"),), picks=("ticket_id",)),
        ),
    ),
    Section(
        N_("Account"),
        shows=(("status",), ("=service",)),
        choices=(
            Choice(("=verify",), N_("confirm the e-mail address with the letter")),
            Choice(("pages",)),
            Choice(("page",), first=(_seen("pages"),)),
            Choice(("language",)),
            Choice(("=speak",), N_("choose the language of this program")),
            Choice(("logout",)),
        ),
    ),
    SIGN_IN,
)
