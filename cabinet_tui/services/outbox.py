"""Messages to support on their way: shown at once, each sent once, in the order of writing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.outbox import OutboxMessage, OutboxState
from cabinet_tui.domain.refusals import Busy, EmptyText
from cabinet_tui.domain.text import TEXT, clean
from cabinet_tui.domain.ticket import MESSAGE_MOST, Message
from cabinet_tui.domain.ticket_refusals import MessageTooLong
from cabinet_tui.services.gateways import TicketsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import conversation
from cabinet_tui.services.words import WordKeeper
from cabinet_tui.store.state import AppState

ON_ITS_WAY = timedelta(seconds=30)
"""How long what an earlier run sent may still be on its way to the server."""
_NOBODY_KNOWS = (OutcomeUnknown, NotACabinet, ServerFailure)


class Outbox:
    """Keeps in the store what is not with the server yet. ``read`` reads a conversation.

    A message is on the disk before it leaves, with what its ticket had before: whatever ends the
    program, its ticket tells later whether it arrived.
    """

    def __init__(
        self,
        ground: Ground,
        gateway: TicketsGateway,
        read: Callable[[int], Awaitable[None]],
        words: WordKeeper,
    ) -> None:
        self._ground = ground
        self._gateway = gateway
        self._read = read
        self._words = words
        self._last_id = 0
        self._turns: dict[int, asyncio.Lock] = {}

    async def send(self, ticket_id: int, text: str) -> Message:
        """Show a message as being sent, and send it; the draft of the ticket becomes it."""
        bare = text.strip()
        if not bare:
            raise EmptyText
        if len(bare) > MESSAGE_MOST:
            raise MessageTooLong(length=len(bare))
        with self._ground.writes.alone(f"send {ticket_id} {bare}"):
            message = self._same(ticket_id, bare)
            if message is None:
                now = self._ground.clock.now()
                message = OutboxMessage(self._next_id(), ticket_id, bare, now)
            return await self._deliver(self._begin(message))

    async def retry(self, local_id: int) -> Message:
        """Send a message that failed; Busy when it is on its way or not there any more."""
        message = self._find(local_id)
        if message is None:
            raise Busy
        with self._ground.writes.alone(f"send {message.ticket_id} {message.text}"):
            return await self._deliver(self._again(message))

    def discard(self, local_id: int) -> None:
        """Forget a message that failed."""
        message = self._find(local_id)
        if message is not None and message.state is OutboxState.FAILED:
            self._words.drop(message)
            self._take_out(local_id)

    def look_through(self, ticket_id: int) -> None:
        """The ticket was read: what nobody was sure of, and is there, has arrived."""
        for message in self._ground.state.unsent(ticket_id):
            if message.state is OutboxState.FAILED and message.left_at is not None:
                sent = self._found(message)
                if sent is not None:
                    self._arrived(message, sent)

    def _begin(self, message: OutboxMessage) -> OutboxMessage:
        """The draft of the ticket becomes this message, which is being sent from now on."""
        sending = replace(message, state=OutboxState.SENDING, error=None)

        def change(state: AppState) -> AppState:
            ticket_id, local_id = message.ticket_id, message.local_id
            drafts = dict(state.drafts)
            # What was begun since, or beside it by another program, stays.
            if drafts.get(ticket_id, "").strip() == message.text:
                drafts.pop(ticket_id, None)
            others = (known for known in state.outbox if known.local_id != local_id)
            return replace(state, outbox=(*others, sending), drafts=drafts)

        self._ground.store.update(change)
        return sending

    def _again(self, message: OutboxMessage) -> OutboxMessage:
        return self._put(replace(message, state=OutboxState.SENDING, error=None))

    async def _deliver(self, message: OutboxMessage) -> Message:
        serial = self._ground.serial
        leaves = False
        try:
            if message.kept_id is None:
                message = self._put(await self._words.add(message))
            async with self._turns.setdefault(message.ticket_id, asyncio.Lock()):
                self._ground.must_be(serial)
                sent = await self._arrival(message)
                if sent is None:
                    self._ground.must_be(serial)
                    message, leaves = await self._leave(message), True
                    sent = await self._post(message)
        except CabinetError as error:
            if leaves and not isinstance(error, _NOBODY_KNOWS):
                message = replace(message, left_at=None)
                self._words.stays(message)
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
        if message.before is None:
            if not self._ground.state.conversation(message.ticket_id).is_known:
                await self._fresh(message.ticket_id)
            return None
        await self._fresh(message.ticket_id)
        found = self._found(message)
        rest = self._rest_of_the_way(message)
        if found is None and rest:
            await self._ground.clock.sleep(rest)
            await self._fresh(message.ticket_id)
            found = self._found(message)
        return found

    def _rest_of_the_way(self, message: OutboxMessage) -> float:
        """Seconds in which what an earlier run sent may still arrive."""
        if message.left_at is None or not message.is_of_before:
            return 0.0
        passed = self._ground.clock.now() - message.left_at
        return (ON_ITS_WAY - passed).total_seconds() if timedelta() <= passed < ON_ITS_WAY else 0.0

    async def _leave(self, message: OutboxMessage) -> OutboxMessage:
        """Have on the disk that it leaves now. Raises Busy when another process was faster."""
        before = message.before
        if before is None:
            before = frozenset(known.id for known in self._messages(message.ticket_id))
        now = self._ground.clock.now()
        leaving = replace(message, before=before, left_at=now, is_of_before=False)
        if not await self._words.leaves(leaving, message.left_at):
            self._take_out(message.local_id)
            raise Busy
        return self._put(leaving)

    async def _post(self, message: OutboxMessage) -> Message:
        try:
            return await self._gateway.reply(message.ticket_id, message.text)
        except _NOBODY_KNOWS as error:
            try:
                await self._fresh(message.ticket_id)
            except CabinetError:
                raise error from None
            found = self._found(message)
            if found is None:
                raise
            return found

    async def _fresh(self, ticket_id: int) -> None:
        """Read the conversation; raises the CabinetError that kept it from being read."""
        await self._read(ticket_id)
        self._ground.state.conversation(ticket_id).told()

    def _found(self, message: OutboxMessage) -> Message | None:
        """The message of ours with this text that was not there before."""
        before = message.before or frozenset()
        wanted = clean(message.text, multiline=True, limit=TEXT).strip()
        for known in self._messages(message.ticket_id):
            is_new = known.id not in before and not known.from_support
            if is_new and known.text.strip() == wanted:
                return known
        return None

    def _fail(self, message: OutboxMessage, error: CabinetError) -> None:
        self._put(replace(message, state=OutboxState.FAILED, error=error))

    def _arrived(self, message: OutboxMessage, sent: Message) -> None:
        """The conversation has it in the same moment in which the outbox has not."""
        part = conversation(message.ticket_id)
        self._words.drop(message)

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

    def _same(self, ticket_id: int, text: str) -> OutboxMessage | None:
        """The message with these words that failed: writing them again means that one."""
        for message in self._ground.state.unsent(ticket_id):
            if message.text == text and message.state is OutboxState.FAILED:
                return message
        return None

    def _next_id(self) -> int:
        numbers = (message.local_id for message in self._ground.state.outbox)
        self._last_id = max(self._last_id, *numbers, 0) + 1
        return self._last_id

    def _put(self, message: OutboxMessage) -> OutboxMessage:
        """Replace a message, if it is in the store still."""

        def change(state: AppState) -> AppState:
            kept = (
                message if known.local_id == message.local_id else known for known in state.outbox
            )
            return replace(state, outbox=tuple(kept))

        self._ground.store.update(change)
        return message

    def _take_out(self, local_id: int) -> None:
        def change(state: AppState) -> AppState:
            kept = (known for known in state.outbox if known.local_id != local_id)
            return replace(state, outbox=tuple(kept))

        self._ground.store.update(change)
