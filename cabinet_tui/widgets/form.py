"""A form: lines to type in, each with its complaint below it, and a button."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Button, Input, Static

from cabinet_tui.domain.errors import CabinetError, InvalidInput, RateLimited
from cabinet_tui.domain.refusals import TooSoon
from cabinet_tui.locale import _, ngettext
from cabinet_tui.widgets.entry import Entry

if TYPE_CHECKING:
    from textual.timer import Timer

_SECOND = 1.0
_GAP = 2
_MANY = 5
"""So many lines that 24 rows have no room for empty ones between them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line: ``name`` is what the server calls it, ``check`` raises InvalidInput.

    ``same_as`` names the field it has to repeat.
    """

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    secret: bool = False
    optional: bool = False
    check: Callable[[str], object] | None = None
    same_as: str = ""


class Form(VerticalGroup):
    """Checks what was typed before it says that it was sent; shows why it was refused.

    Too many tries are counted down. What was typed stays until ``clear``.
    """

    DEFAULT_CSS = """
    Form {
        .label { color: $text-muted; height: 1; }
        Horizontal { height: 1; }
        Entry { width: 1fr; }
        .complaint { color: $text-error; display: none; height: auto; }
        .gap { height: 1; }
        Button { margin: 1 0 0 0; }
        #error { margin: 1 0 0 0; }
    }
    """

    @dataclass
    class Sent(Message):
        """Everything is there and in shape."""

        form: "Form"

    error: reactive[CabinetError | None] = reactive[CabinetError | None](None)
    busy: reactive[bool] = reactive(False)
    wait: reactive[int] = reactive(0)

    def __init__(self, fields: Sequence[Field], *, send: str, sending: str) -> None:
        """``send`` and ``sending`` are what the button says."""
        super().__init__()
        self._fields = fields
        self._send = send
        self._sending = sending
        self._countdown: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line and a complaint for each field, the button, and a complaint about it all."""
        width = max(Content(field.label).cell_length for field in self._fields) + _GAP
        for number, field in enumerate(self._fields):
            if number and len(self._fields) < _MANY:
                yield Static(classes="gap")
            with Horizontal():
                label = Static(field.label, classes="label", markup=False)
                label.styles.width = width
                yield label
                yield Entry(
                    field.value,
                    name=field.name,
                    placeholder=field.placeholder,
                    secret=field.secret,
                )
            complaint = Static(id=f"{field.name}-error", classes="complaint", markup=False)
            complaint.styles.padding = (0, 0, 0, width)
            yield complaint
        yield Button(Content(self._send), id="submit", compact=True)
        yield Static(id="error", classes="complaint", markup=False)

    def on_unmount(self) -> None:
        """No secret outlives the form."""
        self.clear(secrets_only=True)

    def value(self, name: str) -> str:
        """What was typed into a field; nothing when there is no such field."""
        return "".join(entry.value for entry in self.query(Entry) if entry.name == name)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put these texts into their fields."""
        for entry in self.query(Entry):
            entry.value = values.get(entry.name or "", entry.value)

    def clear(self, *, secrets_only: bool = False) -> None:
        """Empty the fields."""
        for entry in self.query(Entry):
            if entry.password or not secrets_only:
                entry.value = ""

    def start(self) -> None:
        """Put the cursor into the first empty field, else on the button."""
        empty = (entry for entry in self.query(Entry) if not entry.value)
        self.screen.set_focus(next(empty, self.query_one("#submit", Button)))

    def submit(self) -> None:
        """Check the fields, and say that they are sent when nothing is wrong."""
        if self.busy or self.wait:
            return
        wrong = {field.name: text for field in self._fields if (text := self._complaint(field))}
        self.error = InvalidInput(fields=wrong) if wrong else None
        if wrong:
            first = next(entry for entry in self.query(Entry) if entry.name in wrong)
            self.screen.set_focus(first)
        else:
            self.post_message(self.Sent(self))

    def _complaint(self, field: Field) -> str:
        typed = self.value(field.name)
        if not typed.strip():
            return "" if field.optional else _("Type it here.")
        if field.same_as and typed != self.value(field.same_as):
            return _("This is not the same.")
        try:
            if field.check is not None:
                field.check(typed)
        except InvalidInput as error:
            return str(error)
        return ""

    def watch_error(self, error: CabinetError | None) -> None:
        """Show the error beside its field, or under the form."""
        left = dict(error.fields) if isinstance(error, InvalidInput) else {}
        told = False
        for field in self._fields:
            text = left.pop(field.name, "")
            told = told or bool(text)
            self._say(f"{field.name}-error", text)
        if isinstance(error, RateLimited):
            self._count_down(error.seconds)
        else:
            self._say("error", str(error) if error and (left or not told) else "")

    def watch_busy(self) -> None:
        """One try at a time."""
        self._label()

    def watch_wait(self, wait: int) -> None:
        """Show the seconds left until the next try."""
        self._label()
        if wait > 0:
            self._say("error", _waiting(self.error, wait))
        elif isinstance(self.error, RateLimited):
            self.error = None

    def _count_down(self, seconds: int) -> None:
        if self._countdown is not None:
            self._countdown.stop()
        self.wait = seconds
        self._countdown = self.set_interval(_SECOND, self._second, repeat=seconds)

    def _second(self) -> None:
        self.wait = max(0, self.wait - 1)

    def _say(self, name: str, text: str) -> None:
        for widget in self.query(f"#{name}").results(Static):
            widget.update(Content(text))
            widget.display = bool(text)

    def _label(self) -> None:
        for button in self.query("#submit").results(Button):
            button.disabled = self.busy or self.wait > 0
            button.label = Content(self._sending if self.busy else self._send)

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        """Send, once every field has taken in the keys that came before this one."""
        event.stop()
        loop = asyncio.get_running_loop()
        taken = [(entry, loop.create_future()) for entry in self.query(Entry)]
        for entry, done in taken:
            entry.call_later(done.set_result, None)
        await asyncio.gather(*(done for _entry, done in taken))
        self.submit()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """What is typed now answers the last error."""
        event.stop()
        if not self.wait:
            self.error = None

    @on(Button.Pressed, "#submit")
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.submit()


def _waiting(error: CabinetError | None, seconds: int) -> str:
    if isinstance(error, TooSoon):
        return str(replace(error, retry_after=timedelta(seconds=seconds)))
    text = ngettext(
        "Too many tries. Wait {count} second.", "Too many tries. Wait {count} seconds.", seconds
    )
    return text.format(count=seconds)
