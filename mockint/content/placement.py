"""A file's name and folder say its id and area; what the file says has to agree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mockint.content.kinds import QUESTION, Kind
from mockint.content.yaml_file import YamlFile
from mockint.core.errors import Problem

__all__ = ["misplaced"]


def misplaced(kind: Kind[Any], path: Path, model: object, file: YamlFile) -> Sequence[Problem]:
    """Return the faults of a file that lies in a root but not where its content belongs."""
    found = []
    item_id = getattr(model, "id", path.stem)
    if item_id != path.stem:
        found.append(
            file.problem(
                f"the id is {item_id!r} and the file is called {path.name!r}; rename one of them",
                ("id",),
            )
        )
    if kind is QUESTION:
        area, folder = getattr(model, "area", ""), path.parent.name
        expected = Path(kind.folder).name
        if path.parent.parent.name != expected or area != folder:
            found.append(
                file.problem(
                    f"the area is {area!r} and the file lies in the folder {folder!r}; it belongs "
                    f"in {expected}/{area}/",
                    ("area",),
                )
            )
    return found
