"""A journal and a payment book in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import OPEN, Entry, MoneyRequest, Standing, rivals
from cabinet_tui.domain.payment_watch import KeptWatch
from cabinet_tui.domain.storage_errors import NotJournalled


class FakeJournal:
    """Satisfies ``Journal``. ``log`` is what happened in which order; ``is_full`` keeps nothing."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, Entry]] = []
        self.log: list[str] = []
        self.is_full = False

    @property
    def standings(self) -> list[str]:
        return [str(entry.standing) for _, entry in self.entries]

    def plant(self, request: MoneyRequest, at: datetime, **facts: object) -> Entry:
        """A line that an earlier program has left."""
        entry = replace(Entry(len(self.entries) + 1, request, at), **facts)  # type: ignore[arg-type]  # facts of Entry
        self.entries.append(("1", entry))
        return entry

    async def begin(self, account: str, request: MoneyRequest, at: datetime) -> Entry | None:
        if self.is_full:
            raise NotJournalled(place="journal", reason="disk full")
        alike = rivals(request.kind)
        for owner, entry in self.entries:
            blocks = entry.is_open or (entry.standing is Standing.DONE and not entry.is_told)
            if owner == account and entry.request.kind in alike and blocks:
                return None
        entry = Entry(len(self.entries) + 1, request, at)
        self.entries.append((account, entry))
        self.log.append(f"begin {request.kind}")
        return entry

    async def end(
        self,
        entry: Entry,
        standing: Standing,
        at: datetime,
        *,
        paid: Kopeks | None = None,
        is_told: bool = True,
    ) -> Entry:
        told = is_told or standing in OPEN
        ended = replace(entry, standing=standing, ended_at=at, paid=paid, is_told=told)
        self._put(ended)
        self.log.append(f"end {standing}")
        return ended

    async def dismiss(self, account: str, entry_id: int, at: datetime) -> bool:
        for owner, entry in self.entries:
            if owner == account and entry.id == entry_id and entry.is_open:
                self._put(replace(entry, standing=Standing.DISMISSED, ended_at=at, is_told=True))
                return True
        return False

    async def told(self, account: str, entry_ids: Sequence[int]) -> None:
        for owner, entry in tuple(self.entries):
            if owner == account and entry.id in entry_ids:
                self._put(replace(entry, is_told=True))

    async def open_ones(self, account: str, now: datetime) -> Sequence[Entry]:
        return tuple(
            entry
            for owner, entry in self.entries
            if owner == account and (entry.is_open or not entry.is_told)
        )

    async def newest(self, account: str, now: datetime, count: int) -> Sequence[Entry]:
        mine = [entry for owner, entry in self.entries if owner == account]
        return tuple(reversed(mine))[:count]

    def _put(self, new: Entry) -> None:
        self.entries = [
            (owner, new if entry.id == new.id else entry) for owner, entry in self.entries
        ]


class FakePaymentBook:
    """Satisfies ``PaymentBook``."""

    def __init__(self) -> None:
        self.kept: dict[PaymentKey, KeptWatch] = {}

    async def keep(self, account: str, kept: KeptWatch) -> None:
        self.kept.setdefault(kept.watch.key, kept)

    async def forget(self, account: str, key: PaymentKey) -> None:
        self.kept.pop(key, None)

    async def waiting(self, account: str, since: datetime) -> Sequence[KeptWatch]:
        return tuple(
            replace(kept, watch=replace(kept.watch, is_watched=False))
            for kept in self.kept.values()
            if kept.since >= since
        )
