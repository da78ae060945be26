"""Messages to support on their way: shown at once, each sent once, in the order of writing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown
from cabinet_tui.domain.outbox import OutboxMessage, OutboxState
from cabinet_tui.domain.refusals import Busy, EmptyText
from cabinet_tui.domain.text import TEXT, clean
from cabinet_tui.domain.ticket import MESSAGE_MOST, Message
from cabinet_tui.domain.ticket_refusals import MessageTooLong
from cabinet_tui.services.gateways import TicketsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import conversation
from cabinet_tui.store.state import AppState


class Outbox:
    """Keeps in the store what is not with the server yet. ``read`` reads a conversation."""

    def __init__(
        self, ground: Ground, gateway: TicketsGateway, read: Callable[[int], Awaitable[None]]
    ) -> None:
        self._ground = ground
        self._gateway = gateway
        self._read = read
        self._last_id = 0
        self._turns: dict[int, asyncio.Lock] = {}
        # What was in the conversation before a message left for the first time.
        self._before: dict[int, frozenset[int]] = {}

    async def send(self, ticket_id: int, text: str) -> Message:
        """Show a message as being sent, and send it; the draft of the ticket becomes it."""
        bare = text.strip()
        if not bare:
            raise EmptyText
        if len(bare) > MESSAGE_MOST:
            raise MessageTooLong(length=len(bare))
        with self._ground.writes.alone(f"send {ticket_id} {bare}"):
            self._last_id += 1
            message = OutboxMessage(self._last_id, ticket_id, bare, self._ground.clock.now())

            def begin(state: AppState) -> AppState:
                drafts = {key: kept for key, kept in state.drafts.items() if key != ticket_id}
                return replace(state, outbox=(*state.outbox, message), drafts=drafts)

            self._ground.store.update(begin)
            return await self._deliver(message)

    async def retry(self, local_id: int) -> Message:
        """Send a message that failed; Busy when it is on its way or not there any more."""
        message = self._find(local_id)
        if message is None:
            raise Busy
        with self._ground.writes.alone(f"send {message.ticket_id} {message.text}"):
            again = replace(message, state=OutboxState.SENDING, error=None)
            self._put(local_id, again)
            return await self._deliver(again)

    def discard(self, local_id: int) -> None:
        """Forget a message that failed."""
        message = self._find(local_id)
        if message is not None and message.state is OutboxState.FAILED:
            self._before.pop(local_id, None)
            self._put(local_id, None)

    async def _deliver(self, message: OutboxMessage) -> Message:
        serial = self._ground.serial
        try:
            async with self._turns.setdefault(message.ticket_id, asyncio.Lock()):
                self._ground.must_be(serial)
                sent = await self._arrival(message)
                if sent is None:
                    self._ground.must_be(serial)
                    sent = await self._post(message)
        except CabinetError as error:
            self._fail(message, error)
            raise
        except BaseException:
            # Given up by whoever sent it: nobody knows whether it left.
            self._fail(message, OutcomeUnknown())
            raise
        self._arrived(message, sent)
        # Also outruns a read that began before the message was there.
        await self._ground.rereads.wanted(conversation(message.ticket_id))
        return sent

    async def _arrival(self, message: OutboxMessage) -> Message | None:
        """What an earlier try left in the ticket, when nobody knew; then it is not sent again."""
        before = self._before.get(message.local_id)
        if before is None:
            if not self._ground.state.conversation(message.ticket_id).is_known:
                await self._fresh(message.ticket_id)
            ids = (known.id for known in self._messages(message.ticket_id))
            self._before[message.local_id] = frozenset(ids)
            return None
        await self._fresh(message.ticket_id)
        return self._found(message, before)

    async def _post(self, message: OutboxMessage) -> Message:
        try:
            return await self._gateway.reply(message.ticket_id, message.text)
        except (OutcomeUnknown, NotACabinet) as error:
            try:
                await self._fresh(message.ticket_id)
            except CabinetError:
                raise error from None
            found = self._found(message, self._before[message.local_id])
            if found is None:
                raise
            return found

    async def _fresh(self, ticket_id: int) -> None:
        """Read the conversation; raises the CabinetError that kept it from being read."""
        await self._read(ticket_id)
        self._ground.state.conversation(ticket_id).told()

    def _found(self, message: OutboxMessage, before: frozenset[int]) -> Message | None:
        """The message of ours with this text that was not there before."""
        wanted = clean(message.text, multiline=True, limit=TEXT).strip()
        for known in self._messages(message.ticket_id):
            is_new = known.id not in before and not known.from_support
            if is_new and known.text.strip() == wanted:
                return known
        return None

    def _fail(self, message: OutboxMessage, error: CabinetError) -> None:
        self._put(message.local_id, replace(message, state=OutboxState.FAILED, error=error))

    def _arrived(self, message: OutboxMessage, sent: Message) -> None:
        """The conversation has it in the same moment in which the outbox has not."""
        part = conversation(message.ticket_id)
        self._before.pop(message.local_id, None)

        def change(state: AppState) -> AppState:
            remote = part.get(state)
            talk = remote.value
            if talk is not None and all(known.id != sent.id for known in talk.messages):
                messages = tuple(sorted((*talk.messages, sent), key=lambda known: known.id))
                state = part.put(state, remote.patched(replace(talk, messages=messages)))
            outbox = tuple(kept for kept in state.outbox if kept.local_id != message.local_id)
            return replace(state, outbox=outbox)

        self._ground.store.update(change)

    def _messages(self, ticket_id: int) -> Sequence[Message]:
        talk = self._ground.state.conversation(ticket_id).value
        return talk.messages if talk else ()

    def _find(self, local_id: int) -> OutboxMessage | None:
        outbox = self._ground.state.outbox
        return next((message for message in outbox if message.local_id == local_id), None)

    def _put(self, local_id: int, message: OutboxMessage | None) -> None:
        """Replace a message that is in the store, with None take it out."""

        def change(state: AppState) -> AppState:
            kept = (message if known.local_id == local_id else known for known in state.outbox)
            return replace(state, outbox=tuple(filter(None, kept)))

        self._ground.store.update(change)
