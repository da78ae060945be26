"""The client over real sockets against the documented API as a server."""

import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cabinet_tui.api.auth import Session
from cabinet_tui.api.documented import DocumentedApi, connect
from cabinet_tui.api.limits import Limiter
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials import RefreshLock, choose
from cabinet_tui.domain.account import MiniAppLogin, Registration, TelegramLogin
from cabinet_tui.domain.balance import PaymentState, TransactionKind
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.errors import (
    BadCredentials,
    BalanceTooLow,
    CabinetError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    ServerFailure,
    SignInRequired,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest, TrialRequest
from cabinet_tui.domain.ticket import TicketStatus
from cabinet_tui.sandbox.accounts import BOT_TOKEN, DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.telegram import sign_init_data, sign_widget
from tests.api.operations import CALLS
from tests.sandbox_server import SandboxServer
from tests.unlimited import Unlimited


@asynccontextmanager
async def visit(
    sandbox: SandboxServer, *, sign_in: bool = True, limiter: Limiter | None = None
) -> AsyncIterator[tuple[DocumentedApi, Session]]:
    clock = SystemClock()
    transport = Transport(
        Line(sandbox.url), clock=clock, random=random.random, limiter=limiter or Unlimited(clock)
    )
    session = Session(transport, choose("test", sandbox.url, "memory"))
    api = connect(transport, session)
    try:
        if sign_in:
            await session.start((await api.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)).tokens)
        yield api, session
    finally:
        await session.close()
        await transport.close()


async def test_a_day_in_the_cabinet() -> None:
    with SandboxServer() as sandbox:
        async with visit(sandbox) as (api, _):
            assert (await api.session.me()).email == DEMO_EMAIL
            assert (await api.info.info()).name
            assert (await api.info.branding()).name
            before = await api.balance.balance()
            payment = await api.balance.top_up(Kopeks(150_055), "YOOKASSA_SBP")
            assert payment.url.startswith("http")
            assert payment.key in [one.key for one in await api.balance.pending_payments()]
            assert (await api.balance.check_payment(payment.key)).state is PaymentState.PENDING
            sandbox.order(f"payments/{payment.key.id}/finish")
            assert await api.balance.balance() == before + 150_055

            tariff = min(await api.subscription.tariffs(), key=lambda one: one.periods[0].price)
            receipt = await api.subscription.purchase(
                PurchaseRequest(tariff.id, tariff.periods[0].days)
            )
            assert receipt.paid == tariff.periods[0].price
            assert receipt.balance_after == await api.balance.balance()
            held = await api.subscription.subscription()
            assert held is not None
            assert held.expires_at == receipt.expires_at
            assert held.link
            option = (await api.subscription.renewal_options())[0]
            renewed = await api.subscription.renew(RenewalRequest(option.days, option.traffic_gb))
            assert renewed.paid == option.price
            assert await api.subscription.set_autopay(enabled=True)
            assert (await api.subscription.summary()).exists

            top_ups = await api.balance.transactions(kind=TransactionKind.TOP_UP)
            assert {one.kind for one in top_ups.items} == {TransactionKind.TOP_UP}
            assert top_ups.items[0].amount == 150_055
            page = await api.balance.transactions(per_page=5)
            assert len(page.items) == 5
            assert page.total > 5


async def test_an_afternoon_with_support_and_friends() -> None:
    with SandboxServer() as sandbox:
        async with visit(sandbox) as (api, _):
            ticket = await api.tickets.open_ticket("Нет связи", "Не работает\nсовсем")
            sent = await api.tickets.reply(ticket.id, "И сейчас")
            sandbox.order(f"tickets/{ticket.id}/reply", message="Проверьте настройки")
            talk = await api.tickets.conversation(ticket.id)
            assert [one.text for one in talk.messages] == [
                "Не работает\nсовсем",
                "И сейчас",
                "Проверьте настройки",
            ]
            assert talk.messages[1].id == sent.id
            assert [one.from_support for one in talk.messages] == [False, False, True]
            await api.tickets.close_ticket(ticket.id)
            listed = {one.id: one for one in await api.tickets.tickets()}
            assert listed[ticket.id].status is TicketStatus.CLOSED
            with pytest.raises(Rejected):
                await api.tickets.reply(ticket.id, "Ещё")

            stats = await api.referral.stats()
            assert stats.link
            assert (await api.referral.referrals()).total == stats.total
            assert (await api.referral.earnings()).items
            with pytest.raises(Rejected):
                await api.balance.activate_promo("NO-SUCH-CODE")
            assert (await api.balance.stars_invoice(Kopeks(10_000))).stars > 0


async def test_getting_an_account_and_into_it() -> None:
    with SandboxServer() as sandbox:
        async with visit(sandbox, sign_in=False) as (api, session):
            with pytest.raises(BadCredentials):
                await api.session.sign_in(DEMO_EMAIL, "wrong password")
            newcomer = Registration("new@example.com", "long enough", "Nina", "Novikova")
            registered = await api.session.register(newcomer)
            assert registered.email == "new@example.com"
            with pytest.raises(Rejected):
                await api.session.register_standalone(newcomer)
            code = sandbox.mailed("verification", "new@example.com")
            assert (await api.session.verify_email(code)).message
            assert await api.session.forgot_password("new@example.com")
            code = sandbox.mailed("reset", "new@example.com")
            assert await api.session.reset_password(code, "another one")
            signed_in = await api.session.sign_in("new@example.com", "another one")
            await session.start(signed_in.tokens)
            assert (await api.session.me()).email_verified
            assert await api.subscription.subscription() is None
            offer = await api.subscription.trial_offer()
            assert offer.available
            trial = await api.subscription.activate_trial(TrialRequest())
            assert trial.expires_at is not None
            tariff = max(await api.subscription.tariffs(), key=lambda one: one.periods[0].price)
            with pytest.raises(BalanceTooLow) as caught:
                await api.subscription.purchase(PurchaseRequest(tariff.id, 30))
            assert caught.value.missing == tariff.periods[0].price


