"""Tells what the journal found out, and takes up payments that waited when the program ended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.money_request import Entry
from cabinet_tui.domain.money_words import what_became
from cabinet_tui.domain.payment_watch import subject_of
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from textual.app import App

    from cabinet_tui.domain.balance import PaymentKey
    from cabinet_tui.screens.store_screen import Host
    from cabinet_tui.services.cabinet import Cabinet

_LONG_ENOUGH = 15.0
"""Seconds that news of money stay: they come once only."""


class Bookkeeper:
    """What the app does when the journal has news."""

    def __init__(self, app: "App[int]", host: "Host") -> None:
        self._app = app
        self._host = host
        self._told: set[int] = set()
        self._seen: set[PaymentKey] = set()
        self._said: set[str] = set()

    def follow(self) -> None:
        """Say what became of requests without an answer, once; watch what was recalled."""
        state = self._host.store.state
        self._say_of_files()
        cabinet = self._host.cabinet
        if cabinet is None or not state.session.signed_in:
            return
        news = [entry for entry in state.open_money if not entry.is_open]
        fresh = [entry for entry in news if entry.id not in self._told]
        if fresh:
            self._tell(cabinet, fresh)
        for watch in state.payment_watches:
            is_new = watch.key not in self._seen
            self._seen.add(watch.key)
            if is_new and not watch.is_watched and not watch.is_decided:
                self._host.watch_payment(subject_of(watch))

    def _tell(self, cabinet: "Cabinet", news: Sequence[Entry]) -> None:
        self._told.update(entry.id for entry in news)
        for entry in news:
            self._app.notify(what_became(entry), timeout=_LONG_ENOUGH, markup=False)
        self._app.run_worker(self._written_down(cabinet, news), group="journal.write")

    async def _written_down(self, cabinet: "Cabinet", news: Sequence[Entry]) -> None:
        try:
            await self._host.carry_out(cabinet.journal.told(news))
        except CabinetError:
            # It is told again by the next program.
            return

    def _say_of_files(self) -> None:
        """Say once what is wrong with what is kept on this computer."""
        state = self._host.store.state
        words = []
        if state.set_aside:
            words.append(
                _("What was kept on this computer was broken; it is in {place} now.").format(
                    place=state.set_aside
                )
            )
        if state.not_kept is not None:
            words.append(str(state.not_kept))
        for sentence in words:
            if sentence not in self._said:
                self._said.add(sentence)
                self._app.notify(sentence, severity="warning", timeout=_LONG_ENOUGH, markup=False)
