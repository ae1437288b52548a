"""The round on plain lines: what a person at a shell, or a screen reader, meets."""

import asyncio
import io
from collections.abc import Iterator
from itertools import pairwise
from queue import SimpleQueue
from typing import Any, TextIO, cast

from hypothesis import given
from hypothesis import strategies as st

from mockint.clocks import AnyClock, RealClock, VirtualClock
from mockint.core.events import Answered, DraftChanged, GapFound, Said
from mockint.core.kept import Draft
from mockint.core.model_events import ModelCalled
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken, Voice
from mockint.core.state import Script, SessionState
from mockint.flowing import Flow
from mockint.plain import Conversation
from mockint.plain_screen import Screen
from mockint.runner import Runner
from tests.builders import follow, phase, question, script_of, started
from tests.fakes import FakeAssessor, FakeCalculators, FakeVoice, MemoryStore

ROUND = (
    phase("opening", "opening", 2),
    phase("concept", minutes=10, questions=("cache",)),
    phase("close", "close", 1),
)


class Talk:
    """A conversation that has been held, and what it left."""

    def __init__(self, script: Script, clock: AnyClock, voice: Voice | None = None) -> None:
        self.store, self.out, self.clock = MemoryStore(), io.StringIO(), clock
        self.runner = Runner(
            "test",
            script,
            store=self.store,
            clock=clock,
            assessor=FakeAssessor(),
            voice=voice or FakeVoice(),
            calculators=FakeCalculators(),
        )
        self.closed = False

    async def hold(self, typed: str, draft: str = "", count_gaps: bool = False) -> "Talk":
        conversation = Conversation(
            self.runner,
            self.clock,
            Screen(self.out),
            io.StringIO(typed),
            draft=draft,
            count_gaps=count_gaps,
        )
        beginning = self.runner.start(started(self.runner.state.script.round))
        self.closed = await conversation.hold(beginning)
        return self

    @property
    def seen(self) -> str:
        return self.out.getvalue()

    @property
    def answers(self) -> list[str]:
        payloads = [event.payload for event in self.runner.log]
        return [payload.text for payload in payloads if isinstance(payload, Answered)]


def a_round(**fields: Any) -> Script:
    return script_of(question("cache"), phases=ROUND, **fields)


async def talk(typed: str, script: Script | None = None, **more: Any) -> Talk:
    return await Talk(script or a_round(), VirtualClock()).hold(typed, **more)


async def test_three_dashes_send_an_answer_of_several_lines():
    held = await talk("yes\n---\nkeys\n\nand values\n---\n")
    assert held.answers == ["yes", "keys\n\nand values"]


async def test_a_diagram_is_drawn_and_the_board_can_be_looked_at():
    held = await talk("yes\n---\n/board\n/diagram client -> model\n/note ask\n/board\n/quit\n")
    assert "* Nothing is on the board yet." in held.seen
    assert held.seen.count("client -> model\n") == 2, "in words, which can be read aloud"
    assert "Note [00:00]\n  ask" in held.seen


async def test_a_diagram_that_cannot_be_read_says_which_line_and_why():
    held = await talk("yes\n---\n/diagram client ->\n/quit\n")
    assert "* Line 1: Nothing stands after ->. Name the part that it leads to." in held.seen
    assert held.runner.state.board == ()


async def test_where_a_number_is_asked_for_it_says_how_to_commit_to_one():
    script = script_of(
        question("cache", followups=[follow("size", numeric=True)]), phases=ROUND[1:]
    )
    held = await talk("cache-point\n---\n/estimate =100 because twice 50\n/quit\n", script)
    assert "A number is asked for. /estimate 33GB because ..." in held.seen
    assert [item.kind for item in held.runner.state.board] == ["estimate"]


async def test_each_turn_shows_who_speaks_and_when():
    held = await talk("yes\n---\n")
    assert "== Opening, 02:00 ==\n\nInterviewer [00:00]\n  open: line opening" in held.seen
    assert "== Concept, 10:00 ==\n\nInterviewer [00:00]\n  ask: ask cache" in held.seen


async def test_the_end_of_input_leaves_the_round_open_with_its_draft():
    held = await talk("yes\n---\nhalf an ans")
    assert not held.closed
    assert held.runner.state.closed is None
    assert held.store.drafts["test"].text == "half an ans"


