"""Takes out what a model thinks aloud: `<think> ... </think>`, in pieces or never closed."""

import re

TAGS = ("think", "thinking", "thought", "reasoning")
_OPEN = re.compile(rf"<(?:{'|'.join(TAGS)})>", re.IGNORECASE)
_CLOSE = re.compile(rf"</(?:{'|'.join(TAGS)})>", re.IGNORECASE)
_WHOLE = tuple(f"<{slash}{tag}>" for tag in TAGS for slash in ("", "/"))


class Thoughts:
    """Lets through what is said, and keeps back what is thought."""

    def __init__(self, *, quoting: bool = False) -> None:
        """`quoting`: the reply may quote such tags, so that only those at its beginning count."""
        self.shown_too_soon = False
        """True when it turned out that what had been let through was a thought: some models never
        open what they close."""
        self._quoting = quoting
        self._inside = False
        self._held = ""
        self._said = False

    def feed(self, piece: str) -> str:
        """Return what can be let through of everything up to this piece."""
        text, out = self._held + piece, ""
        self._held = ""
        while text:
            tag = (_CLOSE if self._inside else _EITHER).search(text)
            if self._quoting and not self._inside and (self._said or _speaks_before(tag, text)):
                return out + self._let(text)
            if tag is None:
                keep = _unfinished_tag(text)
                self._held = text[len(text) - keep :]
                return out + self._let(text[: len(text) - keep])
            out += self._let(text[: tag.start()])
            text = text[tag.end() :]
            closes = tag.group().startswith("</")
            if closes and not self._inside:
                self.shown_too_soon |= self._said
                out = ""
                self._said = False
            self._inside = not closes
        return out

    def finish(self) -> str:
        """Return what was held back and turned out to be no tag."""
        held, self._held = self._held, ""
        return "" if self._inside else held

    def _let(self, text: str) -> str:
        if self._inside:
            return ""
        if not self._said:
            text = text.lstrip()
        self._said |= bool(text)
        return text


_EITHER = re.compile(f"{_OPEN.pattern}|{_CLOSE.pattern}", re.IGNORECASE)


def _speaks_before(tag: re.Match[str] | None, text: str) -> bool:
    return bool(tag and text[: tag.start()].strip())


def _unfinished_tag(text: str) -> int:
    """Return how many letters at the end of a text may still become a tag."""
    at = text.rfind("<")
    if at < 0:
        return 0
    tail = text[at:].lower()
    return len(tail) if any(tag.startswith(tail) for tag in _WHOLE) else 0


def without_thoughts(text: str) -> str:
    """Return a whole text without its thoughts, also where they end and never began.

    For JSON, which may quote such tags: only what stands before it counts.
    """
    filtering = Thoughts(quoting=True)
    said = filtering.feed(text) + filtering.finish()
    close = _CLOSE.search(said)
    if close and not said.lstrip().startswith(("{", "[", "```")):
        return said[close.end() :].lstrip()
    return said
