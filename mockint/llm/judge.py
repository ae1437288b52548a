"""A model as assessor: verdicts with evidence, beside the offline reading and never instead of it.

The offline assessor reads every answer first. It tells what is an answer at all, its numbers and
what in it speaks to a grader; the model judges points and claims alone, and the rules of the core
make a score and a level of them. Where the model can't be asked, or its reply can't be read, the
offline verdict stands and says so.
"""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from mockint.core.assessment import (
    AnswerTurn,
    Assessment,
    AssessmentRequest,
    ClaimHeard,
    Judged,
    PointVerdict,
    Verdict,
)
from mockint.core.levels import CREDIT
from mockint.core.stand_in import is_stand_in
from mockint.llm.client import ModelClient
from mockint.llm.errors import ModelError, NotJson
from mockint.llm.evidence import LEFT_OUT, Evidences
from mockint.llm.judge_prompt import JUDGE_PROMPT, judge_messages, repair_messages
from mockint.llm.menu import CANNOT_TELL, Menu, menu_of
from mockint.llm.requests import ModelRequest, Timeouts
from mockint.llm.verdicts import BadReplyError, Ruling, Rulings, read_reply

JUDGE_TIMEOUTS = Timeouts(first_token=20.0, between=10.0, whole=45.0)
TOKENS_A_POINT, TOKENS_BESIDE = 120, 1_000
"""Room for the reply; the latter for models that think first."""


class Underneath(Protocol):
    """The offline assessor, on which a judge stands."""

    def read(self, request: AssessmentRequest) -> Assessment:
        """Read an answer."""
        ...

    def with_verdicts(
        self,
        request: AssessmentRequest,
        statements: Mapping[str, PointVerdict],
        claims: Sequence[ClaimHeard],
    ) -> Assessment:
        """Score an answer by somebody else's verdicts."""
        ...

    def spans_to_grader(self, text: str) -> Sequence[tuple[int, int]]:
        """Tell where a text speaks to whoever grades it."""
        ...


