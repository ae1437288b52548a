"""The growing answer: which turns count, which were taken back, and what the newest one is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from mockint.assess.answers import SpokenTurn, sentences_of
from mockint.assess.corrections import Correction, correction_in
from mockint.assess.estimates import CountedText
from mockint.assess.glossary import Glossary
from mockint.assess.guards import sentences_to_grader
from mockint.assess.intents import Asked, Heard, intent_of
from mockint.assess.phrasings import content_words
from mockint.assess.tokens import Token, tokenize
from mockint.core.assessment import ANSWER_INTENTS, AnswerTurn, Intent

SAID_BEFORE = 3
"""Words before a correction from which on it speaks of its own turn, not of the one before."""


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn that counts, and from where in it."""

    turn: AnswerTurn
    spoken: SpokenTurn
    """The whole turn."""
    to_grader: frozenset[int]
    taken_back: frozenset[int] = frozenset()
    """Clauses that a correction took back."""
    amended_to: int = 0
    """Up to here its wrong claims and numbers were set right; its points still count."""
    corrects: bool = False
    speaks_from: int = 0
    """Behind the words by which it corrects."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return its words."""
        return self.spoken.tokens

    def for_points(self) -> SpokenTurn:
        """Return what counts as evidence of points."""
        return replace(self.spoken, ignored=self._void())

    def for_claims(self) -> SpokenTurn:
        """Return what counts as a wrong claim."""
        amended = frozenset[int]()
        if self.amended_to:
            amended = frozenset(t.clause for t in self.tokens if t.end <= self.amended_to)
        return replace(self.spoken, ignored=self._void() | amended)

    def for_numbers(self) -> CountedText:
        """Return what counts as a number."""
        start = self.amended_to
        if self.taken_back:
            start = max(start, *(t.end for t in self.tokens if t.clause in self.taken_back))
        return CountedText(self.turn.turn, self.turn.text, start, self.corrects)

    def says_anything(self) -> bool:
        """Return whether something of content is left of it."""
        void = self._void()
        left: Sequence[Token] = self.tokens
        if void:
            left = [token for token in left if token.clause not in void]
        if self.corrects:  # "scratch that" alone takes back, and says nothing in its place
            left = content_words(t for t in left if t.start >= self.speaks_from)
        return bool(left)

    def _void(self) -> frozenset[int]:
        if not self.to_grader:
            return self.taken_back
        to_grader = {token.clause for token in self.tokens if token.sentence in self.to_grader}
        return self.taken_back | to_grader


@dataclass(frozen=True, slots=True)
class GrowingAnswer:
    """All turns of a scope, read."""

    counted: tuple[ReadTurn, ...]
    withdrawn: tuple[int, ...]
    intent: Intent
    """What the newest turn is."""
    to_grader: bool
    """True where the newest turn holds words to the grader."""


def spoken(turn: AnswerTurn, glossary: Glossary) -> SpokenTurn:
    """Take a turn apart."""
    tokens = tokenize(turn.text)
    return SpokenTurn(turn.turn, turn.text, tokens, tuple(glossary.all_spans(tokens)))


def grow(
    turns: Sequence[AnswerTurn],
    ask: str,
    glossary: Glossary,
    makes_a_point: Callable[[SpokenTurn], bool],
) -> GrowingAnswer:
    """Read the turns in order and keep what counts."""
    counted: list[ReadTurn] = []
    withdrawn: list[int] = []
    intent: Intent = "empty"
    to_grader: frozenset[int] = frozenset()
    question = Asked.of(ask)
    for turn in turns:
        whole = spoken(turn, glossary)
        to_grader = sentences_to_grader(sentences_of(whole))
        correction = correction_in(turn.text)
        intent = intent_of(
            Heard(
                text=turn.text,
                tokens=whole.tokens,
                asked=(question, Asked.of(turn.asked)),
                to_grader=to_grader,
                correction=correction,
                answered_before=bool(counted),
                makes_a_point=partial(makes_a_point, whole),
            )
        )
        if intent in ANSWER_INTENTS:
            read = ReadTurn(turn, whole, to_grader, corrects=correction is not None)
            if correction is not None:
                read = replace(read, speaks_from=correction.end)
                read = _correct(correction, read, counted, withdrawn)
            counted.append(read)
    return GrowingAnswer(tuple(counted), tuple(withdrawn), intent, bool(to_grader))


def _correct(
    correction: Correction, read: ReadTurn, counted: list[ReadTurn], withdrawn: list[int]
) -> ReadTurn:
    """Take back what a turn corrects, in it or before it; return the turn as it counts now."""
    before = [token for token in read.tokens if token.end <= correction.start]
    speaks_of_itself = len(before) >= SAID_BEFORE
    if correction.kind == "amend":
        if speaks_of_itself:
            return replace(read, amended_to=correction.start)
        if counted:
            counted[-1] = replace(counted[-1], amended_to=len(counted[-1].turn.text))
        return read
    if correction.kind == "last" and speaks_of_itself:
        return replace(read, taken_back=_last_sentence(before, read, correction))
    taken = counted[:] if correction.kind == "all" else counted[-1:]
    withdrawn += (other.turn.turn for other in taken)
    del counted[len(counted) - len(taken) :]
    return replace(read, taken_back=frozenset(token.clause for token in before))


def _last_sentence(
    before: Sequence[Token], read: ReadTurn, correction: Correction
) -> frozenset[int]:
    """Return the clauses of the sentence that a "scratch that" speaks of."""
    own = next(token for token in read.tokens if token.end > correction.start)
    clauses = {t.clause for t in before if t.sentence == before[-1].sentence}
    return frozenset(clauses - {own.clause} or clauses)
