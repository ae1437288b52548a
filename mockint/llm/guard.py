"""The guard between a model that speaks and the candidate who reads, clause by clause.

The stream is cut behind punctuation, and each clause is let through once it has been held against
the rules of `mockint.core.speech`. What comes after the first clause that breaks one is thrown
away. How the turn then goes on depends on what was said until there, so that what stands on the
screen is always a proper turn of an interviewer:

    nothing yet                     the script says all of it, in the persona's words
    whole sentences                 the script's question follows them
    a sentence that was begun       "let me put that differently.", and the script's question
    the question itself             nothing more: it has been asked

A turn begins to be shown with its sixth word: by fewer nobody can tell what language it is in.
After its question it is let through by whole sentences, so that none is left hanging. A reply that
ends without the question it was given is finished by the script in the same way. Nothing here waits
or remembers anything but its own turn: the same text gives the same words, however it was cut into
pieces on its way.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from mockint.core.model_events import HeldRule
from mockint.core.speech import (
    Secret,
    ends_sentence,
    is_foreign,
    is_question,
    leaked,
    numbers,
    out_of_role,
    questions,
    same_question,
    telling_words,
    unspeakable,
    verdict_in,
    vocabulary,
)

LONGEST_CLAUSE = 400
"""Characters without punctuation that are waited for: nobody speaks so."""
FAITHFUL_SHARE = 0.4
"""Of the telling words of the script, what a turn has to say in order to have asked it."""
FIRST_WORDS = 6
"""A turn begins to be shown with so many words, or once all of it is there."""
REPAIR = "let me put that differently. "

_BOUNDARY = re.compile(r"[.!?…,;:—–][\"'”’)\]]*\s$")
_LABEL = re.compile(r"^(?:interviewer|assistant|me|you|ai|question)\s*:\s$", re.IGNORECASE)
_OPENING_QUOTE = {'"': '"', "“": "”", "'": "'"}


class Violation(NamedTuple):
    """Which rule a clause broke."""

    rule: HeldRule
    about: str | None = None


@dataclass(frozen=True)
class Ground:
    """What a turn rests on: what it has to say, what it may say, and what it must not."""

    floor: str
    """The whole turn in the script's words: as it is said where the model doesn't say it."""
    ask: str = ""
    """What has to be said of it in any case; nothing for a turn that only says something."""
    asks: bool = True
    """Whether that is a question: one has to be put, and no second one."""
    said_before: str = ""
    """All that was said in the round, by either side."""
    asked_before: tuple[tuple[int, str], ...] = ()
    """The questions put so far, with their turns."""
    secrets: tuple[Secret, ...] = ()
    most_sentences: int = 3


class Guard:
    """Lets through of one turn what an interviewer may say."""

    def __init__(self, ground: Ground) -> None:
        """Guard a turn that rests on `ground`."""
        self._ground = ground
        self._allowed = f"{ground.floor} {ground.ask} {ground.said_before}".lower()
        self._known = telling_words(self._allowed)
        self._numbers = numbers(self._allowed)
        self._vocabulary = vocabulary(self._allowed)
        # Some asks give a figure behind their question: it is owed at the end only.
        to_question = ground.ask[: ground.ask.rfind("?") + 1]
        self._wanted = telling_words(to_question or ground.ask)
        self._wanted_by_question, self._wanted_numbers = numbers(to_question), numbers(ground.ask)
        self.violation: Violation | None = None
        self.released = ""
        """What has been let through so far."""
        self._waiting = ""
        """Text that isn't a whole clause yet."""
        self._held = ""
        """Clauses of a sentence behind the question, until it is whole."""
        self._sentence = ""
        """The sentence that is being said."""
        self._sentences = 0
        self._questions = 0
        given = questions(ground.ask if ground.asks else ground.floor)
        self._most_questions = max(ground.asks, len(given))
        self._must_ask = ground.asks and bool(given)
        self._begun = False
        self._closing = ""

    def feed(self, delta: str) -> str:
        """Take what the model says next; return what may be shown of it."""
        before = len(self.released)
        for character in delta:
            if self.violation is not None:
                break
            self._take(" " if character.isspace() else character)
            # A clause ends with a blank behind its mark, and with nothing else.
            if self._waiting.endswith(" ") and _BOUNDARY.search(self._waiting):
                clause, self._waiting = self._waiting, ""
                self._judge(clause)
            elif len(self._waiting) >= LONGEST_CLAUSE:
                self.violation = Violation("too-long")
        return self.released[before:]

    def end(self) -> str:
        """Return what is left once the model has said all; the script may have to finish."""
        before = len(self.released)
        rest = self._waiting.rstrip()
        if self._closing:
            rest = rest.removesuffix(self._closing)
        self._waiting = ""
        if self.violation is None and rest:
            self._judge(rest, last=True)
        if self.violation is None:
            done = self._is_done
            if done or self._may_be_shown:
                self._let_through(self._held)
            if not done:
                self.violation = Violation("off-script")
        return self.released[before:]

    def finish(self) -> str:
        """Return the words by which the script finishes a turn that broke off here."""
        ground = self._ground
        if not self.released:
            return ground.floor
        if self._is_done and ends_sentence(self.released):
            return ""
        ask = ground.ask or ground.floor
        if ends_sentence(self.released):
            return ask if self.released.endswith(" ") else f" {ask}"
        gap = "" if self.released.endswith(" ") else ", "
        return f"{gap}{REPAIR}{ask}"

    # -- clauses

    def _take(self, character: str) -> None:
        """Keep a character; white space is one blank, and none stands at the beginning."""
        if not self._begun:
            if character == " ":
                return
            self._begun = True
            if character in _OPENING_QUOTE:
                self._closing = _OPENING_QUOTE[character]
                return
        if character == " " and (self._waiting or self.released or self._held)[-1:] in ("", " "):
            return
        self._waiting += character

    def _judge(self, clause: str, *, last: bool = False) -> None:
        if not self._said and _LABEL.match(clause):
            self._begun = False
            return
        sentence = self._sentence + clause
        whole = last or ends_sentence(sentence)
        self.violation = self._broken(clause, sentence, whole=whole)
        if self.violation is not None:
            return
        self._sentences += not self._sentence
        self._sentence = "" if whole else sentence
        self._questions += whole and is_question(sentence)
        self._held += clause
        # Behind the question no sentence is begun that might have to be left hanging; and by two
        # or three words nobody can tell what language a turn is in.
        if self._may_be_shown and (whole or not self._is_done):
            self._let_through(self._held)

    def _let_through(self, text: str) -> None:
        self.released += text
        self._held = ""

    @property
    def _may_be_shown(self) -> bool:
        return bool(self.released) or len(self._held.split()) >= FIRST_WORDS

    @property
    def _said(self) -> str:
        return self.released + self._held

    @property
    def _is_done(self) -> bool:
        """Whether the turn has said what it had to."""
        if self._must_ask and not self._questions:
            return False
        return not self._ground.ask or self._is_faithful(self._said, self._wanted_numbers)

    def _is_faithful(self, said: str, wanted_numbers: frozenset[str]) -> bool:
        hits = len(self._wanted & telling_words(said))
        return wanted_numbers <= numbers(said) and hits >= FAITHFUL_SHARE * len(self._wanted)

    # -- rules

    def _broken(self, clause: str, sentence: str, *, whole: bool) -> Violation | None:
        ground = self._ground
        if not self._sentence and self._sentences >= ground.most_sentences:
            return Violation("too-long")
        said = self._said + clause
        for rule, found in (
            ("not-in-words", unspeakable(clause)),
            ("out-of-role", out_of_role(sentence)),
            ("verdict", verdict_in(clause) or verdict_in(sentence)),
        ):
            if found and found.lower().strip() not in f"{ground.floor} {ground.ask}".lower():
                return Violation(rule)  # type: ignore[arg-type]
        if is_foreign(sentence, self._vocabulary) or is_foreign(clause, self._vocabulary):
            return Violation("another-language")
        if numbers(clause) - self._numbers:
            return Violation("own-number")
        if (secret := leaked(telling_words(said), self._known, ground.secrets)) is not None:
            return Violation("leak", secret)
        return self._wrongly_asked(sentence, said) if whole and is_question(sentence) else None

    def _wrongly_asked(self, sentence: str, said: str) -> Violation | None:
        ground = self._ground
        if self._questions >= self._most_questions:
            return Violation("second-question")
        last = self._questions + 1 == self._most_questions
        if ground.asks and last and not self._is_faithful(said, self._wanted_by_question):
            return Violation("off-script")
        if not same_question(sentence, ground.ask):
            for turn, earlier in ground.asked_before:
                if same_question(sentence, earlier):
                    return Violation("repetition", str(turn))
        return None
