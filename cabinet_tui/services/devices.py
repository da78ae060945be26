"""The devices of the subscription: named, removed, and places bought for more."""

from dataclasses import replace

from cabinet_tui.domain.devices import MOST_SLOTS, Device, Devices, SlotOffer, SlotsRequest
from cabinet_tui.domain.errors import NotFound, OutcomeUnknown
from cabinet_tui.domain.money import ZERO
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.planning_more import plan_slots
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.services.choice import chosen, meant
from cabinet_tui.services.gateways.devices import DevicesGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import BALANCE, DEVICES, SUBSCRIPTION
from cabinet_tui.services.spending import Spending


class DevicesService:
    """Keeps the devices in the store; known to be None without a subscription.

    Everything raises NotSupported where the server has no such thing.
    """

    def __init__(self, ground: Ground, gateway: DevicesGateway | None, spending: Spending) -> None:
        self._ground = ground
        self._gateway = gateway
        self._spending = spending
        ground.rereads.register(DEVICES, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read the devices."""
        await self._ground.loader.load(DEVICES, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the devices unless they are fresh."""
        await self._ground.loader.load(DEVICES, self._fetch)

    async def rename(self, device_id: str, name: str) -> None:
        """Give a device a name of its own, an empty one to take it away. Raises CabinetError.

        Busy while another device is changed; NotFound when it is not among the devices. When no
        answer comes, the list tells whether it was done.
        """
        gateway, name = offered(self._gateway), " ".join(name.split())
        with self._ground.writes.alone("devices"):
            await self._listed(device_id)
            try:
                await gateway.rename(device_id, name, await meant(self._ground))
            except OutcomeUnknown:
                known = await self._known()
                found = known.with_id(device_id) if known else None
                if found is None or found.name != name:
                    raise
                return
            self._patch(device_id, name)
            await self.refresh()

    async def remove(self, device_id: str) -> None:
        """Remove a device; raises what ``rename`` raises."""
        gateway = offered(self._gateway)
        with self._ground.writes.alone("devices"):
            await self._listed(device_id)
            try:
                await gateway.remove(device_id, await meant(self._ground))
            except OutcomeUnknown:
                known = await self._known()
                if known is None or known.with_id(device_id):
                    raise
                return
            await self._changed()

    async def remove_all(self) -> None:
        """Remove every device. Raises Busy and CabinetError; the list tells without an answer."""
        gateway = offered(self._gateway)
        with self._ground.writes.alone("devices"):
            try:
                await gateway.remove_all(await meant(self._ground))
            except OutcomeUnknown:
                known = await self._known()
                if known is None or known.total:
                    raise
                return
            await self._changed()

    async def plan_slots(self, count: int) -> Plan:
        """What so many more places would do.

        Reads what is not fresh; raises NotOffered with the server's reason when it has one.
        """
        gateway = offered(self._gateway)
        await self._ground.rereads.if_stale(SUBSCRIPTION, BALANCE)
        state = self._ground.state
        held = state.subscription.told()
        if held is None or not 0 < count <= MOST_SLOTS:
            raise NotOffered
        offer = await self._offer(gateway, count)
        return plan_slots(offer, held, state.balance.told() or ZERO)

    async def plan_again(self, plan: Plan) -> Plan:
        """The same as things are now; raises what ``plan_slots`` raises."""
        if not isinstance(plan.request, SlotsRequest):
            raise PlanOutdated
        return await self.plan_slots(plan.request.count)

    async def buy(self, plan: Plan) -> Receipt:
        """Buy the places planned here, once; see ``Spending.spend`` for what it raises."""
        gateway, request = offered(self._gateway), plan.request
        if plan.kind is not PlanKind.SLOTS or not isinstance(request, SlotsRequest):
            raise PlanOutdated

        async def still_offered() -> None:
            offer = await self._offer(gateway, request.count)
            if offer.price != plan.price:
                raise PriceChanged(before=plan.price, after=offer.price or ZERO)

        return await self._spending.spend(plan, still_offered, lambda: gateway.buy_slots(request))

    async def _offer(self, gateway: DevicesGateway, count: int) -> SlotOffer:
        """What they cost; an answer about another number of places is none."""
        offer = await gateway.slot_offer(count, await meant(self._ground))
        if not offer.available or offer.price is None or offer.count != count:
            raise NotOffered(detail=offer.reason)
        return offer

    async def _fetch(self) -> Devices | None:
        return await offered(self._gateway).devices(await chosen(self._ground))

    async def _listed(self, device_id: str) -> Device:
        """The device as the list has it now: servers take removing an unknown one for done."""
        await self.refresh_if_stale()
        devices = self._ground.state.devices.told()
        device = devices.with_id(device_id) if devices else None
        if device is None:
            raise NotFound
        return device

    async def _known(self) -> Devices | None:
        """The devices read anew, None when that fails too."""
        await self._changed()
        remote = self._ground.state.devices
        return remote.value if remote.error is None else None

    async def _changed(self) -> None:
        await self._ground.rereads.now(DEVICES)
        await self._ground.rereads.wanted(SUBSCRIPTION)

    def _patch(self, device_id: str, name: str) -> None:
        """Show the new name before the list is read again."""
        held = self._ground.state.devices.value
        if held is not None:
            items = tuple(
                replace(device, name=name) if device.id == device_id else device
                for device in held.items
            )
            shown = replace(held, items=items)
            self._ground.store.update(DEVICES.change(lambda remote: remote.patched(shown)))
