"""Writing to support from the command line, down to the ticket."""

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer

REPLY = "/tickets/2/messages"
NEW = "/tickets"
CLOSE = "/tickets/2/close"
CHANGES = {
    REPLY: ("ticket", "reply", "2", "hello"),
    NEW: ("ticket", "new", "--subject", "Help", "hello"),
    CLOSE: ("ticket", "close", "2"),
}
changing = pytest.mark.parametrize(
    ("path", "command"), CHANGES.items(), ids=["reply", "new", "close"]
)


@pytest.fixture
def account(cabinet: CabinetCommand, world: SandboxServer) -> CabinetCommand:
    """The command line of somebody who has signed in to the shared sandbox."""
    cabinet.sign_in(world)
    return cabinet


def written(command: CabinetCommand, ticket: int | str) -> list[str]:
    """What was written in a ticket, the oldest first."""
    messages = command("ticket", "show", str(ticket), "--json").document["messages"]
    assert isinstance(messages, list)
    return [message["text"] for message in messages]


def tickets(sandbox: SandboxServer) -> dict[str, str]:
    """The status of every ticket by its number."""
    state = sandbox.look("state")
    assert isinstance(state, dict)
    found: dict[str, str] = state["tickets"]
    return found


def changes(sandbox: SandboxServer) -> list[str]:
    """The path of every request that may change a ticket."""
    requests = sandbox.look("requests")
    assert isinstance(requests, list)
    return [
        request["path"]
        for request in requests
        if request["method"] != "GET" and request["path"].startswith("/tickets")
    ]


def part(document: dict[str, object], name: str) -> dict[str, object]:
    found = document[name]
    assert isinstance(found, dict)
    return found


def test_a_reply(account: CabinetCommand, world: SandboxServer) -> None:
    told = account("ticket", "reply", "2", "Спасибо, помогло!", "--yes")

    assert (told.code, told.out) == (0, "Sent.\n")
    assert "Как подключить телевизор?" in told.err
    assert written(account, 2)[-1] == "Спасибо, помогло!"
    assert changes(world) == [REPLY]


@pytest.mark.parametrize("argument", [["-"], []], ids=["dash", "nothing"])
def test_a_reply_from_standard_input_keeps_its_lines(
    account: CabinetCommand, argument: list[str]
) -> None:
    told = account("ticket", "reply", "2", *argument, "--yes", "--json", typed="one\n\n  two\n")

    assert (told.code, told.err, told.document["done"]) == (0, "", True)
    assert part(told.document, "message")["from_support"] is False
    assert written(account, 2)[-1] == "one\n\n  two"


def test_a_long_text_is_sent_whole(account: CabinetCommand) -> None:
    text = "Ж" * 4000

    assert account("ticket", "reply", "2", "-", "--yes", typed=text).code == 0
    assert written(account, 2)[-1] == text


def test_a_text_that_is_too_long_for_the_server_is_refused_by_it(
    account: CabinetCommand, world: SandboxServer
) -> None:
    told = account("ticket", "reply", "2", "-", "--yes", typed="a" * 4001)

    assert told.code == 1
    assert told.err.splitlines()[-1].startswith("cabinet-tui: ")
    assert "hello" not in written(account, 2)


def test_a_text_that_looks_like_an_option_goes_after_two_dashes(account: CabinetCommand) -> None:
    assert account("ticket", "reply", "--yes", "2", "--", "--yes").code == 0
    assert written(account, 2)[-1] == "--yes"


def test_a_text_shown_before_it_is_sent_steers_no_terminal(account: CabinetCommand) -> None:
    told = account("ticket", "reply", "2", "a\x1b[2Jb\x9b1m", "--yes")

    assert told.code == 0
    assert "\x1b" not in told.err
    assert "\x9b" not in told.err


@pytest.mark.parametrize("text", ["", "  \n\t ", "-"])
@pytest.mark.parametrize("command", [("reply", "2"), ("new", "--subject", "Help")], ids=" ".join)
def test_an_empty_text_is_refused(
    account: CabinetCommand, world: SandboxServer, command: tuple[str, ...], text: str
) -> None:
    told = account("ticket", *command, text, "--yes", typed=" \n")

    assert told.code == 2
    assert told.complaint == "cabinet-tui: There is nothing to send."
    assert changes(world) == []