async def test_telegram_lets_in() -> None:
    now = int(datetime.now(UTC).timestamp())
    fields = {"id": 555, "first_name": "Таня", "auth_date": now, "username": "tanya"}
    widget = TelegramLogin(
        id=555,
        first_name="Таня",
        username="tanya",
        auth_date=now,
        hash=sign_widget(fields, BOT_TOKEN),
    )
    user = json.dumps({"id": 555, "first_name": "Таня"}, ensure_ascii=False)
    signed = sign_init_data({"user": user, "auth_date": str(now)}, BOT_TOKEN)
    with SandboxServer() as sandbox:
        async with visit(sandbox, sign_in=False) as (api, session):
            await session.start((await api.session.sign_in_telegram(widget)).tokens)
            by_widget = await api.session.me()
            await session.start((await api.session.sign_in_miniapp(MiniAppLogin(signed))).tokens)
            assert (await api.session.me()).id == by_widget.id
            with pytest.raises(CabinetError):
                await api.session.sign_in_miniapp(MiniAppLogin(signed.replace("555", "556")))


async def test_tokens_that_end_are_renewed_and_a_revoked_session_ends() -> None:
    with SandboxServer() as sandbox:
        async with visit(sandbox) as (api, session):
            first = await session.access()
            sandbox.order("tokens/expire")
            assert await api.balance.balance() > 0
            assert await session.access() != first
            sandbox.order("tokens/revoke")
            with pytest.raises(SignInRequired) as caught:
                await api.balance.balance()
            assert caught.value.ended


async def test_a_token_that_lives_shortly_is_renewed_ahead_of_time() -> None:
    with SandboxServer(access_seconds=20) as sandbox:
        async with visit(sandbox) as (api, session):
            before = await session.access()
            assert await api.balance.balance() > 0
            assert before


@pytest.mark.parametrize("cut", ["after", "midway"])
async def test_a_purchase_whose_answer_is_lost_has_an_unknown_outcome(cut: str) -> None:
    with SandboxServer() as sandbox:
        async with visit(sandbox) as (api, _):
            tariff = min(await api.subscription.tariffs(), key=lambda one: one.periods[0].price)
            before = await api.balance.balance()
            sandbox.order("faults", path="/subscription/purchase-tariff", cut=cut, times=1)
            with pytest.raises(OutcomeUnknown):
                await api.subscription.purchase(PurchaseRequest(tariff.id, 30))
            assert await api.balance.balance() == before - tariff.periods[0].price


async def test_a_read_survives_two_cuts() -> None:
    with SandboxServer() as sandbox:
        async with visit(sandbox) as (api, _):
            sandbox.order("faults", path="/balance", cut="before", times=2)
            assert await api.balance.balance() > 0
            sandbox.order("faults", path="/balance", status=503, body='{"detail": "x"}', times=9)
            with pytest.raises(ServerFailure):
                await api.balance.balance()


@pytest.mark.parametrize("scenario", ["default", "empty", "poor", "huge", "hostile"])
async def test_every_operation_is_understood_in_every_scenario(scenario: str) -> None:
    with SandboxServer(scenario) as sandbox:
        async with visit(sandbox) as (api, _):
            for name, call in CALLS.items():
                try:
                    value = await call(api)
                except Rejected:
                    continue
                assert "\x1b" not in repr(value), name
                assert "\\x1b" not in repr(value), name


async def test_the_documented_limits_are_never_met() -> None:
    with SandboxServer(limits=True) as sandbox:
        async with visit(sandbox, limiter=Limiter(SystemClock())) as (api, _):
            for page in range(46):
                await api.balance.transactions(page + 1, 1)
            # The next read would wait; what a person does still finds room.
            for _ in range(14):
                assert await api.subscription.set_autopay(enabled=True)
            with pytest.raises(RateLimited):
                await api.subscription.set_autopay(enabled=True)
            seen = sandbox.look("requests")
            assert isinstance(seen, list)
            assert len(seen) == 61  # the sign-in is of a class of its own
            assert 429 not in [one["status"] for one in seen]


async def test_two_processes_share_a_session(tmp_path: Path) -> None:
    # Two clients over one token file: what one has refreshed the other takes up.
    with SandboxServer() as sandbox:
        clock = SystemClock()
        transports = [
            Transport(Line(sandbox.url), clock=clock, random=random.random) for _ in range(2)
        ]
        sessions = [
            Session(
                transport,
                choose("p", sandbox.url, "file", folder=tmp_path),
                lock=lambda: RefreshLock("p", sandbox.url, clock, folder=tmp_path),
            )
            for transport in transports
        ]
        one, two = (connect(*pair) for pair in zip(transports, sessions, strict=True))
        await sessions[0].start((await one.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)).tokens)
        assert await sessions[1].restore()
        sandbox.order("tokens/expire")
        await one.balance.balance()
        await two.balance.balance()
        assert await sessions[0].access() == await sessions[1].access()
        for session, transport in zip(sessions, transports, strict=True):
            await session.close()
            await transport.close()
