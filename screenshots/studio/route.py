"""The ways through the program: which screens, in which order, how one gets there."""

import httpx
from textual.widgets import Input, OptionList

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from studio.frame import Frame
from studio.guide import Guide, View, guided

Frames = dict[View, Frame]

SCENES = {
    "home": "Home",
    "balance": "Balance",
    "plans": "Plans",
    "subscription": "Subscription",
    "referrals": "Referrals",
    "support": "Support",
    "account": "Account",
    "sign-in": "Sign in",
    "help": "The keys of a screen",
    "settings": "Settings",
    "palette": "Command palette",
    "conversation": "A conversation with support",
    "chart": "Money by month",
    "plan": "A plan before it is paid",
    "poor": "A plan that the balance does not cover",
    "top-up": "Top up: how and how much",
    "payment": "A payment that waits, with its QR code",
    "full-screen-qr": "The connection link over the whole screen",
    "gifts": "Gifts",
    "empty": "A new account",
    "blocked": "Kept out until a channel is joined",
}
"""Every picture with what it shows, as the gallery lists them."""


async def through_the_sections(server: str) -> Frames:
    """Signing in, the seven sections and what opens from them."""
    async with guided(server, signed_in=False) as guide:
        app = guide.app
        await guide.until(lambda: app.current_mode == "sign_in")
        await guide.until_shown("#email")
        app.screen.query_one("#email", Input).value = DEMO_EMAIL
        await guide.until(lambda: app.store.state.branding.is_known)
        await guide.until(lambda: not guide.is_reading())
        await guide.take("sign-in")
        cabinet = await app.cabinet_at("")
        await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        await guide.until(lambda: app.current_mode == "home")
        await guide.until(guide.is_quiet)
        for key, mode in enumerate(app.MODES, 1):
            if mode != "sign_in":
                await guide.section(str(key), mode)
                await guide.take(mode)
        await _dialogs(guide)
        await _money(guide)
    return guide.frames


async def _dialogs(guide: Guide) -> None:
    """What explains and what sets."""
    await guide.section("1", "home")
    await guide.press("question_mark")
    await guide.take("help")
    for scene, key in (("settings", "f2"), ("palette", "ctrl+p")):

        async def renew(key: str = key) -> None:
            """Open it, after what was open."""
            await guide.press("escape", key)
            await guide.until_shown("OptionList")
            await guide.until(lambda: guide.app.screen.query_one(OptionList).option_count)

        await guide.take(scene, renew)
    await guide.press("escape")
    await guide.section("6", "support")
    await guide.press("enter")
    await guide.until(lambda: guide.app.store.state.open_ticket is not None)
    await guide.until(guide.is_quiet)
    await guide.take("conversation")
    await guide.press("escape")


async def _money(guide: Guide) -> None:
    """Charts, plans and payments."""
    app = guide.app
    await guide.section("2", "balance")
    await guide.press("g")
    await guide.until(guide.is_quiet)
    await guide.take("chart")
    await guide.press("escape")
    await guide.section("4", "subscription")
    await guide.press("f")
    await guide.until_shown("QrCode")
    await guide.take("full-screen-qr")
    await guide.press("escape")
    await guide.section("3", "plans")
    await guide.press("enter")
    await guide.until_shown("PlanTable")
    await guide.take("plan")
    await guide.press("escape", "t")
    await guide.until_shown("MethodList")
    await guide.until(lambda: app.store.state.methods.is_known)
    # The page of any other payment is on the sandbox, at a port that is new each time.
    await guide.press("down", "down", "enter", *"500")
    await guide.take("top-up")
    await guide.press("enter")
    await guide.until_shown("QrCode")
    await guide.until(guide.is_quiet)
    await guide.take("payment")


async def with_nothing(server: str) -> Frames:
    """An account that has just been made."""
    order(server, "reset", {"scenario": "empty"})
    async with guided(server) as guide:
        await guide.until(guide.is_quiet)
        await guide.take("empty")
    return guide.frames


async def with_little(server: str) -> Frames:
    """An account that has to top up before it can buy."""
    order(server, "reset", {"scenario": "poor"})
    async with guided(server) as guide:
        await guide.until(guide.is_quiet)
        await guide.section("3", "plans")
        await guide.press("enter")
        await guide.until_shown("PlanTable")
        await guide.take("poor")
    return guide.frames


async def on_bedolaga(server: str) -> Frames:
    """What only servers of the other dialect have."""
    async with guided(server, dialect="bedolaga") as guide:
        await guide.until(guide.is_quiet)
        await guide.section("2", "balance")
        await guide.press("i")
        await guide.until(guide.is_quiet)
        await guide.take("gifts")
        await guide.press("escape")
        await guide.section("1", "home")
        order(server, "block", {"kind": "channel"})
        await guide.press("r")
        await guide.until_shown("LinkText")
        await guide.until(lambda: not guide.app.store.state.info.loading)
        await guide.take("blocked")
    return guide.frames


def order(server: str, what: str, wish: dict[str, str]) -> None:
    """Tell the sandbox to do something behind the back of its API."""
    place = server.split("/cabinet", maxsplit=1)[0]
    httpx.post(f"{place}/sandbox/{what}", json=wish, trust_env=False).raise_for_status()
