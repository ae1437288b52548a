"""A scripted candidate sits a round: bells to the second, nothing lost, always the same."""

from collections.abc import Sequence
from typing import Any, TypeVar

from mockint.answers import parse_answers
from mockint.clocks import VirtualClock
from mockint.core.events import Answered, BellRang, Event, PhaseStarted, Refused, SessionClosed
from mockint.core.state import Script
from mockint.player import Player, scripted
from mockint.runner import Runner
from tests.builders import phase, question, script_of, started
from tests.fakes import FakeAssessor, FakeCalculators, FakeVoice, MemoryStore

P = TypeVar("P")
ROUND = (
    phase("opening", "opening", 2),
    phase("concept", minutes=10, questions=("cache",)),
    phase("yours", "your-questions", 4),
    phase("close", "close", 1),
)


def round_script(**fields: Any) -> Script:
    return script_of(question("cache"), phases=ROUND, **fields)


def runner_on(
    script: Script, clock: VirtualClock, store: MemoryStore, log: Sequence[Event] = ()
) -> Runner:
    return Runner(
        "test",
        script,
        store=store,
        clock=clock,
        assessor=FakeAssessor(),
        voice=FakeVoice(),
        calculators=FakeCalculators(),
        log=log,
    )


async def sit(
    answers: str, script: Script | None = None, pace: str = "virtual"
) -> tuple[Runner, MemoryStore]:
    script, clock, store = script or round_script(), VirtualClock(), MemoryStore()
    runner = runner_on(script, clock, store)
    first = started(script.round).model_copy(update={"pace": pace})
    async for _ in runner.start(first):
        pass
    async for _ in Player(runner, clock, scripted(parse_answers(answers))).play():
        pass
    return runner, store


def times(runner: Runner, kind: type[P]) -> list[tuple[float, P]]:
    return [(event.at, event.payload) for event in runner.log if isinstance(event.payload, kind)]


def entered(runner: Runner) -> dict[str, float]:
    return {
        event.payload.phase: event.at
        for event in runner.log
        if isinstance(event.payload, PhaseStarted)
    }


async def test_an_answer_arrives_after_the_seconds_that_it_takes():
    runner, _ = await sit("@5s\nyes\n---\n@90s\ncache-point\n---\n")
    assert [at for at, _ in times(runner, Answered)] == [5, 95]


async def test_without_a_time_an_answer_takes_a_second_and_a_half_a_word():
    runner, _ = await sit("yes let us start\n---\n")
    assert [at for at, _ in times(runner, Answered)] == [6]


async def test_silence_without_a_time_lasts_as_long_as_the_personas_patience():
    runner, _ = await sit("@5s\nyes\n---\n\n---\ncache-point\n---\n")
    assert [at for at, _ in times(runner, Answered)] == [5, 5 + 90 + 1.5]


async def test_a_silent_candidate_is_led_through_the_round_by_its_bells():
    runner, _ = await sit("")
    # Patience starts the round after 90 s; each later phase ends a minute after its bell.
    assert entered(runner) == {"opening": 0, "concept": 90, "yours": 90 + 600 + 60, "close": 1020}
    assert times(runner, SessionClosed)[0][0] == 1020
    assert runner.state.closed == "time"


async def test_the_soft_bell_moves_on_at_the_next_send():
    runner, _ = await sit("@5s\nyes\n---\n@630s\ncache-point\n---\n")
    rang = [at for at, bell in times(runner, BellRang) if bell.bell == "phase"]
    assert rang[0] == 605
    assert entered(runner)["yours"] == 635


async def test_after_a_minute_of_grace_the_draft_is_taken_as_it_stands():
    runner, _ = await sit("@5s\nyes\n---\n@2000s\ncache-point\n---\n@5s\nthat is all\n---\n")
    at, answered = times(runner, Answered)[1]
    assert (at, answered.cut, answered.text, answered.entry) == (665, True, "cache-point", 1)
    assert entered(runner)["yours"] == 665
    assert runner.state.entries == 3


async def test_the_rounds_bell_is_hard():
    script = script_of(question("cache"), phases=(phase("concept", questions=("cache",)),))
    runner, _ = await sit("@900s\ncache-point\n---\nnever heard\n---\n", script)
    at, answered = times(runner, Answered)[0]
    assert (at, answered.cut) == (600, True)
    assert times(runner, SessionClosed) == [(600, SessionClosed(reason="time"))]
    assert len(times(runner, Answered)) == 1


async def test_untimed_rounds_have_no_bells_and_end_with_the_script():
    runner, _ = await sit("yes\n---\n\n---\n@9000s\n0:cache-point\n---\n", pace="untimed")
    assert times(runner, BellRang) == []
    assert runner.state.closed == "ended"
    assert [at for at, _ in times(runner, Answered)] == [0, 9000]


async def test_what_cannot_be_done_is_refused_and_the_round_goes_on():
    actions = "/hnt\n/pause\n/pin treble x=1\n/pin\n/note\n"
    runner, _ = await sit(f"@5s\nyes\n---\n{actions}cache-point\n---\n")
    reasons = [refused.reason for _, refused in times(runner, Refused)]
    assert len(reasons) == 5
    assert "Did you mean 'hint'?" in reasons[0]
    assert "can't be paused" in reasons[1]
    assert runner.state.entries == 7
    assert runner.state.closed is not None


async def test_a_round_that_allows_it_stands_still_while_paused():
    runner, _ = await sit(
        "@5s\nyes\n---\n/pause\n---\n@5000s\n\n---\n/pause\n---\n@30s\ncache-point\n---\n",
        round_script(pause=True),
    )
    assert [at for at, _ in times(runner, Answered)] == [5, 35]


async def test_ending_the_round_is_an_action():
    runner, _ = await sit("@5s\nyes\n---\n/end\nunheard\n---\n")
    assert runner.state.closed == "ended"
    assert len(times(runner, Answered)) == 1


ANSWERS = (
    "@5s\nyes\n---\n@40s\n(dont-know)\n---\n/hint\n---\n\n---\n@500s\n~cache-point\n---\n"
    "@700s\n@x\n---\n/note done\n---\n"
)


async def test_the_same_script_gives_the_same_events():
    def told(runner: Runner) -> list[tuple[float, object]]:
        return [(event.at, event.payload) for event in runner.log]

    once, again = await sit(ANSWERS), await sit(ANSWERS)
    assert told(once[0]) == told(again[0])


async def test_a_round_killed_after_any_append_ends_as_if_it_had_not_been():
    whole, store = await sit(ANSWERS)
    batches = store.batches["test"]
    for kept in range(1, len(batches)):
        log = [event for batch in batches[:kept] for event in batch]
        clock, half = VirtualClock(log[-1].at), MemoryStore()
        await half.append("test", log)
        runner = runner_on(round_script(), clock, half, log)
        async for _ in runner.go_on():
            pass
        async for _ in Player(runner, clock, scripted(parse_answers(ANSWERS))).play():
            pass
        assert [(e.at, e.payload) for e in runner.log] == [(e.at, e.payload) for e in whole.log]
