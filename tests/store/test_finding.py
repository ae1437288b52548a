"""The list of sessions, and a session by the beginning of its id."""

import pytest

from mockint.core.errors import NotFoundError
from mockint.core.events import Noted, SessionClosed


@pytest.fixture
async def three(store, samples):
    """Three sessions; the second one was written to last, the newest is closed."""
    for number, session in enumerate(["abc23456", "abd23456", "xyz23456"]):
        first = samples.event(session, 0, samples.started())
        wall = f"2026-11-23T1{number}:00:00.000+00:00"
        await store.append(session, [first.model_copy(update={"wall": wall})])
    closing = samples.event("xyz23456", 1, SessionClosed(reason="ended"))
    await store.append("xyz23456", [closing.model_copy(update={"wall": "2026-11-23T12:30:00"})])
    noting = samples.event("abd23456", 1, Noted(what="note", text="x"))
    await store.append("abd23456", [noting.model_copy(update={"wall": "2026-11-24T09:00:00"})])
    return store


async def test_the_list_is_newest_first(three):
    assert [s.id for s in await three.sessions()] == ["xyz23456", "abd23456", "abc23456"]
    assert [s.id for s in await three.sessions(2)] == ["xyz23456", "abd23456"]
    assert await three.sessions(0) == ()


async def test_sessions_of_one_instant_are_listed_last_made_first(store, samples):
    for session in ["bbb", "ccc", "aaa"]:
        await store.append(session, samples.log(session, 1))
    assert [summary.id for summary in await store.sessions()] == ["aaa", "ccc", "bbb"]


@pytest.mark.parametrize("prefix", ["abd23456", "abd", "ABD2", " abd2\n", "", "  "])
async def test_one_beginning_finds_one_session(three, prefix):
    assert await three.find(prefix) == "abd23456"


async def test_a_whole_id_wins_over_longer_ones(store, samples):
    for session in ["abc", "abcd", "abcde"]:
        await store.append(session, samples.log(session, 1))
    assert await store.find("abc") == "abc"


async def test_a_beginning_of_several_names_them(three, samples):
    with pytest.raises(NotFoundError, match=r"several sessions: abd23456, abc23456\. Type"):
        await three.find("ab")
    for number in range(9):
        await three.append(f"ab{number}", samples.log(f"ab{number}", 1))
    with pytest.raises(NotFoundError, match=r"sessions: ab8, ab7, ab6, ab5, ab4 \.\.\."):
        await three.find("a")


@pytest.mark.parametrize("prefix", ["%", "_", "b", "abc234567", "\udcff", "a%", "'", "\x00"])
async def test_an_unknown_beginning_is_not_found(three, prefix):
    with pytest.raises(NotFoundError, match="There is no session"):
        await three.find(prefix)


async def test_a_slip_of_the_finger_is_helped(three):
    with pytest.raises(NotFoundError, match="Did you mean 'xyz23456'"):
        await three.find("xzy23456")


async def test_no_session_is_open(store, samples):
    with pytest.raises(NotFoundError, match="No session is open"):
        await store.find("")
    closing = samples.event("abc", 1, SessionClosed(reason="ended"))
    await store.append("abc", [*samples.log("abc", 1), closing])
    with pytest.raises(NotFoundError, match="No session is open"):
        await store.find("")
