"""A ticket that is begun: its subject and its first message."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static, TextArea

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.outbox import TicketDraft
from cabinet_tui.domain.ticket import MESSAGE_MOST, SUBJECT_LEAST, SUBJECT_MOST
from cabinet_tui.domain.ticket_refusals import TicketOpenAlready
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.message_area import MessageArea, length_line
from cabinet_tui.widgets.named_keys import key_named

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class SubjectLine(Input):
    """One line, no longer than a subject may be; enter leads on to the message.

    The keys have priority: an ordinary binding acts too late for a fast typist's next letter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab,down", "app.focus_next", show=False, priority=True),
    ]

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject, id="subject", compact=True, max_length=SUBJECT_MOST)
        self.cursor_blink = False


class NewTicketDialog(StoreDialog[int | None]):
    """Gives back the ticket that was opened, None when it stays a draft."""

    CSS_PATH = "new_ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("ctrl+s", "send", N_("Send"), show=False, id="new_ticket.send"),
        Binding("escape", "leave", N_("Back"), id="new_ticket.leave"),
    )

    def compose(self) -> ComposeResult:
        """Two fields with what was begun, each with its complaint, and the button."""
        # Filled in before anybody can type: what is filled in later replaces what was typed.
        draft = self.host.store.state.new_ticket
        subject, text = SubjectLine(draft.subject), MessageArea(id="text")
        text.put(draft.text)
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("New ticket"), "bold"), markup=False)
            yield Static(_("Subject"), classes="label", markup=False)
            yield subject
            yield Static(id="subject-error", classes="complaint", markup=False)
            yield Static(_("Message"), classes="label", markup=False)
            yield text
            yield Static(id="text-error", classes="complaint", markup=False)
            yield Static(id="error", classes="complaint", markup=False)
            with Horizontal():
                yield Button(_("Send"), id="send", compact=True)
                yield Button("", id="other", compact=True)
                yield Static(id="length", markup=False)
            hint = _("{key} sends. Esc goes back and keeps what is written.").format(
                key=key_named(self.app, "new_ticket.send")
            )
            yield Static(Content.styled(hint, "$text-muted"), id="keys", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Go on where something is missing."""
        super().on_mount()
        self._sending = False
        self._leads_to: int | None = None
        self.query_one("#other").display = False
        if self._draft.subject:
            self.query_one("#text").focus()

    def mirror(self, state: AppState) -> None:
        """Also keep what was written before there was anything to keep it with."""
        super().mirror(state)
        if self.is_composed and state.session.signed_in and self._draft != state.new_ticket:
            self._keep()

    @property
    def _draft(self) -> TicketDraft:
        return TicketDraft(self.query_one(SubjectLine).value, self.query_one(MessageArea).text)

    @on(Input.Changed)
    def _subject_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._say("subject-error", "")
        self._keep()

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._say("text-error", "")
        self.query_one("#length", Static).update(length_line(event.text_area.text))
        self._keep()

    def _keep(self) -> None:
        if self.host.cabinet is not None and not self._sending:
            self.host.cabinet.tickets.set_new_ticket(self._draft)

    @on(MessageArea.Left)
    def _left(self, event: MessageArea.Left) -> None:
        event.stop()
        self.action_leave()

    @on(MessageArea.Sent)
    @on(Button.Pressed)
    def _asked(self, event: MessageArea.Sent | Button.Pressed) -> None:
        event.stop()
        if isinstance(event, Button.Pressed) and event.button.id == "other":
            self.dismiss(self._leads_to)
        else:
            self.action_send()

    def action_leave(self) -> None:
        """Go back; what is written stays a draft."""
        if not self._sending:
            self.dismiss(None)

    def action_send(self) -> None:
        """Open the ticket, unless something is missing."""
        if self.host.cabinet is not None and not self._sending and self._is_complete():
            self._open(self.host.cabinet, self._draft)

    def _is_complete(self) -> bool:
        draft = self._draft
        subject, text = len(draft.subject.strip()), len(draft.text.strip())
        wrong = {}
        if subject < SUBJECT_LEAST:
            wrong["subject"] = ngettext(
                "A subject needs at least {count} character.",
                "A subject needs at least {count} characters.",
                SUBJECT_LEAST,
            ).format(count=SUBJECT_LEAST)
        if not text:
            wrong["text"] = _("Write what it is about.")
        elif text > MESSAGE_MOST:
            wrong["text"] = _("This is too long for one message.")
        for field in ("subject", "text"):
            self._say(f"{field}-error", wrong.get(field, ""))
        for field in wrong:
            self.query_one(f"#{field}").focus()
            return False
        return True

    @work(group="tickets.write")
    async def _open(self, cabinet: "Cabinet", draft: TicketDraft) -> None:
        self._busy(sending=True)
        try:
            ticket = await self.host.carry_out(
                cabinet.tickets.open_ticket(draft.subject, draft.text)
            )
        except CabinetError as error:
            self._busy(sending=False)
            self._say("error", str(error))
            if isinstance(error, TicketOpenAlready) and error.ticket_id is not None:
                self._offer(error.ticket_id)
        else:
            self.dismiss(ticket.id)

    def _offer(self, ticket_id: int) -> None:
        """Lead to the ticket that is open already; what is written stays a draft."""
        self._leads_to = ticket_id
        button = self.query_one("#other", Button)
        button.label = Content(_("Open ticket {number}").format(number=ticket_id))
        button.display = True
        button.focus()

    def _busy(self, *, sending: bool) -> None:
        self._sending = sending
        self._say("error", "")
        button = self.query_one("#send", Button)
        button.disabled = sending
        button.label = _("Sending…") if sending else _("Send")

    def _say(self, place: str, words: str) -> None:
        widget = self.query_one(f"#{place}", Static)
        widget.update(Content(words))
        widget.display = bool(words)
