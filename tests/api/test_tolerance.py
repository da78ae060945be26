"""A server that is newer, older or careless is still understood as far as it makes sense."""

from datetime import UTC, datetime

import pytest

from cabinet_tui.domain.balance import PaymentState, TransactionKind
from cabinet_tui.domain.errors import NotACabinet, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import GIB, PurchaseRequest, SubscriptionStatus
from tests.api.rig import answer, signed_in


async def test_a_bad_item_costs_itself_only() -> None:
    items = [
        {"id": 1, "type": "BONUS", "amount_kopeks": 100, "surprise": {"deep": [1]}},
        {"type": "BONUS", "amount_kopeks": 100},
        {"id": 2, "type": "BONUS"},
        "garbage",
        None,
        {"id": "3", "type": "MOON_TAX", "amount_rubles": "-12.345", "created_at": "soon"},
    ]
    rig = await signed_in({"items": items, "total": 6, "pages": None})
    page = await rig.api.balance.transactions()
    assert [(item.id, item.kind, item.amount) for item in page.items] == [
        (1, TransactionKind.BONUS, 100),
        (3, "MOON_TAX", -1235),
    ]
    assert page.items[1].created_at is None
    assert (page.page, page.pages, page.total) == (1, 1, 6)


@pytest.mark.parametrize(
    ("body", "kopeks"),
    [
        (b'{"balance_kopeks": 15050}', 15050),
        (b'{"balance_rubles": 150.50}', 15050),
        (b'{"balance_rubles": 1.1, "balance_kopeks": null}', 110),
        (b'{"balance_rubles": 90071992547409.93}', 9007199254740993),
        (b'{"balance_kopeks": "15050"}', 15050),
        (b'{"balance_kopeks": 15050.0, "balance_rubles": 1}', 15050),
        (b'{"balance_kopeks": true, "balance_rubles": "0.29"}', 29),
    ],
)
async def test_money_is_exact_in_either_spelling(body: bytes, kopeks: int) -> None:
    rig = await signed_in(body)
    assert await rig.api.balance.balance() == kopeks


@pytest.mark.parametrize(
    "body", [b"{}", b'{"balance_kopeks": null}', b'{"balance_rubles": 1e400}', b"[]", b"null", b""]
)
async def test_no_balance_is_no_cabinet(body: bytes) -> None:
    rig = await signed_in(body)
    with pytest.raises(NotACabinet):
        await rig.api.balance.balance()


async def test_a_missing_list_names_its_field_and_no_value() -> None:
    rig = await signed_in({"ticket": "a secret"})
    with pytest.raises(NotACabinet) as caught:
        await rig.api.tickets.tickets()
    assert "tickets" in caught.value.reason
    assert "secret" not in str(caught.value)


async def test_a_null_list_is_an_empty_one() -> None:
    assert await (await signed_in({"tickets": None})).api.tickets.tickets() == []
    assert await (await signed_in({"payments": None})).api.balance.pending_payments() == []


async def test_pages_are_counted_when_the_server_does_not() -> None:
    full = [{"id": number, "amount_kopeks": 1} for number in range(20)]
    page = await (await signed_in({"earnings": full})).api.referral.earnings(2, 20)
    assert (page.page, page.pages, page.is_last) == (2, 3, False)
    page = await (await signed_in({"earnings": full[:3]})).api.referral.earnings(2, 20)
    assert (page.page, page.pages, page.total, page.is_last) == (2, 2, 23, True)


@pytest.mark.parametrize(
    ("fields", "used", "limit"),
    [
        ({"data_limit_bytes": None, "data_limit_gb": None}, None, None),
        ({"data_limit_gb": 1.5, "data_usage_gb": 0.5}, GIB // 2, GIB * 3 // 2),
        ({"data_limit_bytes": 7, "data_limit_gb": 100, "data_usage_bytes": -5}, 0, 7),
    ],
)
async def test_traffic_is_known_by_bytes_or_gigabytes(
    fields: dict[str, object], used: int | None, limit: int | None
) -> None:
    held = await (await signed_in({"id": 1} | fields)).api.subscription.subscription()
    assert held is not None
    assert (held.traffic.used, held.traffic.limit) == (used, limit)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"is_active": True, "expires_at": "2020-01-01T00:00:00Z"}, SubscriptionStatus.ACTIVE),
        ({"is_active": False, "expires_at": "2020-01-01T00:00:00Z"}, SubscriptionStatus.EXPIRED),
        ({"is_active": False, "expires_at": "2030-01-01T00:00:00Z"}, SubscriptionStatus.SUSPENDED),
        ({"is_active": False}, SubscriptionStatus.SUSPENDED),
        ({"expires_at": "2020-01-01T00:00:00Z"}, SubscriptionStatus.EXPIRED),
        ({}, SubscriptionStatus.ACTIVE),
        ({"status": "Suspended", "is_active": True}, SubscriptionStatus.SUSPENDED),
        ({"status": "frozen"}, "frozen"),
    ],
)
async def test_the_status_comes_from_what_is_there(fields: dict[str, object], status: str) -> None:
    held = await (await signed_in({"id": 1} | fields)).api.subscription.subscription()
    assert held is not None
    assert held.status == status


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-15T10:30:00Z", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15T13:30:00+03:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00.250000Z", datetime(2024, 1, 15, 10, 30, 0, 250000, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        # The ends of the calendar are not in every zone: the days beside them are.
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 2, tzinfo=UTC)),
        ("yesterday", None),
        (None, None),
        (1705314600, None),
    ],
)
async def test_times_come_in_many_spellings(text: object, moment: datetime | None) -> None:
    rig = await signed_in({"tickets": [{"id": 1, "created_at": text}]})
    (ticket,) = await rig.api.tickets.tickets()
    assert ticket.created_at == moment


