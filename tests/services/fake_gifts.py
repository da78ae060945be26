"""Gifts, coupons, saved cards and terms in memory."""

from dataclasses import dataclass, field, replace

from cabinet_tui.domain.balance import PaymentMethod, PaymentOption, TransactionKind
from cabinet_tui.domain.coupon_refusals import CouponRefused
from cabinet_tui.domain.errors import BalanceTooLow, NotFound
from cabinet_tui.domain.gift import Gift, GiftBook, GiftOffer, GiftRequest, GiftStatus
from cabinet_tui.domain.gift_refusals import GiftRefused
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.saved_card import SavedCard, SavedCards
from cabinet_tui.domain.subscription import Period, Tariff
from tests.held_clock import START
from tests.services.fake_server import Server

PRESENT = Tariff(
    3, "Present", (Period(30, Kopeks(9_900)), Period(90, Kopeks(25_000))), traffic_gb=50, devices=2
)
CARD = PaymentMethod("yookassa", "YooKassa", options=(PaymentOption("sbp", "SBP"),))
MINE = Gift("rcvd00000001", GiftStatus.DELIVERED, "Present", 30, sender="@vera", created_at=START)


@dataclass
class FakeGifts:
    """Satisfies ``GiftsGateway``; ``unclaimed`` are codes that somebody handed to this account."""

    server: Server
    is_open: bool = True
    price: Kopeks = field(default_factory=lambda: Kopeks(9_900))
    sent: list[Gift] = field(default_factory=list)
    received: list[Gift] = field(default_factory=lambda: [MINE])
    unclaimed: set[str] = field(default_factory=lambda: {"GIFT-aaaabbbbcccc"})

    async def offer(self) -> tuple[GiftOffer, Kopeks]:
        month, quarter = PRESENT.periods
        tariff = replace(PRESENT, periods=(replace(month, price=self.price), quarter))
        offer = GiftOffer((tariff,), (CARD,), self.is_open)
        return await self.server.wire.answer("gift_offer", (offer, self.server.balance))

    async def book(self) -> GiftBook:
        book = GiftBook(tuple(self.sent), tuple(self.received))
        return await self.server.wire.answer("gifts", book)

    async def gift(self, token: str) -> Gift:
        gift = next((one for one in self.sent if one.token == token), None)
        if gift is None:
            await self.server.wire.answer("gift", None)
            raise NotFound
        return await self.server.wire.answer("gift", gift)

    async def buy(self, request: GiftRequest) -> Gift:
        return await self.server.wire.change("buy_gift", lambda: self._buy(request))

    async def activate(self, code: str) -> PromoResult:
        return await self.server.wire.change("activate_gift", lambda: self._activate(code))

    def pay(self, token: str) -> None:
        """The provider has the money of a gift that waited for it."""
        for index, gift in enumerate(self.sent):
            if gift.token == token:
                self.sent[index] = _paid(gift)

    def _buy(self, request: GiftRequest) -> Gift:
        self.server.sent.append(request)
        token = f"sent{len(self.sent) + 1:08}"
        gift = Gift(
            token,
            name="Present",
            days=request.days,
            recipient=request.recipient.value if request.recipient else "",
            message=request.message,
            created_at=START,
        )
        if not request.method:
            if self.server.balance < self.price:
                raise BalanceTooLow
            self.server.post(TransactionKind.GIFT, -self.price, "balance")
            gift = _paid(gift)
        self.sent.insert(0, gift)
        url = f"https://pay.example.com/{token}" if request.method else ""
        return replace(gift, payment_url=url)

    def _activate(self, code: str) -> PromoResult:
        if code not in self.unclaimed:
            raise GiftRefused(status=404, reason="unknown")
        self.unclaimed.remove(code)
        return PromoResult("", kind="gift", days=30, plan="Present")


def _paid(gift: Gift) -> Gift:
    code = f"GIFT-{gift.token}"
    link = f"https://t.me/vpn_bot?start={code.replace('-', '_')}"
    return replace(gift, status=GiftStatus.PAID, code=code, link=link)


@dataclass
class FakeCoupons:
    """Satisfies ``CouponsGateway``."""

    server: Server
    good: set[str] = field(default_factory=lambda: {"0123456789abcdef" * 2})

    async def redeem_coupon(self, code: str) -> PromoResult:
        return await self.server.wire.change("coupon", lambda: self._redeem(code))

    def _redeem(self, code: str) -> PromoResult:
        if code not in self.good:
            raise CouponRefused(server_code="invalid")
        self.good.remove(code)
        return PromoResult("", kind="coupon", days=14, plan="Basic")


@dataclass
class FakeCards:
    """Satisfies ``CardsGateway``."""

    server: Server
    kept: list[SavedCard] = field(
        default_factory=lambda: [
            SavedCard(5, "Bank card *0011", "Mir", "0011", saved_at=START),
            SavedCard(6, kind="Visa", last_digits="7788"),
        ]
    )

    async def cards(self) -> SavedCards:
        return await self.server.wire.answer("cards", SavedCards(tuple(self.kept), True))

    async def remove_card(self, card_id: int) -> None:
        await self.server.wire.change("remove_card", lambda: self._remove(card_id))

    def _remove(self, card_id: int) -> None:
        left = [card for card in self.kept if card.id != card_id]
        if len(left) == len(self.kept):
            raise NotFound
        self.kept = left
