"""Tickets as this server sees them: statuses it names itself, and one that may be open."""

from cabinet_tui.sandbox.state import Account, Ticket

BLOCKING = frozenset({"open", "answered"})


def status_of(ticket: Ticket) -> str:
    """open until support answers; answered, or pending when the account wrote after that."""
    if ticket.status == "closed":
        return "closed"
    if not any(message.from_admin for message in ticket.messages):
        return "open"
    return "answered" if ticket.messages[-1].from_admin else "pending"


def blocks_another(account: Account) -> bool:
    """Whether a ticket of the account keeps it from opening another one."""
    return any(status_of(ticket) in BLOCKING for ticket in account.tickets.values())
