"""Signing in and out."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.account import Account, Tokens
from cabinet_tui.domain.errors import BadCredentials, CabinetError, RateLimited, Unreachable
from cabinet_tui.domain.event import BalanceUpdated
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.services.session import FAREWELL
from cabinet_tui.store.state import AppState, SessionState
from tests.held_clock import settle
from tests.services.house import House


async def test_a_kept_session_is_taken_up() -> None:
    house = House()
    assert house.state().session.signed_in is None
    assert await house.session.restore()
    assert house.state().session == SessionState(
        signed_in=True, token_store="memory", serial=1, subject="1"
    )


async def test_without_a_kept_session_nobody_is_signed_in() -> None:
    house = House()
    house.tokens.tokens = None
    assert not await house.session.restore()
    assert house.state().session.signed_in is False
    assert not house.state().session.ended


async def test_signing_in_keeps_the_tokens_and_shows_the_account() -> None:
    house = House()
    await house.session.sign_in("a@example.com", "right")
    assert house.tokens.tokens == Tokens(access="access of a@example.com")
    assert house.state().session.signed_in
    assert house.state().session.token_store == "memory"
    assert house.state().account.value == house.server.account
    assert house.state().account.is_known


async def test_a_sign_in_that_brings_no_account_leaves_it_to_be_read() -> None:
    house = House()
    house.server.sends_account = False
    await house.session.sign_in("a@example.com", "right")
    assert not house.state().account.is_known
    await house.session.refresh_if_stale()
    assert house.state().account.value == house.server.account


async def test_a_refused_sign_in_changes_nothing() -> None:
    house = House()
    await house.session.restore()
    await house.load_everything()
    before = house.state()
    with pytest.raises(BadCredentials):
        await house.session.sign_in("a@example.com", "wrong")
    assert house.state() == before
    assert house.tokens.tokens == Tokens(access="kept")


async def test_the_next_account_sees_nothing_of_the_one_before() -> None:
    house = House()
    await house.session.restore()
    await house.load_everything()
    house.router.handle(BalanceUpdated())
    branding = house.state().branding
    house.server.account = Account(id=2, email="b@example.com")
    await house.session.sign_in("b@example.com", "right")
    state = house.state()
    clean = AppState()
    assert state.account.value == Account(id=2, email="b@example.com")
    assert (state.balance, state.history, state.pending) == (
        clean.balance,
        clean.history,
        clean.pending,
    )
    assert (state.subscription, state.tickets, state.notices) == (
        clean.subscription,
        clean.tickets,
        (),
    )
    assert state.branding == branding
    assert state.session.serial == 2


async def test_an_answer_for_the_account_before_never_arrives() -> None:
    house = House()
    await house.session.restore()
    house.wire.hold("balance")
    house.wire.hold("branding")
    reading = asyncio.create_task(house.balance.refresh())
    branding = asyncio.create_task(house.info.refresh())
    await settle()
    await house.session.sign_in("b@example.com", "right")
    await reading
    assert not house.state().balance.is_wanted
    house.wire.pass_on("balance")
    house.server.balance = Kopeks(1)
    await house.balance.refresh_if_stale()
    assert house.state().balance.value == 1
    house.wire.release("branding")
    await branding
    assert house.state().branding.value is not None


async def test_signing_out_forgets_the_tokens_and_what_was_read() -> None:
    house = House()
    await house.session.restore()
    await house.load_everything()
    await house.session.sign_out()
    assert house.tokens.tokens is None
    assert house.state().session.signed_in is False
    assert not house.state().session.ended
    assert not house.state().balance.is_known
    assert not house.state().account.is_known
    assert house.state().branding.is_known


async def test_a_session_that_the_server_ends_is_told_from_one_that_was_left() -> None:
    house = House()
    await house.session.restore()
    await house.load_everything()
    house.session.session_ended()
    assert house.state().session.signed_in is False
    assert house.state().session.ended
    assert house.state().balance.is_known
    await house.session.sign_in("a@example.com", "right")
    assert not house.state().session.ended


async def test_after_signing_out_the_end_of_the_session_is_no_news() -> None:
    house = House()
    await house.session.restore()
    await house.session.sign_out()
    house.session.session_ended()
    assert not house.state().session.ended


async def test_the_server_is_told_of_a_sign_out() -> None:
    house = House()
    await house.session.restore()
    await house.session.sign_out()
    assert house.server.sent == [Tokens(access="kept")]


async def test_nobody_waits_long_for_the_server_to_take_note() -> None:
    house = House()
    await house.session.restore()
    house.wire.hold("sign_out")
    leaving = asyncio.create_task(house.session.sign_out())
    await settle()
    assert house.state().session.signed_in is False
    assert house.tokens.tokens is None
    await house.clock.advance(FAREWELL - 0.1)
    assert not leaving.done()
    await house.clock.advance(0.1)
    assert leaving.done()
    assert leaving.exception() is None


@pytest.mark.parametrize("failure", [Unreachable(host="x"), RateLimited()])
async def test_a_sign_out_never_fails_because_of_the_server(failure: CabinetError) -> None:
    house = House()
    await house.session.restore()
    house.wire.failures["sign_out"] = failure
    await house.session.sign_out()
    assert house.state().session.signed_in is False


async def test_without_a_session_the_server_is_not_told() -> None:
    house = House()
    house.tokens.tokens = None
    await house.session.sign_out()
    assert house.wire.calls == []


async def test_a_confirmed_address_may_sign_in() -> None:
    house = House()
    await house.session.sign_out()
    house.server.sent.clear()
    house.server.verified_as = SignedIn(Tokens(access="by letter"), house.server.account)
    confirmed = await house.session.verify_email("https://vpn.example.com/verify-email?token=abc")
    assert confirmed.entered
    assert house.server.sent == ["abc"]
    assert house.tokens.tokens == Tokens(access="by letter")
    assert house.state().session.signed_in is True


async def test_a_letter_of_somebody_else_changes_nobody() -> None:
    house = House()
    await house.session.restore()
    await house.session.refresh()
    other = replace(house.server.account, id=99)
    house.server.verified_as = SignedIn(Tokens(access="by letter"), other)
    confirmed = await house.session.verify_email("abc")
    assert not confirmed.entered
    assert house.tokens.tokens == Tokens(access="kept")


async def test_signing_in_again_as_the_same_account_goes_on_where_it_was() -> None:
    house = House()
    await house.session.restore()
    await house.load_everything()
    before = house.state()
    house.tokens.ends_at = house.clock.now() + timedelta(days=7)
    await house.session.sign_in("a@example.com", "right")
    assert house.state() == replace(
        before, session=replace(before.session, ends_at=house.tokens.ends_at)
    )
    assert house.tokens.tokens == Tokens(access="access of a@example.com")


async def test_after_the_session_has_ended_the_same_account_finds_its_drafts() -> None:
    house = House()
    await house.session.restore()
    await house.load_everything()
    house.tickets.set_draft(7, "half a sen")
    house.session.session_ended()
    await house.session.sign_in("a@example.com", "right")
    assert house.state().drafts == {7: "half a sen"}
    assert not house.state().balance.is_known


async def test_the_end_follows_the_tokens() -> None:
    house = House()
    await house.session.restore()
    assert house.state().session.ends_at is None
    house.tokens.ends_at = house.clock.now() + timedelta(hours=5)
    house.session.session_renewed()
    assert house.state().session.ends_at == house.tokens.ends_at
