"""A deleted session is gone, from the tables and from the file."""

import pytest

from mockint.core.errors import NotFoundError
from mockint.core.events import Answered
from mockint.core.kept import Draft, Heartbeat

SECRET = "a word that must not be found again "


async def write(store, samples, session):
    log = samples.log(session, 1)
    for seq in range(1, 40):
        log.append(samples.event(session, seq, Answered(turn=seq, text=SECRET * seq)))
    await store.append(session, log)
    await store.save_draft(session, Draft(text=SECRET, at=1, wall=samples.wall(0)))
    await store.beat(session, Heartbeat(at=1, wall=samples.wall(0)))


def found_on_disk(path):
    return any(SECRET.encode() in file.read_bytes() for file in path.parent.iterdir())


async def test_everything_of_a_session_is_removed(store, samples, path):
    await write(store, samples, "abc")
    await store.append("xyz", samples.log("xyz", 3))
    await store.claim("abc")
    assert found_on_disk(path)
    await store.delete("abc")
    assert await store.events("abc") == ()
    assert await store.draft("abc") is None
    assert await store.heartbeat("abc") is None
    assert [summary.id for summary in await store.sessions()] == ["xyz"]
    assert await store.events("xyz") == tuple(samples.log("xyz", 3))
    assert not found_on_disk(path)
    await store.close()
    assert not found_on_disk(path)


async def test_a_draft_that_was_overwritten_is_gone_as_well(store, samples, path):
    await store.append("abc", samples.log("abc", 1))
    await store.save_draft("abc", Draft(text=SECRET * 100, at=1, wall=samples.wall(0)))
    await store.save_draft("abc", Draft(text="", at=1, wall=samples.wall(0)))
    await store.close()
    assert not found_on_disk(path)


async def test_a_session_may_begin_again_under_the_same_id(store, samples):
    await write(store, samples, "abc")
    await store.delete("abc")
    await store.append("abc", samples.log("abc", 2))
    assert await store.events("abc") == tuple(samples.log("abc", 2))
    assert await store.draft("abc") is None


@pytest.mark.parametrize("name", ["ab", "abd", ""])
async def test_only_a_whole_id_deletes(store, samples, name):
    await write(store, samples, "abc")
    with pytest.raises(NotFoundError):
        await store.delete(name)
    assert len(await store.events("abc")) == 40


async def test_a_writer_that_goes_on_after_that_is_told(store, opened, samples, path):
    log = samples.log("abc", 3)
    await store.append("abc", log[:2])
    await opened(path).delete("abc")
    with pytest.raises(Exception, match="may have been deleted in another process"):
        await store.append("abc", log[2:])


async def test_documents_that_sessions_share_stay(store, samples):
    await store.put_content({"h": '{"title": "t"}'})
    first = samples.started(content={"round/phone-screen-30": "h"})
    for session in ["abc", "xyz"]:
        await store.append(session, [samples.event(session, 0, first)])
    await store.delete("abc")
    assert await store.content(["h"]) == {"h": '{"title": "t"}'}
