"""The first contact with a server: found out once, remembered, noticed when it changes."""

import tomllib
from pathlib import Path

import pytest

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.cabinet_command import CabinetCommand, Told
from tests.front import Answer, Front, Passage, html, json, portal
from tests.sandbox_server import SandboxServer

BRANDING = "/branding"


def kept(home: Path) -> dict[str, str]:
    """What the file says of the profile."""
    path = home / "config" / "cabinet-tui" / "config.toml"
    entry: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["profiles"]["default"]
    return entry


def login(cabinet: CabinetCommand, server: str, *options: str) -> Told:
    return cabinet(
        "login", "--server", server, "--email", DEMO_EMAIL, "--password-stdin", *options,
        typed=f"{DEMO_PASSWORD}\n",
    )  # fmt: skip


def probes(front: Front) -> list[str]:
    return [asked for asked in front.asked if asked.endswith((BRANDING, "/info/service"))]


@pytest.mark.parametrize("dialect", ["documented", "bedolaga"])
@pytest.mark.parametrize("written", ["", "/", "/cabinet", "/cabinet/"])
def test_either_server_is_found_in_one_question_and_remembered(
    cabinet: CabinetCommand, dialect: str, written: str
) -> None:
    with SandboxServer(dialect=dialect) as sandbox, Front(Passage(sandbox.origin)) as front:
        assert login(cabinet, front.origin + written).code == 0
        assert probes(front) == [f"GET /cabinet{BRANDING}"]
        assert kept(cabinet.home)["dialect"] == dialect
        assert kept(cabinet.home)["found_at"] == f"{front.origin}/cabinet"
        told = cabinet("balance", "--json")
        assert told.code == 0, told.err
        assert len(probes(front)) == 1


@pytest.mark.parametrize("written", ["/vpn", "/vpn/", "/vpn/cabinet"])
def test_a_cabinet_below_a_prefix_is_found(cabinet: CabinetCommand, written: str) -> None:
    with (
        SandboxServer(dialect="bedolaga") as sandbox,
        Front(Passage(sandbox.origin, "/vpn")) as front,
    ):
        assert login(cabinet, front.origin + written).code == 0
        assert kept(cabinet.home)["server"] == f"{front.origin}/vpn/cabinet"


def test_the_site_of_a_web_cabinet_leads_to_its_routes(cabinet: CabinetCommand) -> None:
    with (
        SandboxServer(dialect="bedolaga") as sandbox,
        Front(Passage(sandbox.origin, "/api")) as front,
    ):
        assert login(cabinet, front.origin).code == 0
        assert kept(cabinet.home)["found_at"] == f"{front.origin}/api/cabinet"
        assert len(probes(front)) == 2


@pytest.mark.parametrize("path", ["", "/x", "/cabinet"])
@pytest.mark.parametrize("stranger", [html, json, portal])
def test_anything_else_is_no_cabinet(cabinet: CabinetCommand, stranger: Answer, path: str) -> None:
    with Front(stranger) as front:
        told = login(cabinet, front.origin + path)
        assert told.code == 7
        assert "There is no cabinet at 127.0.0.1:" in told.complaint
        assert all(asked.startswith("GET ") for asked in front.asked)
        assert len(front.asked) <= 2
    assert not list(cabinet.home.rglob("config.toml"))


def test_what_the_person_says_is_not_asked(cabinet: CabinetCommand) -> None:
    with (
        SandboxServer(dialect="bedolaga") as sandbox,
        Front(Passage(sandbox.origin)) as front,
    ):
        assert login(cabinet, front.origin, "--dialect", "bedolaga").code == 0
        assert not probes(front)
        assert login(cabinet, front.origin, "--dialect", "documented").code != 0


def test_an_upgraded_server_is_noticed_and_remembered(cabinet: CabinetCommand) -> None:
    with SandboxServer() as before, SandboxServer(dialect="bedolaga") as after:
        passage = Passage(before.origin)
        with Front(passage) as front:
            login(cabinet, front.origin)
            assert kept(cabinet.home)["dialect"] == "documented"
            passage.behind = after.origin
            login_again = login(cabinet, front.origin)
            assert login_again.code == 0, login_again.err
            assert kept(cabinet.home)["dialect"] == "bedolaga"
            asked = len(probes(front))
            assert cabinet("subscription").code == 0
            assert len(probes(front)) == asked


def test_a_server_that_changes_in_the_file_is_a_new_one(cabinet: CabinetCommand) -> None:
    with (
        SandboxServer() as one,
        SandboxServer(dialect="bedolaga") as two,
        Front(Passage(one.origin)) as here,
        Front(Passage(two.origin)) as there,
    ):
        login(cabinet, here.origin)
        path = cabinet.home / "config" / "cabinet-tui" / "config.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f'server = "{here.origin}', f'server = "{there.origin}'))
        assert cabinet("balance").code == 4
        assert len(probes(there)) == 1
        assert kept(cabinet.home)["dialect"] == "bedolaga"
        assert cabinet("balance").code == 4
        assert len(probes(there)) == 1


def test_signing_out_needs_no_server(cabinet: CabinetCommand) -> None:
    with SandboxServer() as sandbox:
        login(cabinet, sandbox.origin)
        server = sandbox.origin
    assert cabinet("logout").code == 0
    assert cabinet("logout", "--profile", "other", "--server", server).code == 0
    assert cabinet("balance").code == 4


def test_a_server_that_is_away_is_asked_nothing_new_and_forgotten_nothing_of(
    cabinet: CabinetCommand,
) -> None:
    with SandboxServer(dialect="bedolaga") as sandbox:
        login(cabinet, sandbox.origin)
    before = kept(cabinet.home)
    told = cabinet("balance")
    assert told.code == 7
    assert "cannot be reached" in told.complaint
    assert kept(cabinet.home) == before


def test_a_first_contact_that_fails_leaves_nothing_behind(cabinet: CabinetCommand) -> None:
    with SandboxServer() as sandbox:
        server = sandbox.origin
    told = login(cabinet, server)
    assert told.code == 7
    assert "cannot be reached" in told.complaint
    assert not list(cabinet.home.rglob("config.toml"))
