"""/subscription: what is held, what is sold, and the orders for it."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.billing import buy, renew
from cabinet_tui.sandbox.catalogue import Catalogue, RenewalOption, Server
from cabinet_tui.sandbox.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.ledger import InsufficientBalanceError
from cabinet_tui.sandbox.qr import qr_data_url
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.subscription import (
    Autopay,
    AutopayOrder,
    Purchase,
    Purchased,
    PurchasedSubscription,
    RenewalBody,
    RenewalOptions,
    RenewalOrder,
    Renewed,
    ServerInfo,
    Status,
    SubscriptionBody,
    TariffBody,
    Tariffs,
    TrialInfo,
    TrialOrder,
    TrialStarted,
    TrialSubscription,
    gigabytes,
)
from cabinet_tui.sandbox.state import GIB, Account, Subscription
from cabinet_tui.sandbox.values import random_link, random_uuid

router = APIRouter(prefix="/subscription")


@router.get("", response_model=SubscriptionBody, responses=errors(401, 404))
async def subscription(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The subscription with its connection link."""
    held = _held(caller)
    limit = None if held.limit_gb is None else held.limit_gb * GIB
    left = None if limit is None else max(0, limit - held.used_bytes)
    body = SubscriptionBody(
        id=held.id,
        user_id=caller.id,
        panel_sub_uuid=held.uuid,
        server_squad_id=held.server.id,
        server_info=ServerInfo.of(held.server),
        is_active=held.is_active(box.clock.now()),
        is_trial=held.is_trial,
        expires_at=held.expires_at,
        data_limit_bytes=limit,
        data_usage_bytes=held.used_bytes,
        data_remaining_bytes=left,
        data_limit_gb=held.limit_gb,
        data_usage_gb=gigabytes(held.used_bytes),
        data_remaining_gb=None if left is None else gigabytes(left),
        devices_count=held.devices,
        max_devices=held.max_devices,
        autopay_enabled=held.autopay,
        config_link=held.link,
        qr_code_base64=qr_data_url(held.link),
    )
    return say(body)


