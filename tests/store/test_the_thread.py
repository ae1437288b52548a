"""The store works beside the event loop: it never holds it up, and finishes what it has begun."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest

from mockint.core.errors import StoreLockedError


def store_threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("mockint-store")]


async def test_the_loop_runs_on_while_the_store_waits(opened, path, samples):
    store = opened(path, busy_timeout=0.3)
    log = samples.log("abc", 2)
    await store.append("abc", log[:1])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.ensure_future(store.append("abc", log[1:]))
        turns = 0
        while not writing.done():
            await asyncio.sleep(0.001)
            turns += 1
        with pytest.raises(StoreLockedError):
            await writing
    assert turns > 20


async def test_what_was_begun_is_finished_even_if_nobody_waits(opened, path, samples):
    store = opened(path)
    log = samples.log("abc", 4)
    await store.append("abc", log[:1])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first = asyncio.ensure_future(store.append("abc", log[1:2]))
        second = asyncio.ensure_future(store.append("abc", log[2:3]))
        await asyncio.sleep(0.01)
        first.cancel()
        second.cancel()
        await asyncio.sleep(0)
        assert first.cancelled()
        assert second.cancelled()
        other.execute("ROLLBACK")
    await store.append("abc", log[3:])
    assert await store.events("abc") == tuple(log)


async def test_closing_waits_for_what_is_under_way(opened, path, samples):
    store = opened(path)
    log = samples.log("abc", 10)
    writing = [asyncio.ensure_future(store.append("abc", [event])) for event in log]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*writing)
    assert await opened(path).events("abc") == tuple(log)


async def test_closing_ends_the_thread(opened, path, samples):
    store = opened(path)
    await store.append("abc", samples.log("abc", 1))
    assert len(store_threads()) == 1
    await store.close()
    assert store_threads() == []


def test_a_store_is_not_bound_to_one_loop(path, samples):
    from mockint.store.sqlite_store import SqliteStore

    store = SqliteStore(path)
    log = samples.log("abc", 2)
    for event in log:
        asyncio.run(store.append("abc", [event]))
    assert asyncio.run(store.events("abc")) == tuple(log)
    asyncio.run(store.close())


async def test_a_mistake_of_the_caller_leaves_the_store_usable(store, samples):
    log = samples.log("abc", 2)
    unwritable = samples.event("abc", 1, log[1].payload).model_copy(update={"seq": 2**70})
    with pytest.raises(ValueError, match="belongs"):
        await store.append("abc", [log[0], unwritable])
    await store.append("abc", log)
    assert await store.events("abc") == tuple(log)
