"""Withdrawals in words: a line each, and one in full."""

from collections.abc import Sequence

from textual.content import Content

from cabinet_tui.domain.labels import withdrawal_status_label
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalFunds,
    WithdrawalOrder,
    WithdrawalStatus,
)
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock, day, money
from cabinet_tui.widgets.line_list import in_columns
from cabinet_tui.widgets.referral_wording import Sheet

_STYLES: dict[WithdrawalStatus | str, str] = {
    WithdrawalStatus.PENDING: "$text-warning",
    WithdrawalStatus.APPROVED: "$text-success",
    WithdrawalStatus.COMPLETED: "$text-success",
    WithdrawalStatus.REJECTED: "$text-error",
    WithdrawalStatus.CANCELLED: "$text-muted",
}


def funds_facts(funds: WithdrawalFunds, *, ascii_only: bool) -> list[tuple[str, Content]]:
    """What there is and what went, by name."""

    def amount(kopeks: int) -> str:
        return money(kopeks, ascii_only=ascii_only)

    return [
        (_("can be withdrawn"), Content.styled(amount(funds.available), "bold")),
        (_("earned"), Content(amount(funds.earned))),
        (_("withdrawn"), Content(amount(funds.withdrawn) if funds.withdrawn else "")),
        (_("being decided"), Content(amount(funds.pending) if funds.pending else "")),
        (_("at least"), Content(amount(funds.minimum) if funds.minimum else "")),
    ]


def request_lines(requests: Sequence[Withdrawal], *, ascii_only: bool) -> tuple[Content, ...]:
    """A line for each request: the day, the amount, how far it has come, what was answered."""
    rows = [
        (
            Content(day(request.created_at) if request.created_at else ""),
            Content(money(request.amount, ascii_only=ascii_only)),
            Content.styled(
                withdrawal_status_label(request.status), _STYLES.get(request.status, "")
            ),
            Content.styled(" ".join(request.comment.split()), "$text-muted"),
        )
        for request in requests
    ]
    return in_columns(rows)


def about_request(request: Withdrawal, *, ascii_only: bool) -> Sheet:
    """All that is known of a request; what is not known is empty."""
    asked, decided = request.created_at, request.processed_at
    facts = [
        (_("State"), withdrawal_status_label(request.status)),
        (_("To"), request.details),
        (_("Asked for"), f"{day(asked)} {clock(asked)}" if asked else ""),
        (_("Decided"), f"{day(decided)} {clock(decided)}" if decided else ""),
        (_("Answer"), request.comment),
        (_("Number"), str(request.id)),
    ]
    return money(request.amount, ascii_only=ascii_only), facts


def about_order(order: WithdrawalOrder, *, ascii_only: bool) -> Sheet:
    """What is asked for, before it is."""
    amount = money(order.amount, ascii_only=ascii_only)
    return _("Ask for this withdrawal?"), [(_("Amount"), amount), (_("To"), order.details)]
