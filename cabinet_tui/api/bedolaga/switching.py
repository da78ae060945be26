"""Going over to another tariff: ``/subscription/tariff/switch``."""

from typing import TypeVar

from cabinet_tui.api.bedolaga.subscription import which
from cabinet_tui.api.bedolaga.subscription_wire import SubscriptionData
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import Flag, Id, Integer, Prose, Text, Wire, fitting, kopeks
from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.domain.switch import SwitchOffer, SwitchRefused, SwitchRequest

W = TypeVar("W", bound=Wire)
_TO_BE_BOUGHT = frozenset(
    {"trial_cannot_switch", "subscription_expired", "free_tariff_cannot_switch"}
)
_CODES = _TO_BE_BOUGHT | {"subscription_not_active"}
_REFUSED = 400


class PreviewReply(Wire):
    """What going over would cost."""

    can_switch: Flag = None
    new_tariff_name: Text = ""
    remaining_days: Integer = None
    upgrade_cost_kopeks: Id
    missing_amount_kopeks: Integer = None
    is_upgrade: Flag = None

    def offer(self, tariff_id: int) -> SwitchOffer:
        """The offer of this tariff; a cost below nothing is nothing."""
        return SwitchOffer(
            tariff_id=tariff_id,
            name=self.new_tariff_name,
            price=Kopeks(max(0, self.upgrade_cost_kopeks)),
            can_switch=self.can_switch is not False,
            days_left=self.remaining_days,
            missing=kopeks(self.missing_amount_kopeks, None),
            is_upgrade=self.is_upgrade is True,
        )


class SwitchedReply(Wire):
    """The answer to a switch; every part is optional, since money has moved by then."""

    subscription: object = None
    charged_kopeks: Integer = None
    balance_kopeks: Integer = None
    message: Prose = ""

    def receipt(self) -> Receipt:
        """What was done."""
        held = fitting(SubscriptionData, self.subscription)
        return Receipt(
            paid=kopeks(self.charged_kopeks, None),
            balance_after=kopeks(self.balance_kopeks, None),
            expires_at=held.end_date if held else None,
            link=held.subscription_url if held else "",
            message=self.message,
        )


class BedolagaSwitching:
    """Satisfies ``services.gateways.switching.SwitchGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def preview(self, request: SwitchRequest) -> SwitchOffer:
        """What it would cost now; changes nothing."""
        path = "/subscription/tariff/switch/preview"
        call = Call("POST", path, which(request.subscription_id), _body(request), repeatable=True)
        reply = await self._ask(call, PreviewReply)
        return reply.offer(request.tariff_id)

    async def switch(self, request: SwitchRequest) -> Receipt:
        """Go over; BalanceTooLow when the money is short."""
        call = Call(
            "POST",
            "/subscription/tariff/switch",
            which(request.subscription_id),
            _body(request),
            RateClass.PAYMENT,
        )
        reply = await self._ask(call, SwitchedReply)
        return reply.receipt()

    async def _ask(self, call: Call, model: type[W]) -> W:
        """The answer; SwitchRefused where the server says that it cannot be done."""
        try:
            return await self._client.ask(call, model)
        except Rejected as error:
            if error.status == _REFUSED and error.server_code in _CODES:
                raise SwitchRefused(
                    status=error.status,
                    detail=error.detail,
                    server_code=error.server_code,
                    can_buy=error.server_code in _TO_BE_BOUGHT,
                ) from error
            raise


def _body(request: SwitchRequest) -> dict[str, int]:
    return {"tariff_id": request.tariff_id, "period_days": request.days}
