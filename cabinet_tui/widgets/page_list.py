"""The pages of the service: each line can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.widgets.page_wording import page_title
from cabinet_tui.widgets.taking_keys import take_keys


class PageList(OptionList):
    """A line each; none where there are no pages."""

    DEFAULT_CSS = """
    PageList { height: auto; text-wrap: nowrap; text-overflow: ellipsis; padding: 0; }
    """

    @dataclass
    class Chosen(Message):
        """A page was chosen."""

        name: PageName

    pages: reactive[Sequence[PageName]] = reactive[Sequence[PageName]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self.display = False
        self.can_focus = False

    def watch_pages(self, pages: Sequence[PageName]) -> None:
        """Show these, with the cursor where it was."""
        at = self.highlighted
        self.set_options(Option(Content(page_title(name))) for name in pages)
        self.highlighted = at if at is not None and at < len(pages) else (0 if pages else None)
        self.display = bool(pages)
        take_keys(self, when=bool(pages))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which."""
        event.stop()
        self.post_message(self.Chosen(self.pages[event.option_index]))
