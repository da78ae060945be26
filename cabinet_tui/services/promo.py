"""Codes that give something: promo codes and, where the server has them, coupons and gifts."""

from cabinet_tui.domain.codes import promo_code
from cabinet_tui.domain.errors import NotACabinet, NotSupported, OutcomeUnknown
from cabinet_tui.domain.gift_refusals import GiftRefused
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.voucher import Voucher, VoucherKind, voucher
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.gateways.coupons import CouponsGateway
from cabinet_tui.services.gateways.gifts import GiftsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import (
    BALANCE,
    GIFTS,
    HISTORY,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    TARIFFS,
    TRIAL,
)


class PromoService:
    """Redeems codes of any kind, and has read again what they may change."""

    def __init__(
        self,
        ground: Ground,
        gateway: BalanceGateway,
        coupons: CouponsGateway | None = None,
        gifts: GiftsGateway | None = None,
    ) -> None:
        self._ground = ground
        self._gateway = gateway
        self._coupons = coupons
        self._gifts = gifts

    async def redeem(self, text: str, subscription_id: int | None = None) -> PromoResult:
        """Redeem a code, or that of a link; what it may change is read again.

        ``subscription_id`` says for which subscription, once the person chose. Raises BadCode,
        Busy, SubscriptionRequired and CabinetError. No code works twice, so one whose answer
        never came may be tried again.
        """
        found = self._told_apart(text)
        with self._ground.writes.alone("promo"):
            try:
                result = await self._send(found, text, subscription_id)
            except (OutcomeUnknown, NotACabinet):
                await self._reread()
                raise
            await self._reread()
            return result

    async def take_gift(self, code: str) -> PromoResult:
        """Take a gift that is known to be one; what it changes is read again.

        Raises Busy, GiftRefused and CabinetError. Taking one's own once more does no harm.
        """
        gifts = offered(self._gifts)
        with self._ground.writes.alone("promo"):
            try:
                return await gifts.activate(code)
            finally:
                await self._reread()

    def _told_apart(self, text: str) -> Voucher:
        """What the code is; where the server knows no coupons or gifts, it is a promo code."""
        found = voucher(text)
        has_none = {
            VoucherKind.COUPON: self._coupons is None,
            VoucherKind.GIFT: self._gifts is None,
        }
        return _as_promo(text) if has_none.get(found.kind) else found

    async def _send(self, found: Voucher, text: str, subscription_id: int | None) -> PromoResult:
        if found.kind is VoucherKind.COUPON and self._coupons is not None:
            try:
                return await self._coupons.redeem_coupon(found.code)
            except NotSupported:
                found = _as_promo(text)
        if found.kind is VoucherKind.GIFT and self._gifts is not None:
            try:
                return await self._gifts.activate(found.code)
            except GiftRefused as error:
                # A promo code may begin like a gift.
                if error.reason != "unknown" or found.code != text.strip():
                    raise
                found = _as_promo(text)
        return await self._gateway.activate_promo(found.code, subscription_id)

    async def _reread(self) -> None:
        # A code may be a discount as well.
        rereads = self._ground.rereads
        rereads.outdate(TARIFFS, RENEWAL_OPTIONS, TRIAL, GIFTS)
        await rereads.now(BALANCE, HISTORY, SUBSCRIPTION)


def _as_promo(text: str) -> Voucher:
    return Voucher(VoucherKind.PROMO, promo_code(text))
