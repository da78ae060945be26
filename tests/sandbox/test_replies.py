"""What the sandbox really answers has the keys and the JSON types of the page's examples."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from cabinet_tui.sandbox.accounts import BOT_TOKEN, DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.telegram import sign_init_data, sign_widget
from tests.sandbox.conftest import MakeWorld
from tests.sandbox.world import NOW, OPERATIONS, World, golden

# Where the page shows a value, but what is unlimited or unknown has none.
NULLABLE = {"subscription_expires_at", "referral_username", "username", "email"}


def kind(value: object) -> str:
    """The JSON type; an integer and a fraction are both numbers."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return {str: "string", list: "list", dict: "object", type(None): "null"}[type(value)]


def differences(example: Any, found: Any, path: str = "") -> list[str]:
    """Where `found` is shaped otherwise than the example; a null example says nothing."""
    if example is None or (found is None and path.rpartition(".")[2] in NULLABLE):
        return []
    if kind(example) != kind(found):
        return [f"{path}: {kind(found)} instead of {kind(example)}"]
    if isinstance(example, Mapping):
        wrong = [f"{path}.{key}" for key in sorted(set(example) ^ set(found))]
        for key in set(example) & set(found):
            wrong += differences(example[key], found[key], f"{path}.{key}")
        return wrong
    if isinstance(example, list):
        if not found:
            return [f"{path}: nothing to compare"]
        return [d for item in found for d in differences(merged(example, item), item, f"{path}[]")]
    return []


def merged(examples: list[Any], like: Any) -> Any:
    """The examples of a list as one; a key that is null in any of them says nothing."""
    if not isinstance(like, dict):
        return examples[0]
    rows = [dict(row) for row in examples]
    return {key: next((r[key] for r in rows if r[key] is None), rows[0][key]) for key in rows[0]}


def test_a_missing_key_and_a_wrong_type_are_differences() -> None:
    example = {"a": 1, "b": [{"c": "x", "d": None}]}
    assert differences(example, {"a": 2.5, "b": [{"c": "y", "d": 1}]}) == []
    assert differences(example, {"a": "2", "b": [{"c": "y", "d": 1}]})
    assert differences(example, {"a": 2, "b": [{"c": "y"}]})
    assert differences(example, {"a": 2, "b": [], "e": 1})


def widget_login() -> dict[str, object]:
    fields = {**golden("post_auth_telegram-widget.request.json")}
    fields["auth_date"] = int(NOW.timestamp())
    fields.pop("hash")
    return {**fields, "hash": sign_widget(fields, BOT_TOKEN)}


def init_data() -> str:
    fields = {"user": '{"id": 777, "first_name": "Ann"}', "auth_date": int(NOW.timestamp())}
    return sign_init_data(fields, BOT_TOKEN)


async def body_for(world: World, operation: str) -> dict[str, object]:
    """A request the sandbox accepts: the page's own where it can be, else one signed by us."""
    made: dict[str, dict[str, object]] = {
        "POST /auth/register-email": {
            "email": "new@example.com",
            "password": "long-enough",
            "first_name": "John",
            "campaign_start_param": "spring",
        },
        "POST /auth/login-email": {"email": DEMO_EMAIL, "password": DEMO_PASSWORD},
        "POST /auth/telegram-widget": widget_login(),
        "POST /auth/telegram-miniapp": {"init_data": init_data()},
        "POST /auth/verify-email": {"verification_token": world.box.state.mailbox[0].token},
        "POST /subscription/purchase-tariff": {"tariff_id": 2},
        "POST /subscription/activate-trial": {"devices_count": 2},
    }
    made["POST /auth/register-email-standalone"] = {
        **made["POST /auth/register-email"],
        "campaign_start_param": None,
    }
    if operation == "POST /auth/refresh":
        signed_in = await world.sign_in()
        return {"refresh_token": signed_in["refresh_token"]}
    if operation == "POST /auth/reset-password":
        await world.post("/auth/forgot-password", {"email": DEMO_EMAIL})
        token = world.box.state.mailbox[-1].token
        return {"reset_token": token, "new_password": "another-password"}
    return made[operation]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o['method']} {o['path']}")
