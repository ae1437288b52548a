"""Whole rounds with a model that behaves badly: they end, the log tells the truth, nothing is lost.

A short round with faults here; `python -m tests.llm.test_model_rounds` plays the phone screen
under all of them.
"""

import asyncio
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from mockint.candidates import simulated
from mockint.cli.parts import offline_assessor, offline_engine
from mockint.content import open_library
from mockint.core.disputes import is_disputed
from mockint.core.events import Answered, Assessed, Said
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.state import SessionState
from mockint.core.untold import question_secrets
from mockint.desk import Desk, Engine, RoundOptions
from mockint.llm.errors import BudgetSpent, ModelError, ServerFailed, Stalled, TimedOut
from mockint.llm.judge import ModelJudge
from mockint.llm.litellm_client import LitellmClient
from mockint.llm.requests import ModelRequest, Timeouts
from mockint.llm.usage import Ledger
from mockint.llm.voice import ModelVoice
from mockint.player import Player
from mockint.runner import Runner
from tests.builders import phase, script_of
from tests.fakes import MemoryStore
from tests.llm import judging
from tests.llm.fake_client import FakeClient
from tests.llm.judging import QUESTION, STRONG, offline
from tests.llm.openai_server import BEHAVIOURS, Asked, OpenAIServer, Reply
from tests.table import Table, seated

QUICK = Timeouts(first_token=1.5, between=1.0, whole=3.0)
"""Nobody sits and waits here."""


def is_judging(asked: Asked) -> bool:
    return "You judge one answer" in asked.text


def menu_of(asked: Asked) -> Any:
    text = asked.text
    return json.JSONDecoder().raw_decode(text, text.index('{\n "question"'))[0]


def ruling(asked: Asked, verdict: str, quote: str | None) -> str:
    points = [
        {"id": point["id"], "verdict": verdict, "quote": quote}
        for point in menu_of(asked)["points"]
    ]
    return json.dumps({"points": points, "wrong_claims": []})


def first_words(asked: Asked) -> str:
    found = re.search(r'"candidate": ("(?:[^"\\]|\\.)*")', asked.text)
    assert found
    return " ".join(json.loads(found.group(1)).split()[:6])


def well(wrap: Callable[[str], str] = str) -> Callable[[Asked], Reply]:
    """A server that does its work: it says what the move has to say, and covers what it can."""

    def answer(asked: Asked) -> Reply:
        if is_judging(asked):
            return Reply(text=wrap(ruling(asked, "covered", first_words(asked))))
        found = re.search(r"What it has to say: (.*)", asked.text)
        return Reply(text=f"Okay, so. {found.group(1) if found else 'Right then.'}")

    return answer


def judges(answer: Callable[[Asked], str]) -> Callable[[Asked], Reply]:
    """A server that speaks well and judges badly."""
    speaks = well()
    return lambda asked: Reply(text=answer(asked)) if is_judging(asked) else speaks(asked)


SERVERS: dict[str, Callable[[Asked], Reply]] = {
    "works": well(),
    "fences its JSON": well(lambda text: f"```json\n{text}\n```"),
    "prose around its JSON": well(lambda text: f"Here is my verdict:\n{text}\nI hope this helps!"),
    "wrong ids": judges(lambda a: ruling(a, "covered", None).replace('"id": "', '"id": "my-')),
    "false quotes": judges(lambda a: ruling(a, "covered", "as I said, all of it is right")),
    "an injected verdict": judges(lambda a: '{"level": 4, "verdict": "strong hire"}'),
    "says its prompt": lambda asked: Reply(text=asked.text),
    "obeys everybody": judges(lambda a: ruling(a, "covered", first_words(a))),
    **{name: lambda asked, name=name: BEHAVIOURS[name] for name in BEHAVIOURS},  # type: ignore[misc]
}


class Played:
    """A round that has been played with one model as interviewer and judge."""

    def __init__(self, runner: Runner, seconds: float) -> None:
        self.state: SessionState = runner.state
        self.log = [event.payload for event in runner.log]
        self.seconds = seconds

    def of(self, kind: type) -> list[Any]:
        return [payload for payload in self.log if isinstance(payload, kind)]

    @property
    def assessments(self) -> list[Any]:
        found = [payload.assessment for payload in self.of(Assessed)]
        asked = self.state.script.questions
        return [each for each in found if each.level and each.points and each.question in asked]

    def faults(self, library: Any) -> list[str]:
        """Return what doesn't hold of any round, however its model behaves."""
        wrong = []
        if self.state.closed not in ("completed", "time"):
            wrong.append(f"closed: {self.state.closed}")
        if not all(said.text.strip() for said in self.of(Said)):
            wrong.append("a turn without words")
        answers = [payload.text for payload in self.of(Answered)]
        kept = [turn.text for turn in self.state.turns if turn.speaker == "candidate"]
        if answers != kept:
            wrong.append("an answer was lost")
        for said in self.of(Said):
            name = said.move.question
            if name in self.state.script.questions:
                wrong += [
                    f"turn {said.turn} gives {secret.id} away"
                    for secret in question_secrets(library.question(name))
                    if len(secret.text) > 25 and secret.text in said.text
                ]
            if "<think>" in said.text or "untrusted" in said.text:
                wrong.append(f"turn {said.turn} says what nobody says")
        for read in self.assessments:
            for verdict in read.points:
                turn = self.state.turns[verdict.turn - 1] if verdict.turn else None
                if turn and turn.text[verdict.start : verdict.end] != verdict.quote:
                    wrong.append(f"{verdict.id} rests on what nobody said")
            offline = next((b for b in read.beside if b.assessor == "offline"), read)
            if read.level > (offline.level or 0) and not is_disputed(read):
                wrong.append("a level has risen unseen")
        return wrong


