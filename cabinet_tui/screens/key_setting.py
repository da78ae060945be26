"""The keys a person has set otherwise, put to use and told about where they cannot be."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding

from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_LONG = 20.0
_MOST = 6


@dataclass(frozen=True, slots=True)
class WantedKeys:
    """What the file says about keys, as it stands there, and where that file is."""

    table: object = field(default_factory=dict)
    path: str = ""


class KeySetting:
    """Sets the keys of an app as the file says."""

    def __init__(self, app: App[int], wanted: WantedKeys) -> None:
        self._app = app
        self._wanted = wanted
        self._keys: Mapping[str, Sequence[str]] = {}
        self.keymap: Mapping[str, str] = {}
        self._complaints: Sequence[str] = ()

    def begin(self) -> None:
        """Use what can be used, before anything is shown."""
        if not self._wanted.table:
            return
        # Whoever has set nothing need not wait for all screens to be looked through.
        from cabinet_tui.screens.key_places import places
        from cabinet_tui.screens.remapping import remap

        found = remap(self._wanted.table, places(type(self._app)))
        self._keys = found.keys
        self.keymap = found.keymap
        self._app.set_keymap(self.keymap)
        self._complaints = found.complaints

    def tell(self) -> None:
        """Say what cannot be used, and where it stands; again when that went too soon."""
        if self._complaints:
            self._app.notify(self._told(), severity="warning", timeout=_LONG, markup=False)

    def seen(self) -> None:
        """Whoever presses a key has read it."""
        self._complaints = ()

    def chosen(self, binding_id: str) -> str | None:
        """The key that was set for a binding, the first of them; None where it was not."""
        return next(iter(self._keys.get(binding_id, ())), None)

    def shown(self, binding_id: str, usual: str) -> str:
        """The key of a binding as the line of keys has it."""
        chosen = self.chosen(binding_id)
        return usual if chosen is None else self._app.get_key_display(Binding(chosen, ""))

    def _told(self) -> str:
        lines = list(self._complaints[:_MOST])
        if more := len(self._complaints) - len(lines):
            lines.append(_("and {count} more").format(count=more))
        where = _("In [keys] of {path} this is left out:").format(path=self._wanted.path)
        return "\n".join((where, *lines))
