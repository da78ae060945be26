"""Every scenario in the Bedolaga dialect: the same world, read by other routes."""

import random

import pytest

from cabinet_tui.sandbox.app import create_app
from cabinet_tui.sandbox.bedolaga.distortions import DISTORTIONS
from cabinet_tui.sandbox.bedolaga.offers import REFUSING_PROMOS, TERMS, catalogue
from cabinet_tui.sandbox.scenarios import SCENARIOS, load
from tests.sandbox.conftest import MakeBedolaga
from tests.sandbox.world import NOW

READS = (
    "/auth/me",
    "/balance",
    "/balance/transactions",
    "/balance/payment-methods",
    "/balance/pending-payments",
    "/subscription",
    "/subscription/purchase-options",
    "/subscription/renewal-options",
    "/subscription/trial",
    "/referral",
    "/referral/list",
    "/referral/earnings",
    "/referral/terms",
    "/tickets",
    "/info/service",
    "/info/support-config",
    "/branding",
)


@pytest.mark.parametrize("name", [name for name in SCENARIOS if name != "hostile"])
async def test_every_read_answers_in_every_scenario(name: str, make_bedolaga: MakeBedolaga) -> None:
    world = await make_bedolaga(name)
    world.box.faults.planted.clear()
    answers = {path: (await world.get(path)).status_code for path in READS}
    assert answers == dict.fromkeys(READS, 200)


async def test_every_reply_of_the_hostile_scenario_can_be_sent(make_bedolaga: MakeBedolaga) -> None:
    world = await make_bedolaga("hostile")
    for path in READS:
        # past the check of the schema, which these are made to fail
        reply = await world.client.get(f"/cabinet{path}", headers=world.headers)
        assert reply.status_code == 200, path
        assert ("x_new_field" in reply.text) is (f"GET {path}" in DISTORTIONS), path


def test_every_distortion_is_of_a_route_there_is() -> None:
    paths = create_app(dialect="bedolaga").openapi()["paths"]
    offered = {
        f"{method.upper()} {path.removeprefix('/cabinet')}"
        for path, methods in paths.items()
        for method in methods
    }
    assert DISTORTIONS.keys() <= offered


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_tariff_of_a_scenario_has_its_terms(name: str) -> None:
    sold = catalogue(load(name).build(NOW, random.Random(7)).catalogue)
    assert {tariff.id for tariff in sold.tariffs} == TERMS.keys()
    assert {promo.code for promo in sold.promos} > REFUSING_PROMOS.keys()
    assert {method.id for method in sold.methods} > {"yookassa", "platega", "telegram_stars"}


def test_an_unknown_dialect_is_an_error() -> None:
    with pytest.raises(KeyError):
        create_app(dialect="klingon")
