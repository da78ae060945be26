"""Shows a block when there is one, once; whoever put it aside reads what is known."""

from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.blocked import BlockedDialog

if TYPE_CHECKING:
    from textual.app import App

    from cabinet_tui.domain.block import BlockKind
    from cabinet_tui.screens.store_screen import Host
    from cabinet_tui.services.cabinet import Cabinet

_LATER = 1.0


class Gatekeeper:
    """What the app does when the block in the store changes."""

    def __init__(self, app: "App[int]", host: "Host") -> None:
        self._app = app
        self._host = host
        self._shown: BlockKind | None = None
        self._is_keyed = False
        self._is_waiting = False

    def follow(self) -> None:
        """Show a block that was not shown yet; say when the one that was shown is over."""
        block = self._host.store.state.block
        if block is None:
            if self._shown is not None and self._host.store.state.session.signed_in:
                self._app.notify(_("Everything works again."), markup=False)
            self._shown = None
        elif block.kind is not self._shown:
            if isinstance(self._app.focused, Input | TextArea):
                # What comes up under somebody's typing would take it for keys.
                self._show_later()
            else:
                self._shown = block.kind
                self.show()
        if (block is not None) is not self._is_keyed:
            # The key that leads there comes and goes with it.
            self._is_keyed = block is not None
            self._app.screen.refresh_bindings()

    def show(self) -> None:
        """Show the block, unless it is on the screen."""
        if not any(isinstance(screen, BlockedDialog) for screen in self._app.screen_stack):
            self._app.push_screen(BlockedDialog())

    def look(self) -> None:
        """See whether it is over."""
        cabinet = self._host.cabinet
        if cabinet is not None:
            self._app.run_worker(self._look(cabinet), group="block.look")

    async def _look(self, cabinet: "Cabinet") -> None:
        if not await cabinet.blocks.look():
            self._app.notify(_("That was looked at a moment ago."), markup=False)
        elif self._host.store.state.block is not None:
            self._app.notify(_("Nothing has changed yet."), markup=False)

    def _show_later(self) -> None:
        if not self._is_waiting:
            self._is_waiting = True
            self._app.set_timer(_LATER, self._try_again)

    def _try_again(self) -> None:
        self._is_waiting = False
        self.follow()