async def test_hostile_words_are_cleaned_where_they_come_in() -> None:
    evil = "\x1b]52;c;cHduZWQ=\x07a\u202eb\x9b31m"
    rig = await signed_in({"messages": [{"id": 1, "message": f"{evil}\nnext"}]})
    talk = await rig.api.tickets.conversation(1)
    assert talk.messages[0].text == "a<U+202E>b\nnext"
    rig = await signed_in({"id": 1, "first_name": evil + "\nnext", "email": evil})
    account = await rig.api.session.me()
    assert (account.first_name, account.email) == ("a<U+202E>b next", "a<U+202E>b")


async def test_a_link_to_pay_that_cannot_be_opened_is_none() -> None:
    rig = await signed_in({"payment_id": 17, "confirmation_url": "javascript:alert(1)"})
    payment = await rig.api.balance.top_up(Kopeks(100), "SBP")
    assert (payment.url, payment.key.id, payment.amount) == ("", "17", 100)


async def test_messages_are_put_oldest_first() -> None:
    rig = await signed_in({"messages": [{"id": 2, "message": "b"}, {"id": 1, "message": "a"}]})
    talk = await rig.api.tickets.conversation(1)
    assert [message.text for message in talk.messages] == ["a", "b"]


async def test_tariffs_keep_the_order_of_the_server() -> None:
    offers = [
        {"id": 1, "name": "B", "period_days": 30, "price_kopeks": 1, "sort_order": 2},
        {"id": 2, "name": "A", "period_days": 30, "price_rubles": 0.5, "sort_order": 1},
        {"id": 3, "name": "No price", "period_days": 30},
        {"id": 4, "name": "No length", "price_kopeks": 1},
    ]
    tariffs = await (await signed_in({"tariffs": offers})).api.subscription.tariffs()
    assert [(tariff.name, tariff.periods[0].price) for tariff in tariffs] == [("A", 50), ("B", 1)]


async def test_a_receipt_of_another_form_is_no_failure() -> None:
    rig = await signed_in({"done": True})
    receipt = await rig.api.subscription.purchase(PurchaseRequest(1, 30))
    assert (receipt.paid, receipt.expires_at) == (None, None)


async def test_success_false_is_a_refusal() -> None:
    rig = await signed_in({"success": False, "message": "Not\x1b[31m today"})
    with pytest.raises(Rejected, match=r"^Not today$"):
        await rig.api.balance.activate_promo("X")


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("completed", PaymentState.PAID),
        ("CANCELED", PaymentState.FAILED),
        ("Expired", PaymentState.EXPIRED),
        ("on_moon", "on_moon"),
    ],
)
async def test_what_a_check_found(word: str, state: str) -> None:
    from cabinet_tui.domain.balance import PaymentKey

    rig = await signed_in({"status": word})
    check = await rig.api.balance.check_payment(PaymentKey("SBP", "1"))
    assert check.state == state


async def test_a_page_of_the_trial_without_a_channel() -> None:
    rig = await signed_in({"available": True, "requires_channel_subscription": False})
    assert (await rig.api.subscription.trial_offer()).channels == ()


async def test_an_empty_answer_is_enough_where_nothing_is_read() -> None:
    rig = await signed_in(b"", 204)
    await rig.api.tickets.close_ticket(1)
    assert rig.paths() == ["PATCH /tickets/1/close"]


async def test_an_answer_without_a_content_type_is_read() -> None:
    rig = await signed_in({})
    rig.handler = lambda _: answer({"balance_kopeks": 5}, content_type="")
    assert await rig.api.balance.balance() == 5


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("data:image/png;base64,aGVsbG8=", "aGVsbG8="),
        ("aGVsbG8=", "aGVsbG8="),
        ("data:image/png;base64,...", ""),
        ("\x1b[31m", ""),
        (5, ""),
    ],
)
async def test_the_picture_of_the_code_is_base64_or_nothing(sent: object, kept: str) -> None:
    rig = await signed_in({"id": 1, "qr_code_base64": sent})
    held = await rig.api.subscription.subscription()
    assert held is not None
    assert held.qr_png == kept
