"""Codes that give something: promo codes and, where the server has them, coupons and gifts."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.codes import promo_code
from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    NotSupported,
    OutcomeUnknown,
    ServerFailure,
)
from cabinet_tui.domain.gift_refusals import GiftRefused
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Finding, Outcome, is_other
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.refusals import OutcomeFound
from cabinet_tui.domain.voucher import Voucher, VoucherKind, voucher
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.gateways.coupons import CouponsGateway
from cabinet_tui.services.gateways.gifts import GiftsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.money_trace import names, rows_since
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

_KINDS = {
    VoucherKind.PROMO: MoneyKind.PROMO,
    VoucherKind.COUPON: MoneyKind.COUPON,
    VoucherKind.GIFT: MoneyKind.GIFT_CODE,
}
_LOOKED_AT = 20
_SHOWN = 2
_UNREAD = "?"
"""Stands for transactions that could not be read before."""


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
        ground.money.register(self.find, *_KINDS.values())

    async def redeem(self, text: str, subscription_id: int | None = None) -> PromoResult:
        """Redeem a code, or that of a link; what it may change is read again.

        ``subscription_id`` says for which subscription, once the person chose. Raises BadCode,
        Busy, SubscriptionRequired and CabinetError. No code works twice, so one whose answer
        never came may be tried again; OutcomeFound when the account tells that it was done.
        """
        found = self._told_apart(text)
        with self._ground.writes.alone("promo"):
            try:
                result = await self._send(found, text, subscription_id)
            except (OutcomeUnknown, NotACabinet, ServerFailure):
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
                given = Voucher(VoucherKind.GIFT, code)
                before = await self._before()
                return await self._carried(given, before, lambda: gifts.activate(code))
            finally:
                await self._reread()

    async def find(self, entry: Entry) -> Finding:
        """What became of a request of the journal: nobody knows, unless it left a trace.

        Raises CabinetError.
        """
        request = entry.request
        since = [
            one.request
            for one in await self._ground.money.done_since(entry)
            if one.request.kind in _KINDS.values()
        ]
        if any((one.kind, one.what) == (request.kind, request.what) for one in since):
            # No code works twice.
            return Finding(Outcome.NOT_CHARGED)
        rows, _ = await rows_since(request.known, self._gateway)
        given = any(row.amount > 0 and row.kind != TransactionKind.TOP_UP for row in rows)
        await self._ground.rereads.now(SUBSCRIPTION)
        held = self._ground.state.subscription.told()
        has_trace = given or is_other(request.held, held)
        if since or _UNREAD in request.known or not has_trace:
            # A code may be a discount, which is seen nowhere.
            return Finding(Outcome.UNKNOWN)
        return Finding(Outcome.CHARGED)

    def _told_apart(self, text: str) -> Voucher:
        """What the code is; where the server knows no coupons or gifts, it is a promo code."""
        found = voucher(text)
        has_none = {
            VoucherKind.COUPON: self._coupons is None,
            VoucherKind.GIFT: self._gifts is None,
        }
        return _as_promo(text) if has_none.get(found.kind) else found

    async def _send(self, found: Voucher, text: str, subscription_id: int | None) -> PromoResult:
        coupons, gifts, before = self._coupons, self._gifts, await self._before()
        if found.kind is VoucherKind.COUPON and coupons is not None:
            try:
                code = found.code
                return await self._carried(found, before, lambda: coupons.redeem_coupon(code))
            except NotSupported:
                found = _as_promo(text)
        if found.kind is VoucherKind.GIFT and gifts is not None:
            try:
                code = found.code
                return await self._carried(found, before, lambda: gifts.activate(code))
            except GiftRefused as error:
                # A promo code may begin like a gift.
                if error.reason != "unknown" or found.code != text.strip():
                    raise
                found = _as_promo(text)
        promo = found.code
        return await self._carried(
            found, before, lambda: self._gateway.activate_promo(promo, subscription_id)
        )

    async def _carried(
        self, found: Voucher, before: MoneyRequest, send: Callable[[], Awaitable[PromoResult]]
    ) -> PromoResult:
        """Send one request for a code: its beginning alone is written down.

        It may be worth something yet, and to find out what became of it takes no code.
        """
        what = f"{found.code[:_SHOWN]}…"
        request = replace(before, kind=_KINDS[found.kind], what=what)
        async with self._ground.money.sending(request) as sent:
            try:
                return await sent.carry(send)
            except (OutcomeUnknown, NotACabinet, ServerFailure) as error:
                if (await sent.look()).outcome is Outcome.CHARGED:
                    raise OutcomeFound(outcome=Outcome.CHARGED) from error
                if isinstance(error, ServerFailure):
                    raise OutcomeUnknown from error
                raise

    async def _before(self) -> MoneyRequest:
        """The account before a code is redeemed, as far as it can be read."""
        known = frozenset({_UNREAD})
        with suppress(CabinetError):
            known = names((await self._gateway.transactions(1, _LOOKED_AT)).items)
        await self._ground.rereads.if_stale(SUBSCRIPTION)
        held = self._ground.state.subscription.value
        return MoneyRequest(MoneyKind.PROMO, known=known, held=held)

    async def _reread(self) -> None:
        # A code may be a discount as well.
        rereads = self._ground.rereads
        rereads.outdate(TARIFFS, RENEWAL_OPTIONS, TRIAL, GIFTS)
        await rereads.now(BALANCE, HISTORY, SUBSCRIPTION)


def _as_promo(text: str) -> Voucher:
    return Voucher(VoucherKind.PROMO, promo_code(text))
