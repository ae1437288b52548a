"""Drafts, heartbeats and content documents."""

import json

import pytest

from mockint.core.errors import StoreError
from mockint.core.kept import Draft, Heartbeat

WALL = "2026-11-23T10:00:00.000+00:00"


async def test_a_draft_takes_the_place_of_the_one_before(store, samples):
    await store.append("abc", samples.log("abc", 1))
    assert await store.draft("abc") is None
    for text in ["a", "a half \ud83d", ""]:
        draft = Draft(text=text, at=3.5, wall=WALL)
        await store.save_draft("abc", draft)
        assert await store.draft("abc") == draft
    assert await store.draft("abd") is None
    assert len(await store.events("abc")) == 1


async def test_a_heartbeat_takes_the_place_of_the_one_before(store, samples):
    await store.append("abc", samples.log("abc", 1))
    assert await store.heartbeat("abc") is None
    for at in [1.0, 2.25]:
        await store.beat("abc", Heartbeat(at=at, wall=WALL))
        assert await store.heartbeat("abc") == Heartbeat(at=at, wall=WALL)
    assert await store.heartbeat("abd") is None


async def test_nothing_is_kept_for_a_session_that_is_not_here(store, samples):
    await store.append("abc", samples.log("abc", 1))
    with pytest.raises(StoreError, match="Session abd is not in the session store"):
        await store.save_draft("abd", Draft(text="x", at=0, wall=WALL))
    with pytest.raises(StoreError, match="Session abd is not in the session store"):
        await store.beat("abd", Heartbeat(at=0, wall=WALL))


async def test_content_is_kept_by_hash(store, path):
    await store.put_content({})
    assert not path.exists()
    documents = {f"hash-{number}": json.dumps({"title": f"t{number}"}) for number in range(1200)}
    await store.put_content(documents)
    await store.put_content({"hash-0": documents["hash-0"], "other": "{}"})
    assert await store.content(["hash-0"]) == {"hash-0": documents["hash-0"]}
    assert await store.content(list(documents)) == documents
    assert await store.content([]) == {}


async def test_content_that_is_missing_is_named(store):
    await store.put_content({"here": "{}"})
    with pytest.raises(StoreError, match=r"lacks 2 content document\(s\), .* hash gone-1\."):
        await store.content(["here", "gone-1", "gone-2"])


async def test_content_with_half_a_surrogate_pair_keeps_its_meaning(store):
    document = '{"title": "half \ud83d"}'
    await store.put_content({"h": document})
    kept = (await store.content(["h"]))["h"]
    assert json.loads(kept) == json.loads(document)
