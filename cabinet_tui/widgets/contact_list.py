"""The people and papers of the service: each line can be looked at, copied and opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.contacts import Contact, ContactKind
from cabinet_tui.locale import N_, _
from cabinet_tui.widgets.taking_keys import take_keys

_GAP = 2
_LABELS = {
    ContactKind.SUPPORT_TELEGRAM: N_("support in Telegram"),
    ContactKind.SUPPORT_EMAIL: N_("support by e-mail"),
    ContactKind.WEBSITE: N_("website"),
    ContactKind.TERMS: N_("terms"),
    ContactKind.PRIVACY: N_("privacy"),
}


def contact_label(kind: ContactKind) -> str:
    """What a contact is called."""
    return _(_LABELS[kind])


class ContactList(OptionList):
    """A line each; what has no link that may be followed is only shown."""

    DEFAULT_CSS = """
    ContactList { height: auto; text-wrap: nowrap; text-overflow: ellipsis; padding: 0; }
    """

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        contact: Contact

    contacts: reactive[Sequence[Contact]] = reactive[Sequence[Contact]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self.can_focus = False

    def watch_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show these, with the cursor where it was."""
        at = self.highlighted
        names = [contact_label(contact.kind) for contact in contacts]
        width = max((Content(name).cell_length for name in names), default=0) + _GAP
        self.set_options(
            Option(
                Content.assemble(
                    (name, "$text-muted"),
                    " " * (width - Content(name).cell_length),
                    contact.text.replace("\n", " "),
                ),
                disabled=not contact.url,
            )
            for name, contact in zip(names, contacts, strict=True)
        )
        usable = [number for number, contact in enumerate(contacts) if contact.url]
        self.highlighted = at if at in usable else next(iter(usable), None)
        take_keys(self, when=bool(usable))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which."""
        event.stop()
        self.post_message(self.Chosen(self.contacts[event.option_index]))
