"""The realtime frames: ``/ws``. The page shows the data of one type only, so the others are read
by every name the REST answers use for the same thing."""

from collections.abc import Callable
from datetime import datetime

from cabinet_tui.api.answer import parse
from cabinet_tui.api.wire import (
    Exact,
    Integer,
    Moment,
    Prose,
    Text,
    Wire,
    Word,
    fitting,
    kopeks,
)
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.event import (
    BalanceUpdated,
    Event,
    Frame,
    Greeting,
    PaymentCompleted,
    Pong,
    ReferralEarned,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    UnknownEvent,
)
from cabinet_tui.domain.money import Kopeks

_LARGEST = 256 * 1024


class Envelope(Wire):
    """What every frame is wrapped in."""

    type: Word
    data: object = None
    timestamp: Moment = None


class Data(Wire):
    """Everything a push may carry."""

    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    new_balance_kopeks: Integer = None
    new_balance_rubles: Exact = None
    balance_kopeks: Integer = None
    balance_rubles: Exact = None
    expires_at: Moment = None
    new_expires_at: Moment = None
    days_left: Integer = None
    ticket_id: Integer = None
    message: Prose = ""
    text: Prose = ""
    title: Text = ""
    subject: Text = ""
    referral_username: Text = ""
    username: Text = ""
    first_name: Text = ""

    def amount(self) -> Kopeks | None:
        """How much moved."""
        return kopeks(self.amount_kopeks, self.amount_rubles)

    def balance(self) -> Kopeks | None:
        """The balance now."""
        new = kopeks(self.new_balance_kopeks, self.new_balance_rubles)
        return kopeks(self.balance_kopeks, self.balance_rubles) if new is None else new

    def expiry(self) -> datetime | None:
        """Until when the subscription goes on."""
        return self.new_expires_at or self.expires_at

    def words(self) -> str:
        """What it says to a person."""
        return self.message or self.text or self.title or self.subject


_EVENTS: dict[str, Callable[[datetime | None, Data], Event]] = {
    "payment_completed": lambda at, data: PaymentCompleted(at, data.amount(), data.balance()),
    "balance_updated": lambda at, data: BalanceUpdated(at, data.amount(), data.balance()),
    "subscription_renewed": lambda at, data: SubscriptionRenewed(at, data.expiry()),
    "subscription_expires_soon": lambda at, data: SubscriptionExpiresSoon(
        at, data.days_left, data.expiry()
    ),
    "ticket_reply": lambda at, data: TicketReplied(at, data.ticket_id, data.words()),
    "referral_earned": lambda at, data: ReferralEarned(
        at, data.amount(), data.referral_username or data.username or data.first_name
    ),
}


class DocumentedEvents:
    """Reads the frames of this dialect."""

    def decode(self, frame: str | bytes) -> Frame | None:
        """What a frame means; None for garbage. Never raises."""
        envelope = _envelope(frame)
        if envelope is None or not envelope.type:
            return None
        kind = envelope.type.lower()
        if kind == "pong":
            return Pong()
        if kind == "connected":
            return Greeting()
        data = fitting(Data, envelope.data) or Data()
        make = _EVENTS.get(kind)
        if make is not None:
            return make(envelope.timestamp, data)
        text = data.words() or kind.replace("_", " ").replace(".", " ")
        return UnknownEvent(envelope.timestamp, kind=envelope.type, text=text)


def _envelope(frame: str | bytes) -> Envelope | None:
    if len(frame) > _LARGEST:
        return None
    try:
        content = frame if isinstance(frame, bytes) else frame.encode("utf-8", "replace")
        body = parse(content, "")
    except CabinetError:
        return None
    return fitting(Envelope, body)
