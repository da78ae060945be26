"""What servers are known to say, in the language in use; the rest is shown as it was sent.

They say it in English or in Russian, whatever the language of the account.
"""

import re

from cabinet_tui.domain.server_patterns import patterned
from cabinet_tui.domain.server_sentences import SENTENCES
from cabinet_tui.locale import N_, _

_FIELDS = {
    "email": N_("E-mail"),
    "password": N_("Password"),
    "first_name": N_("First name"),
    "amount_kopeks": N_("Amount"),
    "amount_rubles": N_("Amount"),
    "title": N_("Subject"),
    "subject": N_("Subject"),
    "message": N_("Message"),
    "code": N_("Code"),
    "period_days": N_("Time"),
    "devices": N_("Devices"),
    "payment_details": N_("Where to"),
}
_AROUND = re.compile(r"^[^\w/«“'\"@]+|[\s.!]+$")


def in_our_words(said: str) -> str:
    """The sentence for what a server said, else that itself."""
    bare = _AROUND.sub("", " ".join(said.split()))
    meant = SENTENCES.get(bare.lower().replace("ё", "е"))
    if meant is not None:
        return _(meant)
    return patterned(bare) or said


def field_name(name: str) -> str:
    """The name of a field as our forms call it, else as the server does."""
    label = _FIELDS.get(name.rpartition(".")[2])
    return _(label) if label else name
