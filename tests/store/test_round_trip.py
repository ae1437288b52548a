"""Any log, appended in any batches, reads back equal."""

import asyncio
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from mockint.core.events import Answered, Event, Payload, SessionStarted
from mockint.store import new_session_id
from mockint.store.sqlite_store import SqliteStore

# Everything that a text can hold in Python, halves of surrogate pairs included.
TEXT = st.text(st.characters(), max_size=30)
FLOATS = st.floats(allow_nan=False)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | FLOATS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
KINDS = get_args(get_args(Payload)[0])


def values_of(annotation: Any, bounds: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Return values for a field's type, so that new kinds of events are tried as well."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is str:
        return TEXT
    if annotation is bool:
        return st.booleans()
    if annotation in (int, float):
        least = next((bound.ge for bound in bounds if hasattr(bound, "ge")), None)
        most = next((bound.le for bound in bounds if hasattr(bound, "le")), None)
        if annotation is int:
            return st.integers(-(2**40) if least is None else least, most or 2**40)
        return st.floats(least, most, allow_nan=False)
    if annotation is Any:
        return JSON_VALUES
    if annotation is type(None):
        return st.none()
    if origin is Annotated:
        inner, *notes = arguments
        return values_of(inner, tuple(b for note in notes for b in note.metadata))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple and arguments[-1] is ...:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(argument) for argument in arguments))
    if origin is dict:
        return st.dictionaries(TEXT, values_of(arguments[1]), max_size=3)
    if origin is Union or type(annotation).__name__ == "UnionType":
        return st.one_of([values_of(argument, bounds) for argument in arguments])
    assert issubclass(annotation, BaseModel), annotation
    return st.deferred(lambda: records_of(annotation))


@cache
def records_of(kind: type[BaseModel]) -> st.SearchStrategy[Any]:
    return st.builds(
        kind,
        **{
            name: values_of(field.annotation, tuple(field.metadata))
            for name, field in kind.model_fields.items()
        },
    )


MOMENTS = st.floats(0, 10_000)
WALLS = st.datetimes().map(lambda moment: moment.isoformat() + "Z")


@st.composite
def logs_in_batches(draw):
    """Draw a log whose first event is the start, cut into batches."""
    payloads = [
        draw(records_of(SessionStarted)),
        *draw(st.lists(st.sampled_from(KINDS).flatmap(records_of), max_size=8)),
    ]
    session = new_session_id()
    log = [
        Event(session=session, seq=seq, wall=draw(WALLS), at=draw(MOMENTS), payload=payload)
        for seq, payload in enumerate(payloads)
    ]
    batches = []
    rest = log
    while rest:
        size = draw(st.integers(1, len(rest)))
        batches.append(rest[:size])
        rest = rest[size:]
    return session, batches


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory):
    store = SqliteStore(tmp_path_factory.mktemp("round-trip") / "sessions.db")
    yield store
    asyncio.run(store.close())


@given(drawn=logs_in_batches())
def test_a_log_reads_back_equal(shared_store, drawn):
    session, batches = drawn

    async def write_and_read():
        for batch in batches:
            await shared_store.append(session, batch)
        return await shared_store.events(session), await shared_store.sessions(1_000_000)

    events, summaries = asyncio.run(write_and_read())
    assert events == tuple(event for batch in batches for event in batch)
    summary = next(summary for summary in summaries if summary.id == session)
    assert summary.events == len(events)
    assert summary.at == max(event.at for event in events)
    assert summary.status == (
        "closed" if any(event.payload.kind == "session-closed" for event in events) else "open"
    )


@given(text=TEXT)
@example(text="half a pair: \ud83d")
@example(text="\udc80\x00\x1f\x7f")
def test_a_text_reads_back_equal(shared_store, samples, text):
    session = new_session_id()
    log = samples.log(session, 1)
    log.append(samples.event(session, 1, Answered(turn=1, text=text)))

    async def write_and_read():
        await shared_store.append(session, log)
        return await shared_store.events(session)

    assert asyncio.run(write_and_read())[1].payload.text == text
