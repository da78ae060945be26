"""A plan as two columns: what the account is now, and what it is afterwards."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.plan import Plan, Terms
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import day, money, number
from cabinet_tui.widgets.glyphs import Glyphs, glyphs_of
from cabinet_tui.widgets.offers import discount_label
from cabinet_tui.widgets.plan_wording import limit_label, plan_title, warning_sentence

_GAP = 3
Row = tuple[str, str, Content]


class PlanTable(Widget):
    """Title and price, before and after, and the warnings; nothing while there is no plan."""

    DEFAULT_CSS = """
    PlanTable { height: auto; }
    """

    plan: reactive[Plan | None] = reactive[Plan | None](None, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the plan needs."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The plan."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        plan = self.plan
        if plan is None:
            return []
        glyphs = glyphs_of(self.app)
        lines = [
            *Content.styled(plan_title(plan), "bold").wrap(max(8, width)),
            _price(plan, glyphs),
        ]
        lines += [Content(), *_compared(_rows(plan, glyphs), glyphs)]
        if plan.warnings:
            lines.append(Content())
        for warning in plan.warnings:
            text = warning_sentence(warning, ascii_only=glyphs.ascii_only)
            for number_, line in enumerate(Content(text).wrap(max(8, width - 2))):
                head = "  " if number_ else "! "
                lines.append(Content.assemble((head, "bold $text-warning"), line))
        return lines


def _price(plan: Plan, glyphs: Glyphs) -> Content:
    if not plan.price:
        return Content.styled(_("free"), "bold $text-success")
    parts: list[str | tuple[str, str]] = [(_money(plan.price, glyphs), "bold $accent")]
    if plan.full_price is not None:
        instead = _("instead of {amount}").format(amount=_money(plan.full_price, glyphs))
        parts.append((f"  {instead}", "$text-muted"))
    if plan.discount_percent:
        parts.append((f"  {discount_label(plan.discount_percent)}", "$text-success"))
    return Content.assemble(*parts)


def _rows(plan: Plan, glyphs: Glyphs) -> list[Row]:
    before = plan.before
    return [
        (_("balance"), _money(plan.balance_before, glyphs), _balance_after(plan, glyphs)),
        _row(_("until"), _until(before), _until(plan.after)),
        _row(_("traffic"), _traffic(before), _traffic(plan.after)),
        _row(_("devices"), _devices(before), _devices(plan.after)),
    ]


def _row(name: str, before: str | None, after: str | None) -> Row:
    changed = Content.styled(after or "", "" if before == after else "bold")
    return (name, before or "", changed)


def _balance_after(plan: Plan, glyphs: Glyphs) -> Content:
    if not plan.is_affordable:
        missing = _("{amount} missing").format(amount=_money(plan.missing, glyphs))
        return Content.styled(missing, "bold $text-error")
    style = "bold" if plan.price else ""
    return Content.styled(_money(plan.balance_after, glyphs), style)


def _until(terms: Terms | None) -> str | None:
    if terms is None:
        return None
    return day(terms.expires_at) if terms.expires_at else _("not known")


def _traffic(terms: Terms | None) -> str | None:
    return None if terms is None else limit_label(terms.traffic)


def _devices(terms: Terms | None) -> str | None:
    return None if terms is None or not terms.devices else number(terms.devices)


def _compared(rows: list[Row], glyphs: Glyphs) -> list[Content]:
    shown = [row for row in rows if row[1] or row[2].cell_length]
    names = max(Content(name).cell_length for name, _before, _after in shown) + _GAP - 1
    befores = max(1, *(Content(before).cell_length for _name, before, _after in shown))
    lines = []
    for name, before, after in shown:
        then = before or glyphs.dash
        head = Content.styled(name, "$text-muted").pad_right(names - Content(name).cell_length)
        middle = Content(then).pad_right(befores - Content(then).cell_length)
        arrow = Content.styled(f" {glyphs.arrow} ".center(2 * _GAP - 1), "$text-muted")
        last = after if after.cell_length else Content(glyphs.dash)
        lines.append(Content.assemble(head, middle, arrow, last))
    return lines


def _money(amount: int, glyphs: Glyphs) -> str:
    return money(amount, ascii_only=glyphs.ascii_only)
