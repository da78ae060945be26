"""The line of a list that the cursor stands on, as text to be copied."""

from collections.abc import Iterable

from rich.text import Text
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, OptionList

from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.tariff_cards import TariffCards

_GAP = "  "


def line_of(widget: Widget | None) -> str:
    """What stands on the line under the cursor of a list; empty where there is no such line."""
    match widget:
        case ChatLog():
            return widget.marked.text.strip() if widget.marked is not None else ""
        case TariffCards():
            return _joined(widget.card_lines())
        case DataTable() if 0 <= widget.cursor_row < widget.row_count:
            return _joined(widget.get_row_at(widget.cursor_row))
        case OptionList() if widget.highlighted is not None:
            return _plain(widget.get_option_at_index(widget.highlighted).prompt)
    return ""


def _joined(parts: Iterable[object]) -> str:
    return _GAP.join(filter(None, map(_plain, parts)))


def _plain(part: object) -> str:
    text = part.plain if isinstance(part, Text | Content) else str(part)
    pieces = text.replace("\n", _GAP).split(_GAP)
    return _GAP.join(filter(None, (piece.strip() for piece in pieces)))
