"""Parsed content kept as JSON, so that files that didn't change aren't parsed at the next start.

A kept model is used only while its file has the same path, size and modification time. JSON and
not a pickle: reading it back checks it, and can run nothing. Whatever goes wrong with the cache,
the files themselves are read instead.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

import mockint
from mockint.content.kinds import Kind

__all__ = ["ParsedCache", "stamps_of"]

T = TypeVar("T")


class ParsedCache:
    """One file a kind and root, whatever other roots are read with it.

    Two lines an item: its stamp and its model.
    """

    def __init__(self, folder: Path | None, roots: Sequence[Path]) -> None:
        self._folder = folder
        self._roots = roots

    def read(self, kind: Kind[T], stamps: Mapping[Path, str]) -> dict[Path, T]:
        """Return the models of those files whose stamps are the same as when they were kept."""
        if self._folder is None:
            return {}
        kept: dict[bytes, bytes] = {}
        for root in self._roots:
            with suppress(OSError):
                lines = self._file(self._folder, kind, root).read_bytes().split(b"\n")
                kept |= zip(lines[::2], lines[1::2], strict=False)
        found: dict[Path, T] = {}
        for path, stamp in stamps.items():
            if (document := kept.get(stamp.encode())) is not None:
                with suppress(ValidationError):
                    found[path] = kind.adapter.validate_json(document, strict=True)
        return found

    def write(
        self, kind: Kind[T], models: Mapping[Path, T], stamps: Mapping[Path, str], new: Set[Path]
    ) -> None:
        """Keep these models, and no others, of each root that has new ones."""
        if self._folder is None:
            return
        for root in self._roots:
            under = {path: model for path, model in models.items() if path.is_relative_to(root)}
            if new & under.keys():
                self._replace(self._file(self._folder, kind, root), kind, under, stamps)

    def _replace(
        self, target: Path, kind: Kind[T], models: Mapping[Path, T], stamps: Mapping[Path, str]
    ) -> None:
        lines = [
            line
            for path, model in models.items()
            if path in stamps
            for line in (
                stamps[path].encode(),
                # What a file leaves out stays out, so that defaults are those of the code.
                kind.adapter.dump_json(model, exclude_unset=True),
            )
        ]
        part = target.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(b"\n".join(lines))
            part.replace(target)

    def _file(self, folder: Path, kind: Kind[T], root: Path) -> Path:
        return folder / f"{kind.name}-{sha256(str(root).encode()).hexdigest()[:16]}.cache"


def stamps_of(paths: Iterable[Path]) -> dict[Path, str]:
    """Return for each file what changes when it does, or when mockint does.

    To be taken before a file is read: a change in between then shows at the next start.
    """
    found = {}
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            found[path] = json.dumps(
                [str(path.absolute()), status.st_size, status.st_mtime_ns, mockint.__version__]
            )
    return found
