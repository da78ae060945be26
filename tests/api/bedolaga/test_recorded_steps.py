"""Recorded answers of which a call needs several, and those the tokens ask for themselves."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import httpx
import pytest

from cabinet_tui.domain.account_language import Language, LanguageChoice
from cabinet_tui.domain.balance import PaymentCheck, PaymentKey, PaymentState
from cabinet_tui.domain.errors import SignInRequired
from cabinet_tui.domain.service_pages import PageName
from tests.api.bedolaga import expected
from tests.api.bedolaga.rig import at_work, routed
from tests.api.rig import answer
from tests.bedolaga_shared import Json, needs_folder, sample

pytestmark = needs_folder


def _recorded(*names: str) -> dict[str, object]:
    """The recorded answers by their ``METHOD /path``."""
    samples = map(sample, names)
    return {f"{one.method} {one.path}": (one.status, one.body) for one in samples}


async def test_a_ticket_counts_the_replies_that_were_not_read_until_it_is_opened() -> None:
    rig = await routed(
        _recorded(
            "tickets_list",
            "ticket_notifications",
            "ticket_detail",
            "ticket_notifications_ticket_read",
        )
    )

    listed = await rig.gate.tickets.tickets()
    body = cast("Any", sample("tickets_list").body)
    assert listed == [
        expected.ticket(one, unread=1 if one["id"] == 1 else 0) for one in body["items"]
    ]

    await rig.gate.tickets.conversation(1)
    await rig.gate.tickets.conversation(1)
    read = "POST /tickets/notifications/ticket/1/read"
    assert rig.paths().count(read) == 1


async def test_a_hidden_link_is_looked_up() -> None:
    link = sample("connection_link")
    held = cast("Any", sample("subscription").body)
    hidden = {**held, "subscription": {**held["subscription"], "subscription_url": None}}
    rig = await routed(
        {"GET /subscription": hidden, "GET /subscription/connection-link": link.body}
    )
    shown = await rig.gate.subscription.subscription()
    wanted = expected.subscription(held["subscription"])
    assert shown == replace(wanted, link=cast("Any", link.body)["subscription_url"])

    rig = await routed({"GET /subscription": hidden, **_recorded("connection_link_404")})
    assert await rig.gate.subscription.subscription() == replace(wanted, link="")


async def test_a_payment_under_its_providers_name_is_found_by_its_link() -> None:
    rig = await routed(
        {
            "GET /balance/pending-payments": cast("Json", sample("pending_payments_empty").body),
            **_recorded("pending_payment_latest", "check_payment_again_after_paid"),
        }
    )
    key = PaymentKey("platega", "plg-0e174bf20c9d6073")
    found = await rig.gate.balance.check_payment(key)
    body = cast("Any", sample("check_payment_again_after_paid").body)
    assert found == PaymentCheck(PaymentState.PAID, body["message"])


@pytest.mark.parametrize(
    ("name", "number"), [("topup_platega_ok", "2"), ("topup_cryptobot_ok", "1")]
)
async def test_a_new_payment_gets_the_number_it_is_checked_by(name: str, number: str) -> None:
    made = sample(name)
    asked = cast("Any", made.sent)
    rig = await routed(_recorded(name, "pending_payments"))
    payment = await rig.gate.balance.top_up(
        asked["amount_kopeks"], asked["payment_method"], asked.get("payment_option", "")
    )
    assert payment.key == PaymentKey(asked["payment_method"], number)
    assert payment.url == cast("Any", made.body)["payment_url"]


async def test_the_languages_of_an_account() -> None:
    rig = await routed(_recorded("info_languages", "info_user_language"))
    body = cast("Any", sample("info_languages").body)
    assert await rig.gate.language.choice() == LanguageChoice(
        "ru", tuple(Language(one["code"], one["name"]) for one in body["languages"])
    )


async def test_questions_are_asked_for_in_a_language() -> None:
    recorded = sample("info_service_lang_en")
    rig = await routed({f"{recorded.method} {recorded.path}": recorded.body})
    page = await rig.gate.pages.page(PageName.QUESTIONS, "en")
    assert dict(rig.requests[0].url.params) == recorded.query
    assert [one["title"] in page.text.text for one in cast("Any", recorded.body)] == [True] * 3


@pytest.mark.parametrize("name", ["auth_refresh_ok", "auth_refresh_old_token_again"])
async def test_a_refresh_keeps_its_token_and_its_end(name: str) -> None:
    body = cast("Any", sample(name).body)
    rig = await routed(_recorded(name))
    await rig.session.start(
        replace(_tokens(), refresh=body["refresh_token"], access_expires_at=None)
    )
    before = rig.session.ends_at

    assert await rig.session.access(renew=True) == body["access_token"]

    assert rig.body() == sample(name).sent
    assert rig.session.ends_at == before == _exp(body["refresh_token"])


@pytest.mark.parametrize(
    "name",
    [
        "auth_refresh_401_invalid",
        "auth_refresh_401_after_logout",
        "auth_refresh_401_access_token_used",
    ],
)
async def test_a_refused_refresh_ends_the_session(name: str) -> None:
    rig = await routed(_recorded(name))
    with pytest.raises(SignInRequired):
        await rig.session.access(renew=True)
    assert rig.ended == ["ended"]


async def test_signing_out_has_the_refresh_token_revoked() -> None:
    recorded = sample("auth_logout_ok")

    def handler(request: httpx.Request) -> httpx.Response:
        assert request.url.path == f"/cabinet{recorded.path}"
        return answer(recorded.body, recorded.status)

    rig = await at_work(handler)
    refresh = cast("Any", recorded.sent)["refresh_token"]
    await rig.gate.session.sign_out(replace(_tokens(), refresh=refresh))
    assert json.loads(rig.requests[0].content) == recorded.sent


def _tokens() -> Any:
    from cabinet_tui.domain.account import Tokens

    return Tokens("access", "refresh", None)


def _exp(token: str) -> datetime:
    part = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return datetime.fromtimestamp(claims["exp"], UTC)
