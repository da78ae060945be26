"""What a server says when it refuses, in all its shapes."""

import pytest

from cabinet_tui.api.errors import Refusal, refusal
from cabinet_tui.domain.channel import Channel
from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    BadCredentials,
    BalanceTooLow,
    Blocked,
    CabinetError,
    ChannelsRequired,
    InvalidInput,
    Maintenance,
    NotACabinet,
    NotFound,
    Rejected,
    ServerFailure,
    SignInRequired,
)
from tests.fake_clock import START


def told(
    status: int, body: object = None, *, sign_in: bool = False, public: bool = False
) -> CabinetError:
    answer = Refusal(status=status, body=body, host="vpn.example.com")
    return refusal(answer, now=START, sign_in=sign_in, with_token=not public)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Rejected),
        (401, SignInRequired),
        (402, BalanceTooLow),
        (403, Blocked),
        (404, NotFound),
        (405, Rejected),
        (409, Rejected),
        (410, Rejected),
        (418, Rejected),
        (422, InvalidInput),
        (428, Rejected),
        (500, ServerFailure),
        (503, ServerFailure),
        (599, ServerFailure),
        (304, NotACabinet),
    ],
)
@pytest.mark.parametrize("body", [None, {}, [], "text", 5, {"detail": None}, {"detail": 5}])
def test_the_status_decides_even_when_the_body_says_nothing(
    status: int, kind: type[CabinetError], body: object
) -> None:
    error = told(status, body)
    assert type(error) is kind
    assert str(error)


def test_a_401_is_told_by_what_was_asked() -> None:
    body = {"detail": "Invalid email or password"}
    assert isinstance(told(401, body, sign_in=True, public=True), BadCredentials)
    assert isinstance(told(401, body), SignInRequired)
    assert type(told(401, body, public=True)) is Rejected


@pytest.mark.parametrize(
    "body",
    [
        {"detail": "Promocode not found"},
        {"detail": {"code": "not_found", "message": "Promocode not found"}},
        {"message": "Promocode not found"},
    ],
)
def test_the_servers_words_are_found_in_every_shape(body: object) -> None:
    error = told(400, body)
    assert isinstance(error, Rejected)
    assert error.what == "Promocode not found"


def test_the_servers_code_is_kept() -> None:
    error = told(428, {"detail": {"code": "legal_consent_required", "message": "Read this"}})
    assert isinstance(error, Rejected)
    assert (error.status, error.server_code) == (428, "legal_consent_required")


def test_a_validation_error_names_its_fields() -> None:
    detail = [
        {"loc": ["body", "email"], "msg": "not an e-mail\x1b[31m", "type": "x", "input": "secret"},
        {"loc": ["query", "items", 3, "id"], "msg": "missing"},
        {"msg": "nowhere"},
        "in words",
        17,
    ]
    error = told(422, {"detail": detail})
    assert isinstance(error, InvalidInput)
    assert error.fields == {
        "email": "not an e-mail",
        "items.3.id": "missing",
        "": "in words",
    }
    assert "secret" not in str(error)
    assert told(422, {"detail": "Too short"}).what == "Too short"


@pytest.mark.parametrize(
    ("status", "detail", "amounts"),
    [
        (
            400,
            "Insufficient balance. Required: 499.00 RUB, Available: 150.50 RUB",
            (49900, 15050, 34850),
        ),
        (400, "Insufficient balance", (None, None, None)),
        (400, "insufficient funds: required: 1 499,5", (149950, None, None)),
        (402, {"code": "insufficient_funds", "missing_amount": 100}, (None, None, 100)),
        (402, {"code": "insufficient_funds", "missing_amount": "lots"}, (None, None, None)),
        (
            400,
            {"code": "insufficient_funds", "required": 500, "balance_kopeks": 200},
            (500, 200, 300),
        ),
        (402, None, (None, None, None)),
    ],
)
def test_too_little_money(
    status: int, detail: object, amounts: tuple[int | None, int | None, int | None]
) -> None:
    error = told(status, {"detail": detail})
    assert isinstance(error, BalanceTooLow)
    assert (error.required, error.available, error.missing) == amounts


def test_a_block_brings_its_links_that_may_be_opened() -> None:
    detail = {
        "code": "channel_subscription_required",
        "message": "Join first",
        "channels": [
            {"channel_link": "https://t.me/one"},
            {"channel_link": "javascript:alert(1)"},
            {"title": "no link"},
            "garbage",
        ],
        "telegram_deep_link": "https://t.me/bot?start=revive",
    }
    error = told(403, {"detail": detail})
    assert isinstance(error, ChannelsRequired)
    assert error.links == ("https://t.me/one", "https://t.me/bot?start=revive")
    assert error.server_code == "channel_subscription_required"
    assert error.channels == (Channel("https://t.me/one", "https://t.me/one"), Channel("no link"))


def test_channels_tell_their_titles_and_whether_they_are_joined() -> None:
    channels = [
        {"channel_id": "@a", "title": "News\x07", "channel_link": "https://t.me/a"},
        {"channel_id": "@b", "channel_link": "https://t.me/b", "is_subscribed": True},
    ]
    error = told(403, {"detail": {"code": "channel_subscription_required", "channels": channels}})
    assert isinstance(error, ChannelsRequired)
    assert error.channels == (
        Channel("News", "https://t.me/a"),
        Channel("@b", "https://t.me/b", joined=True),
    )
    assert "Join, then try again: News https://t.me/a" in str(error)
    assert "t.me/b" not in str(error)


def test_an_account_that_is_shut_out_is_told_from_a_mere_refusal() -> None:
    listed = told(403, {"detail": {"code": "blacklisted", "message": "Too many complaints"}})
    assert isinstance(listed, AccountBlocked)
    assert listed.what == "This account is blocked. Too many complaints"
    inactive = told(403, {"detail": "User account is not active"})
    assert isinstance(inactive, AccountBlocked)
    assert inactive.what == "This account is blocked."
    assert type(told(403, {"detail": "Top-up is restricted"})) is Blocked


def test_a_deactivated_account_tells_its_way_back() -> None:
    deleted = {"code": "account_deleted", "message": "x", "bot_username": "north_bot"}
    back = {"telegram_deep_link": "https://t.me/north_bot?start=revive"}
    error = told(403, {"detail": deleted | back})
    assert isinstance(error, AccountDeleted)
    assert str(error).endswith("take it up again: https://t.me/north_bot?start=revive")
    for bad in ({}, {"telegram_deep_link": "javascript:alert(1)"}, {"telegram_deep_link": 5}):
        error = told(403, {"detail": deleted | bad})
        assert isinstance(error, AccountDeleted)
        assert error.link == ""
        assert "{" not in str(error)


def test_maintenance_is_told_from_failure() -> None:
    error = told(503, {"detail": {"code": "maintenance", "reason": "Moving\x07 house"}})
    assert isinstance(error, Maintenance)
    assert error.what == "The service is under maintenance: Moving house."
    assert isinstance(told(503, {"detail": "maintenance"}), ServerFailure)


def test_words_are_cleaned_and_capped() -> None:
    error = told(400, {"detail": "\x1b]0;title\x07" + "x" * 5000})
    assert isinstance(error, Rejected)
    assert len(error.detail) == 500
    assert error.detail.startswith("xxx")
