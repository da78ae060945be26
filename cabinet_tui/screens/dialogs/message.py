"""One message to be read, selected and copied, and where its links really lead."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.links import TextLink, links_in
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.link_text import LinkTextDialog
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.screens.store_screen import Host

_ON_LINK = frozenset({"copy_link", "open_link", "full_qr", "link_text"})


class MessageDialog(ModalScreen[None], SpokenScreen[None]):
    """The whole screen: the text from edge to edge, its links below with their hosts."""

    CSS_PATH = "message.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy", N_("Copy"), id="message.copy"),
        Binding("l", "copy_link", N_("Copy link"), id="message.copy_link"),
        Binding("o", "open_link", N_("Open"), id="message.open_link"),
        Binding("f", "full_qr", N_("QR"), id="message.full_qr"),
        Binding("escape,q", "dismiss", N_("Back"), key_display="esc", id="message.close"),
    )

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._links: Sequence[TextLink] = links_in(text)

    def compose(self) -> ComposeResult:
        """Who and when, the text, the links, the keys."""
        yield Static(Content.styled(self._title, "bold"), id="title", markup=False)
        with VerticalScroll(id="text"):
            yield Static(Content(self._text), markup=False)
        if self._links:
            heading = _("Links, with the address each of them leads to")
            yield Static(heading, classes="heading", markup=False)
            yield OptionList(*map(_option, self._links), markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """The links have the keys; without any, the text."""
        self.query_one("OptionList" if self._links else "#text").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without links there is nothing to do with them."""
        if action in _ON_LINK:
            return bool(self._links)
        return super().check_action(action, parameters)

    @property
    def _link(self) -> str:
        place = self.query_one(OptionList).highlighted or 0
        return self._links[place].url

    @property
    def _host(self) -> "Host":
        return cast("Host", self.app)

    @on(OptionList.OptionSelected)
    def _show_link(self, event: OptionList.OptionSelected) -> None:
        """Enter shows a link whole; only the key for it opens one."""
        event.stop()
        self.app.push_screen(LinkTextDialog(self._links[event.option_index].url))

    @work(group="clipboard")
    async def action_copy(self) -> None:
        """Send the message to the clipboard."""
        await self._host.copy_text(self._text)

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the link to the clipboard."""
        await self._host.copy_text(self._link)

    @work(group="browser")
    async def action_open_link(self) -> None:
        """Open the link, where there is a browser for it."""
        await self._host.open_link(self._link)

    def action_full_qr(self) -> None:
        """Show the link as a code for the phone."""
        self.app.push_screen(FullQrDialog(self._link))


def _option(link: TextLink) -> Option:
    style = "bold" if link.is_plain else "bold $text-warning"
    return Option(Content.assemble((link.host, style), "  ", (link.url, "$text-muted")))