async def test_quit_leaves_and_end_closes_with_the_scorecard():
    left = await talk("/quit\nnever read\n")
    assert (left.closed, left.runner.state.closed) == (False, None)
    ended = await talk("yes\n---\n/end\n")
    assert (ended.closed, ended.runner.state.closed) == (True, "ended")
    assert "Overall: not observed" in ended.seen


async def test_a_kept_draft_is_the_beginning_of_the_answer():
    held = await talk("and more\n---\n", draft="kept\nlines")
    assert held.answers == ["kept\nlines\nand more"]


async def test_escaped_marks_are_text_and_a_time_is_left_to_the_clock():
    held = await talk("@90s\nyes\n---\n\\---\n\\/hint\n---\n")
    assert held.answers == ["yes", "---\n/hint"]


async def test_a_paste_of_four_hundred_lines_is_one_answer():
    pasted = "\n".join(f"line {number}" for number in range(400))
    held = await talk(f"yes\n---\n{pasted}\n---\n")
    assert held.answers[1] == pasted


async def test_an_action_in_the_middle_of_an_answer_leaves_the_draft_alone():
    held = await talk("yes\n---\nkeys\n/hint\nand values\n---\n")
    assert held.answers[1] == "keys\nand values"
    assert "hint: cache hint 1" in held.seen


async def test_help_and_unknown_actions_are_answered():
    held = await talk("/help\n/hnt\n/time\n")
    assert "/estimate  commit to a number" in held.seen
    assert "* There is no action /hnt. Did you mean 'hint'?" in held.seen
    assert "* This part 02:00, the round 13:00." in held.seen


async def test_a_pause_is_announced_both_ways():
    held = await talk("/pause\n/pause\n", a_round(pause=True))
    assert held.seen.index("The clock stands still") < held.seen.index("The clock runs")


async def test_verdicts_are_shown_at_once_only_where_the_round_says_so():
    typed = "yes\n---\ncache-point\n---\n"
    assert "+ made" not in (await talk(typed)).seen.partition("== The round is over")[0]
    assert "+ made: says cache-point" in (await talk(typed, a_round(feedback="each-answer"))).seen


async def test_text_that_no_terminal_can_show_does_not_end_the_round():
    held = await talk("yes\n---\nbroken \udc80 byte\n---\n")
    assert held.answers[1] == "broken ? byte"


def seconds_from(jumps: dict[int, float]) -> Iterator[float]:
    """Yield a monotonic clock's readings: a tenth of a second apart, with jumps."""
    at, reading = 0.0, 0
    while True:
        at += jumps.get(reading, 0.1)
        reading += 1
        yield at


async def test_a_bell_takes_the_lines_typed_so_far():
    script = script_of(question("cache"), phases=(phase("concept", questions=("cache",)),))
    readings = seconds_from({12: 700.0})
    held = Talk(script, RealClock(source=lambda: next(readings)))
    await held.hold("cache-point\n" + "more\n" * 3)
    answered = [e.payload for e in held.runner.log if isinstance(e.payload, Answered)]
    assert [payload.cut for payload in answered] == [True]
    assert answered[0].text.startswith("cache-point")
    assert held.closed
    assert "* Taken as it stood" in held.seen


class SuspendedClock(RealClock):
    """A clock of a laptop that was closed: wall time ran on by an hour after the first looks."""

    def __init__(self) -> None:
        readings = seconds_from({})
        super().__init__(source=lambda: next(readings))
        self._looks = 0

    def wall(self) -> str:
        self._looks += 1
        hour = 10 if self._looks < 6 else 11
        return f"2024-01-01T{hour}:00:00+00:00"


async def test_a_suspend_is_noticed_and_told():
    held = await Talk(a_round(), SuspendedClock()).hold("a\nb\nc\nd\ne\nf\ng\nh\n")
    gaps = [e.payload for e in held.runner.log if isinstance(e.payload, GapFound)]
    assert [gap.counted for gap in gaps] == [False]
    assert 3590 < gaps[0].wall_seconds <= 3600
    assert "It doesn't count" in held.seen


async def test_the_draft_enters_the_log_every_few_seconds_not_with_each_line():
    readings = seconds_from({})
    held = await Talk(a_round(), RealClock(source=lambda: next(readings))).hold("word\n" * 100)
    logged = [event for event in held.runner.log if isinstance(event.payload, DraftChanged)]
    assert 2 <= len(logged) < 40
    assert all(b.at - a.at >= 5 for a, b in pairwise(logged))


# -- a model that speaks


