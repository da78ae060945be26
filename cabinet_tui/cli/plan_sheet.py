"""A plan before it is carried out: what there is now, what there will be, and what to know."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cabinet_tui.domain.plan import Plan, Terms
from cabinet_tui.locale import _, formats
from cabinet_tui.widgets.plan_wording import limit_label, plan_title, warning_sentence

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Paper

_ARROW = "→"
_NOTHING = "–"


def show(plan: Plan, paper: "Paper") -> None:
    """Write the plan."""
    price = formats.money(plan.price, ascii_only=paper.ascii_only) if plan.price else _("free")
    paper.line(f"{plan_title(plan)}: {price}")
    rows = [
        _balance_row(plan, paper),
        (_("Until"), *_change(plan, _until)),
        (_("Traffic"), *_change(plan, _traffic)),
        (_("Devices"), *_change(plan, _devices)),
    ]
    paper.table([(label, before, _ARROW, after) for label, before, after in rows if after])
    for warning in plan.warnings:
        paper.line(warning_sentence(warning, ascii_only=paper.ascii_only))


def _balance_row(plan: Plan, paper: "Paper") -> tuple[str, str, str]:
    def amount(kopeks: int) -> str:
        return formats.money(kopeks, ascii_only=paper.ascii_only)

    after = (
        _("{amount} missing").format(amount=amount(plan.missing))
        if plan.missing
        else amount(plan.balance_after)
    )
    return _("Balance"), amount(plan.balance_before), after


def _change(plan: Plan, word: Callable[[Terms], str]) -> tuple[str, str]:
    before = word(plan.before) if plan.before else ""
    return before or _NOTHING, word(plan.after)


def _until(terms: Terms) -> str:
    return formats.day(terms.expires_at) if terms.expires_at else ""


def _traffic(terms: Terms) -> str:
    return limit_label(terms.traffic)


def _devices(terms: Terms) -> str:
    return "" if terms.devices is None else str(terms.devices)
