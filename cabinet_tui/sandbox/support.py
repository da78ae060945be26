"""The support desk: replies of people who are not there."""

from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account, Message, Ticket

AUTOMATIC_REPLIES = (
    "Здравствуйте! Спасибо за обращение, уже смотрим.",
    "Обновите подписку в приложении и переподключитесь. Помогло?",
    "Принято. Если что-то ещё, просто напишите сюда.",
)


def write(box: Sandbox, ticket: Ticket, text: str, *, from_admin: bool) -> Message:
    """Add a message to a ticket; support's come unread."""
    message = Message(
        box.state.next_id("message"), from_admin, text, box.clock.now(), not from_admin
    )
    ticket.messages.append(message)
    return message


def reply(box: Sandbox, account: Account, ticket: Ticket, text: str) -> Message:
    """Answer as support, and push the answer."""
    message = write(box, ticket, text, from_admin=True)
    if ticket.status == "open":
        ticket.status = "in_progress"
    data = {"ticket_id": ticket.id, "subject": ticket.subject, "message": text}
    box.hub.push(account.id, "ticket_reply", data)
    return message


def answer_soon(box: Sandbox, account: Account, ticket: Ticket) -> None:
    """Let support answer by itself after the configured seconds, unless that is off."""
    if box.reply_after is not None:
        box.spawn(_answer(box, account, ticket, box.reply_after))


async def _answer(box: Sandbox, account: Account, ticket: Ticket, seconds: float) -> None:
    await box.sleep(seconds)
    still_there = box.state.accounts.get(account.id) is account
    if still_there and ticket.status != "closed":
        answered = sum(1 for message in ticket.messages if message.from_admin)
        text = AUTOMATIC_REPLIES[answered % len(AUTOMATIC_REPLIES)]
        reply(box, account, ticket, text)
