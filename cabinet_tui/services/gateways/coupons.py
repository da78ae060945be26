"""Coupons: links that give days of a tariff, once."""

from typing import Protocol

from cabinet_tui.domain.promo import PromoResult


class CouponsGateway(Protocol):
    """Redeems coupons."""

    async def redeem_coupon(self, code: str) -> PromoResult:
        """Redeem one; CouponRefused when it gives nothing."""
        ...
