"""Which files a check looks at, and of which kind each is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockint.content.kinds import KINDS, Kind, kind_of_path
from mockint.content.roots import SUFFIX, files_of, is_root
from mockint.core.errors import Problem, did_you_mean

__all__ = ["Target", "targets_in_root", "targets_of"]

FOLDERS = ("interviews", "rubrics")


@dataclass(frozen=True)
class Target:
    """One file to be checked."""

    path: Path
    """As the user named it."""
    kind: Kind[Any] | None
    """None where only the file's own keys can tell."""
    root: Path | None
    """The root that it belongs to, if it lies where that root's files of its kind lie."""


def targets_of(path: Path) -> Iterator[Target | Problem]:
    """Yield what there is to check at a path that a user named."""
    if is_root(path):
        yield from targets_in_root(path)
    elif path.is_dir():
        found = [file for file in sorted(path.rglob(f"*{SUFFIX}")) if not _hidden(file)]
        if not found:
            message = f"there is no content here: a root has {' or '.join(FOLDERS)}/ in it"
            yield Problem(str(path), 0, 0, message)
        yield from map(_lone, found)
    else:
        yield _lone(path)


def _lone(path: Path) -> Target:
    kind = kind_of_path(path.absolute())
    root = kind and _enclosing_root(path.absolute(), kind)
    return Target(path=path, kind=kind, root=root or None)


def _enclosing_root(path: Path, kind: Kind[Any]) -> Path | None:
    folder = path.parent.parent if kind.by_area else path.parent
    root = folder
    for _ in Path(kind.folder).parts:
        root = root.parent
    return root if root / kind.folder == folder else None


def targets_in_root(root: Path) -> Iterator[Target | Problem]:
    """Yield every file of a root, and as faults those that nothing would ever read."""
    known: set[Path] = set()
    for kind in KINDS.values():
        files = files_of(kind, root)
        known.update(files)
        first: dict[str, Path] = {}
        for path in files:
            yield Target(path=path, kind=kind, root=root)
            if path.stem in first and kind.by_area:
                message = f"the id {path.stem!r} is taken by {first[path.stem]}; rename one of them"
                yield Problem(str(path), 1, 1, message)
            first.setdefault(path.stem, path)
    yield from _strays(root, known)


def _strays(root: Path, known: Iterable[Path]) -> Iterator[Problem]:
    places = {kind.folder for kind in KINDS.values()}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.y*ml")):
            if path in known or _hidden(path) or not path.is_file():
                continue
            if path.suffix != SUFFIX:
                message = f"this file is never read: its name has to end in {SUFFIX}"
            else:
                inside = path.parent.relative_to(root).as_posix()
                near = did_you_mean(inside, places)
                message = f"this file is never read: nothing is looked for in {inside}/.{near}"
            yield Problem(str(path), 1, 1, message)


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")