def test_an_empty_subject_is_refused(account: CabinetCommand, world: SandboxServer) -> None:
    assert account("ticket", "new", "--subject", "  ", "text", "--yes").code == 2
    assert changes(world) == []


def test_bytes_that_are_no_text_are_refused(account: CabinetCommand, world: SandboxServer) -> None:
    told = account("ticket", "reply", "2", "\udcff", "--yes")

    assert told.code == 2
    assert "UTF-8" in told.complaint
    assert changes(world) == []


def test_a_new_ticket(account: CabinetCommand, world: SandboxServer) -> None:
    told = account("ticket", "new", "--subject", "No\n connection", "hello", "--yes")
    document = account("ticket", "new", "--subject", "Two", "-", "--yes", "--json", typed="x")

    made = part(document.document, "ticket")
    assert (told.code, told.out) == (0, "Opened as ticket 4.\n")
    assert "No connection" in account("tickets").out
    assert (made["subject"], made["status"], made["id"]) == ("Two", "open", 5)
    assert written(account, 4) == ["hello"]
    assert changes(world) == [NEW, NEW]


def test_closing(account: CabinetCommand, world: SandboxServer) -> None:
    told = account("ticket", "close", "2", "--yes")
    again = account("ticket", "close", "2", "--yes", "--json")
    late = account("ticket", "reply", "2", "hello", "--yes")

    assert (told.code, told.out) == (0, "Closed.\n")
    assert (again.code, again.document["done"]) == (0, False)
    assert part(again.document, "ticket")["status"] == "closed"
    assert tickets(world)["2"] == "closed"
    assert late.code == 1
    assert late.err.endswith(
        "cabinet-tui: This ticket is closed: nothing more can be written into it.\n"
    )
    assert changes(world) == [CLOSE, REPLY]


@pytest.mark.parametrize("command", [("reply", "99", "hello"), ("close", "99")], ids=" ".join)
def test_no_such_ticket(
    account: CabinetCommand, world: SandboxServer, command: tuple[str, ...]
) -> None:
    told = account("ticket", *command, "--yes", "--json")

    assert told.code == 3
    assert part(told.document, "error")["code"] == "not_found"
    assert told.complaint == "cabinet-tui: There is no ticket 99."
    assert changes(world) == []


@changing
def test_a_rehearsal_sends_nothing(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    told = account(*command, "--dry-run")
    document = account(*command, "--dry-run", "--json").document

    assert (told.code, told.err) == (0, "")
    assert told.out
    assert document["done"] is False
    assert changes(world) == []


@changing
def test_without_a_terminal_a_yes_has_to_be_said(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    told = account(*command, typed="y\n")

    assert told.code == 2
    assert "--yes" in told.complaint
    assert changes(world) == []


@changing
def test_read_only_refuses_before_anything_is_sent(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    seen = world.look("requests")

    told = account("--read-only", *command, "--yes")

    assert told.code == 2
    assert "--read-only" in told.complaint
    assert world.look("requests") == seen


@changing
def test_a_cut_answer_is_found_in_the_ticket_and_nothing_is_sent_twice(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    method = "PATCH" if path == CLOSE else "POST"
    world.order("faults", path=path, method=method, cut="after")

    told = account(*command, "--yes", "--json")

    assert told.code == 0
    assert told.document["done"] is True
    assert changes(world) == [path]


@changing
def test_a_lost_request_is_not_sent_again(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    method = "PATCH" if path == CLOSE else "POST"
    world.order("faults", path=path, method=method, cut="before")

    told = account(*command, "--yes", "--json")

    assert told.code == 9
    assert told.document["done"] is None
    assert "not known whether it was done" in told.complaint
    assert "balance" not in told.complaint
    assert len(changes(world)) <= 1


@changing
def test_a_limit_is_told(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    method = "PATCH" if path == CLOSE else "POST"
    world.order("faults", path=path, method=method, status=429, headers={"Retry-After": "7"})

    told = account(*command, "--yes")

    assert told.code == 6
    assert "Try again in 7 seconds." in told.err
    assert changes(world) == [path]
