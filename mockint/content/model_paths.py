"""From where pydantic saw an error to the part of the file that it is about.

Pydantic's locations name the branch of a tagged union ("point", "group") like a key; only the
types tell the two apart. The same walk finds the model that an unknown key was given to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Discriminator, Tag

__all__ = ["Spot", "find_spot"]

_KEY = "[key]"


@dataclass(frozen=True)
class Spot:
    """What an error location stands for."""

    path: tuple[str | int, ...]
    """The way to it through the file's data."""
    at_key: bool
    """Whether the error is about the key itself and not about its value."""
    annotation: Any
    """The type expected there; None for an unknown key."""
    holder: type[BaseModel] | None
    """The model that the last step of the path is, or should be, a key of."""

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values that a literal type allows there."""
        found = [a for a in _alternatives(self.annotation) if get_origin(a) is Literal]
        return get_args(found[0]) if found else ()


def find_spot(annotation: Any, location: Sequence[str | int]) -> Spot:
    """Follow an error's location through the types."""
    path: list[str | int] = []
    holder: type[BaseModel] | None = None
    keyed = at_key = False
    for step in location:
        if step == _KEY and keyed:
            at_key = True
            continue
        if (branch := _tagged_branch(annotation, step)) is not None:
            annotation = branch
            continue
        path.append(step)
        holder, inner, keyed = None, None, False
        for alternative in _alternatives(annotation):
            if isinstance(alternative, type) and issubclass(alternative, BaseModel):
                holder = alternative
                field = alternative.model_fields.get(str(step))
                inner = field.annotation if field else None
            elif get_origin(alternative) is tuple:
                inner = get_args(alternative)[0]
            elif get_origin(alternative) is dict:
                inner, keyed = get_args(alternative)[1], True
        annotation = inner
    return Spot(path=tuple(path), at_key=at_key, annotation=annotation, holder=holder)


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Yield the types that an annotation allows, without what is written around them."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for argument in get_args(annotation):
            yield from _alternatives(argument)
    else:
        yield annotation


def _tagged_branch(annotation: Any, tag: str | int) -> Any:
    """Return the branch of a tagged union that a location names, or None."""
    if get_origin(annotation) is not Annotated:
        return None
    union, *metadata = get_args(annotation)
    if not any(isinstance(item, Discriminator) for item in metadata):
        return None
    for branch in get_args(union):
        if any(isinstance(item, Tag) and item.tag == tag for item in get_args(branch)[1:]):
            return branch
    return None
