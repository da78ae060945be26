"""Who came by the link, and what they brought, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from cabinet_tui.domain.labels import earning_label, referral_status_label
from cabinet_tui.domain.referral import Earning, Referral
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import day, moment, money
from cabinet_tui.widgets.inked_table import GOOD, MUTED
from cabinet_tui.widgets.paged_table import Cell, Column, Drawing, PagedTable

_STATUS_FROM_WIDTH = 56
_UNTIL_FROM_WIDTH = 74
_TELEGRAM_FROM_WIDTH = 110


class ReferralTable(PagedTable[Referral]):
    """Name, when they came, how they are, and what they earned for the account."""

    @dataclass
    class Opened(Message):
        """A row was chosen."""

        referral: Referral

    def table_columns(self) -> Sequence[Column[Referral]]:
        """The money keeps its place; the rest gives way."""
        return _REFERRAL_COLUMNS

    def opened(self, row: Referral) -> None:
        """Say who was chosen."""
        self.post_message(self.Opened(row))


class EarningTable(PagedTable[Earning]):
    """When, through whom, with what, and how much."""

    @dataclass
    class Opened(Message):
        """A row was chosen."""

        earning: Earning

    def table_columns(self) -> Sequence[Column[Earning]]:
        """The money keeps its place; the reason gives way."""
        return _EARNING_COLUMNS

    def opened(self, row: Earning) -> None:
        """Say which one was chosen."""
        self.post_message(self.Opened(row))


def _name(item: Referral, drawing: Drawing) -> Cell:
    handle = f"@{item.username}" if item.username.strip() else ""
    if "telegram" in drawing.columns:
        return Cell(item.name.strip() or _number(item.id))
    return Cell(" ".join(part for part in (item.name.strip(), handle) if part) or _number(item.id))


def _telegram(item: Referral, _drawing: Drawing) -> Cell:
    return Cell(f"@{item.username}" if item.username.strip() else str(item.telegram_id or ""))


def _came(item: Referral, drawing: Drawing) -> Cell:
    return Cell(moment(item.registered_at, drawing.now) if item.registered_at else "", MUTED)


def _until(item: Referral, _drawing: Drawing) -> Cell:
    if item.subscription_expires_at is not None:
        return Cell(day(item.subscription_expires_at), "" if item.has_subscription else MUTED)
    return Cell(_("yes") if item.has_subscription else _("none"), MUTED)


def _brought(item: Referral, drawing: Drawing) -> Cell:
    if item.earned is None:
        return Cell("")
    return Cell(money(item.earned, ascii_only=drawing.ascii_only), GOOD if item.earned else MUTED)


def _when(item: Earning, drawing: Drawing) -> Cell:
    return Cell(moment(item.created_at, drawing.now) if item.created_at else "", MUTED)


def _through(item: Earning, _drawing: Drawing) -> Cell:
    return Cell(item.through or _number(item.referral_id or 0))


def _amount(item: Earning, drawing: Drawing) -> Cell:
    return Cell(money(item.amount, signed=True, ascii_only=drawing.ascii_only), GOOD)


def _number(number: int) -> str:
    return _("account {number}").format(number=number) if number else _("not known")


_REFERRAL_COLUMNS: Sequence[Column[Referral]] = (
    Column("name", N_("Name"), _name),
    Column("telegram", N_("Telegram"), _telegram, width=20, from_width=_TELEGRAM_FROM_WIDTH),
    Column("came", N_("Came"), _came, width=14),
    Column(
        "status",
        N_("State"),
        lambda item, _drawing: Cell(referral_status_label(item.status)),
        width=11,
        from_width=_STATUS_FROM_WIDTH,
    ),
    Column("until", N_("Subscribed"), _until, width=13, from_width=_UNTIL_FROM_WIDTH),
    Column("earned", N_("Earned"), _brought, width=13, right=True),
)
_EARNING_COLUMNS: Sequence[Column[Earning]] = (
    Column("when", N_("Date"), _when, width=14),
    Column("who", N_("Through"), _through),
    Column(
        "why",
        N_("For"),
        lambda item, _drawing: Cell(earning_label(item.reason)),
        width=16,
        from_width=_STATUS_FROM_WIDTH,
    ),
    Column("amount", N_("Amount"), _amount, width=14, right=True),
)
