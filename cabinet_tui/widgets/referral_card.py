"""The numbers of the referral programme."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.referral import ReferralStats
from cabinet_tui.locale import _, pgettext
from cabinet_tui.locale.formats import money, number
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.note import Note

_GAP = 2
_BETWEEN = 6


class ReferralCard(Widget):
    """People at the left, money at the right; a note when they are not fresh."""

    DEFAULT_CSS = """
    ReferralCard { height: auto; padding: 0 1; }
    """

    stats: reactive[ReferralStats | None] = reactive[ReferralStats | None](None, layout=True)
    note: reactive[Note] = reactive(Note(), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The card."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = []
        if self.stats is not None:
            lines.extend(self._numbers(self.stats, width))
        if self.note.text:
            lines.extend(self.note.content().wrap(width))
        return lines

    def _numbers(self, stats: ReferralStats, width: int) -> list[Content]:
        ascii_only = glyphs_of(self.app).ascii_only
        people = [
            (name, number(count))
            for name, count in (
                (_("invited"), stats.total),
                (pgettext("referrals", "active"), stats.active),
                (_("after a trial"), stats.trial_converted),
            )
            if count is not None
        ]
        sums = [
            (name, money(amount, ascii_only=ascii_only))
            for name, amount in (
                (_("earned"), stats.earned),
                (_("to withdraw"), stats.available),
                (_("pending"), stats.pending),
                (_("withdrawn"), stats.withdrawn),
            )
            if amount is not None
        ]
        left, right = _column(people), _column(sums)
        left_width = max((line.cell_length for line in left), default=0)
        right_width = max((line.cell_length for line in right), default=0)
        if left_width + _BETWEEN + right_width > width:
            return [*left, *right]
        rows = max(len(left), len(right))
        left += [Content()] * (rows - len(left))
        right += [Content()] * (rows - len(right))
        return [
            Content.assemble(one, " " * (left_width + _BETWEEN - one.cell_length), other)
            for one, other in zip(left, right, strict=True)
        ]


def _column(facts: list[tuple[str, str]]) -> list[Content]:
    """Names at the left, values aligned at their right ends."""
    names = max((Content(name).cell_length for name, _value in facts), default=0) + _GAP
    values = max((Content(value).cell_length for _name, value in facts), default=0)
    lines = []
    for name, value in facts:
        padding = " " * (names - Content(name).cell_length + values - Content(value).cell_length)
        lines.append(Content.assemble((name, "$text-muted"), padding, (value, "bold")))
    return lines
