"""The settings in use: they take effect at once, wherever they are changed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.theme import Theme

from cabinet_tui import locale
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.settings import SettingsDialog
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.settings import Settings
from cabinet_tui.widgets.glyphs import ASCII_CLASS

if TYPE_CHECKING:
    from textual.app import App

    from cabinet_tui.screens.herald import Herald

Keep = Callable[[Settings, Settings], None]
_BETWEEN = "between"


@dataclass(frozen=True)
class Tuning:
    """The settings to begin with. ``keep`` remembers what has changed and raises BadSetting.

    ``kept_in`` says where, empty when nothing is remembered.
    """

    settings: Settings = field(default_factory=Settings)
    keep: Keep | None = None
    kept_in: str = ""


class Tuner:
    """Makes an app look and sound as its settings say."""

    def __init__(
        self,
        app: "App[int]",
        herald: "Herald",
        tuning: Tuning,
        theme_for: Callable[[str], str],
        account_language: Callable[[], str],
    ) -> None:
        """``theme_for`` says which theme is shown for a setting.

        ``account_language`` is the code the account has now, empty as long as none is known.
        """
        self.settings = tuning.settings
        self._app = app
        self._herald = herald
        self._tuning = tuning
        self._theme_for = theme_for
        self._account_language = account_language
        self._show_signs()

    def begin(self) -> None:
        """Paint, and from then on remember what the palette paints."""
        self._paint()
        self._app.theme_changed_signal.subscribe(self._app, self._painted)

    def open(self, row: int = 0) -> None:
        """Show the settings, with the cursor on a line."""
        self._app.push_screen(SettingsDialog(self.settings, self._tuning.kept_in, row))

    async def change(self, wanted: Settings, row: int) -> None:
        """Do as a person has chosen, now and from now on; the cursor is on ``row``."""
        before, self.settings = self.settings, wanted
        self._remember(before, wanted)
        self._paint()
        if (before.bell, before.desktop) != (wanted.bell, wanted.desktop):
            self._herald.sample(wanted, self._app.title, _("News will be told like this."))
        if _drawn_with(before) != _drawn_with(wanted):
            await self._make_all_anew(row)

    async def follow(self) -> bool:
        """Speak the account's own language where none was chosen; whether that was new.

        Nothing changes below an open dialog.
        """
        wanted = locale.spoken(self._account_language())
        is_settled = self.settings.language or not wanted or wanted == locale.current()
        if is_settled or len(self._app.screen_stack) > 1:
            return False
        await self._make_all_anew()
        return True

    async def make_anew(self, mode: str) -> None:
        """Forget the screens of a mode that is not shown."""
        await self._app.remove_mode(mode)
        self._app.add_mode(mode, self._app.MODES[mode])

    def greeted(self) -> None:
        """Remember that the newcomer was greeted; not worth a word where that cannot be kept."""
        before, self.settings = self.settings, replace(self.settings, greeted=True)
        if self._tuning.keep is not None:
            with suppress(BadSetting):
                self._tuning.keep(before, self.settings)

    def _remember(self, before: Settings, after: Settings) -> None:
        if self._tuning.keep is not None:
            try:
                self._tuning.keep(before, after)
            except BadSetting as error:
                self._app.notify(str(error), severity="error", markup=False)

    def _show_signs(self) -> None:
        self._app.set_class(self.settings.ascii, ASCII_CLASS)

    def _theme(self) -> str:
        return self._theme_for(self.settings.theme)

    def _paint(self) -> None:
        self._app.theme = self._theme()

    def _painted(self, theme: Theme) -> None:
        before = self.settings
        if theme.name != self._theme():
            self.settings = replace(before, theme=theme.name)
            self._remember(before, self.settings)

    async def _make_all_anew(self, row: int = 0) -> None:
        """Texts and signs are looked up when a screen is made, so each is made again."""
        app = self._app
        if spoken := self.settings.language or locale.spoken(self._account_language()):
            locale.use(spoken)
        self._show_signs()
        shown = app.current_mode
        with app.batch_update():
            is_open = isinstance(app.screen, SettingsDialog)
            if is_open:
                await app.pop_screen()
            # What is shown cannot be forgotten: for that moment nothing is.
            app.add_mode(_BETWEEN, SpokenScreen)
            await app.switch_mode(_BETWEEN)
            for mode in app.MODES:
                await self.make_anew(mode)
            await app.switch_mode(shown)
            await app.remove_mode(_BETWEEN)
            if is_open:
                await app.push_screen(SettingsDialog(self.settings, self._tuning.kept_in, row))


def _drawn_with(settings: Settings) -> tuple[object, ...]:
    """What is looked up when a screen is made."""
    return settings.language, settings.ascii, settings.qr_blocks
