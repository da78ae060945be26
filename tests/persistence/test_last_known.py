"""What was last known, in the file: whole again, of its version, and gone when it is wiped."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.last_known import Kept, KeptSession, LastKnown
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.referral import ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import (
    Period,
    Server,
    Subscription,
    SubscriptionStatus,
    Tariff,
    Traffic,
)
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.domain.traffic import BoughtTraffic
from cabinet_tui.domain.traffic_period import TrafficReset
from cabinet_tui.persistence import last_known
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.last_known import LastKnownRows
from cabinet_tui.persistence.place import file_of

AT = datetime(2026, 1, 15, 10, 30, 0, 123456, tzinfo=UTC)
LINK = "https://sub.example.com/a8Kq3ZtYw0PdXn42"
SERVER = "https://vpn.example.com/cabinet"
HELD = Subscription(
    7,
    SubscriptionStatus.LIMITED,
    plan="Стандарт",
    expires_at=AT + timedelta(days=23),
    traffic=Traffic(1, None),
    devices_used=3,
    devices_limit=5,
    servers=(Server("Amsterdam", "NL", "u1"),),
    autopay=False,
    link=LINK,
    tariff_id=2,
    bought_traffic=(BoughtTraffic(5.5, AT),),
    daily=Daily(price=Kopeks(1_700), next_charge_at=AT),
    started_at=AT - timedelta(days=9),
    resets=TrafficReset.ROLLING,
)
ALL = LastKnown(
    account=Kept(Account(1, "a@example.com", email_verified=False, balance=Kopeks(5)), AT),
    balance=Kept(Kopeks(154_050), AT),
    history=Kept(
        (
            Transaction(2, TransactionKind.TOP_UP, Kopeks(500), "Top-up", AT, "SBP"),
            Transaction(1, "cashback", Kopeks(-1), completed=False),
        ),
        AT,
    ),
    subscription=Kept(HELD, AT),
    subscriptions=Kept(Subscriptions((HELD, replace(HELD, id=8)), may_be_several=True), AT),
    tariffs=Kept((Tariff(1, "Basic", (Period(30, Kopeks(100)),), traffic_gb=100.0),), AT),
    referral_stats=Kept(ReferralStats("CODE", "https://vpn.example.com/?ref=CODE"), AT),
    tickets=Kept((Ticket(1, "Connection", TicketStatus.OPEN, AT, unread=2),), AT),
    branding=Kept(Branding("My VPN", primary="#112233"), AT),
    info=Kept(ServiceInfo("My VPN", support_email="help@example.com"), AT),
)


class Drawer:
    """The file of a test, as one run after another finds it."""

    def __init__(self, folder: Path) -> None:
        self.path = file_of("home", folder / "profiles")

    def rows(self, server: str = SERVER) -> LastKnownRows:
        return LastKnownRows(Database(self.path, lambda _path: None), server)

    def bytes(self) -> bytes:
        """Everything that is in the directory."""
        files = sorted(self.path.parent.iterdir()) if self.path.parent.exists() else []
        return b"".join(file.read_bytes() for file in files)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path)


async def test_everything_comes_back_as_it_was(drawer: Drawer) -> None:
    rows = drawer.rows()
    session = await rows.begin(1)
    await rows.keep(session, ALL)
    assert await drawer.rows().look() == (session, ALL)


async def test_what_is_known_to_be_nothing_comes_back_as_that(drawer: Drawer) -> None:
    rows = drawer.rows()
    session = await rows.begin(1)
    nothing = LastKnown(subscription=Kept(None, AT), tickets=Kept((), AT))
    await rows.keep(session, nothing)
    assert await drawer.rows().look() == (session, nothing)


async def test_looking_makes_no_file(drawer: Drawer) -> None:
    assert await drawer.rows().look() == (None, LastKnown())
    assert not drawer.path.parent.exists()


async def test_values_are_kept_beside_those_that_were_kept_before(drawer: Drawer) -> None:
    rows = drawer.rows()
    session = await rows.begin(1)
    await rows.keep(session, LastKnown(balance=Kept(Kopeks(1), AT)))
    await rows.keep(session, LastKnown(branding=ALL.branding))
    await rows.keep(session, LastKnown(balance=ALL.balance))
    _session, known = await drawer.rows().look()
    assert known == LastKnown(balance=ALL.balance, branding=ALL.branding)


async def test_each_server_has_its_own(drawer: Drawer) -> None:
    one, other = drawer.rows(), drawer.rows("https://other.example.com/cabinet")
    await one.keep(await one.begin(1), ALL)
    await other.keep(await other.begin(1), LastKnown(balance=Kept(Kopeks(1), AT)))
    await one.forget()
    assert await one.look() == (None, LastKnown())
    assert (await other.look())[1] == LastKnown(balance=Kept(Kopeks(1), AT))


async def test_another_account_wipes_it_and_the_same_one_finds_it(drawer: Drawer) -> None:
    rows = drawer.rows()
    first = await rows.begin(1)
    await rows.keep(first, ALL)
    assert await rows.begin(1) == first
    assert (await rows.look())[1] == ALL
    second = await rows.begin(2)
    assert second.mark != first.mark
    assert await rows.look() == (second, LastKnown())
    await rows.keep(second, ALL)
    third = await rows.begin(None)
    assert await rows.look() == (third, LastKnown())


async def test_a_session_that_is_over_keeps_nothing(drawer: Drawer) -> None:
    rows = drawer.rows()
    session = await rows.begin(1)
    await drawer.rows().forget()
    await rows.keep(session, ALL)
    assert await rows.look() == (None, LastKnown())
    again = await drawer.rows().begin(2)
    await rows.keep(session, ALL)
    assert await rows.look() == (again, LastKnown())


async def test_a_session_is_resumed_and_learns_whose_it_is(drawer: Drawer) -> None:
    session = await drawer.rows().resume()
    assert session.account is None
    assert await drawer.rows().resume() == session
    await drawer.rows().keep(replace(session, account=5), LastKnown())
    assert await drawer.rows().resume() == KeptSession(session.mark, 5)


async def test_what_is_wiped_leaves_no_byte_behind(drawer: Drawer) -> None:
    rows = drawer.rows()
    session = await rows.begin(1)
    await rows.keep(session, ALL)
    await rows.keep(session, LastKnown(subscription=Kept(replace(HELD, plan="Other"), AT)))
    assert LINK.encode() in drawer.bytes()
    await rows.forget()
    assert LINK.encode() not in drawer.bytes()


async def test_what_is_wiped_is_in_no_file_that_was_set_aside_either(drawer: Drawer) -> None:
    await drawer.rows().begin(1)
    drawer.path.write_bytes(f"no database, but {LINK}".encode())
    for log in drawer.path.parent.glob("*-wal"):
        log.unlink()
    rows = drawer.rows()
    await rows.keep(await rows.begin(1), ALL)
    assert list(drawer.path.parent.glob("*.damaged-1"))
    await rows.forget()
    assert LINK.encode() not in drawer.bytes()


async def test_a_link_that_is_taken_back_leaves_no_byte_behind(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep(await rows.begin(1), ALL)
    await rows.drop_links()
    assert LINK.encode() not in drawer.bytes()
    assert (await rows.look())[1] == replace(ALL, subscription=None, subscriptions=None)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE last_known SET version = 0",
        "UPDATE last_known SET version = 99",
        "UPDATE last_known SET value = 'no json'",
        'UPDATE last_known SET value = \'{"id": "x", "name": 5, "held": 1, "code": 1}\'',
        "UPDATE last_known SET value = '[[[[1]]]]'",
        "UPDATE last_known SET value = '" + "[" * 100_000 + "'",
        "UPDATE last_known SET at = 'yesterday'",
    ],
)
async def test_a_value_of_another_shape_is_as_good_as_none(drawer: Drawer, change: str) -> None:
    rows = drawer.rows()
    session = await rows.begin(1)
    await rows.keep(session, replace(ALL, balance=None))
    await rows._database.write(lambda connection: connection.execute(change))
    found, known = await drawer.rows().look()
    assert found == session
    assert known == LastKnown()


async def test_a_value_with_less_in_it_has_what_is_usual(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep(await rows.begin(1), ALL)
    await rows._database.write(
        lambda connection: connection.execute(
            'UPDATE last_known SET value = \'{"id": 7, "status": "new", "more": 1}\' '
            "WHERE name = 'subscription'"
        )
    )
    _session, known = await drawer.rows().look()
    assert known.subscription == Kept(Subscription(7, "new"), AT)


async def test_text_in_the_file_is_no_more_trusted_than_the_network(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep(await rows.begin(1), LastKnown(branding=Kept(Branding("\x1b[31mred"), AT)))
    _session, known = await drawer.rows().look()
    assert known.branding == Kept(Branding("red"), AT)


SHAPES = {
    1: """
