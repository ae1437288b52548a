"""The scorecard: a level per dimension with its evidence, folded from verdicts by arithmetic.

`docs/scoring.md` gives the same rules in prose; nothing here asks a model for a number.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from mockint.core.chains import Scored, depth_shown, mean_of
from mockint.core.conduct import conduct
from mockint.core.content import Dimension, Rubric
from mockint.core.content.round import CONVERSATION
from mockint.core.design_measures import missing_evidence, outputs_there
from mockint.core.design_report import design_report
from mockint.core.estimates import estimate_verdicts
from mockint.core.levels import CREDIT, PLACES, level_of, weighted_score
from mockint.core.measures import MEASURES, estimate_evidence, estimates, is_spoken, observed
from mockint.core.parts import part_of
from mockint.core.requirements import requirements
from mockint.core.scorecard import (
    DimensionScore,
    EvidenceLine,
    PhaseTime,
    PointLine,
    Scorecard,
)
from mockint.core.second_reading import beside_offline, was_judged
from mockint.core.spending import spending
from mockint.core.state import ScopeState, SessionState

EVIDENCE_SHOWN = 6


def scorecard(state: SessionState) -> Scorecard:
    """Return the scorecard of a session as it stands; offline levels stand beside a model's."""
    card = _card(state)
    card = card.model_copy(update={"conduct": tuple(conduct(state, card.phases))})
    if not was_judged(state):
        return card
    return beside_offline(card, _card(state.as_read_offline()), state)


def _card(state: SessionState) -> Scorecard:
    dimensions = tuple(_dimension(state, each) for each in state.script.rubric.dimensions)
    level = overall_level(state.script.rubric, dimensions)
    return Scorecard(
        level=level,
        dimensions=dimensions,
        phases=tuple(_phase_times(state)),
        typing_pace=state.started.typing_pace if state.started else 1.0,
        hints=sum(state.hints.values()),
        strengths=tuple(_points(state, {"covered"}))[:EVIDENCE_SHOWN],
        gaps=tuple(_points(state, {"missed", "contradicted", "unclear"}))[:EVIDENCE_SHOWN],
        estimates=estimate_verdicts(state),
        board=requirements(state),
        models=spending(state.calls),
        study=tuple(_to_study(state)),
        design=design_report(state, level),
    )


def overall_level(rubric: Rubric, dimensions: Sequence[DimensionScore]) -> int | None:
    """Return the weighted mean of the observed levels, halves rounded down, under the floors.

    None when less than half of the rubric's weight was observed: a question asked back says
    nothing about a candidate who answered none.
    """
    seen = [(each.level, each.weight) for each in dimensions if each.level is not None]
    observed = sum(weight for _, weight in seen)
    if not seen or 2 * observed < sum(each.weight for each in dimensions):
        return None
    mean = sum(level * weight for level, weight in seen) / observed
    level = ceil(round(mean - 0.5, PLACES))
    for floor in rubric.floors:
        if any(seen_level <= floor.if_any for seen_level, _ in seen):
            level = min(level, floor.then_at_most)
    return level


# -- dimensions


def _dimension(state: SessionState, dimension: Dimension) -> DimensionScore:
    """Combine what feeds a dimension: the mean of its parts, capped by standing wrong claims."""
    parts: list[float] = []
    claims = 0
    evidence: list[EvidenceLine] = []
    scopes = list(_fed_scopes(state, dimension))
    if scopes:
        score, claims = _coverage(state, dimension, scopes)
        parts.append(score)
        evidence += _coverage_evidence(state, scopes)
    if "estimates" in dimension.fed_by and (value := estimates(state, dimension)) is not None:
        parts.append(value)
        evidence += estimate_evidence(state, dimension)
    if "outputs" in dimension.fed_by and (share := outputs_there(state, dimension)) is not None:
        parts.append(share)
        evidence += missing_evidence(state, dimension)
    for feed, (measure, lines) in MEASURES.items():
        if feed in dimension.fed_by and (value := measure(state)) is not None:
            parts.append(value)
            evidence += lines(state)
    you_said = (state.self_scores or {}).get(dimension.id)
    if not parts:
        return DimensionScore(
            id=dimension.id,
            title=dimension.title,
            weight=dimension.weight,
            level=None,
            you_said=you_said,
            score=None,
            anchor="not observed",
        )
    score = sum(parts) / len(parts)
    level = level_of(score, claims)
    return DimensionScore(
        id=dimension.id,
        title=dimension.title,
        weight=dimension.weight,
        level=level,
        you_said=you_said,
        score=round(score, 4),
        anchor=dimension.levels[level],
        evidence=tuple(evidence[:EVIDENCE_SHOWN]),
    )


