"""Checks of a round: what it names exists, and its questions fit its phases' minutes."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from mockint.content.checks.bank import Bank, Entry
from mockint.content.kinds import CASE, PERSONA, QUESTION, RUBRIC
from mockint.core.content import Phase, Pick, Question, Round
from mockint.core.content.case import Case
from mockint.core.content.round import AREAS, CASE_KINDS, CONVERSATION, OPENER_MINUTES
from mockint.core.errors import Problem, did_you_mean

__all__ = ["check_round"]


def check_round(entry: Entry[Round], bank: Bank) -> Iterator[Problem]:
    """Yield the faults of one round."""
    for kind, named in ((RUBRIC, entry.model.rubric), (PERSONA, entry.model.persona)):
        if message := bank.unknown(kind, named):
            yield entry.fault(message, kind.name)
    seen: set[str] = set()
    for index, fact in enumerate(entry.model.company):
        if fact.id in seen:
            yield entry.fault(f"two facts have the id {fact.id!r}", "company", index, "id")
        seen.add(fact.id)
    yield from _designed(entry, bank)
    for index, phase in enumerate(entry.model.phases):
        yield from _named(entry, bank, phase, index)
        if phase.pick is not None and bank.is_whole:
            yield from _drawn(entry, bank, phase, phase.pick, index)


def _designed(entry: Entry[Round], bank: Bank) -> Iterator[Problem]:
    """The case leads the phases that ask nothing by themselves, each by its id."""
    round_ = entry.model
    if round_.case is None:
        return
    if message := bank.unknown(CASE, round_.case):
        yield entry.fault(message, "case")
    case = bank.case(round_.case)
    if case is None:
        return
    known = {phase.id for phase in case.phases}
    for index, phase in enumerate(round_.phases):
        if phase.kind not in CASE_KINDS or phase.questions or phase.pick is not None:
            continue
        if phase.kind == "deep-dive":
            if not case.dives:
                yield entry.fault(f"{case.id!r} has no dives", "phases", index, "kind")
        elif phase.id not in known:
            message = f"the case {case.id!r} has no phase {phase.id!r}."
            yield entry.fault(f"{message}{did_you_mean(phase.id, known)}", "phases", index, "id")
    yield from _dives_too_early(entry, case)
    led = {phase.id for phase in round_.phases}
    for name in sorted(known - led):
        yield entry.fault(
            f"the phase {name!r} of {case.id!r} is played nowhere", "phases", key=True
        )


def _dives_too_early(entry: Entry[Round], case: Case) -> Iterator[Problem]:
    """Nothing can be said for a dive by a part that comes only after the dives."""
    phases = entry.model.phases
    first = next((n for n, phase in enumerate(phases) if phase.kind == "deep-dive"), len(phases))
    later = {phase.id for phase in phases[first + 1 :]}
    for dive in case.dives:
        for ground in dive.when:
            for named in (ground.covered, ground.missed, ground.heard, ground.estimate_off):
                part = (named or "").partition("/")[0]
                if part in later:
                    message = f"{dive.id!r} of {case.id!r} is chosen by {named!r}, and {part!r} "
                    yield entry.fault(f"{message}comes after the dives", "phases", key=True)


def _named(entry: Entry[Round], bank: Bank, phase: Phase, index: int) -> Iterator[Problem]:
    if phase.questions and phase.pick is not None:
        both = f"the phase {phase.id!r} names its questions, so that nothing is ever picked"
        yield entry.fault(f"{both}; remove one of the two", "phases", index, "pick", key=True)
    for number, item_id in enumerate(phase.questions):
        if message := bank.unknown(QUESTION, item_id):
            yield entry.fault(message, "phases", index, "questions", number)
    found = [question for name in phase.questions if (question := bank.question(name))]
    needed = sum(question.minutes for question in found)
    if needed > phase.minutes:
        yield entry.fault(
            f"the questions of the phase {phase.id!r} take {needed:g} minutes, and it has "
            f"{phase.minutes:g}",
            *("phases", index, "minutes"),
            key=True,
        )


def _drawn(
    entry: Entry[Round], bank: Bank, phase: Phase, pick: Pick, index: int
) -> Iterator[Problem]:
    at = ("phases", index, "pick")
    areas = (AREAS | {question.area for question in bank.questions}) - {CONVERSATION}
    unknown = [area for area in pick.areas if area not in areas]
    for area in unknown:
        yield entry.fault(
            f"no question can be drawn from an area {area!r}.{did_you_mean(area, areas)}",
            *(*at, "areas", pick.areas.index(area)),
        )
    if unknown:
        return
    candidates = [
        question
        for question in bank.questions
        if question.area in (pick.areas or areas)
        and (not pick.difficulty or question.difficulty in pick.difficulty)
    ]
    if pick.kind == "numeric":
        candidates = [question for question in candidates if _asks_for_a_number(question)]
        fitting, what = len(candidates), "questions with a numeric follow-up"
    else:
        opener = pick.kind == "opener"
        fitting = _fitting(
            [OPENER_MINUTES if opener else question.minutes for question in candidates],
            phase.minutes,
        )
        what = f"questions, of those that fit its {phase.minutes:g} minutes together,"
    if fitting < pick.count:
        message = f"the phase {phase.id!r} draws {pick.count} {what} and there are {fitting}"
        yield entry.fault(message, *at, key=True)


def _asks_for_a_number(question: Question) -> bool:
    """A number asked on its own can't lean on a chain above it."""
    return any(followup.kind == "numeric" for followup in question.followups)


def _fitting(needed: Sequence[float], minutes: float) -> int:
    """Return how many of these fit into the minutes together, if short ones are drawn."""
    together = accumulate(sorted(needed))
    return sum(total <= minutes for total in together)