Account: id email email_verified first_name last_name username telegram_id balance referral_code
Account: language created_at auth_type
BoughtTraffic: gb expires_at bought_at
Branding: name logo_url primary secondary
Daily: is_paused price next_charge_at
Period: days price full_price discount_percent extra_devices
ReferralStats: code link total active trial_converted earned available pending withdrawn
ReferralStats: commission_percent bot_link
Server: name country uuid
ServiceInfo: name support_email support_telegram terms_url privacy_url website description
Subscription: id status is_trial plan expires_at traffic devices_used devices_limit servers
Subscription: autopay link qr_png tariff_id bought_traffic daily started_at resets
SubscriptionStatus: active expired suspended limited pending
Subscriptions: held may_be_several
Tariff: id name periods description traffic_gb devices is_popular order is_daily
Ticket: id subject status created_at updated_at last_message unread
TicketStatus: open in_progress answered pending closed
Traffic: used limit
TrafficReset: day week month month_rolling no_reset
Transaction: id kind amount description created_at method completed
TransactionKind: top_up purchase renewal referral withdrawal bonus refund gift
"""
}
"""What the values of a version are made of: more may come, nothing may go."""


def test_what_is_kept_has_the_shape_of_its_version() -> None:
    now = dict(_shape(LastKnown, set()))
    for line in SHAPES[last_known.VERSION].strip().splitlines():
        kind, names = line.split(": ")
        missing = set(names.split()) - now.get(kind, set())
        assert not missing, f"{kind} has lost {missing}: raise VERSION and write its shape"


def _shape(kind: object, seen: set[type]) -> Iterator[tuple[str, set[str]]]:
    """The kinds and fields that values are made of, as they are kept."""
    for part in get_args(kind):
        yield from _shape(part, seen)
    if not isinstance(kind, type) or kind in seen:
        return
    seen.add(kind)
    if issubclass(kind, Enum):
        yield kind.__name__, {str(member.value) for member in kind}
    elif is_dataclass(kind):
        yield kind.__name__, {field.name for field in fields(kind)}
        for hint in get_type_hints(kind).values():
            yield from _shape(hint, seen)