class ModelJudge:
    """The `Assessor` of a model."""

    def __init__(
        self,
        client: ModelClient,
        model: str,
        offline: Underneath,
        *,
        second: str | None = None,
        seed: int = 0,
        new_key: Callable[[], str] = lambda: f"untrusted_{secrets.token_hex(8)}",
    ) -> None:
        """Let a model judge; `second` judges too, for a band: another model, or the same."""
        self._client, self._model, self._offline = client, model, offline
        self._second, self._seed, self._new_key = second, seed, new_key

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    async def assess(self, request: AssessmentRequest) -> Assessment:
        """Return verdicts on one scope; never raises for a fault of the model."""
        return (await self.assess_all([request]))[0]

    async def assess_all(self, requests: Sequence[AssessmentRequest]) -> Sequence[Assessment]:
        """Return verdicts on one answer for several scopes, by one call."""
        found = [self._offline.read(request) for request in requests]
        places = [
            place
            for place, request in enumerate(requests)
            if found[place].level is not None
            and request.scope.points
            and not is_stand_in(request.question)
        ]
        if not places:
            return found
        asked = [requests[place] for place in places]
        offline = [found[place] for place in places]
        passes = [self._judge(asked, offline, self._model, self._seed)]
        if self._second is not None:
            passes.append(self._judge(asked, offline, self._second, self._seed + 1))
        first, *others = await asyncio.gather(*passes, return_exceptions=True)
        if isinstance(first, ModelError):
            first = [each.model_copy(update={"ungraded": first.message}) for each in offline]
        elif isinstance(first, BaseException):
            raise first
        for number, place in enumerate(places):
            beside = [offline[number]] if first[number].judged else []
            beside += [each[number] for each in others if not isinstance(each, BaseException)]
            found[place] = first[number].model_copy(update={"beside": tuple(beside)})
        return found

    async def _judge(
        self,
        requests: Sequence[AssessmentRequest],
        offline: Sequence[Assessment],
        model: str,
        seed: int,
    ) -> list[Assessment]:
        """Ask a model once, and once more where its reply can't be read; raises ModelError."""
        question = requests[0].question.id
        seed = int(sha256(f"{seed}:{question}".encode()).hexdigest()[:8], 16)
        menu = menu_of(requests, seed)
        turns = max((request.turns for request in requests), key=len)
        asked = "\n".join(dict.fromkeys(request.scope.ask for request in requests))
        messages = judge_messages(asked, menu, [self._shown(t) for t in turns], self._new_key())
        request = ModelRequest(
            model=model,
            messages=messages,
            purpose="judge",
            max_tokens=TOKENS_BESIDE + TOKENS_A_POINT * len(menu.items),
            temperature=0.0,
            json_schema=menu.schema(),
            timeouts=JUDGE_TIMEOUTS,
        )
        rulings, repaired = await self._rulings(request, menu)
        judged = Judged(prompt=JUDGE_PROMPT, rubric=menu.digest, seed=seed, repaired=repaired)
        return [
            self._assessment(number, requests[number], offline[number], rulings, judged, model)
            for number in range(len(requests))
        ]

    async def _rulings(self, request: ModelRequest, menu: Menu) -> tuple[Rulings, bool]:
        reply = await self._client.complete(request)
        try:
            return read_reply(reply.text, menu), False
        except BadReplyError as fault:
            messages = repair_messages(request.messages, reply.text, str(fault))
        reply = await self._client.complete(replace(request, messages=messages))
        try:
            return read_reply(reply.text, menu), True
        except BadReplyError as fault:
            raise NotJson(f"The model's verdict can't be read: {fault}.") from None

    def _shown(self, turn: AnswerTurn) -> AnswerTurn:
        """Return a turn without its words to a grader: what a judge doesn't read, it can't obey."""
        text = turn.text
        for start, end in reversed(self._offline.spans_to_grader(text)):
            text = f"{text[:start]}{LEFT_OUT}{text[end:]}"
        return turn.model_copy(update={"text": text})

    def _assessment(
        self,
        number: int,
        request: AssessmentRequest,
        offline: Assessment,
        rulings: Rulings,
        judged: Judged,
        model: str,
    ) -> Assessment:
        """Return the verdicts for one scope, as far as their quotes hold."""
        found = Evidences(request.turns, offline.withdrawn, self._offline.spans_to_grader)
        statements: dict[str, PointVerdict] = {}
        rejected: list[str] = []
        for ruling in rulings.points:
            if ruling.item.request != number:
                continue
            verdict, place = _verdict(ruling.verdict), None
            if verdict in ("covered", "partial", "contradicted"):
                place = found.find(ruling.quote, ruling.item)
                if place is None:
                    rejected.append(ruling.item.id)
                    verdict = _without_evidence(ruling, found, offline)
            statements[ruling.item.id] = PointVerdict(
                id=ruling.item.id,
                verdict=verdict,
                strength=CREDIT[verdict],
                **(place.model_dump() if place else {}),
            )
        claims: list[ClaimHeard] = []
        for ruling in rulings.claims:
            if ruling.item.request != number:
                continue
            if (place := found.find(ruling.quote, ruling.item)) is None:
                rejected.append(ruling.item.id)
            else:
                claims.append(ClaimHeard(id=ruling.item.id, **place.model_dump()))
        scored = self._offline.with_verdicts(request, statements, claims)
        signed = judged.model_copy(update={"rejected": tuple(rejected)})
        return scored.model_copy(update={"assessor": model, "judged": signed})


def _without_evidence(ruling: Ruling, found: Evidences, offline: Assessment) -> Verdict:
    """Return what is left of a verdict whose quote doesn't hold: unclear, which earns a little.

    Words that were said, but to a grader or of something else, don't earn even that by themselves.
    """
    other = next(
        (v for p in offline.points for v in (p, *p.members) if v.id == ruling.item.id), None
    )
    earns = other is not None and CREDIT[other.verdict] >= CREDIT["unclear"]
    return "unclear" if earns or not found.is_said(ruling.quote) else "missed"


def _verdict(said: str) -> Verdict:
    known: dict[str, Verdict] = {
        "covered": "covered",
        "partial": "partial",
        "missed": "missed",
        "contradicted": "contradicted",
        CANNOT_TELL: "unclear",
    }
    return known[said]
