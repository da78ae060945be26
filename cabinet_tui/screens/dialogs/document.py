"""A document over the whole screen: scrolled, searched, its links looked at."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cabinet_tui.domain.links import TextLink
from cabinet_tui.domain.readable import ReadableText
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.link_list import LinkListDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.dialogs.web_link import WebLinkDialog
from cabinet_tui.widgets.document_view import DocumentView
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class DocumentDialog(StoreDialog[None]):
    """Shows ``document`` under ``title``; knows nothing of where it came from."""

    CSS_PATH = "document.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("slash", "find", N_("Find"), key_display="/", id="document.find"),
        Binding("n", "find_on(1)", N_("Next"), id="document.next"),
        Binding("N", "find_on(-1)", N_("Previous"), show=False, id="document.previous"),
        Binding("l", "links", N_("Links"), id="document.links"),
        Binding("y", "copy", N_("Copy"), id="document.copy"),
        Binding("escape", "leave", N_("Back"), key_display="esc", id="document.leave"),
        Binding("q", "leave", N_("Back"), show=False, id="document.quit"),
    )

    def __init__(self, title: str, document: ReadableText) -> None:
        super().__init__()
        self._title = title
        self._document = document

    @property
    def document(self) -> ReadableText:
        """What is read."""
        return self._document

    @property
    def view(self) -> DocumentView:
        """The lines."""
        return self.query_one(DocumentView)

    def compose(self) -> ComposeResult:
        """The title, the text, what is searched for, and the keys."""
        with Horizontal(id="head"):
            yield Static(Content.styled(self._title, "bold"), id="title", markup=False)
            yield Static(id="found", markup=False)
        yield Static(id="note", markup=False)
        yield DocumentView()
        entry = Input(id="words", compact=True, placeholder=_("Find in the text"), max_length=200)
        entry.cursor_blink = False
        yield entry
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the text; it has the keys."""
        super().on_mount()
        self.view.focus()
        self.show_document(self._title, self._document)

    def show_document(self, title: str, document: ReadableText) -> None:
        """Read this from now on."""
        self._title, self._document = title, document
        self.query_one("#title", Static).update(Content.styled(title, "bold"))
        self.view.document = document
        self.query_one("#found", Static).update("")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is something to do with."""
        match action:
            case "links":
                return bool(self._document.links)
            case "find" | "copy":
                return bool(self._document.text)
            case "find_on":
                return self.is_mounted and self.view.is_searched
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Out of the search, else back."""
        entry = self.query_one("#words", Input)
        if entry.display:
            self._end_search()
        else:
            self.dismiss()

    def action_find(self) -> None:
        """Ask what to look for."""
        entry = self.query_one("#words", Input)
        entry.display = True
        entry.focus()

    @on(Input.Submitted)
    def _find(self, event: Input.Submitted) -> None:
        event.stop()
        self.view.seek(event.value.strip())
        self._end_search()

    def _end_search(self) -> None:
        self.query_one("#words", Input).display = False
        self.view.focus()

    def action_find_on(self, step: int) -> None:
        """To the next place, or the one before."""
        self.view.seek_on(step)

    @on(DocumentView.Sought)
    def _tell_found(self, event: DocumentView.Sought) -> None:
        event.stop()
        words = _("{place} of {count}").format(place=event.place, count=event.count)
        if not event.count:
            words = _("Not found.")
        self.query_one("#found", Static).update(Content.styled(words, "$text-muted"))
        self.refresh_bindings()

    def action_links(self) -> None:
        """Choose a link to look at; a single one is shown at once."""
        links = self._document.links
        if len(links) == 1:
            self._show(links[0])
        elif links:
            text = self._document.text
            named = [(text[link.start : link.end], link) for link in links]
            self.app.push_screen(LinkListDialog(named), self._show)

    def _show(self, link: TextLink | None) -> None:
        if link is not None:
            self.app.push_screen(WebLinkDialog(self._title, link.url))

    async def action_copy(self) -> None:
        """Send the whole text to the clipboard."""
        await self.host.copy_text(self._document.text)
