"""Checks that a follow-up can ever be asked: only what is certain is reported."""

from collections.abc import Iterator, Sequence

from mockint.content.checks.bank import Entry
from mockint.content.checks.tree import PlacedScope, TreePath, scopes
from mockint.core.content import FollowUp, PointGroup, Question, Scope
from mockint.core.errors import Problem, did_you_mean
from mockint.core.levels import level_of, weighted_score

__all__ = ["check_followups"]


def check_followups(entry: Entry[Question]) -> Iterator[Problem]:
    """Yield the conditions that name what isn't there, or can't hold."""
    everything = list(scopes(entry.model))
    judged = _Judged(everything)
    for placed in everything:
        for index, followup in enumerate(placed.scope.followups):
            path = (*placed.path, "followups", index, "when")
            yield from _names(entry, judged, followup, path)
            yield from _contradictions(entry, placed.scope, followup, path)


class _Judged:
    """What an assessment of some scopes has verdicts on."""

    def __init__(self, placed: Sequence[PlacedScope]) -> None:
        points = [point for one in placed for point in one.scope.points]
        self.points = {point.id for point in points}
        self.claims = {claim.id for one in placed for claim in one.scope.wrong_claims}
        self.group_of = {
            member.id: point.id
            for point in points
            if isinstance(point, PointGroup)
            for member in point.points
        }


def _names(
    entry: Entry[Question], judged: _Judged, followup: FollowUp, path: TreePath
) -> Iterator[Problem]:
    """A condition rests on what was judged before its follow-up is asked."""
    when = followup.when
    if not (when.covered or when.missed or when.heard):
        return
    later = _Judged(list(scopes(followup)))
    for key, named, what, known, too_late in (
        ("covered", when.covered, "point", judged.points, later.points),
        ("missed", when.missed, "point", judged.points, later.points),
        ("heard", when.heard, "wrong claim", judged.claims, later.claims),
    ):
        if named is None:
            continue
        if named in too_late:
            message = f"{named!r} is judged only after this was asked"
        elif named in known:
            continue
        elif what == "point" and named in judged.group_of:
            group = judged.group_of[named]
            message = f"{named!r} has no verdict of its own; name its group {group!r}"
        else:
            message = f"there is no {what} {named!r}.{did_you_mean(named, known)}"
        yield entry.fault(f"this follow-up can't be reached: {message}", *path, key)


def _contradictions(
    entry: Entry[Question], parent: Scope, followup: FollowUp, path: TreePath
) -> Iterator[Problem]:
    when = followup.when
    if when.missed is None:
        return
    if when.covered == when.missed:
        message = f"{when.missed!r} can't be covered and missed at once"
        yield entry.fault(f"this follow-up can't be reached: {message}", *path)
    if when.level_at_least is None or (isinstance(parent, FollowUp) and parent.estimate):
        return
    without = {point.id: float(point.id != when.missed) for point in parent.points}
    best = weighted_score(parent.points, without)
    if best is not None and level_of(best) < when.level_at_least:
        yield entry.fault(
            f"this follow-up can't be reached: without {when.missed!r} an answer is at most at "
            f"level {level_of(best)}",
            *(*path, "level_at_least"),
        )
