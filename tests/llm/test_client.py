"""The client against a real server that behaves badly. The one place whose tests import litellm."""

import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from httpx import ConnectTimeout

from mockint.core.model_events import ModelCalled
from mockint.keyboard import note_key
from mockint.llm.environment import ABANDONED
from mockint.llm.errors import BudgetSpent, ModelError, Refused, UnknownModel
from mockint.llm.faults import fault_of
from mockint.llm.litellm_client import LitellmClient
from mockint.llm.names import read_name
from mockint.llm.reply import StreamedReply
from mockint.llm.requests import Message, ModelRequest, Timeouts
from mockint.llm.set_up import check_name
from mockint.llm.usage import Ledger
from mockint.llm.warming import load
from tests.llm.openai_server import THOUGHT, WORDS, OpenAIServer, Reply

# litellm uses what pydantic has deprecated, and would take the warning for a broken connection.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings(f"ignore:{ABANDONED}:RuntimeWarning"),
]

KEY = "sk-live-3f9a8b7c6d5e4f"
SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}

# Model -> (what the candidate saw of it, how the call is entered in the log).
BEHAVIOURS = {
    "normal": (WORDS, "done"),
    "slow-drip": (WORDS, "done"),
    "thinking": (WORDS, "done"),
    "no-usage": (WORDS, "done"),
    "french": ("D'accord. Que regarderiez-vous en premier ?", "done"),
    "rate-limited": ("", "rate-limited"),
    "quota": ("", "quota-spent"),
    "broken": ("", "server-failed"),
    "overloaded": ("", "server-failed"),
    "wrong-key": ("", "wrong-key"),
    "forbidden": ("", "refused"),
    "unknown": ("", "unknown-model"),
    "too-long": ("", "context-too-long"),
    "refused": ("", "refused"),
    "page": ("", "unreachable"),
    "empty": ("", "cut-off"),
    "hang": ("", "timed-out"),
    "stall": (WORDS[:12], "stalled"),
    "cut": (WORDS[:12], "cut-off"),
    "ends": (WORDS[:12], "cut-off"),
    "ends-well": (WORDS, "done"),
    "length": (WORDS, "cut-off"),
    "huge": ("x" * 2_000, "too-long"),
}

# The only ones that wait in earnest; a busy machine must not be taken for a silent server.
IMPATIENT = {"hang": Timeouts(first_token=0.05), "stall": Timeouts(between=0.4)}


class Calls:
    """A client, its server, and what it waited instead of waiting."""

    def __init__(self, server: OpenAIServer) -> None:
        self.server = server
        self.ledger = Ledger()
        self.waits: list[float] = []
        self.client = LitellmClient(self.ledger, sleep=self._sleep, chance=lambda: 0.0)

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def request(self, model: str = "normal", **other: object) -> ModelRequest:
        request = ModelRequest(
            model=f"openai/{model}@{self.server.url}",
            messages=(Message("system", "You interview."), Message("user", "Begin.")),
            purpose="voice",
            temperature=0.0,
            max_characters=2_000,
        )
        return replace(request, **other)  # type: ignore[arg-type]

    async def say(self, request: ModelRequest) -> tuple[str, ModelError | None]:
        said, fault = "", None
        try:
            async with self.client.open(request) as reply:
                async for piece in reply:
                    said += piece
                assert reply.completion.text == said
        except ModelError as error:
            fault = error
        return said, fault

    def entered(self) -> ModelCalled:
        (call,) = self.ledger.take()
        return call


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    monkeypatch.setenv("MOCKINT_API_KEY", KEY)
    with OpenAIServer() as server:
        yield Calls(server)


