"""Which server to use, asked only when the service insists on being told."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.subscription import Server
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.wording import server_names

_LONGEST = 100


class ServerChoiceDialog(ModalScreen[str | None], SpokenScreen[str | None]):
    """Gives back the uuid that was chosen or typed, None when nobody wants to say."""

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape", "dismiss(None)", N_("Back"), id="server_choice.back")
    )

    def __init__(self, said: str, servers: Sequence[Server], refused: str = "") -> None:
        """``said`` are the words of the service; ``refused`` is the uuid it did not take."""
        super().__init__()
        self._said = said
        self._servers = tuple(server for server in servers if server.uuid)
        self._refused = refused

    def compose(self) -> ComposeResult:
        """What the service says, the servers that are known, and a field for another one."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Which server?"), "bold"), markup=False)
            yield Static(Content.styled(self._said, "$text-muted"), markup=False)
            if self._servers:
                yield Static(classes="space")
                yield OptionList(*map(self._option, self._servers), markup=False, compact=True)
            yield Static(classes="space")
            yield Static(_("The uuid of the server, as support names it"), markup=False)
            yield Input(id="uuid", compact=True, max_length=_LONGEST)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Back"), id="back", compact=True)
                yield Button(_("Use it"), id="use", compact=True)
        yield KeyBar()

    def _option(self, server: Server) -> Option:
        refused = _("not accepted") if server.uuid == self._refused else ""
        line = Content.assemble(
            server_names((server,)),
            ("  " + server.uuid, "$text-muted"),
            (f"  {refused}", "$text-error"),
        )
        return Option(line)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take a known server."""
        event.stop()
        self.dismiss(self._servers[event.option_index].uuid)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter in the field uses what is typed."""
        event.stop()
        self._use()

    @on(Button.Pressed)
    def press_button(self, event: Button.Pressed) -> None:
        """A button is an answer."""
        event.stop()
        if event.button.id == "use":
            self._use()
        else:
            self.dismiss(None)

    def _use(self) -> None:
        typed = self.query_one("#uuid", Input).value.strip()
        if typed and not any(character.isspace() for character in typed):
            self.dismiss(typed)
            return
        words = _("Type the uuid of a server: letters, digits and hyphens, without spaces.")
        self.query_one("#problem", Static).update(Content.styled(words, "$text-error"))
        self.query_one("#uuid", Input).focus()
