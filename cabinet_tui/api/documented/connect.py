"""Everything of this dialect for one server, put together."""

from dataclasses import dataclass

from cabinet_tui.api.address import websocket_url
from cabinet_tui.api.auth import Session
from cabinet_tui.api.client import Client
from cabinet_tui.api.documented.balance import DocumentedBalance
from cabinet_tui.api.documented.events import DocumentedEvents
from cabinet_tui.api.documented.info import DocumentedInfo
from cabinet_tui.api.documented.referral import DocumentedReferral
from cabinet_tui.api.documented.session import DocumentedSession
from cabinet_tui.api.documented.subscription import DocumentedSubscription
from cabinet_tui.api.documented.tickets import DocumentedTickets
from cabinet_tui.api.transport import Transport
from cabinet_tui.domain.capability import Capability

CAPABILITIES = frozenset(
    {
        Capability.CLOSE_TICKET,
        Capability.TELEGRAM_WIDGET,
        Capability.TELEGRAM_MINIAPP,
        Capability.VERIFY_BY_CODE,
        Capability.FULL_NAME,
        Capability.TRANSACTION_FILTER,
        Capability.RENEWALS_APART,
        Capability.UNREAD_PER_TICKET,
        Capability.SUMMARY,
        Capability.TRIAL_DEVICES,
        Capability.RELIABLE_PUSHES,
    }
)


@dataclass(frozen=True, slots=True)
class DocumentedApi:
    """The gateways, the codec of the realtime frames and the address of their socket."""

    session: DocumentedSession
    balance: DocumentedBalance
    subscription: DocumentedSubscription
    referral: DocumentedReferral
    tickets: DocumentedTickets
    info: DocumentedInfo
    events: DocumentedEvents
    websocket_url: str
    capabilities: frozenset[Capability] = CAPABILITIES


def connect(transport: Transport, tokens: Session) -> DocumentedApi:
    """The dialect over a transport and the session whose tokens it carries."""
    client = Client(transport, tokens)
    return DocumentedApi(
        session=DocumentedSession(client),
        balance=DocumentedBalance(client),
        subscription=DocumentedSubscription(client),
        referral=DocumentedReferral(client),
        tickets=DocumentedTickets(client),
        info=DocumentedInfo(client),
        events=DocumentedEvents(),
        websocket_url=websocket_url(transport.base_url),
    )