async def test_every_way_of_behaving_comes_out_as_what_it_is(
    calls: Calls, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    seen, log, told = {}, {}, []
    for model in BEHAVIOURS:
        timeouts = IMPATIENT.get(model, Timeouts())
        said, fault = await calls.say(calls.request(model, timeouts=timeouts))
        log[model] = calls.entered()

        seen[model] = (said, fault.cause if fault else "done")
        told.append(str(fault or ""))
    assert seen == BEHAVIOURS
    assert {model: call.cause or call.outcome for model, call in log.items()} == {
        model: how for model, (_, how) in BEHAVIOURS.items()
    }
    for words in filter(None, told):
        assert words.endswith((".", "?"))
        assert len(words) < 300
    # Nothing over the screen, and nowhere a key.
    everything = "".join((*told, *capfd.readouterr(), *map(str, log.values()), caplog.text))
    assert KEY not in everything
    assert "litellm" not in everything.lower()
    assert calls.server.asked[0].headers["authorization"] == f"Bearer {KEY}"


async def test_what_a_call_took_is_counted(calls: Calls):
    calls.server.reply_with(Reply(cached=5), Reply(usage=False))
    await calls.client.complete(calls.request())
    told = calls.entered()
    assert (told.role, told.outcome, told.estimated) == ("interviewer", "done", False)
    assert (told.completion_tokens, told.cached_tokens, told.dollars) == (13, 5, None)
    assert 0 < (told.first_token_seconds or 0) <= told.seconds
    assert told.sent == {"temperature": 0.0, "max_tokens": 400}
    await calls.client.complete(calls.request(purpose="judge"))
    guessed = calls.entered()
    assert (guessed.role, guessed.estimated, guessed.completion_tokens) == ("judge", True, 13)


async def test_a_known_model_has_a_price_and_ones_own_costs_nothing(calls: Calls):
    await calls.client.complete(calls.request("gpt-4o-mini"))
    assert 0 < (calls.entered().dollars or 0) < 0.001
    own = replace(calls.request(), model=f"lm_studio/normal@{calls.server.url}")
    await calls.client.complete(own)
    assert calls.entered().dollars == 0.0


async def test_passing_faults_are_met_with_patience(calls: Calls):
    calls.server.reply_with(
        Reply(status=500), Reply(status=429, headers={"Retry-After": "3"}), Reply()
    )
    said, fault = await calls.say(calls.request())
    assert (said, fault) == (WORDS, None)
    assert calls.waits == [0.25, 3.0]
    assert calls.entered().tries == 3
    # Who is asked to wait longer than anybody would, gives up at once.
    calls.server.reply_with(Reply(status=429, headers={"Retry-After": "90"}))
    _, fault = await calls.say(calls.request())
    assert fault is not None
    assert (fault.cause, calls.waits) == ("rate-limited", [0.25, 3.0])


async def test_a_parameter_that_a_server_refuses_is_left_out_from_then_on(calls: Calls):
    calls.server.reply_with(
        Reply(status=400, error="Unsupported value: 'temperature' does not support 0.0"),
        Reply(status=400, error="response_format is not supported"),
        Reply(text="{}"),
    )
    for _ in range(2):
        done = await calls.client.complete(calls.request(purpose="judge", json_schema=SCHEMA))
        assert (done.text, done.sent) == ("{}", {"max_tokens": 400})
    sent = [sorted({"temperature", "response_format"} & set(a.body)) for a in calls.server.asked]
    assert sent == [["response_format", "temperature"], ["response_format"], [], []]


async def test_who_takes_the_floor_closes_the_connection(calls: Calls):
    calls.server.reply_with(Reply(text="word " * 10_000, pause=0.001))

    async def listen() -> None:
        async with calls.client.open(calls.request()) as reply:
            async for _ in reply:
                begun.set()

    begun = asyncio.Event()
    listening = asyncio.create_task(listen())
    await begun.wait()
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert await asyncio.to_thread(calls.server.broken_off.wait, 10)
    call = calls.entered()
    assert (call.outcome, call.cause, call.estimated) == ("interrupted", None, True)
    assert call.completion_tokens > 0


async def test_a_model_that_thinks_past_its_limit_is_given_room(calls: Calls):
    thought = THOUGHT.removesuffix("</think>")
    calls.server.reply_with(Reply(text=thought, finish="length"), Reply())
    _, fault = await calls.say(calls.request())
    assert "thought until its limit" in str(fault)
    assert (await calls.say(calls.request()))[1] is None
    assert [asked.body["max_tokens"] for asked in calls.server.asked] == [400, 4400]


async def test_thoughts_that_show_too_late_to_be_thoughts_end_the_reply(calls: Calls):
    calls.server.reply_with(Reply(text="The rubric says 42.</think>Go on."))
    said, fault = await calls.say(calls.request())
    assert "Go on" not in said
    assert "thought aloud" in str(fault)
    judged = await calls.client.complete(calls.request(purpose="judge", json_schema=SCHEMA))
    assert judged.text == "Go on."


async def test_a_budget_ends_the_calls(calls: Calls):
    calls.ledger.budget = 0.01
    calls.ledger.begin(0.01)
    with pytest.raises(BudgetSpent, match=r"budget of \$0\.01 is used up"):
        await calls.client.complete(calls.request())
    assert calls.entered().cause == "budget-spent"
    assert calls.server.asked == []


@pytest.mark.parametrize("model", ["wrong-key", "unknown"])
async def test_what_cant_heal_is_asked_once_a_session(calls: Calls, model: str):
    first = str((await calls.say(calls.request(model)))[1])
    assert str((await calls.say(calls.request(model)))[1]) == first
    assert (len(calls.server.asked), len(calls.ledger.take())) == (1, 1)
    calls.ledger.begin(0)  # another session, and maybe another key
    await calls.say(calls.request(model))
    assert len(calls.server.asked) == 2


async def test_who_has_answered_before_is_asked_again(calls: Calls):
    wrong = Reply(status=401, error="Incorrect API key", code="invalid_api_key")
    calls.server.reply_with(Reply(), wrong, Reply())
    heard = [await calls.say(calls.request()) for _ in range(3)]
    assert [said for said, _ in heard] == [WORDS, "", WORDS]


async def test_two_clients_in_two_loops_dont_meet(calls: Calls):
    """What litellm keeps of one event loop is of no use in the next."""
    for _ in range(2):
        done = await asyncio.to_thread(asyncio.run, calls.client.complete(calls.request()))
        assert done.text == WORDS


async def test_a_filtered_reply_is_refused(calls: Calls):
    calls.server.reply_with(Reply(finish="content_filter"))
    _, fault = await calls.say(calls.request())
    assert isinstance(fault, Refused)


async def test_keys_go_before_a_model_that_races(monkeypatch: pytest.MonkeyPatch):
    now, rested = 0.0, 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now, rested
        now, rested = now + seconds, rested + seconds

    monkeypatch.setattr("mockint.llm.reply.monotonic", lambda: now)
    monkeypatch.setattr("mockint.llm.reply.asyncio", SimpleNamespace(sleep=sleep))

    async def share_of_rest() -> float:
        nonlocal now, rested
        begun, rested = now, 0.0
        reply = StreamedReply(ModelRequest("openai/any", (), "judge"), lambda: now)
        for _ in range(1_000):
            now += 0.0007  # what litellm takes to read a piece
            await reply._breathe()
        return rested / (now - begun)

    monkeypatch.setattr("mockint.keyboard.monotonic", lambda: now)
    assert await share_of_rest() < 0.3
    monkeypatch.setattr("mockint.keyboard.TYPING_SECONDS", 60)
    note_key()
    assert await share_of_rest() > 0.7


def test_an_address_at_which_nobody_picks_up_is_no_slow_model():
    late = load().Timeout("Request timed out.", "model", "openai")
    late.__context__ = ConnectTimeout("")
    model = read_name("openai/x@http://192.0.2.1/v1")
    assert "Nobody answers at http://192.0.2.1/v1" in str(fault_of(late, model, None, began=False))
    late.__context__ = None
    assert fault_of(late, model, None, began=False).cause == "timed-out"


def test_a_provider_that_nobody_knows_is_told_before_anything_is_sent():
    with pytest.raises(UnknownModel, match=r"no provider 'opnai'\. Did you mean 'openai'"):
        check_name("opnai/gpt-4o")
    with pytest.raises(UnknownModel, match="doesn't say whose model it is"):
        check_name("llama-9")


def test_litellm_stays_off_the_network_and_reads_no_dotenv():
    litellm = load()
    assert os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] == "True"
    assert os.environ["LITELLM_MODE"] == "PRODUCTION"
    assert (litellm.suppress_debug_info, litellm.callbacks) == (True, [])
    assert "aiohttp" not in {type(each).__module__.split(".")[0] for each in sys.modules.values()}
