"""Replies to what a candidate said: an ordered list of rules, the first that applies decides.

What isn't an answer comes first, then what was wrong, then what is missing, then deeper.
"""

from collections.abc import Callable

from mockint.core.advancing import (
    advance,
    asking,
    change_constraint,
    next_phase,
    offer_hint,
    repeat,
    standing_ask,
    tell_fact,
    tell_time,
)
from mockint.core.assessment import Assessment, PointVerdict
from mockint.core.content import FollowUp, Question, When, walk_followups
from mockint.core.content.round import SPOKEN_KINDS
from mockint.core.designing import (
    change_in_the_middle,
    facts_asked,
    in_case_phase,
    in_dives,
    require_next,
    time_to_ask,
    wants_to_go_on,
    which_fact,
)
from mockint.core.moves import Move
from mockint.core.requirements import stands_on_the_board
from mockint.core.state import ScopeState, SessionState, scope_key

PROBES_A_QUESTION = 2

ReplyRule = Callable[[SessionState, ScopeState, Assessment], Move | None]


# -- what is not an answer


def spoken_phase(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Opening, your-questions and close are led by a line and end by a reply."""
    if state.phase_kind not in SPOKEN_KINDS:
        return None
    if heard.intent == "ask-repeat":
        return repeat(state)
    if (facts := facts_asked(state, heard)) is not None:
        return facts
    if heard.intent == "clarify" or heard.fact is not None:
        return tell_fact(state, scope, heard)
    if state.phase_kind == "your-questions" and heard.intent in ("thinking", "ask-time"):
        return Move(kind="wait") if heard.intent == "thinking" else tell_time(state)
    return advance(state)


def question_back(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """In a design round what the candidate wants to know is answered, whatever else was said."""
    return facts_asked(state, heard) or which_fact(state, heard)


def done_with_it(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """The candidate is done with a phase of a design round and says so."""
    if heard.intent != "ask-move-on" or not (in_case_phase(state) or in_dives(state)):
        return None
    if in_dives(state):
        return advance(state, leaving=True)
    return wants_to_go_on(state) or next_phase(state, leaving=False)


def not_an_answer(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """A request, a question back, thinking aloud: never advances the question by itself."""
    match heard.intent:
        case "ask-repeat":
            return repeat(state)
        case "thinking":
            return Move(kind="wait")
        case "ask-time":
            return tell_time(state)
        case "ask-hint":
            return offer_hint(state) or Move(kind="wait")
        case "ask-move-on":
            return Move(kind="leave")
        case "clarify":
            return tell_fact(state, scope, heard)
        case "small-talk" | "echo" | "to-grader" | "empty":
            # Who says nothing to the point is still told what the part must leave behind.
            missing = require_next(state) if time_to_ask(state) else None
            return missing or Move(kind="redirect", scripted=standing_ask(state))
        case "dont-know" if scope.unknowns <= 1 and not scope.help_offered:
            # Once is a cry for help; the second time the interviewer looks for another way in.
            return offer_hint(state) or Move(kind="wait")
        case _:
            return None


# -- what was wrong or missing


def wrong_claim(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Quote a wrong claim and challenge it, once."""
    # What was wrong about the question may come out only in the answer to a follow-up.
    for read in dict.fromkeys((scope.key, scope.question)):
        held = state.scopes.get(read)
        claims = {c.id: c for c in state.content_of(held).wrong_claims} if held else {}
        for made in held.claims_held if held else ():
            if made.id in claims and (scope.question, made.id) not in state.challenged:
                challenge = claims[made.id].challenge
                return asking(
                    state, scope, "challenge", challenge, target=made.id, quote=made.quote
                )
    return None


def number_out_of_tolerance(
    state: SessionState, scope: ScopeState, heard: Assessment
) -> Move | None:
    """Ask to redo a number aloud, once; neither ratio nor slip is named before the debrief."""
    followup = state.followup(scope.question, scope.followup)
    if followup is None or followup.estimate is None:
        return None
    right = scope.number is not None and scope.number.within
    if right or scope.redo_asked or scope.attempts == 0:
        return None
    return asking(state, scope, "redo", followup.ask)


def output_missing(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Ask for what a phase of a design round must leave behind, when its time runs out."""
    return require_next(state) if time_to_ask(state) else None


def change_due(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Change a constraint in the middle of the dives."""
    chosen = change_in_the_middle(state)
    return None if chosen is None else change_constraint(state, chosen)


def opener_only(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Where only openings are asked, one answer each is all."""
    planned = state.planned_item
    return advance(state) if planned is not None and planned.opener else None


def term_list(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """A list of terms is asked to be connected, once a question or follow-up."""
    if scope.connect_asked or "term-list" not in heard.flags:
        return None
    return asking(state, scope, "connect", standing_ask(state))


def weakest_point(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Probe the unclear, else the missed point of the highest weight; two probes a question."""
    spent = [point for question, point in state.probed if question == scope.question]
    if len(spent) >= PROBES_A_QUESTION:
        return None
    read = scope.assessment or heard
    verdicts = {verdict.id: verdict.verdict for verdict in read.points}
    for wanted in ("unclear", "missed"):
        candidates = [
            (point.weight, point.id, point.probe)
            for point in state.content_of(scope).points
            if verdicts.get(point.id) == wanted and point.probe and point.id not in spent
        ]
        if candidates:
            _, weakest, probe = max(candidates, key=lambda each: each[0])
            return asking(state, scope, "probe", probe, target=weakest)
    return None


def deeper(state: SessionState, scope: ScopeState, heard: Assessment) -> Move | None:
    """Ask the first follow-up in file order that was not asked and whose condition holds."""
    question = state.question(scope.question)
    planned = state.planned_item
    # A numeric follow-up that the plan asks on its own doesn't bring its whole question along.
    root = state.followup(question.id, planned.followup if planned else None) or question
    apart = {
        scope_key(item.question, item.followup)
        for phase in state.plan
        for item in phase.items
        if item.followup
    }
    for parent, followup in walk_followups(root):
        key = scope_key(question.id, followup.id)
        above = state.scopes.get(
            scope_key(question.id, parent.id if isinstance(parent, FollowUp) else None)
        )
        if above is None or key in state.scopes or key in apart:
            continue
        if in_dives(state) and not above.bears_more:
            continue  # nobody is led deeper from where they don't stand
        if stands_on_the_board(state, state.phases[-1].id, followup):
            continue
        if holds(state, question, above, followup.when):
            return asking(state, scope, "follow-up", followup.ask, followup=followup.id)
    return None


def holds(state: SessionState, question: Question, above: ScopeState, when: When) -> bool:
    """Tell whether a follow-up's condition holds; `above` is the scope that it hangs on."""

    def verdict(point_id: str) -> PointVerdict | None:
        return state.verdict_of(question.id, point_id)

    checks = [
        when.covered is None or ((v := verdict(when.covered)) and v.verdict == "covered"),
        when.missed is None or ((v := verdict(when.missed)) and v.verdict == "missed"),
        when.heard is None or (question.id, when.heard) in state.heard,
        when.level_at_least is None
        or (above.assessment is not None and (above.assessment.level or 0) >= when.level_at_least),
    ]
    return all(checks)


REPLY_RULES: tuple[ReplyRule, ...] = (
    spoken_phase,
    question_back,
    done_with_it,
    not_an_answer,
    opener_only,
    wrong_claim,
    number_out_of_tolerance,
    output_missing,
    change_due,
    term_list,
    weakest_point,
    deeper,
)
