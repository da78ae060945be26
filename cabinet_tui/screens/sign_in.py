"""Sign in with an e-mail address and a password."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Input, Static

from cabinet_tui.domain.errors import CabinetError, InvalidInput, RateLimited
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.screens.store_screen import StoreScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from cabinet_tui.services.cabinet import Cabinet

_SECOND = 1.0


class Gate(Protocol):
    """What signing in asks of the app."""

    async def cabinet_at(self, server: str) -> "Cabinet":
        """The cabinet of the server a person typed; empty means the one in use."""
        ...


class SignInScreen(StoreScreen):
    """Server (when none is known), e-mail, password; errors in place, a countdown on 429."""

    CSS_PATH = "sign_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", N_("Clear"), id="sign_in.clear"),
    ]

    ended: reactive[bool] = reactive(False)
    error: reactive[CabinetError | None] = reactive[CabinetError | None](None)
    busy: reactive[bool] = reactive(False)
    wait: reactive[int] = reactive(0)

    mirrors: ClassVar = {"ended": lambda state: state.session.ended}

    def __init__(self) -> None:
        super().__init__()
        self._countdown: Timer | None = None

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Also how to quit: the letter that does it elsewhere is typed into a field here."""
        bindings = super().active_bindings
        if leave := bindings.get("ctrl+q"):
            bindings["ctrl+q"] = leave._replace(binding=replace(leave.binding, show=True))
        return bindings

    def compose_matter(self) -> ComposeResult:
        """The form."""
        with Vertical(id="form"):
            yield Static(Content.styled(_("Sign in"), "bold"), id="title", markup=False)
            yield Static(id="ended", markup=False)
            if self.host.server_name:
                yield Static(self.host.server_name, id="server-name", markup=False)
            else:
                yield Static(_("Server"), classes="label", markup=False)
                yield Input(placeholder="https://vpn.example.com", id="server", compact=True)
                yield Static(id="server-error", classes="error", markup=False)
            yield Static(_("E-mail"), classes="label", markup=False)
            yield Input(id="email", compact=True)
            yield Static(id="email-error", classes="error", markup=False)
            yield Static(_("Password"), classes="label", markup=False)
            yield Input(id="password", password=True, compact=True)
            yield Static(id="password-error", classes="error", markup=False)
            yield Button(_("Sign in"), id="submit", compact=True)
            yield Static(id="error", classes="error", markup=False)

    def on_mount(self) -> None:
        """Put the cursor where the typing begins."""
        super().on_mount()
        self.query(Input).first().focus()

    def show_error(self, error: CabinetError) -> None:
        """Show why the form is here, or why it was refused."""
        self.error = error

    def watch_ended(self, ended: bool) -> None:
        """Say that it was the server that ended the session."""
        text = _("Your session has ended. Sign in again.") if ended else ""
        self._say("#ended", text)

    def watch_error(self, error: CabinetError | None) -> None:
        """Show the error beside its field, or under the form."""
        fields = dict(error.fields) if isinstance(error, InvalidInput) else {}
        for name in ("server", "email", "password"):
            self._say(f"#{name}-error", fields.pop(name, ""))
        if isinstance(error, RateLimited):
            self._count_down(error.seconds)
        elif isinstance(error, InvalidInput) and not fields and error.fields:
            self._say("#error", "")
        else:
            self._say("#error", str(error) if error else "")

    def watch_busy(self, busy: bool) -> None:
        """One try at a time."""
        self._label()

    def watch_wait(self, wait: int) -> None:
        """Show the seconds left until the next try."""
        self._label()
        if wait > 0:
            text = ngettext(
                "Too many tries. Wait {count} second.",
                "Too many tries. Wait {count} seconds.",
                wait,
            )
            self._say("#error", text.format(count=wait))
        elif isinstance(self.error, RateLimited):
            self.error = None

    def _count_down(self, seconds: int) -> None:
        if self._countdown is not None:
            self._countdown.stop()
        self.wait = seconds
        self._countdown = self.set_interval(_SECOND, self._second, repeat=seconds)

    def _second(self) -> None:
        self.wait = max(0, self.wait - 1)

    def _say(self, selector: str, text: str) -> None:
        for widget in self.query(selector).results(Static):
            widget.update(Content(text))
            widget.display = bool(text)

    def _label(self) -> None:
        for button in self.query("#submit").results(Button):
            button.disabled = self.busy or self.wait > 0
            button.label = _("Signing in…") if self.busy else _("Sign in")

    def _typed(self, field: str) -> str:
        return "".join(widget.value for widget in self.query(f"#{field}").results(Input))

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Enter goes to the next empty field, and submits when there is none."""
        event.stop()
        empty = next((field for field in self.query(Input) if not field.value), None)
        if empty is None or empty is event.input:
            self.action_submit()
        else:
            empty.focus()

    @on(Input.Changed)
    def forget_error(self) -> None:
        """What is typed now answers the last error."""
        if not self.wait:
            self.error = None

    @on(Button.Pressed, "#submit")
    def action_submit(self) -> None:
        """Try to sign in with what was typed."""
        email, password = self._typed("email").strip(), self._typed("password")
        fields = self.query(Input)
        missing = {str(field.id): _("Type it here.") for field in fields if not field.value.strip()}
        if missing:
            self.error = InvalidInput(fields=missing)
        elif not self.busy and not self.wait:
            self.busy = True
            self._sign_in(self._typed("server").strip(), email, password)

    @work(exclusive=True, group="session.write")
    async def _sign_in(self, server: str, email: str, password: str) -> None:
        try:
            cabinet = await cast("Gate", self.app).cabinet_at(server)
            await self.host.carry_out(cabinet.session.sign_in(email, password))
        except CabinetError as error:
            self.error = error
        else:
            self.query_one("#password", Input).value = ""
            self.error = None
        finally:
            self.busy = False

    def action_clear(self) -> None:
        """Empty the form."""
        for field in self.query(Input):
            field.value = ""
        self.query(Input).first().focus()
