"""The subscription of the account: what it is, going on with it, and the trial."""

from dataclasses import replace

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import (
    NotACabinet,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    ServerFailure,
)
from cabinet_tui.domain.money import ZERO
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Finding, Outcome
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.planning import plan_renewal, plan_trial
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.domain.subscription import (
    GIB,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionSummary,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.services.choice import chosen
from cabinet_tui.services.gateways import SubscriptionGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import (
    BALANCE,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    SUBSCRIPTIONS,
    TRIAL,
)
from cabinet_tui.services.spending import Spending


class SubscriptionService:
    """Keeps the subscription in the store; known to be None where there is none."""

    def __init__(self, ground: Ground, gateway: SubscriptionGateway, spending: Spending) -> None:
        self._ground = ground
        self._loader = ground.loader
        self._gateway = gateway
        self._spending = spending
        rereads = ground.rereads
        rereads.register(SUBSCRIPTION, self.refresh, self.refresh_if_stale)
        rereads.register(
            RENEWAL_OPTIONS, self.refresh_renewal_options, self.refresh_renewal_options_if_stale
        )
        rereads.register(TRIAL, self.refresh_trial, self.refresh_trial_if_stale)
        ground.money.register(self.find, MoneyKind.AUTOPAY)

    async def refresh(self) -> None:
        """Read the subscription."""
        await self._loader.load(SUBSCRIPTION, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the subscription unless it is fresh."""
        await self._loader.load(SUBSCRIPTION, self._fetch)

    async def summary(self) -> SubscriptionSummary:
        """The short status, which no screen shows: nothing of it is kept."""
        return await self._gateway.summary(await chosen(self._ground))

    async def refresh_renewal_options(self) -> None:
        """Read the ways to go on."""
        await self._loader.load(RENEWAL_OPTIONS, self._options, force=True)

    async def refresh_renewal_options_if_stale(self) -> None:
        """Read the ways to go on unless they are fresh."""
        await self._loader.load(RENEWAL_OPTIONS, self._options)

    async def refresh_trial(self) -> None:
        """Read what a trial would give."""
        await self._loader.load(TRIAL, self._gateway.trial_offer, force=True)

    async def refresh_trial_if_stale(self) -> None:
        """Read what a trial would give unless it is fresh."""
        await self._loader.load(TRIAL, self._gateway.trial_offer)

    async def plan_renewal(self, days: int, traffic_gb: float | None = None) -> Plan:
        """What going on for so many days would do.

        Without ``traffic_gb`` the option with the traffic there is now comes first. Reads what is
        not fresh; raises NotOffered, or the CabinetError that kept it from reading.
        """
        await self._ground.rereads.if_stale(RENEWAL_OPTIONS, SUBSCRIPTION, BALANCE)
        state = self._ground.state
        subscription = state.subscription.told()
        if subscription is None:
            raise NotOffered
        option = self._option(days, traffic_gb, subscription)
        balance = state.balance.told() or ZERO
        return plan_renewal(option, subscription, balance, self._ground.clock.now())

    async def renew(self, plan: Plan) -> Receipt:
        """Carry out a renewal planned here, once; see ``Spending.spend`` for what it raises."""
        request = plan.request
        if plan.kind is not PlanKind.RENEWAL or not isinstance(request, RenewalRequest):
            raise PlanOutdated

        async def still_offered() -> None:
            await self.refresh_renewal_options_if_stale()
            option = self._option(request.days, request.traffic_gb, plan.subscription)
            if option.price != plan.price:
                raise PriceChanged(before=plan.price, after=option.price)

        return await self._spending.spend(plan, still_offered, lambda: self._gateway.renew(request))

    async def plan_renewal_again(self, plan: Plan) -> Plan:
        """The same renewal as things are now; raises what ``plan_renewal`` raises."""
        if not isinstance(plan.request, RenewalRequest):
            raise PlanOutdated
        return await self.plan_renewal(plan.request.days, plan.request.traffic_gb)

    async def plan_trial(self, devices: int | None = None) -> Plan:
        """What the trial would give, for as many devices as asked or as it offers.

        Reads what is not fresh; raises NotOffered with the server's reason when it has one, and
        NotSupported for a number of devices where none can be asked for.
        """
        if devices is not None and Capability.TRIAL_DEVICES not in self._ground.state.capabilities:
            raise NotSupported
        await self._ground.rereads.if_stale(TRIAL, SUBSCRIPTION, BALANCE)
        offer = self._offer()
        state = self._ground.state
        return plan_trial(
            offer,
            state.subscription.told(),
            state.balance.told() or ZERO,
            self._ground.clock.now(),
            devices,
        )

    async def activate_trial(self, plan: Plan) -> Receipt:
        """Start a trial planned here, once; see ``Spending.spend`` for what it raises."""
        request = plan.request
        if plan.kind is not PlanKind.TRIAL or not isinstance(request, TrialRequest):
            raise PlanOutdated

        async def still_offered() -> None:
            await self.refresh_trial_if_stale()
            price = self._offer().price or ZERO
            if price != plan.price:
                raise PriceChanged(before=plan.price, after=price)

        return await self._spending.spend(
            plan, still_offered, lambda: self._gateway.activate_trial(request)
        )

    async def plan_trial_again(self, plan: Plan) -> Plan:
        """The same trial as things are now; raises what ``plan_trial`` raises."""
        if not isinstance(plan.request, TrialRequest):
            raise PlanOutdated
        return await self.plan_trial(plan.request.devices)

    async def set_autopay(self, *, enabled: bool) -> bool:
        """Switch automatic payment; what is set now comes back. Raises Busy and CabinetError.

        When no answer comes, the subscription tells whether it was done.
        """
        with self._ground.writes.alone("autopay"):
            chosen_id = self._ground.state.chosen_subscription
            request = MoneyRequest(MoneyKind.AUTOPAY, subscription_id=chosen_id, wanted=enabled)
            async with self._ground.money.sending(request) as sent:
                try:
                    now = await sent.carry(
                        lambda: self._gateway.set_autopay(
                            enabled=enabled, subscription_id=chosen_id
                        )
                    )
                except (OutcomeUnknown, NotACabinet, ServerFailure):
                    finding = await sent.look()
                    if finding.outcome is not Outcome.CHARGED:
                        await self.refresh()
                        raise
                    now = enabled
            held = self._ground.state.subscription.value
            if held is not None:
                switched = replace(held, autopay=now)
                self._ground.store.update(
                    SUBSCRIPTION.change(lambda remote: remote.patched(switched))
                )
            await self.refresh()
            return now

    async def find(self, entry: Entry) -> Finding:
        """What became of a switch of the journal. Raises CabinetError."""
        held = await self._gateway.subscription(entry.request.subscription_id)
        is_so = held is not None and held.autopay is entry.request.wanted
        return Finding(Outcome.CHARGED if is_so else Outcome.NOT_CHARGED)

    def _option(
        self, days: int, traffic_gb: float | None, subscription: Subscription | None
    ) -> RenewalOption:
        options = [
            option
            for option in self._ground.state.renewal_options.told() or ()
            if option.days == days and traffic_gb in (None, option.traffic_gb)
        ]
        if not options:
            raise NotOffered
        limit = subscription.traffic.limit if subscription else None
        # False sorts before True: what keeps the traffic as it is comes first.
        return min(options, key=lambda option: not _is_limit(option.traffic_gb, limit))

    def _offer(self) -> TrialOffer:
        offer = self._ground.state.trial.told()
        if offer is None or not offer.available:
            raise NotOffered(detail=offer.reason if offer else "")
        return offer

    async def _fetch(self) -> Subscription | None:
        meant = await chosen(self._ground)
        try:
            return await self._gateway.subscription(meant)
        except NotFound:
            if meant is None:
                raise
            # The one that was meant is gone; reading the list again chooses another.
            await self._ground.rereads.now(SUBSCRIPTIONS)
            return await self._gateway.subscription(self._ground.state.chosen_subscription)

    async def _options(self) -> tuple[RenewalOption, ...]:
        return tuple(await self._gateway.renewal_options(await chosen(self._ground)))


def _is_limit(gigabytes: float | None, limit: int | None) -> bool:
    if gigabytes is None or limit is None:
        return gigabytes is limit
    return round(gigabytes * GIB) == limit