def _fed_scopes(state: SessionState, dimension: Dimension) -> Iterable[ScopeState]:
    for scope in state.scopes.values():
        if is_spoken(state, scope) or not observed(scope):
            continue
        if not state.content_of(scope).points:
            continue
        if dimension.parts and part_of(state, scope) not in dimension.parts:
            continue
        if state.question(scope.question).area == CONVERSATION:
            feed = "conversation"
        else:
            feed = "followups" if scope.followup else "points"
        if feed in dimension.fed_by:
            yield scope


def _coverage(
    state: SessionState, dimension: Dimension, scopes: Sequence[ScopeState]
) -> tuple[float, int]:
    """Return the mean of the scopes' scores by their points' weight, and the claims that stand.

    Of deep dives it is the mean of what each chain of questions shows by its depth.
    """
    claims = 0
    scored = []
    for scope in scopes:
        points = state.content_of(scope).points
        by_point = scope.credits if "hints" in dimension.fed_by else _without_hints(scope)
        held = len(scope.claims_held) if "wrong_claims" in dimension.fed_by else 0
        weight = sum(point.weight for point in points)
        score = weighted_score(points, by_point, held) or 0.0
        scored.append(Scored(scope, score, weight))
        claims += held
    score = depth_shown(state, scored) if "dive" in dimension.parts else mean_of(scored)
    return score, claims


def _without_hints(scope: ScopeState) -> dict[str, float]:
    points = scope.assessment.points if scope.assessment else ()
    return {verdict.id: CREDIT[verdict.verdict] for verdict in points}


def _coverage_evidence(state: SessionState, scopes: Sequence[ScopeState]) -> list[EvidenceLine]:
    """Return wrong claims first, then the points made, heaviest first."""
    lines: list[EvidenceLine] = []
    made: list[tuple[float, EvidenceLine]] = []
    for scope in scopes:
        lines += [
            EvidenceLine(turn=claim.turn, quote=claim.quote, about=claim.id, verdict="wrong")
            for claim in scope.claims_held
        ]
        weights = {point.id: point.weight for point in state.content_of(scope).points}
        for point in scope.assessment.points if scope.assessment else ():
            if point.verdict in ("covered", "partial") and point.quote and point.turn is not None:
                line = EvidenceLine(
                    turn=point.turn, quote=point.quote, about=point.id, verdict=point.verdict
                )
                made.append((weights[point.id], line))
    made.sort(key=lambda each: -each[0])
    return lines + [line for _, line in made]


# -- the rest of the debrief


def _phase_times(state: SessionState) -> Iterable[PhaseTime]:
    for planned in state.plan:
        use = next((use for use in state.phases if use.id == planned.id), None)
        used = 0.0
        if use is not None:
            used = (state.at if use.ended_at is None else use.ended_at) - use.started_at
        yield PhaseTime(
            id=planned.id,
            title=state.script.phase(planned.id).name,
            planned_seconds=planned.planned_seconds,
            used_seconds=round(used, 3),
        )


def _points(state: SessionState, verdicts: set[str]) -> Iterable[PointLine]:
    """Return the judged points with one of these verdicts, heaviest first."""
    found: list[tuple[float, PointLine]] = []
    for scope in state.scopes.values():
        if is_spoken(state, scope) or not observed(scope) or scope.assessment is None:
            continue
        points = {point.id: point for point in state.content_of(scope).points}
        for verdict in scope.assessment.points:
            if verdict.verdict in verdicts:
                point = points[verdict.id]
                line = PointLine(
                    question=scope.question,
                    point=point.id,
                    says=point.says,
                    verdict=verdict.verdict,
                )
                found.append((point.weight, line))
    found.sort(key=lambda each: -each[0])
    return [line for _, line in found]


def _to_study(state: SessionState) -> Iterable[str]:
    """Return the questions below level 3, weakest first."""
    scores: dict[str, float] = {}
    for scope in state.scopes.values():
        if is_spoken(state, scope) or scope.followup or not observed(scope):
            continue
        points = state.content_of(scope).points
        score = weighted_score(points, scope.credits, len(scope.claims_held)) or 0.0
        if level_of(score, len(scope.claims_held)) < 3:
            scores[scope.question] = score
    return sorted(scores, key=lambda question: scores[question])
