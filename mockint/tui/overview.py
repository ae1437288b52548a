"""What home and the list of sessions say about rounds and sessions, read away from the screen.

Everything here is slow beside a key press: it runs in a worker thread, never on the event loop.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mockint.core.clock import round_deadline
from mockint.core.content import Round
from mockint.core.errors import MockintError
from mockint.core.kept import SessionSummary
from mockint.core.scoring import scorecard
from mockint.desk import Desk
from mockint.report import LEVEL_NAMES, clock_text

LOOKED_AT, MOST_OPEN, MOST_RECENT = 50, 3, 5
"""Of the newest sessions, how many are looked at, and how many of each sort are shown."""


@dataclass(frozen=True)
class RoundLine:
    """A round as home shows it."""

    id: str
    title: str
    minutes: float
    trains: str
    persona: str
    """The name of who interviews, unless somebody else is chosen."""
    pause: bool
    feedback: bool
    timed: bool
    free_hints: bool
    """Whether each answer is told how it did."""
    phases: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class PersonaLine:
    """Somebody who interviews."""

    id: str
    name: str
    manner: str


@dataclass(frozen=True)
class Shelf:
    """What there is to play, and how many files had to be left out."""

    rounds: tuple[RoundLine, ...]
    personas: tuple[PersonaLine, ...]
    faults: int


@dataclass(frozen=True)
class SessionLine:
    """A session as a list shows it."""

    id: str
    round: str
    title: str
    persona: str
    when: str
    is_open: bool
    used: str
    where: str = ""
    """Of an open one: what is left, and in which part it stands."""
    level: str = ""
    """Of a closed one, once it has been worked out."""


@dataclass(frozen=True)
class Detail:
    """What a session's log tells: where an open one stands, the level a closed one came to."""

    session: str
    text: str


News = Shelf | tuple[SessionLine, ...] | Detail


async def look(desk: Desk) -> AsyncIterator[News]:
    """Yield what home shows, the slowest last."""
    yield shelf(desk)
    found = session_lines(desk, await desk.store.sessions(LOOKED_AT))
    yield found
    for line in left_open(found):
        yield Detail(line.id, await where_it_stands(desk, line.id))
    for line in lately(found):
        yield Detail(line.id, await level_words(desk, line.id))


def left_open(lines: Sequence[SessionLine]) -> list[SessionLine]:
    """Return the open sessions that home offers to go on with."""
    return [line for line in lines if line.is_open][:MOST_OPEN]


def lately(lines: Sequence[SessionLine]) -> list[SessionLine]:
    """Return the finished sessions that home shows."""
    return [line for line in lines if not line.is_open][:MOST_RECENT]


def shelf(desk: Desk) -> Shelf:
    """Return rounds, the shortest first, and personas."""
    personas = tuple(
        PersonaLine(each.id, each.name, each.manner) for each in desk.library.personas()
    )
    names = {each.id: each.name for each in personas}
    rounds = sorted(desk.library.rounds(), key=lambda each: (each.minutes, each.title))
    lines = tuple(_round_line(each, names.get(each.persona, each.persona)) for each in rounds)
    return Shelf(lines, personas, len({problem.path for problem in desk.library.faults}))


def _round_line(round_: Round, persona: str) -> RoundLine:
    return RoundLine(
        id=round_.id,
        title=round_.title,
        minutes=round_.minutes,
        trains=round_.trains,
        persona=persona,
        pause=round_.pause,
        feedback=round_.feedback == "each-answer",
        timed=round_.pace != "untimed",
        free_hints=round_.hints == "free",
        phases=tuple((phase.name, phase.minutes) for phase in round_.phases),
    )


def session_lines(
    desk: Desk, summaries: Sequence[SessionSummary], now: datetime | None = None
) -> tuple[SessionLine, ...]:
    """Return sessions as lines, without what has to be read from their logs."""
    today = now or datetime.now(UTC)
    names = {each.id: each.name for each in desk.library.personas()}
    return tuple(
        SessionLine(
            id=each.id,
            round=each.round,
            title=each.title,
            persona=names.get(each.persona, each.persona),
            when=day_and_time(each.started_at, today),
            is_open=each.status == "open",
            used=clock_text(each.at),
        )
        for each in summaries
    )


async def where_it_stands(desk: Desk, session: str) -> str:
    """Return what is left of an open session, and the part that it is in."""
    try:
        state, _ = await desk.read(session)
    except MockintError as error:
        return error.message
    phase = f'at "{state.phase.name}"' if state.phase else "not begun"
    if state.pace == "untimed":
        return phase
    return f"{clock_text(round_deadline(state) - state.at)} left, {phase}"


async def level_words(desk: Desk, session: str) -> str:
    """Return the level that a closed session came to, in words and as a number."""
    try:
        state, _ = await desk.read(session)
    except MockintError:
        return "cannot be read"
    level = scorecard(state).level
    return LEVEL_NAMES[level] if level is None else f"{level} {LEVEL_NAMES[level]}"


def day_and_time(wall: str, now: datetime) -> str:
    """Return `today 17:24`, `yesterday 17:24`, `23 Nov 17:24`, or `23 Nov 2024`, in local time."""
    try:
        then = datetime.fromisoformat(wall).astimezone()
    except ValueError:
        return wall[:16]
    days = (now.astimezone().date() - then.date()).days
    clock = f"{then:%H:%M}"
    if days in (0, 1):
        return f"{'yesterday' if days else 'today'} {clock}"
    day = f"{then.day} {then:%b}"
    return f"{day} {clock}" if 0 < days < 300 else f"{day} {then:%Y}"
