"""A purchase as a deed, where it may convert the subscription there is."""

from typing import TYPE_CHECKING

from cabinet_tui.cli.spending import Quote, Spend
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.domain.errors import CabinetError
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Receipt, Subscription
    from cabinet_tui.services.cabinet import Cabinet


class Purchase(Spend):
    """Buys a tariff; one that converts another only when ``convert`` says so."""

    def __init__(
        self, tariff_id: int, days: int | None, server_uuid: str = "", *, convert: bool = False
    ) -> None:
        async def make(cabinet: "Cabinet") -> "Plan":
            return await cabinet.tariffs.plan(tariff_id, days)

        async def pay(cabinet: "Cabinet", plan: "Plan") -> "Receipt":
            return await cabinet.tariffs.buy(plan)

        super().__init__(make, pay, server_uuid)
        self._tariff_id = tariff_id
        self._convert = convert
        self._converted: Subscription | None = None

    async def plan(self, cabinet: "Cabinet") -> Quote:
        """The plan, and what it would convert."""
        from cabinet_tui.services.switching import would_convert

        quote = await super().plan(cabinet)
        state = cabinet.store.state
        for tariff in state.tariffs.value or ():
            if tariff.id == self._tariff_id:
                self._converted = would_convert(state, tariff)
        return quote

    def objection(self, planned: Quote) -> "CabinetError | None":
        """That another tariff would be lost, unless that is wanted; else that money is short."""
        from cabinet_tui.domain.errors import BadSetting

        if self._converted is None or self._convert:
            return super().objection(planned)
        return BadSetting(
            reason=_("Buying this converts the subscription {plan} that you have.").format(
                plan=self._converted.plan
            ),
            advice=_("Use “switch {tariff}”, or add --convert to buy it all the same.").format(
                tariff=self._tariff_id
            ),
        )
