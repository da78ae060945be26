"""Every call of every gateway of a dialect, made from its signature: a new one is in at once."""

import inspect
import typing
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.api.documented import DocumentedApi
from cabinet_tui.domain.account import MiniAppLogin, Registration, TelegramLogin, Tokens
from cabinet_tui.domain.balance import PaymentKey, TransactionKind
from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.gift import GiftRequest, Recipient, RecipientKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest, TrialRequest
from cabinet_tui.domain.switch import SwitchRequest
from cabinet_tui.domain.ticket_media import Media, MediaKind
from cabinet_tui.domain.traffic import TrafficRequest
from cabinet_tui.domain.withdrawal import WithdrawalOrder

Api = DocumentedApi | BedolagaApi
APIS: Mapping[str, type[Api]] = {"documented": DocumentedApi, "bedolaga": BedolagaApi}


@dataclass(frozen=True)
class Secrets:
    """What a person would not want to find anywhere else; each names itself."""

    email: str = "marked.person@secret-mail.example"
    password: str = "Marked-Password-77"
    code: str = "marked-letter-code-4411"
    access: str = "marked.access-token.aaa111"
    refresh: str = "marked.refresh-token.bbb222"
    bot_token: str = "marked_deep_link_ccc333"
    signature: str = "marked-telegram-signature-ddd444"
    init_data: str = "query_id=marked-init-data-eee555&hash=marked-init-hash"
    media_token: str = "marked-media-token-fff666"
    file_id: str = "marked-file-id-fff777"
    gift: str = "marked-gift-token-aab888"
    promo: str = "MARKED-PROMO-999"
    device: str = "marked-device-hwid-000"
    payment: str = "marked-payment-id-121212"
    card_number: str = "marked-card-2200-0000-1111"
    words: str = "marked words for support, my street is Marked Lane"
    friend: str = "@marked_friend_of_mine"

    def all(self) -> Mapping[str, str]:
        """Every secret by its name."""
        return {name: str(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class GatewayCall:
    """One call: ``balance.top_up``."""

    name: str
    do: Callable[[Api], Awaitable[object]]


def calls(dialect: str, secrets: Secrets | None = None) -> list[GatewayCall]:
    """All calls of a dialect, with the secrets in them where a person would have such."""
    told = secrets or Secrets()
    found = []
    for gateway, kind in typing.get_type_hints(APIS[dialect]).items():
        if not inspect.isclass(kind):
            continue
        for method, function in inspect.getmembers(kind, inspect.iscoroutinefunction):
            if method.startswith("_"):
                continue
            found += [
                GatewayCall(f"{gateway}.{method}", _call(gateway, method, arguments))
                for arguments in _arguments(gateway, function, told)
            ]
    return found


def _call(
    gateway: str, method: str, arguments: Mapping[str, object]
) -> Callable[[Api], Awaitable[object]]:
    def do(api: Api) -> Awaitable[object]:
        bound = getattr(getattr(api, gateway), method)
        awaitable: Awaitable[object] = bound(**arguments)
        return awaitable

    return do


def _arguments(
    gateway: str, function: Callable[..., object], told: Secrets
) -> Iterator[dict[str, object]]:
    """Values for all parameters; where there is a choice, one call each."""
    by_type, by_name = _by_type(told), _by_name(told)
    names = []
    choices: list[list[object]] = []
    for name, hint in typing.get_type_hints(function).items():
        if name == "return":
            continue
        names.append(name)
        if hint in by_type:
            choices.append(by_type[hint])
        else:
            key = f"{gateway}.{name}" if f"{gateway}.{name}" in by_name else name
            choices.append([by_name[key]])
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


def _by_type(told: Secrets) -> dict[object, list[object]]:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    person = Registration(
        told.email, told.password, "Marked", "Person", told.promo, "spring", accepted=("terms",)
    )
    photo = Media(MediaKind.PHOTO, told.file_id, told.media_token, told.words)
    gift = GiftRequest(1, 30, message=told.words)
    friend = Recipient(RecipientKind.TELEGRAM, told.friend)
    return {
        Registration: [person],
        Tokens: [Tokens(told.access, told.refresh)],
        TelegramLogin: [TelegramLogin(7, "Marked", 1_234_567_890, told.signature)],
        MiniAppLogin: [MiniAppLogin(told.init_data, told.promo)],
        DeepLink: [DeepLink(told.bot_token, "some_bot", soon)],
        PaymentKey: [PaymentKey("wata", told.payment)],
        Kopeks: [Kopeks(50_000)],
        TransactionKind | None: [None, TransactionKind.TOP_UP],
        PurchaseRequest: [PurchaseRequest(1, 30, told.device)],
        RenewalRequest: [RenewalRequest(30)],
        TrialRequest: [TrialRequest(told.device, 1)],
        SlotsRequest: [SlotsRequest(1)],
        TrafficRequest: [TrafficRequest(10)],
        SwitchRequest: [SwitchRequest(2, 30)],
        GiftRequest: [gift, GiftRequest(1, 30, friend, told.words)],
        WithdrawalOrder: [WithdrawalOrder(Kopeks(100_000), told.card_number)],
        Media: [photo],
        PageName: list(PageName),
    }


def _by_name(told: Secrets) -> dict[str, object]:
    return {
        "email": told.email,
        "password": told.password,
        "accepted": ("terms",),
        "code": told.code,
        "balance.code": told.promo,
        "gifts.code": told.gift,
        "coupons.code": told.promo,
        "language.code": "en",
        "language": "en",
        "method": "YOOKASSA_SBP",
        "option": "",
        "page": 1,
        "per_page": 20,
        "subscription_id": None,
        "subscriptions.subscription_id": 1,
        "enabled": True,
        "ticket_id": 1,
        "subject": told.words,
        "text": told.words,
        "device_id": told.device,
        "name": told.words,
        "count": 1,
        "request_id": 1,
        "card_id": 1,
        "token": told.gift,
    }