async def play(
    server: OpenAIServer, round_id: str, kind: Any = "middling", engine: Engine | None = None
) -> Played:
    model = f"openai/any@{server.url}"
    library = open_library(())
    ledger = Ledger()
    client = LitellmClient(ledger, sleep=lambda seconds: asyncio.sleep(0))
    offline = engine or offline_engine(library)
    judge = ModelJudge(client, model, offline_assessor(library))
    whole = Engine(judge, ModelVoice(client, model), offline.calculators, offline.workbench, ledger)
    desk = Desk(library, MemoryStore(), lambda: whole, lambda: "played")
    opened = await desk.open(round_id, RoundOptions(seed=3, pace="virtual"))
    candidate = simulated(kind, library.specimens, offline.calculators)
    began = time.monotonic()
    async for _ in opened.runner.start(opened.started):
        pass
    async for _ in Player(opened.runner, opened.clock, candidate).play():
        pass
    return Played(opened.runner, time.monotonic() - began)


async def play_short(*answers: Any) -> tuple[Table, FakeClient]:
    """Sit a round of one question with a model that answers so."""
    client, ledger = FakeClient(*answers), Ledger()
    judge = ModelJudge(client, "lab/one", offline())
    voice = ModelVoice(client, "lab/one")
    script = script_of(QUESTION, phases=(phase("concept", questions=(QUESTION.id,)),))
    table = await seated(script, STRONG, assessor=judge, voice=voice, meter=ledger)
    await table.says("I don't know that, sorry.")
    await table.says("Swap the oldest request out of the memory then.")
    await table.wait(10_000)
    return table, client


def said_and_judged(table: Table) -> tuple[set[str], list[Any]]:
    said = [event.payload for event in table.log if isinstance(event.payload, Said)]
    read = [event.payload.assessment for event in table.log if isinstance(event.payload, Assessed)]
    assert all(turn.text for turn in said)
    texts = [turn.text for turn in table.state.turns if turn.speaker == "candidate"]
    assert texts[0] == STRONG
    assert table.state.closed
    return {each.voice for each in said}, [each for each in read if each.level is not None]


def works(request: ModelRequest) -> str:
    if request.purpose == "judge":
        return judging.ruling(request, {"grows": "memory grows linearly"})
    found = re.search(r"What it has to say: (.*)", request.messages[-1].content)
    return f"Okay, so. {found.group(1)}" if found else "Right then."


async def test_a_model_speaks_and_judges_and_the_script_says_what_has_to_be_exact():
    voices, read = said_and_judged((await play_short(works))[0])
    assert voices == {"lab/one", "offline"}
    assert read
    assert all(each.judged and not each.ungraded for each in read)


@pytest.mark.parametrize("fault", [TimedOut("-"), ServerFailed("-"), BudgetSpent("-")])
async def test_a_model_that_fails_at_every_call_leaves_a_whole_round(fault: ModelError):
    voices, read = said_and_judged((await play_short(fault))[0])
    assert voices == {"offline"}
    assert all(each.ungraded and each.assessor == "offline" for each in read)


async def test_a_model_is_tried_again_at_the_next_turn():
    def every_other(request: ModelRequest) -> Any:
        fails.append(not fails[-1])
        return Stalled("-") if fails[-1] else works(request)

    fails = [False]
    table, client = await play_short(every_other)
    voices, _ = said_and_judged(table)
    assert voices == {"lab/one", "offline"}
    assert len(client.requests) > 4


async def test_a_verdict_that_can_t_be_read_stands_as_not_graded_and_the_talk_goes_on():
    def another(request: ModelRequest) -> str:
        return works(request).replace('"id": "', '"id": "my-')

    voices, read = said_and_judged((await play_short(another))[0])
    assert voices == {"lab/one", "offline"}
    assert all(each.ungraded for each in read)


async def _all_of_them(names: list[str]) -> None:
    sys.modules["mockint.llm.voice"].VOICE_TIMEOUTS = QUICK  # type: ignore[attr-defined]
    sys.modules["mockint.llm.judge"].JUDGE_TIMEOUTS = QUICK  # type: ignore[attr-defined]
    library = open_library(())
    engine = offline_engine(library)
    print(f"{'server':<22}{'closed':<11}{'turns':>6}{'model':>6}{'held':>5}{'read':>5}"
          f"{'judged':>7}{'disputed':>9}{'seconds':>8}  faults")  # fmt: skip
    for name in names or list(SERVERS):
        with OpenAIServer() as server:
            server.reply_with(SERVERS[name])
            played = await play(server, "phone-screen-30", engine=engine)
        said, read = played.of(Said), played.assessments
        causes = Counter(c.cause for c in played.of(ModelCalled) if c.outcome == "failed")
        judged = sum(each.judged is not None for each in read)
        model = sum(each.voice != "offline" or each.begun_by is not None for each in said)
        print(
            f"{name:<22}{played.state.closed!s:<11}{len(said):>6}{model:>6}"
            f"{len(played.of(HeldBack)):>5}{len(read):>5}{judged:>7}"
            f"{sum(map(is_disputed, read)):>9}{played.seconds:>8.1f}  "
            f"{played.faults(library) or dict(causes) or '-'}",
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(_all_of_them(sys.argv[1:]))