@router.get("/status", response_model=Status, responses=errors(401))
async def status(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The subscription in short; answers without one too."""
    held, now = caller.subscription, box.clock.now()
    if held is None:
        nothing = Status(
            has_subscription=False,
            is_trial=False,
            is_active=False,
            expires_at=None,
            days_left=0,
            gb_left=None,
            gb_total=None,
        )
        return say(nothing)
    limit = held.limit_gb
    body = Status(
        has_subscription=True,
        is_trial=held.is_trial,
        is_active=held.is_active(now),
        expires_at=held.expires_at,
        days_left=max(0, (held.expires_at - now).days),
        gb_left=None if limit is None else gigabytes(max(0, limit * GIB - held.used_bytes)),
        gb_total=limit,
    )
    return say(body)


@router.get("/trial-info", response_model=TrialInfo, responses=errors(401))
async def trial_info(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The free period, and whether the account may still have it."""
    trial = box.state.catalogue.trial
    body = TrialInfo(
        available=_trial_is_free(caller),
        days=trial.days,
        gb=trial.gb,
        max_devices=trial.max_devices,
        requires_channel_subscription=trial.requires_channel,
        channel_username=trial.channel,
        channel_link=f"https://t.me/{trial.channel}",
    )
    return say(body)


@router.post("/activate-trial", response_model=TrialStarted, responses=errors(400, 401))
async def activate_trial(box: Box, caller: Caller, say: Say, body: TrialOrder) -> WireJSON:
    """Start the free period, once."""
    trial = box.state.catalogue.trial
    if not _trial_is_free(caller):
        raise HTTPException(400, "Trial is not available")
    if trial.requires_channel and not caller.channel_joined:
        raise HTTPException(400, f"Subscribe to the channel first: https://t.me/{trial.channel}")
    devices = trial.max_devices if body.devices_count is None else body.devices_count
    if devices > trial.max_devices:
        raise HTTPException(400, f"Maximum devices: {trial.max_devices}")
    server = _server(box.state.catalogue, body.server_squad_uuid)
    started = Subscription(
        id=box.state.next_id("subscription"),
        uuid=random_uuid(box.rng),
        server=server,
        expires_at=box.clock.now() + timedelta(days=trial.days + caller.bonus_days),
        limit_gb=trial.gb,
        used_bytes=0,
        devices=devices,
        max_devices=trial.max_devices,
        link=random_link(box.rng),
        is_trial=True,
    )
    caller.subscription = started
    caller.trial_used = True
    caller.bonus_days = 0
    wire = TrialSubscription(
        id=started.id,
        expires_at=started.expires_at,
        data_limit_gb=trial.gb,
        devices_count=started.devices,
        config_link=started.link,
        qr_code_base64=qr_data_url(started.link),
    )
    return say(TrialStarted(success=True, subscription=wire))


@router.get("/tariffs", response_model=Tariffs, responses=errors(401))
async def tariffs(box: Box, _caller: Caller, say: Say) -> WireJSON:
    """The plans on sale."""
    listed = enumerate(box.state.catalogue.tariffs, start=1)
    return say(Tariffs(tariffs=[TariffBody.of(tariff, place) for place, tariff in listed]))


@router.post("/purchase-tariff", response_model=Purchased, responses=errors(400, 401, 404))
async def purchase_tariff(box: Box, caller: Caller, say: Say, body: Purchase) -> WireJSON:
    """Buy a plan from the balance."""
    tariff = box.state.catalogue.tariff(body.tariff_id)
    if tariff is None:
        raise HTTPException(404, "Tariff not found")
    server = _server(box.state.catalogue, body.server_squad_uuid)
    try:
        entry = buy(box, caller, tariff, server)
    except InsufficientBalanceError as error:
        raise HTTPException(400, str(error)) from None
    bought = _held(caller)
    reply = Purchased(
        success=True,
        subscription=PurchasedSubscription(
            id=bought.id,
            expires_at=bought.expires_at,
            data_limit_gb=bought.limit_gb,
            config_link=bought.link,
        ),
        balance_after_kopeks=caller.ledger.balance,
        balance_after_rubles=caller.ledger.balance / 100,
        amount_paid_kopeks=-entry.amount_kopeks,
        amount_paid_rubles=-entry.amount_kopeks / 100,
        transaction_id=entry.id,
    )
    return say(reply)


@router.post("/renew", response_model=Renewed, responses=errors(400, 401, 404))
async def renew_subscription(box: Box, caller: Caller, say: Say, body: RenewalOrder) -> WireJSON:
    """Prolong the subscription from the balance."""
    held = _held(caller)
    option = _option(box.state.catalogue, held, body)
    try:
        renew(box, caller, held, option, "Продление подписки")
    except InsufficientBalanceError as error:
        raise HTTPException(400, str(error)) from None
    reply = Renewed(
        success=True,
        new_expires_at=held.expires_at,
        balance_after_kopeks=caller.ledger.balance,
        balance_after_rubles=caller.ledger.balance / 100,
        amount_paid_kopeks=option.price_kopeks,
        amount_paid_rubles=option.price_kopeks / 100,
    )
    return say(reply)


@router.get("/renewal-options", response_model=RenewalOptions, responses=errors(401))
async def renewal_options(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The ways to prolong; none without a subscription."""
    options = box.state.catalogue.renewals if caller.subscription else ()
    return say(RenewalOptions(options=[RenewalBody.of(option) for option in options]))


@router.post("/autopay", response_model=Autopay, responses=errors(400, 401, 404))
async def autopay(caller: Caller, say: Say, body: AutopayOrder) -> WireJSON:
    """Switch autopay."""
    held = _held(caller)
    held.autopay = body.enabled
    return say(Autopay(success=True, autopay_enabled=held.autopay))


def _held(caller: Account) -> Subscription:
    if caller.subscription is None:
        raise HTTPException(404, "No active subscription found")
    return caller.subscription


def _server(catalogue: Catalogue, uuid: str | None) -> Server:
    server = catalogue.server(uuid)
    if server is None:
        raise HTTPException(400, "Server not found")
    return server


def _trial_is_free(caller: Account) -> bool:
    return caller.subscription is None and not caller.trial_used


def _option(catalogue: Catalogue, held: Subscription, order: RenewalOrder) -> RenewalOption:
    wanted = held.limit_gb if order.gb_amount is None else order.gb_amount
    for option in catalogue.renewals:
        if (option.period_days, option.gb_amount) == (order.period_days, wanted):
            return option
    raise HTTPException(400, "Renewal option not available")
