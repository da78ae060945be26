"""Signing in, tokens, verification and reset."""

import pytest

from cabinet_tui.sandbox.accounts import BOT_TOKEN, DEMO_EMAIL, DEMO_TELEGRAM_ID
from cabinet_tui.sandbox.telegram import sign_init_data, sign_widget
from tests.sandbox.world import NOW, World

WIDGET_HASH = "5170ee2196d1a7ae69eae89ab271bd81fdbd4d92a3a640d170526401a410564e"
INIT_DATA_HASH = "0037babc5da1c562687bad69266f4b0397188d0bcefee925c780bb596adea5ff"
NEW = {"email": "new@example.com", "password": "long-enough", "first_name": "Ann"}


async def test_an_access_token_lives_15_minutes_and_refresh_makes_another(world: World) -> None:
    refresh_token = (await world.sign_in())["refresh_token"]
    await world.control("clock", {"advance_seconds": 15 * 60 - 1})
    assert (await world.get("/auth/me")).status_code == 200
    await world.control("clock", {"advance_seconds": 1})
    assert (await world.get("/auth/me")).status_code == 401

    reply = await world.post("/auth/refresh", {"refresh_token": refresh_token})

    assert reply.json().keys() == {"access_token", "token_type"}
    world.headers = {"Authorization": f"Bearer {reply.json()['access_token']}"}
    assert (await world.get("/auth/me")).status_code == 200


async def test_a_refresh_token_dies_after_a_week(world: World) -> None:
    refresh_token = (await world.sign_in())["refresh_token"]
    await world.control("clock", {"advance_seconds": 7 * 24 * 3600})
    reply = await world.post("/auth/refresh", {"refresh_token": refresh_token})
    assert reply.status_code == 401


async def test_one_kind_of_token_does_not_pass_for_the_other(world: World) -> None:
    signed_in = await world.sign_in()
    swapped = await world.post("/auth/refresh", {"refresh_token": signed_in["access_token"]})
    assert swapped.status_code == 401
    world.headers = {"Authorization": f"Bearer {signed_in['refresh_token']}"}
    assert (await world.get("/auth/me")).status_code == 401


async def test_a_token_of_another_sandbox_is_refused(world: World) -> None:
    world.headers["Authorization"] += "x"
    assert (await world.get("/auth/me")).json() == {"detail": "Invalid or expired token"}
    world.headers = {}
    assert (await world.get("/auth/me")).json() == {"detail": "Not authenticated"}


async def test_expired_access_tokens_can_be_refreshed_and_revoked_ones_not(world: World) -> None:
    refresh_token = (await world.sign_in())["refresh_token"]
    await world.control("tokens/expire")
    assert (await world.get("/balance")).status_code == 401
    again = await world.post("/auth/refresh", {"refresh_token": refresh_token})
    assert again.status_code == 200
    await world.control("tokens/revoke")
    gone = await world.post("/auth/refresh", {"refresh_token": refresh_token})
    assert gone.status_code == 401


async def test_an_address_is_verified_by_the_code_it_was_sent(world: World) -> None:
    await world.post("/auth/register-email", NEW)
    letters = (await world.client.get("/sandbox/mailbox", params={"email": NEW["email"]})).json()
    token = letters[-1]["token"]
    wrong = await world.post("/auth/verify-email", {"verification_token": "guess"})
    assert wrong.status_code == 400
    right = await world.post("/auth/verify-email", {"verification_token": token})
    assert right.status_code == 200
    await world.sign_in(NEW["email"], NEW["password"])
    assert (await world.get("/auth/me")).json()["email_verified"] is True
    twice = await world.post("/auth/verify-email", {"verification_token": token})
    assert twice.status_code == 400


async def test_a_reset_sets_the_password_once_and_ends_every_session(world: World) -> None:
    await world.post("/auth/forgot-password", {"email": DEMO_EMAIL})
    token = world.box.state.mailbox[-1].token
    body = {"reset_token": token, "new_password": "brand-new-password"}
    assert (await world.post("/auth/reset-password", body)).status_code == 200
    assert (await world.get("/auth/me")).status_code == 401
    assert (await world.post("/auth/reset-password", body)).status_code == 400
    await world.sign_in(password="brand-new-password")


async def test_a_reset_token_is_good_for_an_hour(world: World) -> None:
    await world.post("/auth/forgot-password", {"email": DEMO_EMAIL})
    token = world.box.state.mailbox[-1].token
    await world.control("clock", {"advance_seconds": 3601})
    body = {"reset_token": token, "new_password": "brand-new-password"}
    assert (await world.post("/auth/reset-password", body)).status_code == 400


