"""Appending keeps the log whole and the summary in step with it."""

import asyncio
import json

import pytest

from mockint.core.errors import SessionBusyError, StoreError
from mockint.core.events import Answered, Noted, SessionClosed


async def test_what_is_appended_reads_back_equal(store, samples):
    log = samples.log("abc", 9)
    await store.append("abc", log[:1])
    await store.append("abc", log[1:4])
    await store.append("abc", log[4:])
    assert await store.events("abc") == tuple(log)


async def test_a_session_that_is_not_here_has_no_events(store, samples):
    assert await store.events("abc") == ()
    await store.append("abc", samples.log("abc", 1))
    assert await store.events("abd") == ()


async def test_an_empty_batch_touches_nothing(store, path):
    await store.append("abc", [])
    assert not path.parent.exists()


async def test_it_is_there_for_another_store_as_soon_as_append_returns(store, opened, samples):
    log = samples.log("abc", 5)
    other = opened(store.path)
    for length, event in enumerate(log, start=1):
        await store.append("abc", [event])
        assert await other.events("abc") == tuple(log[:length])


async def test_the_batch_may_change_after_it_was_handed_over(store, samples):
    batch = samples.log("abc", 3)
    writing = asyncio.ensure_future(store.append("abc", batch))
    await asyncio.sleep(0)
    batch.clear()
    await writing
    assert len(await store.events("abc")) == 3


async def test_a_hole_is_refused_and_nothing_is_written(store, samples):
    log = samples.log("abc", 6)
    await store.append("abc", log[:2])
    with pytest.raises(StoreError, match="ends at event 1") as caught:
        await store.append("abc", log[4:])
    assert not isinstance(caught.value, SessionBusyError)
    assert await store.events("abc") == tuple(log[:2])


async def test_a_number_that_is_taken_means_that_somebody_else_went_on(store, opened, samples):
    log = samples.log("abc", 4)
    other = opened(store.path)
    await store.append("abc", log[:2])
    await other.append("abc", log[2:])
    with pytest.raises(SessionBusyError, match="event 2 is already in its log"):
        await store.append("abc", log[2:3])
    with pytest.raises(SessionBusyError):
        await store.append("abc", log[:1])
    assert await store.events("abc") == tuple(log)


async def test_a_log_does_not_begin_in_its_middle(store, samples):
    with pytest.raises(StoreError, match=r"Session abc is not in the session store .*deleted"):
        await store.append("abc", samples.log("abc", 3)[1:])
    assert await store.sessions() == ()


async def test_a_batch_that_makes_no_sense_is_the_callers_mistake(store, samples):
    log = samples.log("abc", 4)
    with pytest.raises(ValueError, match="belongs"):
        await store.append("abc", [log[0], log[2]])
    with pytest.raises(ValueError, match="belongs"):
        await store.append("xyz", log)
    with pytest.raises(ValueError, match="first event"):
        await store.append("abc", [samples.event("abc", 0, Answered(turn=1, text="hello"))])
    assert await store.sessions() == ()


async def test_a_batch_is_written_whole_or_not_at_all(store, samples):
    unwritable = samples.event("abc", 2, Noted(what="note", text="x"), at=float("nan"))
    log = [*samples.log("abc", 2), unwritable]
    with pytest.raises(StoreError):
        await store.append("abc", log)
    assert await store.sessions() == ()
    assert await store.events("abc") == ()


async def test_the_summary_follows_the_events(store, samples):
    log = samples.log("abc", 3)
    await store.append("abc", log)
    (summary,) = await store.sessions()
    assert (summary.id, summary.round, summary.persona) == ("abc", "phone-screen-30", "warm-peer")
    assert (summary.status, summary.at, summary.events) == ("open", 2.0, 3)
    assert (summary.started_at, summary.updated_at) == (log[0].wall, log[2].wall)

    later = samples.event("abc", 3, SessionClosed(reason="completed"), at=90.5)
    await store.append("abc", [later])
    # An assessment may come in after the bell, with an earlier time.
    await store.append("abc", [samples.event("abc", 4, Noted(what="note", text="x"), at=80.0)])
    (summary,) = await store.sessions()
    assert (summary.status, summary.at, summary.events) == ("closed", 90.5, 5)
    assert summary.updated_at == samples.wall(4)


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (json.dumps({"id": "r", "title": "Phone screen, half an hour"}), "Phone screen, half an h"),
        (json.dumps({"id": "r", "title": "lone \ud800"}), "lone \\ud800"),
        (json.dumps({"id": "r"}), "r"),
        (json.dumps({"title": 3}), "r"),
        (json.dumps(["title"]), "r"),
        ("{", "r"),
        (None, "r"),
    ],
)
async def test_the_title_is_the_one_the_round_had(store, samples, document, title):
    if document is not None:
        await store.put_content({"h1": document})
    first = samples.started(round="r", content={"round/r": "h1", "persona/p": "h2"})
    await store.append("abc", [samples.event("abc", 0, first)])
    (summary,) = await store.sessions()
    assert summary.title.startswith(title)


async def test_text_of_any_kind_is_kept(store, samples):
    texts = [
        "",
        "\x00",
        "\ud800 alone",
        "😀 ü 日本",
        "\r\n\u2028",
        '"},{"kind":"skipped"}',
        "x" * 10**6,
    ]
    log = samples.log("abc", 1)
    for seq, text in enumerate(texts, start=1):
        log.append(samples.event("abc", seq, Answered(turn=seq, text=text)))
    await store.append("abc", log)
    assert await store.events("abc") == tuple(log)


async def test_calls_at_once_are_done_in_order(store, samples):
    log = samples.log("abc", 40)
    await asyncio.gather(*(store.append("abc", [event]) for event in log))
    assert await store.events("abc") == tuple(log)


async def test_the_first_events_can_be_read_without_the_rest(store, samples):
    log = samples.log("abc", 5)
    await store.append("abc", log)
    assert await store.events("abc", first=2) == tuple(log[:2])
