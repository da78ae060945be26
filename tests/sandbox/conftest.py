"""Worlds that close themselves."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.sandbox.bedolaga_world import BedolagaWorld, open_bedolaga
from tests.sandbox.world import World, open_world

MakeWorld = Callable[..., Awaitable[World]]
MakeBedolaga = Callable[..., Awaitable[BedolagaWorld]]


@pytest.fixture
async def make_world() -> AsyncIterator[MakeWorld]:
    opened: list[World] = []

    async def make(scenario: str = "default", *, limits: bool = False) -> World:
        opened.append(await open_world(scenario, limits=limits))
        return opened[-1]

    yield make
    for world in opened:
        await world.client.aclose()
        await world.box.stop()


@pytest.fixture
async def world(make_world: MakeWorld) -> World:
    return await make_world()


@pytest.fixture
async def make_bedolaga() -> AsyncIterator[MakeBedolaga]:
    opened: list[BedolagaWorld] = []

    async def make(scenario: str = "default", *, limits: bool = False) -> BedolagaWorld:
        opened.append(await open_bedolaga(scenario, limits=limits))
        return opened[-1]

    yield make
    for world in opened:
        await world.client.aclose()
        await world.box.stop()


@pytest.fixture
async def bedolaga(make_bedolaga: MakeBedolaga) -> BedolagaWorld:
    return await make_bedolaga()
