"""Referrals, from the key to what the sandbox knows: numbers, link, and both lists to their end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.e2e.dialects import BEDOLAGA, DOCUMENTED, path
from tests.e2e.live import LiveStage, live, rubles, state_of
from tests.picture import picture, qr_texts
from tests.sandbox_server import SandboxServer

MORE = 45
"""So many more than the default account has: two pages of each list."""


@pytest.mark.covers("GET /referral/stats")
async def test_the_numbers_and_the_link_are_those_of_the_server(world: SandboxServer) -> None:
    told = asked(world, "GET /referral/stats")
    names = NAMES[world.dialect]
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("5")
        await stage.until_shown(str(told["referral_link"]), str(told["referral_code"]))
        for name in names.money:
            await stage.until_shown(rubles(number(told, name)))
        for name in names.counts:
            await stage.until_shown(f" {number(told, name)} ")
        await stage.press("f")
        await stage.until(lambda: qr_texts(picture(stage.app)) == [told["referral_link"]])
        await stage.press("escape", "y")
        await stage.until(lambda: stage.app.clipboard == told["referral_link"])
        await stage.press("s", "y")
        await stage.until(lambda: "share/url" in stage.app.clipboard)
        query = parse_qs(urlsplit(stage.app.clipboard).query)
        assert query["url"] == [told["referral_link"]]


@pytest.mark.covers("GET /referral/referrals")
async def test_scrolling_meets_everybody_who_came(world: SandboxServer) -> None:
    told = asked(world, "GET /referral/stats")
    for place in range(MORE):
        come(world, f"Newcomer {place}", str(told["referral_code"]))
    count = state_of(world)["referrals"]
    assert count == number(told, "total_referrals") + MORE
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("5")
        await stage.until_shown(f"Referrals 50 of {count}", f"Newcomer {MORE - 1}")
        await to_the_end(stage, f"Referrals {count}")
        first = rows(world, "referrals", page=2)[-1]
        await stage.until_shown(str(first["first_name"]))
        if EARNED in first:
            await stage.until_shown(rubles(number(first, EARNED)))


@pytest.mark.covers("GET /referral/earnings", "WS referral_earned")
async def test_scrolling_meets_all_that_was_earned_and_a_push_adds_to_it(
    world: SandboxServer,
) -> None:
    for place in range(MORE):
        world.order("referral-earning", amount_rubles=1 + place)
    count = number(asked(world, "GET /referral/earnings"), "total")
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("5", "tab")
        await stage.until_shown(f"Earnings 50 of {count}", rubles(MORE * 100, signed=True))
        await to_the_end(stage, f"Earnings {count}")
        first = rows(world, "earnings", page=2)[-1]
        await stage.until_shown(rubles(number(first, "amount_kopeks"), signed=True))
        world.order("referral-earning", amount_rubles=77.77)
        await stage.press("home")
        await stage.until_shown(f"Earnings {count + 1}", "+77.77 ₽")
        earned = number(asked(world, "GET /referral/stats"), NAMES[world.dialect].money[0])
        await stage.until_shown(rubles(earned))


EARNED = "earned_from_user_kopeks"


@dataclass(frozen=True)
class Names:
    """What a dialect calls the numbers of the programme."""

    money: Sequence[str]
    counts: Sequence[str]


NAMES = {
    DOCUMENTED: Names(
        money=("total_earned_kopeks", "available_for_withdrawal_kopeks", "pending_kopeks"),
        counts=("total_referrals", "active_referrals", "trial_converted"),
    ),
    BEDOLAGA: Names(
        money=("total_earnings_kopeks", "available_balance_kopeks"),
        counts=("total_referrals", "active_referrals"),
    ),
}


async def to_the_end(stage: LiveStage, wanted: str) -> None:
    """Load the rest, and go to the last row of it."""
    await stage.press("end")
    await stage.until_shown(f"{wanted} ")
    await stage.press("end")


def asked(world: SandboxServer, operation: str, **query: int) -> Mapping[str, object]:
    """What the API itself answers to the demo account."""
    reply = world.control.get(
        f"/cabinet{path(operation, world.dialect)}",
        params=query,
        headers={"authorization": f"Bearer {world.token()}"},
    )
    reply.raise_for_status()
    told = reply.json()
    assert isinstance(told, dict)
    return told


def rows(world: SandboxServer, what: str, page: int) -> Sequence[Mapping[str, object]]:
    """A page of one of the lists, of as many rows as the program asks for."""
    told = asked(world, f"GET /referral/{what}", page=page, per_page=50)
    found = told["items" if world.dialect == BEDOLAGA else what]
    assert isinstance(found, list)
    return found


def number(told: Mapping[str, object], name: str) -> int:
    value = told[name]
    assert isinstance(value, int)
    return value


def come(world: SandboxServer, name: str, code: str) -> None:
    """Somebody signs up by the link."""
    body: dict[str, object] = {
        "email": f"{name.replace(' ', '.')}@example.com",
        "password": "long enough",
        "first_name": name,
        "referral_code": code,
    }
    where = path("POST /auth/register-email", world.dialect)
    if world.dialect == BEDOLAGA:
        body |= {"accepted_legal_documents": ["public_offer", "privacy_policy"]}
    world.control.post(f"/cabinet{where}", json=body).raise_for_status()
