"""Taking the connection link back: every device then needs the new one."""

from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import NotFound, OutcomeUnknown, RateLimited, Rejected, Unreachable
from cabinet_tui.domain.refusals import TooSoon
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.services.choice import meant
from cabinet_tui.services.gateways.access import RevokeGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.keeping import Keeping
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import DEVICES, SUBSCRIPTION, SUBSCRIPTIONS
from cabinet_tui.store.state import AppState


class RevokeService:
    """Makes the link anew. Raises NotSupported where the server does not."""

    def __init__(self, ground: Ground, gateway: RevokeGateway | None, keeping: Keeping) -> None:
        self._ground = ground
        self._gateway = gateway
        self._keeping = keeping

    async def revoke(self) -> str:
        """End the link and give the new one, empty when that could not be read yet.

        Raises TooSoon, unsent while it is too soon, NotFound without a subscription, Busy and
        CabinetError. When no answer comes, another link tells that it was done.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("revoke"):
            self._must_be_time()
            before = await self._link()
            serial = self._ground.serial
            subscription = await meant(self._ground)
            # Whatever becomes of the request, nobody finds a link that may be dead.
            await self._keeping.drop_links()
            try:
                wait = await gateway.revoke_link(subscription)
            except RateLimited as error:
                self._keeping.keep_links()
                self._wait(error.retry_after, serial)
                raise TooSoon(retry_after=error.retry_after) from None
            except OutcomeUnknown:
                await self._ground.rereads.now(SUBSCRIPTION)
                remote = self._ground.state.subscription
                after = remote.value.link if remote.error is None and remote.value else before
                if after == before:
                    raise
                await self._ground.rereads.wanted(SUBSCRIPTIONS, DEVICES)
                return after
            except (Rejected, Unreachable):
                self._keeping.keep_links()
                raise
            if wait is not None:
                self._wait(wait, serial)
            self._forget(serial)
            await self._ground.rereads.now(SUBSCRIPTION)
            await self._ground.rereads.wanted(SUBSCRIPTIONS, DEVICES)
            held = self._ground.state.subscription.value
            # A server that is slow to tell still has the old one.
            return held.link if held is not None and held.link != before else ""

    def _must_be_time(self) -> None:
        at = self._ground.state.revoke_at
        left = at - self._ground.clock.now() if at else timedelta()
        if left > timedelta():
            raise TooSoon(retry_after=left)

    async def _link(self) -> str:
        """The link there is; raises NotFound without a subscription."""
        await self._ground.rereads.now(SUBSCRIPTION)
        held = self._ground.state.subscription.told()
        if held is None:
            raise NotFound
        return held.link

    def _wait(self, wait: timedelta, serial: int) -> None:
        at = self._ground.clock.now() + wait
        if self._ground.is_still(serial):
            self._ground.store.update(lambda state: replace(state, revoke_at=at))

    def _forget(self, serial: int) -> None:
        """The old link connects nothing any more: it is shown nowhere while the new one comes."""
        held = self._ground.state.subscription.value
        if held is not None and self._ground.is_still(serial):
            self._ground.store.update(lambda state: _without_link(state, held))


def _without_link(state: AppState, held: Subscription) -> AppState:
    """The state that knows no link of this subscription, nor does its list."""
    bare = replace(held, link="", qr_png="")
    shown = SUBSCRIPTION.change(lambda remote: remote.patched(bare))(state)
    listed = shown.subscriptions.value
    if listed is None:
        return shown
    others = tuple(
        replace(one, link="", qr_png="") if one.id == held.id else one for one in listed.held
    )
    known = replace(listed, held=others)
    return SUBSCRIPTIONS.change(lambda remote: remote.patched(known))(shown)
