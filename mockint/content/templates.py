"""Starter files: a commented example of each kind, valid as it stands, to be written over."""

import re
from pathlib import Path
from typing import Final

from mockint.content.kinds import Kind, kind_named
from mockint.content.roots import SUFFIX
from mockint.core.errors import InputError

__all__ = ["DEFAULT_AREA", "new"]

DEFAULT_AREA: Final = "practice"
_STARTERS: Final = Path(__file__).parent / "starters"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new(kind: str, item_id: str, folder: Path) -> Path:
    """Write a starter file under a root, and return where it is.

    The id of a question or specimen may name its area: `inference/kv-cache`. Nothing is ever
    overwritten. Raises InputError.
    """
    chosen = kind_named(kind)
    area, _, slug = item_id.rpartition("/") if chosen.by_area else ("", "", item_id)
    area = area or DEFAULT_AREA
    for part in (area, slug):
        if len(part) > 64 or not _SLUG.fullmatch(part):
            raise InputError(
                f"{part!r} is no id.",
                "An id is lower-case words of letters and digits joined by hyphens (kv-cache).",
            )
    path = _path(chosen, area, slug, folder)
    text = (_STARTERS / f"{chosen.name}{SUFFIX}").read_text(encoding="utf-8")
    text = text.replace("{{id}}", slug).replace("{{area}}", area)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(f"{path} is there already.", "Choose another id.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
    return path


def _path(kind: Kind[object], area: str, slug: str, folder: Path) -> Path:
    base = folder / kind.folder
    if kind.single:
        return base / kind.single
    return base / area / f"{slug}{SUFFIX}" if kind.by_area else base / f"{slug}{SUFFIX}"
