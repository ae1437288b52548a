"""Walks through a question's tree that know where in the file they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from mockint.core.content import (
    AnyPoint,
    Member,
    Point,
    PointGroup,
    Question,
    Scope,
    WrongClaim,
)

__all__ = ["PlacedScope", "TreePath", "members_of", "phrasings_of", "scopes", "statements"]

TreePath = tuple[str | int, ...]
"""The way to a part of the question through its file."""


@dataclass(frozen=True)
class PlacedScope:
    """A question or follow-up, and the way to it through the file."""

    path: TreePath
    scope: Scope

    @property
    def is_main(self) -> bool:
        """Whether this is the question itself."""
        return isinstance(self.scope, Question)

    def points(self) -> Iterator[tuple[TreePath, AnyPoint]]:
        """Yield the scope's points and groups."""
        for index, point in enumerate(self.scope.points):
            yield (*self.path, "points", index), point

    def claims(self) -> Iterator[tuple[TreePath, WrongClaim]]:
        """Yield the scope's wrong claims."""
        for index, claim in enumerate(self.scope.wrong_claims):
            yield (*self.path, "wrong_claims", index), claim


def scopes(scope: Scope, path: TreePath = ()) -> Iterator[PlacedScope]:
    """Yield a scope and every follow-up below it, in file order."""
    yield PlacedScope(path, scope)
    for index, followup in enumerate(scope.followups):
        yield from scopes(followup, (*path, "followups", index))


def members_of(point: AnyPoint) -> tuple[Member, ...]:
    """Return the members of a group; a point has none."""
    return point.points if isinstance(point, PointGroup) else ()


def statements(placed: PlacedScope) -> Iterator[tuple[TreePath, Point | Member]]:
    """Yield what an answer can say: the scope's points, and of its groups the members."""
    for path, point in placed.points():
        if isinstance(point, Point):
            yield path, point
        for index, member in enumerate(members_of(point)):
            yield (*path, "points", index), member


def phrasings_of(point: AnyPoint) -> tuple[str, ...]:
    """Return all phrasings of a point, of a group those of its members."""
    if isinstance(point, Point):
        return point.phrasings
    return tuple(phrasing for member in point.points for phrasing in member.phrasings)
