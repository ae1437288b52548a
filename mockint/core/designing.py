"""What is particular to a design round: phases that want something, dives, a change in the middle.

Everything here is a rule, or a piece of one, for `interviewer.decide`, which stays the one place
where it is decided what comes next.
"""

from mockint.core.assessment import ANSWER_INTENTS, Assessment
from mockint.core.clock import asking_time, is_timed, seconds_left
from mockint.core.content import Output
from mockint.core.dives import Chosen, choose_change, choose_dive
from mockint.core.moves import Move
from mockint.core.requirements import missing_outputs
from mockint.core.state import SessionState, offered_last, scope_key

LEAST_LEFT = 60.0
"""Seconds of a phase for which nobody is told to go on."""
CHANGE_FROM = 0.5
"""The share of the dives' time from which a constraint changes, whatever is talked about."""
ANOTHER_FROM = 150.0
"""Seconds that must be left for another dive."""
MOST_OFFERED = 2
"""Facts of which the interviewer asks back whether they are meant."""
THE_REST = "If you asked for more than that, ask me the rest once more by itself."
MOST_DIVES, MOST_CHANGES = 3, 2
UNTIMED_DIVES, UNTIMED_CHANGES = 2, 1


def in_case_phase(state: SessionState) -> bool:
    """Tell whether the phase that is on is led by the case."""
    use = state.phase_use
    return use is not None and state.script.case_phase(use.id) is not None


def in_dives(state: SessionState) -> bool:
    """Tell whether the phase that is on is the one of the deep dives."""
    return state.script.case is not None and state.phase_kind == "deep-dive"


def require_next(state: SessionState) -> Move | None:
    """Ask for the first output that is missing and was not asked for; None where there is none."""
    use = state.phase_use
    if use is None or state.script.case_phase(use.id) is None:
        return None
    output = next(
        (each for each in missing_outputs(state, use.id) if not _was_asked(state, use.id, each)),
        None,
    )
    if output is None:
        return None
    question = state.script.talk_of(use.id)
    followup = state.followup(question, output.estimate)
    if followup is not None:
        return Move(
            kind="follow-up",
            question=question,
            followup=followup.id,
            target=output.id,
            scripted=output.ask or followup.ask,
        )
    return Move(kind="require", question=question, target=output.id, scripted=output.ask or "")


def _was_asked(state: SessionState, phase: str, output: Output) -> bool:
    if (phase, output.id) in state.required:
        return True
    key = scope_key(state.script.talk_of(phase), output.estimate)
    return output.estimate is not None and key in state.scopes


def time_to_ask(state: SessionState) -> bool:
    """Tell whether so much of the phase is over that what is missing is asked for."""
    at = asking_time(state)
    return at is not None and is_timed(state) and state.at >= at


def left_open(state: SessionState) -> str:
    """Return what is said of what is still missing when a phase is left; empty without any."""
    use = state.phase_use
    missing = missing_outputs(state, use.id) if use and in_case_phase(state) else ()
    said = [output.late for output in missing if output.late]
    others = [output.says for output in missing if not output.late]
    if others:
        said.append(f"We leave this open: {'; '.join(others)}.")
    return " ".join(said)


# -- replies


def facts_asked(state: SessionState, heard: Assessment) -> Move | None:
    """Answer every question for a fact, in any part of the round."""
    known = state.script.spoken_facts if state.script.case else ()
    facts = {fact.id: fact for fact in known}
    asked = [facts[name] for name in heard.facts if name in facts]
    answers = heard.intent in ANSWER_INTENTS
    if not asked or (answers and all(fact.id in state.facts_told for fact in asked)):
        return None  # who says something, and touches what they know, asks for nothing
    said = [fact.says for fact in asked] + ([THE_REST] if heard.unheard else [])
    return Move(
        kind="fact",
        target=asked[0].id,
        facts=tuple(fact.id for fact in asked),
        scripted=" ".join(said),
    )


def which_fact(state: SessionState, heard: Assessment) -> Move | None:
    """Ask back, once, where a question may mean a fact and may not."""
    known = {fact.id: fact for fact in state.script.spoken_facts} if state.script.case else {}
    offered = [
        known[name] for name in heard.offered if name in known and name not in state.facts_told
    ][:MOST_OFFERED]
    if not offered or offered_last(state):
        return None
    names = [fact.name for fact in offered]
    return Move(
        kind="which-fact",
        target=offered[0].id,
        facts=tuple(fact.id for fact in offered),
        scripted=" or ".join(names),
    )


def wants_to_go_on(state: SessionState) -> Move | None:
    """The candidate is done with a phase: ask for what is missing, once, else leave the phase.

    None means that the next phase comes.
    """
    if (missing := require_next(state)) is not None:
        return missing
    use = state.phase_use
    of_case = state.script.case_phase(use.id) if use else None
    if of_case is not None and not of_case.may_end_early and is_timed(state):
        return Move(kind="wait")
    return None


def change_in_the_middle(state: SessionState) -> Chosen | None:
    """Return the change that comes now, when a dive takes so long that there is no other time."""
    use = state.phase_use
    if use is None or not in_dives(state) or not is_timed(state) or _asked_of(state, "changes"):
        return None
    if state.at < use.started_at + CHANGE_FROM * use.planned_seconds:
        return None
    return choose_change(state)


def next_in_dives(state: SessionState) -> Chosen | None:
    """Return what comes after a dive or a change: a change, another dive, or nothing more."""
    dives, changes = _asked_of(state, "dives"), _asked_of(state, "changes")
    timed = is_timed(state)
    most_dives = MOST_DIVES if timed else UNTIMED_DIVES
    most_changes = MOST_CHANGES if timed else UNTIMED_CHANGES
    if _is_practised_alone(state):
        return None
    if changes < min(dives, most_changes) and (chosen := choose_change(state)) is not None:
        return chosen
    time_for_it = seconds_left(state, state.at) >= ANOTHER_FROM
    return choose_dive(state) if dives < most_dives and time_for_it else None


def first_in_dives(state: SessionState, named: str | None) -> Chosen:
    """Return the dive with which the phase begins: one that the plan names, else the chosen one."""
    if named is not None:
        question = state.question(named)
        return Chosen(named, question.ask, "You chose it")
    chosen = choose_dive(state)
    assert chosen is not None  # a case without dives has no such phase
    return chosen


def _is_practised_alone(state: SessionState) -> bool:
    """Tell whether the plan names what the phase talks about."""
    return bool(state.phases and state.plan[len(state.phases) - 1].items)


def _asked_of(state: SessionState, what: str) -> int:
    case = state.script.case
    assert case is not None
    parts = {talk.id for talk in (case.dives if what == "dives" else case.changes)}
    return sum(key.partition("/")[2] in parts for key in state.asked)


def go_on(state: SessionState) -> Move | None:
    """Leave the time that a phase still has to the candidate, once a phase."""
    use = state.phase_use
    if use is None or not (in_case_phase(state) or in_dives(state)) or not is_timed(state):
        return None
    if use.id in state.invited_on or seconds_left(state, state.at) < LEAST_LEFT:
        return None
    return Move(kind="go-on")
