"""The offline assessor: reads a growing answer and returns verdicts with their evidence.

Deterministic, without a model and without a network.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockint.assess.answers import SpokenAnswer, SpokenTurn, sentences_of
from mockint.assess.claims import claims_made
from mockint.assess.estimates import EstimateReading, read_numbers
from mockint.assess.explanations import Explanation, explain_point
from mockint.assess.glossary import Glossary
from mockint.assess.growing import GrowingAnswer, ReadTurn, grow, spoken
from mockint.assess.guards import (
    is_foreign,
    is_off_topic,
    repeats_in_the_negative,
    sentences_to_grader,
)
from mockint.assess.matching import Weigh
from mockint.assess.order import is_connected
from mockint.assess.points import Judge, settled
from mockint.assess.reading import Reading, read_all
from mockint.assess.scopes import CompiledScope, Compiler
from mockint.assess.scoring import score_answer
from mockint.assess.stances import prepare as prepare_stances
from mockint.assess.tokens import tokenize
from mockint.assess.weighing import weigh_against
from mockint.core.assessment import (
    AnswerTurn,
    Assessment,
    AssessmentRequest,
    ClaimHeard,
    Flag,
    Intent,
    PointVerdict,
)
from mockint.core.content import GlossaryEntry, Scope, walk_followups

if TYPE_CHECKING:
    from mockint.assess.designing import Designer

FACT_FROM = 0.5
"""The score of a phrasing from which a question back asks for its fact."""
GUESS_FROM = 0.3
"""The strength from which an answer in the form of a question ("Keys and values?") is one."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that was read in the turns that count."""

    growing: GrowingAnswer
    connected: Sequence[ReadTurn]
    """The turns that are neither a list of terms nor words in no order."""
    answer: SpokenAnswer
    weigh: Weigh
    readings: Mapping[str, Reading]
    claims: tuple[ClaimHeard, ...]
    numbers: EstimateReading
    verdicts: tuple[PointVerdict, ...]


