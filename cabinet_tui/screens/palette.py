"""The palette: everything that a key does, by its name in either language."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from cabinet_tui.locale import LANGUAGES, N_, _, current, in_language
from cabinet_tui.screens.key_help import described
from cabinet_tui.screens.key_places import keys_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.keyboard import retyped
from cabinet_tui.widgets.section_tabs import Section

if TYPE_CHECKING:
    from textual.screen import Screen

_OTHER_LANGUAGE = 0.8
_OTHER_LAYOUT = 0.7
_ELSEWHERE = 0.9
_LEAST = 0.01
_THEME = N_("Theme")


class Commanded(Protocol):
    """What the palette asks of the app."""

    @property
    def sections_open(self) -> Sequence[tuple[Section, type[StoreScreen]]]:
        """The sections that can be opened now, with their screens."""
        ...

    async def do_in(self, mode: str, action: str, name: str) -> None:
        """Open a section and do something there; say so when it cannot be done now."""
        ...

    def action_change_theme(self) -> None:
        """Choose the colours."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do: its names, the one in the language in use first, and a hint."""

    names: Sequence[str]
    hint: str
    run: Callable[[], object | Awaitable[object]]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """How well a name fits what was typed, and where."""

    score: float
    name: str
    matcher: Matcher


class Commands(Provider):
    """Finds commands by their names in every language, typed on either keyboard layout."""

    async def discover(self) -> Hits:
        """What can be done here, by name, before anything is typed."""
        here = [command for command in self._commands() if command.weight == 1.0]
        for command in sorted(here, key=lambda command: command.names[0]):
            yield DiscoveryHit(
                display=_with_hint(Content(command.names[0]), command), command=command.run
            )

    async def search(self, query: str) -> Hits:
        """Everything that has such a name."""
        matchers = [(self.matcher(query), 1.0)]
        matchers += [
            (self.matcher(text), _OTHER_LAYOUT) for text in retyped(query) if text != query
        ]
        is_found = False
        for command in self._commands():
            best = _best(command, matchers)
            if best.score > 0:
                is_found = True
                yield Hit(
                    score=best.score * command.weight,
                    match_display=_shown(command, best),
                    command=command.run,
                )
        if not is_found:
            # Left alone, the palette says so in English.
            yield Hit(
                score=_LEAST, match_display=Content(_("Nothing was found.")), command=_nothing
            )

    def _commands(self) -> Iterator[Command]:
        app, seen = self.app, set[str]()
        for told in described(self.screen):
            message = _message_of(told.active.binding, told.active.node)
            seen.add(f"{told.active.binding.id}")
            yield Command(
                names_of(message),
                ", ".join(told.keys),
                partial(app.run_action, told.active.binding.action, told.active.node),
            )
        commanded = cast("Commanded", app)
        yield Command(names_of(_THEME), _("Choose the colours"), commanded.action_change_theme)
        if self.screen.is_modal:
            return
        for section, kind in commanded.sections_open:
            if isinstance(self.screen, kind):
                continue
            for binding in keys_of(kind):
                if binding.id and binding.description and binding.id not in seen:
                    yield Command(
                        names_of(binding.description),
                        section.title,
                        partial(
                            commanded.do_in, section.mode, binding.action, _(binding.description)
                        ),
                        _ELSEWHERE,
                    )


def _nothing() -> None:
    """What there is to do about nothing."""


def names_of(message: str) -> Sequence[str]:
    """A message in the language in use, then in the others."""
    others = (in_language(message, language) for language in LANGUAGES if language != current())
    return tuple(dict.fromkeys((_(message), *others)))


def _message_of(binding: Binding, node: object) -> str:
    """The description before it was translated: what was written where the binding is."""
    for written in keys_of(cast("type[Screen[object]]", type(node))):
        if written.id == binding.id:
            return written.description
    return binding.description


def _best(command: Command, matchers: Sequence[tuple[Matcher, float]]) -> Found:
    found = [
        Found(
            matcher.match(name) * weight * (_OTHER_LANGUAGE if place else 1.0),
            name,
            matcher,
        )
        for matcher, weight in matchers
        for place, name in enumerate(command.names)
    ]
    return max(found, key=lambda one: one.score)


def _shown(command: Command, best: Found) -> Content:
    """The name in the language in use; beside it the one that was found, if that is another."""
    lit = best.matcher.highlight(best.name)
    usual = command.names[0]
    name = lit if best.name == usual else Content.assemble(usual, "  ", lit)
    return _with_hint(name, command)


def _with_hint(name: Content, command: Command) -> Content:
    # On one line, and not as the help of a hit: that has a line of its own, and is read as markup.
    return Content.assemble(name, "  ", (command.hint, "$text-muted"))
