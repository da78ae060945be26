"""The end of a session: told once on its last day, and put off by signing in again."""

from typing import TYPE_CHECKING

from cabinet_tui.domain.account import TelegramLogin
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.session import is_last_day
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock, day, left
from cabinet_tui.screens.dialogs.again import AgainDialog
from cabinet_tui.screens.dialogs.deep_link import DeepLinkDialog
from cabinet_tui.screens.dialogs.telegram import TelegramDialog
from cabinet_tui.screens.sign_in_offer import has_email_sign_in
from cabinet_tui.widgets.named_keys import key_named

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import App

    from cabinet_tui.screens.store_screen import Host
    from cabinet_tui.services.cabinet import Cabinet

_LONG_ENOUGH = 15.0
"""Seconds that the warning stays: it comes once only."""


class SessionEnd:
    """What the app does about the end of its session."""

    def __init__(self, app: "App[int]", host: "Host") -> None:
        self._app = app
        self._host = host
        self._told: datetime | None = None

    def follow(self) -> None:
        """Warn on the last day, once for each end."""
        session = self._host.store.state.session
        now = self._host.clock.now()
        ends_at = session.ends_at if session.signed_in else None
        if ends_at is None or ends_at == self._told or not is_last_day(ends_at, now):
            return
        self._told = ends_at
        warning = _("Your session ends in {time}. {key} signs you in again.")
        self._app.notify(
            warning.format(time=left(ends_at - now), key=key_named(self._app, "sign_in_again")),
            severity="warning",
            timeout=_LONG_ENOUGH,
            markup=False,
        )

    @property
    def is_open(self) -> bool:
        """Whether somebody is signing in again right now."""
        ours = (AgainDialog, DeepLinkDialog, TelegramDialog)
        return any(isinstance(screen, ours) for screen in self._app.screen_stack)

    async def sign_in_again(self, cabinet: "Cabinet") -> None:
        """Begin a new session; for the same account everything open stays."""
        state = self._host.store.state
        account = state.account.value
        by_telegram = state.capabilities & {
            Capability.TELEGRAM_DEEP_LINK,
            Capability.TELEGRAM_WIDGET,
        }
        by_email = has_email_sign_in(state) and (account is None or bool(account.email))
        done: bool | None = False
        if by_email or not by_telegram:

            async def sign_in(email: str, password: str) -> None:
                await self._host.carry_out(cabinet.session.sign_in(email, password))

            email = account.email if account else ""
            dialog = AgainDialog(sign_in, email=email, telegram=bool(by_telegram))
            done = await self._app.push_screen_wait(dialog)
        if done is False and by_telegram:
            done = await self._by_telegram(cabinet)
        ends_at = self._host.store.state.session.ends_at
        if done and ends_at is not None:
            self._app.clear_notifications()
            until = _("You are signed in until {date}.")
            at = f"{day(ends_at)} {clock(ends_at)}"
            self._app.notify(until.format(date=at), markup=False)

    async def _by_telegram(self, cabinet: "Cabinet") -> bool | None:
        if Capability.TELEGRAM_DEEP_LINK in self._host.store.state.capabilities:
            return await self._app.push_screen_wait(DeepLinkDialog())

        async def sign_in(login: TelegramLogin) -> None:
            await self._host.carry_out(cabinet.session.sign_in_telegram(login))

        return await self._app.push_screen_wait(TelegramDialog(sign_in))
