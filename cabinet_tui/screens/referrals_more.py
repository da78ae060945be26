"""What some servers have beside a referral programme: its terms, and withdrawing what it earned."""

from typing import ClassVar

from textual import work
from textual.binding import Binding
from textual.reactive import reactive

from cabinet_tui.domain.capability import Capability
from cabinet_tui.locale import N_
from cabinet_tui.screens.dialogs.facts import FactsDialog
from cabinet_tui.screens.dialogs.withdrawals import WithdrawalsDialog
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.terms_wording import about_terms

MORE_KEYS = (
    Binding("w", "withdrawals", N_("Withdraw"), id="referrals.withdrawals"),
    Binding("c", "terms", N_("Terms"), id="referrals.terms"),
)
"""Keys to stand among those of the screen."""
_NEEDS = {"withdrawals": Capability.WITHDRAWALS, "terms": Capability.REFERRAL_TERMS}


class ReferralExtras(StoreScreen):
    """What the keys of `MORE_KEYS` do; where the server has no such thing, there is no key."""

    capabilities: reactive[frozenset[Capability]] = reactive[frozenset[Capability]](
        frozenset(), bindings=True
    )

    mirrors: ClassVar = {"capabilities": lambda state: state.capabilities}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the server has."""
        if action in _NEEDS:
            return _NEEDS[action] in self.capabilities
        return super().check_action(action, parameters)

    def action_withdrawals(self) -> None:
        """Show what can be withdrawn, and ask for it."""
        self.app.push_screen(WithdrawalsDialog())

    @work(exclusive=True, group="terms.read")
    async def action_terms(self) -> None:
        """Show what the programme promises."""
        cabinet = self.host.cabinet
        if cabinet is None:
            return
        await cabinet.referral_terms.refresh_if_stale()
        remote = self.host.store.state.referral_terms
        if remote.value is not None:
            sheet = about_terms(remote.value, ascii_only=self.host.ascii_only)
            self.app.push_screen(FactsDialog(*sheet))
        elif remote.error is not None:
            self.app.notify(str(remote.error), severity="error", markup=False)