async def test_a_reply_has_the_shape_of_its_example(
    operation: dict[str, Any], make_world: MakeWorld
) -> None:
    name = f"{operation['method']} {operation['path']}"
    world = await make_world("empty" if name.endswith("activate-trial") else "default")
    body = None
    if operation["request"]:
        try:
            body = await body_for(world, name)
        except KeyError:
            body = golden(operation["request"])
    path = operation["path"].replace("{ticket_id}", "3")
    path = path.replace("{payment_id}", next(iter(world.demo.payments), ""))

    reply = await world.call(operation["method"], path, body)

    assert reply.status_code == operation["success_status"], reply.text
    example = golden(operation["response"])
    if name.endswith("register-email-standalone"):
        example["campaign_bonus"] = None
    assert differences(example, reply.json()) == []
    assert unequal_amounts(reply.json()) == []


def unequal_amounts(found: Any) -> list[str]:
    """Pairs of x_kopeks and x_rubles that are not the same money."""
    if isinstance(found, list):
        return [wrong for item in found for wrong in unequal_amounts(item)]
    if not isinstance(found, dict):
        return []
    wrong = [problem for item in found.values() for problem in unequal_amounts(item)]
    for name, amount in found.items():
        rubles = found.get(name.replace("_kopeks", "_rubles"))
        if not name.endswith("_kopeks") or amount is None or rubles is None:
            continue
        if amount != round(rubles * 100, 6):
            wrong.append(name)
    return wrong


def test_another_amount_in_rubles_is_found() -> None:
    assert unequal_amounts([{"a_kopeks": 150, "a_rubles": 1.5}]) == []
    assert unequal_amounts([{"a_kopeks": 150, "a_rubles": 150}]) == ["a_kopeks"]


@pytest.mark.parametrize(
    ("scenario", "method", "path", "body", "status"),
    [
        ("default", "POST", "/auth/login-email", {"email": DEMO_EMAIL, "password": "x"}, 401),
        (
            "default",
            "POST",
            "/auth/register-email",
            {"email": "DEMO@example.com", "password": "long-enough", "first_name": "J"},
            400,
        ),
        ("empty", "GET", "/subscription", None, 404),
        ("default", "POST", "/promocode/activate", {"code": "SUMMER2023"}, 400),
    ],
)
async def test_an_error_says_what_the_page_says(
    make_world: MakeWorld, scenario: str, method: str, path: str, body: object, status: int
) -> None:
    world = await make_world(scenario)
    reply = await world.call(method, path, body)
    assert reply.status_code == status
    named = path.strip("/").replace("/", "_")
    assert reply.json() == golden(f"{method.lower()}_{named}.{status}.json")


async def test_too_little_money_is_said_in_the_words_of_the_page(make_world: MakeWorld) -> None:
    world = await make_world("poor")
    reply = await world.post("/subscription/purchase-tariff", {"tariff_id": 2})
    assert reply.status_code == 400
    documented = golden("post_subscription_purchase-tariff.400.json")["detail"]
    amount = r"\d+\.\d\d"
    assert re.sub(amount, "N", reply.json()["detail"]) == re.sub(amount, "N", documented)
    assert reply.json()["detail"].endswith("Required: 449.10 RUB, Available: 199.00 RUB")


async def test_a_badly_formed_request_gets_a_list_and_no_password_back(world: World) -> None:
    body = {"email": "nobody", "password": "short", "first_name": ""}
    reply = await world.post("/auth/register-email", body)
    assert reply.status_code == 422
    assert [item["loc"] for item in reply.json()["detail"]] == [
        ["body", "email"],
        ["body", "password"],
        ["body", "first_name"],
    ]
    assert "short" not in str([item.get("input") for item in reply.json()["detail"]])
