"""A small language for turns of phrase: what stands around a statement, written as people say it.

A line is one turn of phrase, its words parted by blanks: `a|b` is one or the other, `[a|b]` may be
left out, `<not>` is any word of that group, `a_b` are two words, `..` up to three words of any
kind, `...` up to six, `:` a colon (or ", that"), `<end>` says that the clause ends here.
"""

import re
from collections.abc import Mapping, Sequence

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


def frames(text: str, groups: Mapping[str, str], *, at: str = r"(?<![\w'])") -> re.Pattern[str]:
    """Return a pattern that finds the turns of phrase of a text, one a line, where `at` matches."""
    lines = filter(None, map(str.strip, text.splitlines()))
    return re.compile(f"{at}(?:{'|'.join(_line(line.split(), groups) for line in lines)})")


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