async def test_nobody_learns_whether_an_address_is_known(world: World) -> None:
    known = await world.post("/auth/forgot-password", {"email": DEMO_EMAIL})
    unknown = await world.post("/auth/forgot-password", {"email": "who@example.com"})
    assert known.json() == unknown.json()
    assert [mail.to for mail in world.box.state.mailbox if mail.kind == "reset"] == [DEMO_EMAIL]


def widget(**changes: object) -> dict[str, object]:
    fields = {"id": DEMO_TELEGRAM_ID, "first_name": "Demo", "auth_date": int(NOW.timestamp())}
    fields |= {name: value for name, value in changes.items() if name != "token"}
    return {**fields, "hash": sign_widget(fields, str(changes.get("token", BOT_TOKEN)))}


async def test_the_widget_signs_the_account_of_its_telegram_id_in(world: World) -> None:
    reply = await world.post("/auth/telegram-widget", widget(username="x", photo_url="https://x"))
    assert reply.json()["user"]["email"] == DEMO_EMAIL


async def test_a_telegram_user_nobody_knows_gets_an_account(world: World) -> None:
    reply = await world.post("/auth/telegram-widget", widget(id=42, first_name="Ann"))
    assert reply.json()["user"]["email"] is None
    world.headers = {"Authorization": f"Bearer {reply.json()['access_token']}"}
    profile = (await world.get("/auth/me")).json()
    assert (profile["telegram_id"], profile["auth_type"]) == (42, "telegram")


@pytest.mark.parametrize(
    "body",
    [
        widget(token="1:another-bot"),
        {**widget(), "first_name": "Changed"},
        {**widget(), "hash": "abc123"},
        widget(auth_date=int(NOW.timestamp()) - 86_401),
    ],
    ids=["another bot", "changed field", "garbage", "yesterday's"],
)
async def test_a_widget_login_that_the_bot_did_not_sign_today_is_refused(
    world: World, body: dict[str, object]
) -> None:
    reply = await world.post("/auth/telegram-widget", body)
    assert reply.status_code == 401


def test_the_signatures_are_those_telegram_documents() -> None:
    # Worked out apart from the code: openssl dgst over the documented check strings.
    fields = {"auth_date": 1, "first_name": "A", "id": 7}
    assert sign_widget(fields, "1:t") == WIDGET_HASH
    assert sign_init_data({"auth_date": 1, "query_id": "q"}, "1:t").endswith(INIT_DATA_HASH)


async def test_init_data_signs_in_and_a_changed_one_does_not(world: World) -> None:
    user = f'{{"id": {DEMO_TELEGRAM_ID}, "first_name": "Demo & co"}}'
    fields = {"query_id": "AA", "user": user, "auth_date": int(NOW.timestamp())}
    good = sign_init_data(fields, BOT_TOKEN)
    reply = await world.post("/auth/telegram-miniapp", {"init_data": good})
    assert reply.json()["user"]["email"] == DEMO_EMAIL
    for bad in (good.replace("query_id=AA", "query_id=AB"), "", "hash=x", "user=%7B&auth_date=no"):
        refused = await world.post("/auth/telegram-miniapp", {"init_data": bad})
        assert refused.status_code == 401


async def test_a_registration_by_invitation_and_campaign_is_rewarded(world: World) -> None:
    code = world.demo.referral_code
    body = {**NEW, "referral_code": code, "campaign_start_param": "spring"}
    reply = (await world.post("/auth/register-email", body)).json()
    assert reply["campaign_bonus"] == {
        "campaign_id": 1,
        "bonus_balance_kopeks": 10000,
        "bonus_days": 7,
    }
    assert reply["user"]["balance_kopeks"] == 10000
    assert world.demo.referrals[-1].user_id == reply["user"]["id"]


async def test_a_standalone_registration_takes_no_invitation(world: World) -> None:
    before = len(world.demo.referrals)
    body = {**NEW, "referral_code": world.demo.referral_code}
    reply = (await world.post("/auth/register-email-standalone", body)).json()
    assert reply["campaign_bonus"] is None
    assert len(world.demo.referrals) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"user": "{", "auth_date": int(NOW.timestamp())},
        {"user": '["not", "a", "user"]', "auth_date": int(NOW.timestamp())},
        {"user": '{"id": "x"}', "auth_date": int(NOW.timestamp())},
        {"user": '{"id": 7}', "auth_date": "today"},
        {"user": '{"id": 7}'},
    ],
)
async def test_signed_nonsense_is_refused_as_well(world: World, fields: dict[str, object]) -> None:
    signed = sign_init_data(fields, BOT_TOKEN)
    reply = await world.post("/auth/telegram-miniapp", {"init_data": signed})
    assert reply.status_code == 401
