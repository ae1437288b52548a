"""A small language for turns of phrase: what stands around a statement, written as people say it.

A line is one turn of phrase, its words parted by blanks: `a|b` is one or the other, `[a|b]` may be
left out, `<not>` is any word of that group, `a_b` are two words, `..` up to three words of any
kind, `...` up to six, `:` a colon (or ", that"), `<end>` says that the clause ends here.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

_BETWEEN = r"[\s\"“”*]+"
_ANY = {"..": r"[\w'’]+", "...": r"[\w'’]+"}
_UP_TO = {"..": "{0,3}?", "...": "{0,6}?"}
_BEHIND = {
    "<end>": (
        r"(?=\W*(?:[.,;:!?–—)\"”]|\Z|\s-\s"
        r"|\b(?:and|because|since|so|but|once|when|if|unless|until|anymore|either)\b))"
    ),
    ":": r"\W{0,3}(?::|,\s+that\b)",
}
_GROUP = re.compile(r"(?<!\?)<([^<>]+)>")


class Frames:
    """The turns of phrase of a text, one a line, found where `at` matches.

    They are compiled when they are first looked for: an engine is imported more often than used.
    """

    def __init__(self, text: str, groups: Mapping[str, str], *, at: str = r"(?<![\w'])") -> None:
        self._text, self._groups, self._at = text, groups, at

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds them."""
        lines = filter(None, map(str.strip, self._text.splitlines()))
        turns = "|".join(_line(line.split(), self._groups) for line in lines)
        return re.compile(f"{self._at}(?:{turns})")


def _line(items: Sequence[str], groups: Mapping[str, str]) -> str:
    """Return the pattern of one turn of phrase; what may be left out brings its own blank."""
    pattern, begun = "", False
    for item in items:
        if item in _BEHIND:
            return pattern + _BEHIND[item]
        optional = item.startswith("[")
        words = _ANY.get(item) or _alternatives(
            (item[1:-1] if optional else item).split("|"), groups
        )
        times = _UP_TO.get(item, "?" if optional else "")
        if not times:
            pattern += _BETWEEN + words if begun else words
            begun = True
        else:
            pattern += f"(?:{_BETWEEN}{words}){times}" if begun else f"(?:{words}{_BETWEEN}){times}"
    return pattern + r"(?![\w'])"


def _alternatives(items: Sequence[str], groups: Mapping[str, str]) -> str:
    return f"(?:{'|'.join(_words(item, groups) for item in items)})"


def _words(item: str, groups: Mapping[str, str]) -> str:
    item = _GROUP.sub(lambda group: _alternatives(groups[group[1]].split(), groups), item)
    return item.replace("_", r"\s+")
