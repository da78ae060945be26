"""Accounts, referrals and support on the real program over the sandbox."""

import pytest

from cabinet_tui.domain.account import MiniAppLogin, Registration
from cabinet_tui.domain.errors import BadCredentials, OutcomeUnknown, Rejected
from cabinet_tui.domain.outbox import OutboxState
from cabinet_tui.domain.telegram_login import telegram_login
from cabinet_tui.domain.ticket import TicketStatus
from cabinet_tui.sandbox.accounts import BOT_TOKEN, DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.telegram import sign_init_data, sign_widget
from cabinet_tui.services.cabinet import Cabinet
from tests.sandbox_server import SandboxServer
from tests.services.sandbox_cabinet import signed_in, until, visiting, watched

EMAIL = "olga@example.com"
OLGA = Registration(EMAIL, "longenough", "Olga", "Ivanova")


def who(cabinet: Cabinet) -> str:
    account = cabinet.store.state.account.value
    assert account is not None
    return account.first_name


async def test_a_new_account_is_registered_verified_and_signed_in() -> None:
    async with SandboxServer() as sandbox, visiting(sandbox) as cabinet:
        invited = Registration(
            EMAIL,
            "longenough",
            "Olga",
            referral_code="https://t.me/bot?start=ref_ABC123XYZ",
            campaign="spring",
        )
        registered = await cabinet.session.register(invited)
        assert registered.verification_required
        assert registered.bonus is not None
        assert (registered.bonus.balance, registered.bonus.days) == (10_000, 7)
        await cabinet.session.sign_in(EMAIL, "longenough")
        await cabinet.session.refresh()
        link = f"https://vpn.example.com/verify-email?token={sandbox.mailed('verification', EMAIL)}"
        assert (await cabinet.session.verify_email(link)).message
        account = cabinet.store.state.account.value
        assert account is not None
        assert account.email_verified
        with pytest.raises(Rejected, match="has an account already"):
            await cabinet.session.register_standalone(OLGA)


async def test_a_forgotten_password_is_replaced() -> None:
    async with SandboxServer() as sandbox, visiting(sandbox) as cabinet:
        await cabinet.session.forgot_password(DEMO_EMAIL)
        code = sandbox.mailed("reset")
        await cabinet.session.reset_password(f"https://vpn.example.com/reset/{code}", "new-secret")
        with pytest.raises(BadCredentials):
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        await cabinet.session.sign_in(DEMO_EMAIL, "new-secret")
        with pytest.raises(Rejected):
            await cabinet.session.reset_password(code, "new-secret")


async def test_telegrams_ways_in_are_taken_as_they_were_signed() -> None:
    from datetime import UTC, datetime
    from json import dumps
    from urllib.parse import urlencode

    now = int(datetime.now(UTC).timestamp())
    fields: dict[str, object] = {"id": 77, "first_name": "Ольга & Co", "auth_date": now}
    fields["hash"] = sign_widget(fields, BOT_TOKEN)
    async with SandboxServer() as sandbox, visiting(sandbox) as cabinet:
        await cabinet.session.sign_in_telegram(telegram_login(dumps(fields)))
        assert who(cabinet) == "Ольга & Co"
        pasted = f"https://vpn.example.com/auth?{urlencode(fields)}"
        await cabinet.session.sign_in_telegram(telegram_login(pasted))
        assert who(cabinet) == "Ольга & Co"
        user = dumps({"id": 78, "first_name": "Пётр"})
        data = sign_init_data({"auth_date": now, "user": user}, BOT_TOKEN)
        await cabinet.session.sign_in_miniapp(MiniAppLogin(data))
        assert who(cabinet) == "Пётр"
        with pytest.raises(Rejected):
            await cabinet.session.sign_in_miniapp(MiniAppLogin(data.replace("78", "79")))
        assert who(cabinet) == "Пётр"


async def test_the_referral_programme_is_read_to_its_end() -> None:
    async with SandboxServer("huge") as sandbox, signed_in(sandbox) as cabinet:
        await cabinet.referrals.refresh()
        await cabinet.referrals.refresh_referrals()
        stats = cabinet.store.state.referral_stats.value
        assert stats is not None
        assert stats.total == cabinet.store.state.referrals.total == 2_000
        await cabinet.referrals.load_more_referrals()
        rows = cabinet.store.state.referrals.items.value or ()
        assert len({row.id for row in rows}) == 100
        await cabinet.referrals.refresh_earnings()
        assert cabinet.store.state.earnings.total > 0


async def test_money_from_a_referral_comes_by_push() -> None:
    async with SandboxServer() as sandbox, watched(sandbox) as cabinet:
        await cabinet.referrals.refresh()
        await cabinet.referrals.refresh_earnings()
        before = cabinet.store.state.earnings.total
        sandbox.order("referral-earning", amount_rubles=12.34)
        state = await until(cabinet.store, lambda state: state.earnings.total == before + 1)
        assert (state.earnings.items.value or ())[0].amount == 1_234


async def test_a_ticket_from_opening_to_closing() -> None:
    async with SandboxServer() as sandbox, watched(sandbox) as cabinet:
        opened = await cabinet.tickets.open_ticket("Скорость", "Медленно.\nОчень.")
        cabinet.tickets.look_at(opened.id)
        await cabinet.tickets.conversation(opened.id)
        await cabinet.tickets.send(opened.id, "Ау?")
        sandbox.order(f"tickets/{opened.id}/reply", message="Проверяем.")

        def texts() -> list[str]:
            talk = cabinet.store.state.conversation(opened.id).value
            return [message.text for message in talk.messages] if talk else []

        await until(cabinet.store, lambda _: len(texts()) == 3)
        assert texts() == ["Медленно.\nОчень.", "Ау?", "Проверяем."]
        await until(
            cabinet.store,
            lambda state: all(
                not ticket.unread and ticket.status == TicketStatus.IN_PROGRESS
                for ticket in state.tickets.value or ()
                if ticket.id == opened.id
            ),
        )
        await cabinet.tickets.close_ticket(opened.id)
        assert (cabinet.store.state.tickets.value or ())[0].is_closed
        with pytest.raises(Rejected, match="closed"):
            await cabinet.tickets.send(opened.id, "Ещё")
        (failed,) = cabinet.store.state.unsent(opened.id)
        assert failed.state is OutboxState.FAILED


async def test_a_message_cut_off_is_found_or_sent_again() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox, hurried=True) as cabinet:
        ticket = next(
            item for item in cabinet.store.state.tickets.value or () if not item.is_closed
        )
        path = f"/tickets/{ticket.id}/messages"
        sandbox.order("faults", path=path, method="POST", cut="after", times=1)
        await cabinet.tickets.send(ticket.id, "Раз")
        sandbox.order("faults", path=path, method="POST", cut="before", times=1)
        with pytest.raises(OutcomeUnknown):
            await cabinet.tickets.send(ticket.id, "Два")
        (failed,) = cabinet.store.state.outbox
        await cabinet.tickets.retry(failed.local_id)
        talk = cabinet.store.state.conversation(ticket.id).value
        assert talk is not None
        ours = [message.text for message in talk.messages if not message.from_support]
        assert ours[-2:] == ["Раз", "Два"]
        assert ours.count("Раз") == ours.count("Два") == 1
