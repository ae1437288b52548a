"""Checks of a rubric: dimensions apart from each other, floors that do something."""

from collections.abc import Iterator

from mockint.content.checks.bank import Entry
from mockint.core.content import Rubric
from mockint.core.errors import Problem

__all__ = ["check_rubric"]


def check_rubric(entry: Entry[Rubric]) -> Iterator[Problem]:
    """Yield the faults of one rubric."""
    seen: set[str] = set()
    for index, dimension in enumerate(entry.model.dimensions):
        if dimension.id in seen:
            message = f"two dimensions have the id {dimension.id!r}"
            yield entry.fault(message, "dimensions", index, "id")
        seen.add(dimension.id)
        for number, feed in enumerate(dimension.fed_by):
            if feed in dimension.fed_by[:number]:
                path = ("dimensions", index, "fed_by", number)
                yield entry.fault(f"{feed!r} stands here twice", *path)
    yield from _floors(entry)


def _floors(entry: Entry[Rubric]) -> Iterator[Problem]:
    """A floor caps the round at a level; a better dimension can't cap it lower than a worse."""
    caps: dict[int, int] = {}
    for index, floor in enumerate(entry.model.floors):
        at = ("floors", index)
        if floor.then_at_most == 4:
            yield entry.fault("this floor caps nothing: 4 is the highest", *at, "then_at_most")
        if floor.then_at_most < floor.if_any:
            yield entry.fault(
                f"this floor caps the round at {floor.then_at_most}, below the dimension's own "
                f"{floor.if_any}",
                *(*at, "then_at_most"),
            )
        if floor.if_any in caps:
            yield entry.fault(f"two floors are for level {floor.if_any}", *at, "if_any")
        for level, cap in caps.items():
            if (level < floor.if_any and cap > floor.then_at_most) or (
                level > floor.if_any and cap < floor.then_at_most
            ):
                yield entry.fault(
                    f"a dimension at {floor.if_any} caps the round at {floor.then_at_most}, and "
                    f"one at {level} at {cap}: the better the dimension, the higher the cap",
                    *at,
                )
        caps[floor.if_any] = floor.then_at_most