class OfflineAssessor:
    """Reads answers by the phrasings, wrong claims and estimates of their question."""

    name = "offline"

    def __init__(self, glossary: Sequence[GlossaryEntry] = ()) -> None:
        self._glossary = Glossary(glossary)
        self._compiler = Compiler(self._glossary)
        prepare_stances()

    @cached_property
    def _designer(self) -> "Designer":
        from mockint.assess.designing import Designer  # no other round has a use for it

        return Designer(self._glossary)

    async def assess(self, request: AssessmentRequest) -> Assessment:
        """Return verdicts on the growing answer."""
        return self.read(request)

    async def assess_all(self, requests: Sequence[AssessmentRequest]) -> Sequence[Assessment]:
        """Return the same for several scopes."""
        return [self.read(request) for request in requests]

    def read(self, request: AssessmentRequest) -> Assessment:
        """Return verdicts on the growing answer; never raises for anything a candidate types."""
        return self._assessment(request, self._read(request))

    def with_verdicts(
        self,
        request: AssessmentRequest,
        statements: Mapping[str, PointVerdict],
        claims: Sequence[ClaimHeard],
    ) -> Assessment:
        """Return the reading with somebody else's verdicts and claims in it, scored by the rules.

        What the turns are, their numbers and flags stay as they were read.
        """
        reading = self._read(request)
        contradicts = {c.id: c.contradicts for c in request.scope.wrong_claims if c.contradicts}
        verdicts = settled(request.scope.points, statements, claims, contradicts)
        return self._assessment(request, replace(reading, claims=tuple(claims), verdicts=verdicts))

    def spans_to_grader(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where a turn speaks to whoever grades it: (start, end) of what is no evidence."""
        turn = spoken(AnswerTurn(turn=0, text=text), self._glossary)
        sentences = list(sentences_of(turn))
        marked = sentences_to_grader(sentences)
        return tuple(
            (each.tokens[0].start, each.tokens[-1].end)
            for each in sentences
            if each.tokens[0].sentence in marked
        )

    def explain(self, request: AssessmentRequest) -> Explanation:
        """Return the same, with the words that each verdict rests on."""
        reading = self._read(request)
        verdicts = {v.id: v.verdict for point in reading.verdicts for v in (point, *point.members)}
        return Explanation(
            assessment=self._assessment(request, reading),
            points=tuple(
                explain_point(found, verdicts[found.id], reading.answer, reading.weigh)
                for found in reading.readings.values()
                if found.id in verdicts
            ),
        )

    def _read(self, request: AssessmentRequest) -> _Reading:
        scope = self._compiler.scope(request.scope)
        growing = grow(
            request.turns,
            request.scope.ask,
            self._glossary,
            lambda turn: self._makes_a_point(turn, request, scope),
        )
        counted = growing.counted
        weigh = weigh_against(request.scope.ask, counted, self._glossary)
        answer = self._index([read.for_points() for read in counted], scope)
        readings = firm = read_all(scope, answer, weigh)
        connected = [read for read in counted if is_connected(read.turn.text, read.tokens)]
        spoken_only = answer
        if len(connected) < len(counted):
            spoken_only = self._index([read.for_points() for read in connected], scope)
            firm = read_all(scope, spoken_only, weigh)
        for_claims = [read.for_claims() for read in connected]
        if for_claims != list(spoken_only.turns):
            spoken_only = self._index(for_claims, scope)
        claims = claims_made(scope, spoken_only, firm)
        if claims:  # rarely, and only then it pays to read what else is true of the topic
            elsewhere = self._true_elsewhere(request, spoken_only.turns, weigh)
            claims = claims_made(scope, spoken_only, firm, elsewhere)
        contradicts = {claim.id: claim.contradicts for claim in scope.claims if claim.contradicts}
        foreign = is_foreign(
            [token for read in counted for token in read.tokens],
            scope.keys,
            self._compiler.scope(request.question).keys,
        )
        judge = Judge(readings, answer, claims, contradicts, firm, bool(connected), foreign)
        return _Reading(
            growing=growing,
            connected=connected,
            answer=answer,
            weigh=weigh,
            readings=readings,
            claims=claims,
            numbers=read_numbers(
                [read.for_numbers() for read in counted], request.expected, _asked(request)
            ),
            verdicts=judge.verdicts(request.scope.points) if counted else (),
        )

    def _assessment(self, request: AssessmentRequest, reading: _Reading) -> Assessment:
        growing = reading.growing
        score = (
            score_answer(
                request.scope.points,
                reading.verdicts,
                claims_held=len(reading.claims),
                estimate=reading.numbers.credit,
                number_given=reading.numbers.answered,
            )
            if any(read.says_anything() for read in growing.counted)
            else None
        )
        intent = growing.intent
        besides: Mapping[str, Any] = {}
        if request.designing:
            besides = self._designer.besides(request, intent)
            intent = self._designer.intent(request, intent)
        return Assessment(
            **besides,
            question=request.question.id,
            followup=request.followup.id if request.followup else None,
            assessor=self.name,
            level=score.level if score else None,
            score=score.score if score else None,
            interval=score.interval if score else None,
            sufficiency=score.sufficiency if score else "none",
            intent=intent,
            points=reading.verdicts,
            wrong_claims=reading.claims,
            numbers=reading.numbers.numbers,
            flags=tuple(self._flags(request, reading)),
            fact=self._fact(request, intent),
            withdrawn=growing.withdrawn,
        )

    def _true_elsewhere(
        self, request: AssessmentRequest, turns: Sequence[SpokenTurn], weigh: Weigh
    ) -> Iterator[Reading]:
        """Yield how well an answer makes the points of the question's other scopes.

        What is right for a follow-up is often said in the words of what is wrong for its question.
        """
        question = request.question
        scopes: list[Scope] = [question, *(followup for _, followup in walk_followups(question))]
        for scope in scopes:
            if scope is not request.scope:
                compiled = self._compiler.scope(scope)
                yield from read_all(compiled, self._index(turns, compiled), weigh).values()

    def _index(self, turns: Sequence[SpokenTurn], scope: CompiledScope) -> SpokenAnswer:
        return SpokenAnswer(turns, scope, self._glossary)

    def _makes_a_point(
        self, turn: SpokenTurn, request: AssessmentRequest, scope: CompiledScope
    ) -> bool:
        weigh = weigh_against(request.scope.ask, (), self._glossary)
        answer = self._index([turn], scope)
        return any(
            reading.strength >= GUESS_FROM for reading in read_all(scope, answer, weigh).values()
        )

    def _fact(self, request: AssessmentRequest, intent: Intent) -> str | None:
        """Return the fact that the newest turn asks for; a design round hears several."""
        if intent != "clarify" or not request.facts or request.designing:
            return None
        facts = self._compiler.facts(request.facts)
        question_back = spoken(request.turns[-1], self._glossary)
        answer = self._index([question_back], facts)
        found = read_all(facts, answer, lambda element: element.weight)
        best = max(found.values(), key=lambda reading: reading.best[0].score)
        return best.id if best.best[0].score >= FACT_FROM else None

    def _flags(self, request: AssessmentRequest, reading: _Reading) -> Iterator[Flag]:
        growing = reading.growing
        newest = growing.counted[-1] if growing.counted else None
        if newest and newest.turn is request.turns[-1] and newest not in reading.connected:
            yield "term-list"
        if repeats_in_the_negative(reading.readings.values(), reading.answer):
            yield "negated-rubric"
        if growing.intent == "echo":
            yield "echo"
        if growing.to_grader:
            yield "to-grader"
        tokens = [token for read in growing.counted for token in read.tokens]
        asked = {token.stem for token in tokenize(_asked(request))}
        keys = self._compiler.scope(request.scope).keys
        if not reading.numbers.answered and is_off_topic(
            reading.readings.values(), self._elsewhere(request, growing), tokens, keys, asked
        ):
            yield "off-topic"

    def _elsewhere(
        self, request: AssessmentRequest, growing: GrowingAnswer
    ) -> Iterator[Iterator[Reading]]:
        """Yield how well the answer fits the questions asked earlier in the round."""
        turns = [read.for_points() for read in growing.counted]
        for question in request.other_questions:
            scope = self._compiler.scope(question)
            answer = self._index(turns, scope)
            weigh = weigh_against(request.scope.ask, growing.counted, self._glossary)
            yield iter(read_all(scope, answer, weigh).values())


def _asked(request: AssessmentRequest) -> str:
    return "\n".join([request.scope.ask, *(turn.asked for turn in request.turns)])
