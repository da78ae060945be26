"""A dialog that shows what the store knows, as long as it stays before the screen."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Generic, TypeVar, cast

from textual.reactive import reactive
from textual.screen import ModalScreen

from cabinet_tui.screens.composed import is_whole
from cabinet_tui.screens.owner import Owner
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.screens.store_screen import Host, Lens
from cabinet_tui.store.state import AppState

R = TypeVar("R")
_MINUTE = 60.0


class StoreDialog(ModalScreen[R], SpokenScreen[R], Generic[R]):
    """Mirrors slices of the store into its reactives, as ``StoreScreen`` does.

    It belongs to the session it was opened in: in another one it goes away.
    """

    mirrors: ClassVar[Mapping[str, Lens]] = {}
    _is_mirroring = False

    now: reactive[datetime | None] = reactive[datetime | None](None)

    @property
    def host(self) -> Host:
        """The app, as a screen knows it."""
        return cast("Host", self.app)

    @property
    def is_composed(self) -> bool:
        """Whether the widgets are there; watchers of reactives run before that too."""
        return is_whole(self.children)

    def on_mount(self) -> None:
        """Begin to mirror, once: Textual runs this after the handler of a subclass as well."""
        if self._is_mirroring:
            return
        self._is_mirroring = True
        self._owner = Owner.of(self.host.store.state)
        self._unsubscribe = self.host.store.subscribe(self._changed)
        self.mirror(self.host.store.state)
        self.set_interval(_MINUTE, self._tick)

    def on_unmount(self) -> None:
        """Cease to mirror."""
        self._unsubscribe()

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile."""
        self._tick()

    def _tick(self) -> None:
        self.mirror(self.host.store.state)

    def _changed(self, state: AppState) -> None:
        self.call_next(self.mirror, state)

    def mirror(self, state: AppState) -> None:
        """Copy what the dialog shows of the state into its reactives.

        Not while it is taken down, when its widgets are there in part or not at all.
        """
        if self._pruning or not self.is_composed:
            return
        if not self._owner.still_owns(state) and self.is_active:
            self.dismiss()
            return
        self.now = self.host.clock.now().replace(second=0, microsecond=0)
        for name, lens in self.mirrors.items():
            setattr(self, name, lens(state))
