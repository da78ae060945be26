"""The services of the real program over the sandbox: from a push on the wire to the state."""

from cabinet_tui.domain.event import PaymentCompleted, TicketReplied
from tests.sandbox_server import SandboxServer
from tests.services.house import background
from tests.services.sandbox_cabinet import is_live, signed_in, until


async def test_a_reply_of_support_comes_as_a_notice_and_into_the_tickets() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        store = cabinet.store
        async with background(cabinet.watch.run()):
            await until(store, is_live)
            unread = store.state.unread
            ticket = (store.state.tickets.value or ())[0].id
            sandbox.order(f"tickets/{ticket}/reply", message="Look again, please.")
            state = await until(store, lambda state: state.unread > unread)
            assert [type(event) for event in state.notices] == [TicketReplied]


async def test_what_happened_while_the_link_was_down_is_read_after_it() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        store = cabinet.store
        async with background(cabinet.watch.run()):
            await until(store, is_live)
            before = store.state.balance.fetched_at
            sandbox.order("sockets/drop")
            await until(store, lambda state: not is_live(state))
            await until(store, is_live)
            await until(
                store,
                lambda state: state.balance.fetched_at != before and not state.balance.loading,
            )


async def test_an_expired_token_is_renewed_for_the_link() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        store = cabinet.store
        sandbox.order("tokens/expire")
        async with background(cabinet.watch.run()):
            await until(store, is_live)
            assert not store.state.link.refused


async def test_a_revoked_session_ends_the_watch_and_says_so() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        store = cabinet.store
        async with background(cabinet.watch.run()):
            await until(store, is_live)
            sandbox.order("tokens/revoke")
            sandbox.order("sockets/drop")
            state = await until(store, lambda state: state.session.ended)
            assert state.session.signed_in is False
            assert not is_live(await until(store, lambda state: not is_live(state)))


async def test_a_push_patches_the_balance() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        store = cabinet.store
        async with background(cabinet.watch.run()):
            await until(store, is_live)
            sandbox.order("push", type="payment_completed", data={"new_balance_rubles": 999999.25})
            state = await until(store, lambda state: state.balance.value == 99_999_925)
            assert any(isinstance(event, PaymentCompleted) for event in state.notices)
            await until(store, lambda state: state.balance.value != 99_999_925)
