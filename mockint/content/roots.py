"""Where content lies: the roots in their order, and the files of each kind under one."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from mockint.bundled import bundled_root
from mockint.content.kinds import Kind
from mockint.core.errors import InputError
from mockint.folders import config_folder

__all__ = ["SUFFIX", "content_roots", "files_of", "is_root", "user_root"]

SUFFIX: Final = ".yaml"


def content_roots(extra: Iterable[Path | str] = ()) -> tuple[Path, ...]:
    """Return the roots, the later ones overriding: bundled, the user's own, then `extra`.

    Raises InputError for an extra folder that isn't there; the user's own may be missing.
    """
    roots = [bundled_root()]
    if (own := user_root()).is_dir():
        roots.append(own)
    for folder in map(Path, extra):
        if not folder.is_dir():
            raise InputError(
                f"There is no content folder {str(folder)!r}.",
                "It has to be a folder with interviews/ or rubrics/ in it.",
            )
        roots.append(folder)
    return tuple(roots)


def user_root() -> Path:
    """Return the folder for the user's own content, whether or not it is there."""
    return config_folder() / "content"


def is_root(folder: Path) -> bool:
    """Tell whether a folder is shaped as a root."""
    return (folder / "interviews").is_dir() or (folder / "rubrics").is_dir()


def files_of(kind: Kind[Any], root: Path) -> list[Path]:
    """Return the files of a kind under a root, sorted, hidden ones (editors' backups) left out."""
    folder = root / kind.folder
    if kind.single:
        return [folder / kind.single] if (folder / kind.single).exists() else []
    # Sorted by name and not by path object: that is several times quicker for many files.
    found = folder.rglob(f"*{SUFFIX}") if kind.by_area else folder.glob(f"*{SUFFIX}")
    return sorted((path for path in found if not path.name.startswith(".")), key=str)
