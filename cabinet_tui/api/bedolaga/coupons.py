"""Coupons: links that give days of a tariff, once."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Integer, Moment, Prose, Text, Wire
from cabinet_tui.domain.coupon_refusals import COUPON_CODES, CouponRefused
from cabinet_tui.domain.errors import NotFound, NotSupported, Rejected
from cabinet_tui.domain.promo import PromoResult


class CouponReply(Wire):
    """``POST /coupon/redeem``. Every part is optional: the coupon is used up by then."""

    tariff_name: Text = ""
    period_days: Integer = None
    end_date: Moment = None
    message: Prose = ""

    def result(self) -> PromoResult:
        """What it gave."""
        return PromoResult(
            message=self.message,
            kind="coupon",
            days=max(0, self.period_days or 0),
            plan=self.tariff_name,
            expires_at=self.end_date,
        )


class BedolagaCoupons:
    """Satisfies ``services.gateways.coupons.CouponsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def redeem_coupon(self, code: str) -> PromoResult:
        """Redeem one; CouponRefused when it gives nothing."""
        call = Call("POST", "/coupon/redeem", body={"token": code}, route="coupon")
        try:
            reply = await self._client.ask(call, CouponReply)
        except NotFound:
            # A server that has no coupons yet has no such address.
            raise NotSupported from None
        except Rejected as error:
            if error.server_code in COUPON_CODES:
                raise CouponRefused(
                    status=error.status, detail=error.detail, server_code=error.server_code
                ) from error
            raise
        return reply.result()