class Streaming(FakeVoice):
    """Says its words piece by piece; the script says the rest."""

    name = "lab/one"

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        if move.kind != "open":
            return await super().say(state, move, hear)
        for piece in ("Hello there, it's good that ", "you came over to us today. "):
            hear(piece)
        text = "Hello there, it's good that you came over to us today. Shall we begin with it?"
        return Spoken(text, "offline", begun_by=self.name)


async def test_a_model_that_fails_is_told_once_after_the_turn_that_stands_in_for_it():
    talk = await Talk(a_round(), VirtualClock()).hold("yes\n---\n/quit\n")
    out = io.StringIO()
    screen, seen = Screen(out), talk.runner.state
    said = next(event for event in talk.runner.log if isinstance(event.payload, Said))
    fails = ModelCalled(role="interviewer", model="lab/one", outcome="failed", cause="stalled")
    works = fails.model_copy(update={"outcome": "done", "cause": None})
    for call in (fails, fails, works, fails):
        for payload in (call, said.payload):
            screen.show(said.model_copy(update={"payload": payload}), seen)
    assert out.getvalue().count("\n* one, scripted words: it fell silent.\n") == 2
    assert out.getvalue().index("Interviewer") < out.getvalue().index("* one")


class Keyboard:
    """A terminal on which lines are typed one by one."""

    def __init__(self) -> None:
        self._typed: SimpleQueue[str | None] = SimpleQueue()

    def type(self, *lines: str | None) -> None:
        for line in lines:
            self._typed.put(line)

    def __iter__(self) -> Iterator[str]:
        return (f"{line}\n" for line in iter(self._typed.get, None))

    def isatty(self) -> bool:
        return True


class Unending(FakeVoice):
    """Begins to ask, and goes on for as long as it is let."""

    name = "lab/one"

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        if move.kind != "ask":
            return await super().say(state, move, hear)
        hear("Well, let me think. ")
        await asyncio.Event().wait()
        raise AssertionError("nobody is told to go on")


async def test_what_is_typed_while_a_model_speaks_is_kept_and_sending_it_takes_the_floor():
    talk, keyboard = Talk(a_round(), RealClock(), voice=Unending()), Keyboard()
    kept: asyncio.Queue[str] = asyncio.Queue()
    save = talk.store.save_draft

    async def watch(session: str, draft: Draft) -> None:
        await save(session, draft)
        kept.put_nowait(draft.text)

    talk.store.save_draft = watch  # type: ignore[method-assign]
    conversation = Conversation(
        talk.runner, talk.clock, Screen(talk.out), cast(TextIO, keyboard), count_gaps=False
    )
    beginning = talk.runner.start(started(talk.runner.state.script.round))
    holding = asyncio.create_task(conversation.hold(beginning))
    keyboard.type("yes", "---")
    while await kept.get():  # until the first answer is taken
        pass
    keyboard.type("keys", "\\--- and values")
    while await kept.get() != "keys\n\\--- and values":
        pass
    assert talk.answers == ["yes"], "the model still speaks"
    keyboard.type("---", "/quit", None)
    await holding
    assert talk.answers == ["yes", "keys\n--- and values"]
    said = [event.payload for event in talk.runner.log if isinstance(event.payload, Said)]
    assert [each.text for each in said if each.interrupted] == ["Well, let me think."]


async def test_a_model_s_words_are_folded_as_they_come_and_written_once():
    talk = Talk(script_of(question("cache"), phases=ROUND), RealClock(), voice=Streaming())
    await talk.hold("")
    assert talk.seen.count("== Opening") == 1
    assert talk.seen.count("Interviewer [") == 1
    assert (
        "  Hello there, it's good that you came over to us today. Shall we begin with it?\n"
    ) in talk.seen


@given(st.lists(st.text("ab c", max_size=12), max_size=12), st.integers(20, 40))
def test_words_that_come_in_pieces_are_folded_like_a_whole_text(pieces: list[str], width: int):
    flow = Flow(width)
    written = "".join(flow.add(piece) for piece in pieces)
    assert flow.text == "".join(pieces)
    assert written.split() == "".join(pieces).split()
    assert all(len(line) <= max(width, 2 + 12 * 12) for line in written.splitlines())
    for line in written.splitlines():
        assert line.startswith("  ")


def test_a_line_is_as_long_as_there_is_room():
    flow = Flow(20)
    assert flow.add("one two three four ") + flow.add("five") == "  one two three four\n  five"
