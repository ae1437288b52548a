"""Small words of reports: times, levels, verdicts, folded paragraphs."""

from textwrap import indent, wrap

LEVEL_NAMES = {1: "strong no hire", 2: "no hire", 3: "hire", 4: "strong hire", None: "not observed"}
MARKS = {
    "covered": "+ made",
    "partial": "~ half made",
    "unclear": "? unclear",
    "missed": "- missed",
    "contradicted": "x wrong",
}
"""Words and signs, so that nothing rests on colour."""


def clock_text(seconds: float) -> str:
    """Return `12:34`, or `1:02:03` past an hour."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


def level_text(level: int | None) -> str:
    """Return `3 hire`, or `not observed`."""
    return LEVEL_NAMES[level] if level is None else f"{level} {LEVEL_NAMES[level]}"


def folded(text: str, width: int, margin: str = "  ") -> str:
    """Fold each paragraph of a text to a width, with a margin."""
    paragraphs = [
        "\n".join(wrap(line, max(20, width - len(margin)), break_on_hyphens=False)) or ""
        for line in text.splitlines()
    ]
    return indent("\n".join(paragraphs), margin)


def one_line(text: str, most: int = 160) -> str:
    """Return a text without its line breaks, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 3] + "..."
