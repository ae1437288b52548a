"""Misspelled words: one edit away in words of five letters, two in words of eight.

Short words have too many real neighbours (store and score, draft and drift), so below seven letters
a letter may be lost, doubled or swapped, but not replaced; and the first letter has to be right.
"""

from collections.abc import Mapping

SHORTEST = 5
"""Letters of a word that may be recognised in spite of a typo."""
REPLACED_FROM = 7
"""Letters from which on a replaced letter still counts as a typo."""
TWO_EDITS_FROM = 8
LONGEST = 32
"""Letters beyond which nothing is a misspelled word."""
NEGATING_PREFIXES = ("un", "in", "im", "non", "de", "dis", "a", "anti")


class Spellings:
    """The right spellings that a misspelled word may have been meant for."""

    def __init__(self, stems: Mapping[str, str]) -> None:
        self._stems = stems
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(stems):
            if SHORTEST <= len(word) <= LONGEST and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)

    def nearest(self, word: str) -> str | None:
        """Return the stem of the word that a misspelled one was meant for, if there is one."""
        if not SHORTEST - 1 <= len(word) <= LONGEST or not word.isalpha():
            return None
        from rapidfuzz.distance import OSA  # 35 ms: not before something is read

        allowed = 2 if len(word) >= TWO_EDITS_FROM else 1
        best, best_distance = None, allowed + 1
        for right in self._by_letter.get(word[0], ()):
            if abs(len(right) - len(word)) > allowed:
                continue
            distance = OSA.distance(word, right, score_cutoff=allowed)
            if distance < best_distance and _slip_of_the_finger(word, right):
                best, best_distance = right, int(distance)
        return self._stems[best] if best else None


def _slip_of_the_finger(word: str, right: str) -> bool:
    if any(word == prefix + right or right == prefix + word for prefix in NEGATING_PREFIXES):
        return False
    if max(len(word), len(right)) >= REPLACED_FROM or len(word) != len(right):
        return True
    return sorted(word) == sorted(right)
