"""What became of earlier requests that got no answer: said before anything that moves money."""

from typing import TYPE_CHECKING

from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Json
    from cabinet_tui.domain.money_request import Entry
    from cabinet_tui.services.cabinet import Cabinet


async def tell(cabinet: "Cabinet") -> None:
    """Look what became of them, and say it on standard error; nothing where there are none."""
    from cabinet_tui.cli import output
    from cabinet_tui.domain.errors import CabinetError
    from cabinet_tui.domain.money_request import Standing, rivals
    from cabinet_tui.domain.money_words import what_became

    try:
        await cabinet.journal.reconcile()
    except CabinetError:
        # What is done now says by itself why it cannot be.
        return
    found = cabinet.store.state.open_money
    for entry in found:
        output.remark(f"{what_became(entry)} {advice(entry)}".rstrip())
    # That something was done before is told once more to whoever would do the like again.
    harmless = [
        entry
        for entry in found
        if entry.standing is not Standing.DONE or not rivals(entry.request.kind)
    ]
    await cabinet.journal.told(harmless)


def advice(entry: "Entry") -> str:
    """What to do about one without a known end; empty for the others."""
    if not entry.is_open:
        return ""
    return _(
        "Look at “cabinet-tui transactions”; “cabinet-tui payments dismiss {number}” puts it away."
    ).format(number=entry.id)


def entry_document(entry: "Entry") -> "dict[str, Json]":
    """A line of the journal; ``standing`` is ``sent`` or ``unknown`` where nobody knows."""
    from cabinet_tui.cli.output import utc

    request = entry.request
    return {
        "id": entry.id,
        "kind": str(request.kind),
        "what": request.what or None,
        "days": request.days,
        "amount_kopeks": request.amount,
        "method": request.method or None,
        "sent_at": utc(entry.at),
        "standing": str(entry.standing),
        "ended_at": utc(entry.ended_at),
        "paid_kopeks": entry.paid,
    }


def rows(entries: "Sequence[Entry]", *, ascii_only: bool) -> "list[tuple[str, ...]]":
    """The lines of the journal for people: number, time, amount, what, and its end."""
    from datetime import UTC, datetime

    from cabinet_tui.domain.money_words import request_title, standing_words
    from cabinet_tui.locale import formats

    now = datetime.now(UTC)
    return [
        (
            str(entry.id),
            formats.moment(entry.at, now),
            formats.money(entry.request.amount, ascii_only=ascii_only)
            if entry.request.amount
            else "",
            request_title(entry.request),
            standing_words(entry),
        )
        for entry in entries
    ]
