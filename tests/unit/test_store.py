"""The store and the value that knows how well it is known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.store.latest import Latest
from cabinet_tui.store.remote import Face, Remote
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2024, 1, 20, 16, 0, tzinfo=UTC)
LIVE = Link(LinkStatus.LIVE)


def test_a_listener_hears_each_change_until_it_unsubscribes() -> None:
    store = Store()
    heard: list[AppState] = []
    unsubscribe = store.subscribe(heard.append)
    store.update(lambda state: replace(state, link=LIVE))
    unsubscribe()
    unsubscribe()
    store.update(lambda state: replace(state, link=Link()))
    assert [state.link for state in heard] == [LIVE]


def test_a_change_to_the_same_state_is_not_told() -> None:
    store = Store()
    heard: list[AppState] = []
    store.subscribe(heard.append)
    store.update(lambda state: replace(state, link=Link()))
    assert heard == []


def test_a_listener_may_unsubscribe_another_while_being_told() -> None:
    store = Store()
    heard: list[str] = []

    def first(_state: AppState) -> None:
        heard.append("first")
        leave()

    store.subscribe(first)
    leave = store.subscribe(lambda _state: heard.append("second"))
    store.update(lambda state: replace(state, link=LIVE))
    store.update(lambda state: replace(state, link=Link()))
    assert heard == ["first", "second", "first"]


def test_the_faces_of_a_remote_value() -> None:
    fresh: Remote[tuple[int, ...]] = Remote()
    failed = fresh.begun().failed(Unreachable(host="h"))
    assert fresh.face is Face.LOADING
    assert fresh.begun().face is Face.LOADING
    assert failed.face is Face.ERROR
    assert failed.begun().face is Face.LOADING
    assert fresh.loaded((), NOW).face is Face.EMPTY
    assert fresh.loaded(None, NOW).face is Face.EMPTY
    assert fresh.loaded((1,), NOW).failed(Unreachable(host="h")).face is Face.READY


def test_a_value_is_fresh_until_it_is_old_or_something_changed() -> None:
    unknown: Remote[int] = Remote()
    loaded = unknown.loaded(1, NOW)
    ttl = timedelta(seconds=30)
    assert loaded.is_fresh(NOW + timedelta(seconds=29), ttl)
    assert not loaded.is_fresh(NOW + timedelta(seconds=30), ttl)
    assert not loaded.outdated().is_fresh(NOW, ttl)
    assert not loaded.patched(2).is_fresh(NOW, ttl)
    assert not unknown.is_fresh(NOW, ttl)


def test_a_value_is_wanted_once_somebody_asked_for_it() -> None:
    fresh: Remote[int] = Remote()
    assert not fresh.is_wanted
    assert fresh.begun().is_wanted
    assert fresh.failed(Unreachable(host="h")).is_wanted
    assert fresh.loaded(1, NOW).is_wanted


def test_who_cannot_keep_up_gets_the_latest_state_only() -> None:
    store = Store()
    queue: list[Callable[[], None]] = []
    taken: list[LinkStatus] = []
    store.subscribe(Latest(queue.append, lambda state: taken.append(state.link.status)))
    for link in (Link(LinkStatus.RECONNECTING), Link(LinkStatus.POLLING), LIVE):
        store.update(partial(replace, link=link))
    assert (len(queue), taken) == (1, [])
    queue.pop()()
    assert taken == [LinkStatus.LIVE]
    store.update(lambda state: replace(state, link=Link(LinkStatus.POLLING)))
    queue.pop()()
    assert taken == [LinkStatus.LIVE, LinkStatus.POLLING]
