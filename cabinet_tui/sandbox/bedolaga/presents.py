"""Gifts and coupons: what they cost, whom they belong to, and taking them."""

from datetime import datetime, timedelta

from cabinet_tui.sandbox.bedolaga import offers
from cabinet_tui.sandbox.bedolaga.extras.presents import Present
from cabinet_tui.sandbox.bedolaga.schemas.presents import Claim
from cabinet_tui.sandbox.bedolaga.shop import start, to_extend
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Tariff
from cabinet_tui.sandbox.state import Account

SITE = "https://cabinet.example.com"
_SHORTEST = 8


def tariffs(box: Sandbox) -> list[Tariff]:
    """What can be given: whatever is sold by periods."""
    return [one for one in box.state.catalogue.tariffs if offers.terms(one).periods]


def tariff_name(box: Sandbox, tariff_id: int) -> str:
    """What a tariff is called."""
    tariff = box.state.catalogue.tariff(tariff_id)
    return tariff.name if tariff else ""


def devices(box: Sandbox, tariff_id: int) -> int:
    """How many devices a tariff has."""
    tariff = box.state.catalogue.tariff(tariff_id)
    return offers.terms(tariff).devices if tariff else 1


def claim(box: Sandbox, present: Present) -> Claim:
    """How a gift is claimed."""
    code = present.code
    if code is None:
        return Claim()
    return Claim(
        gift_code=code,
        bot_claim_url=f"https://t.me/{box.extras.service.bot}?start={code}",
        cabinet_claim_url=f"{SITE}/gift?tab=activate&code={code}",
    )


def sender_of(account: Account) -> str:
    """How a buyer is called."""
    return f"@{account.username}" if account.username else account.email or account.first_name


def find(box: Sandbox, typed: str) -> Present | None:
    """The gift of a code, which may be shortened; None when there is none."""
    bare = typed.strip()
    if bare[:5].upper() in {"GIFT-", "GIFT_"}:
        bare = bare[5:]
    if len(bare) < _SHORTEST:
        return None
    presents = box.extras.service.presents
    return next((one for one in presents if one.token.startswith(bare)), None)


def is_too_short(typed: str) -> bool:
    """Whether no code is that short."""
    bare = typed.strip()
    return len(bare[5:] if bare[:5].upper() in {"GIFT-", "GIFT_"} else bare) < _SHORTEST


def grant(box: Sandbox, account: Account, tariff_id: int, days: int) -> tuple[bool, datetime]:
    """Give days of a tariff: what runs goes on with it, else it begins now.

    Whether it went on, and until when it lasts.
    """
    tariff = box.state.catalogue.tariff(tariff_id)
    if tariff is None:
        raise LookupError(tariff_id)
    now = box.clock.now()
    held = to_extend(box, account, tariff)
    if held is None:
        return False, start(box, account, tariff, timedelta(days=days)).expires_at
    runs = held.expires_at > now
    held.expires_at = max(held.expires_at, now) + timedelta(days=days)
    held.tariff_id, held.is_trial = tariff.id, False
    held.limit_gb = tariff.data_limit_gb
    held.max_devices = offers.terms(tariff).devices
    return runs, held.expires_at
