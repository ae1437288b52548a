"""Drawing a round's plan: which questions its phases ask, for a seed."""

from collections.abc import Callable, Collection, Sequence
from hashlib import sha256

from mockint.core.content import Difficulty, Phase, Question, Round, walk_followups
from mockint.core.content.case import Case, part_id
from mockint.core.content.question import DIFFICULTIES
from mockint.core.content.round import CASE_KINDS, CONVERSATION, OPENER_MINUTES, SPOKEN_KINDS
from mockint.core.errors import InputError, did_you_mean
from mockint.core.events import PlannedItem, PlannedPhase

SPARES_EACH = 2
"""Spares of each difficulty for each item, so that the verdicts have something to choose from."""


def draw_plan(
    round_: Round,
    bank: Sequence[Question],
    *,
    seed: int,
    typing_pace: float = 1.0,
    seniority: Difficulty | None = None,
    topic: str | None = None,
    phase: str | None = None,
    avoid: Collection[str] = (),
    case: Case | None = None,
) -> tuple[PlannedPhase, ...]:
    """Return the planned phases of a round, each with its items and its scaled seconds.

    `topic` puts that question into the first phase that draws one, which then asks nothing in its
    place; `phase` plans only that phase (and the close); `avoid` names questions of earlier
    sessions, used only when nothing else fits. In a design round the parts of its `case` lead the
    phases of their id, and a `topic` may be a deep dive, which is then asked alone. The same
    arguments give the same plan. Raises InputError when a phase cannot be filled.
    """
    by_id = {question.id: question for question in bank}
    dive = _dive(round_, case, topic)
    if dive is not None:
        topic = None
        phase = next(each.id for each in round_.phases if each.kind == "deep-dive")
    phases = _chosen_phases(round_, phase)
    if topic is not None and topic not in by_id:
        raise InputError(
            f"There is no question {topic!r}.{did_you_mean(topic, by_id)}",
            "All of them: mockint list questions",
        )
    # What a phase asks by name is drawn by no other.
    taken = {name for entry in phases for name in entry.questions}
    home = _phase_for(by_id[topic], phases) if topic and topic not in taken else None
    taken |= {topic} if topic else set()
    drawn: list[tuple[Phase, tuple[PlannedItem, ...]]] = []
    for entry in phases:
        if case is not None and entry.kind in CASE_KINDS and not entry.questions:
            drawn.append((entry, _of_case(case, entry, dive)))
            continue
        order = _order(seed, entry, seniority, avoid)
        items = _items(entry, bank, by_id, taken, order, topic if entry is home else None)
        taken |= {item.question for item in items} | {_name(item) for item in items}
        drawn.append((entry, items))
    fresh = [question for question in bank if question.id not in taken | set(avoid)]
    return tuple(
        PlannedPhase(
            id=entry.id,
            planned_seconds=entry.minutes * 60 * typing_pace,
            items=items,
            spares=() if entry is home else _spares(entry, items, fresh, seed),
        )
        for entry, items in drawn
    )


def _dive(round_: Round, case: Case | None, topic: str | None) -> str | None:
    """Return the deep dive, or the change, that a topic names, if it names one."""
    if case is None or topic is None:
        return None
    named = topic.rpartition("/")[2]
    parts = [talk.id for talk in (*case.dives, *case.changes)]
    if named in parts and topic in (named, part_id(case, named)):
        return part_id(case, named)
    raise InputError(
        f"The round {round_.id!r} has no deep dive {topic!r}.{did_you_mean(topic, parts)}",
        f"It has: {', '.join(parts)}.",
    )


def _of_case(case: Case, phase: Phase, dive: str | None) -> tuple[PlannedItem, ...]:
    """Return what leads a phase of a design round; dives are chosen when it has come so far."""
    if phase.kind == "deep-dive":
        return (PlannedItem(question=dive),) if dive else ()
    return (PlannedItem(question=part_id(case, phase.id)),)


def _spares(
    phase: Phase, items: Sequence[PlannedItem], fresh: Sequence[Question], seed: int
) -> tuple[PlannedItem, ...]:
    """Draw what may be asked in the place of a phase's items: some of each difficulty."""
    if phase.pick is None:
        return ()
    ordered = sorted(fresh, key=_order(seed, phase, None, ()))
    numeric = phase.pick.kind == "numeric"
    found = (_all_numbers if numeric else _all_questions)(phase, ordered)
    by_id = {question.id: question for question in ordered}
    room = dict.fromkeys(DIFFICULTIES, SPARES_EACH * len(items))
    spares: list[PlannedItem] = []
    for item in found:
        difficulty = by_id[item.question].difficulty
        if room[difficulty] and all(item.question != spare.question for spare in spares):
            room[difficulty] -= 1
            spares.append(item)
    return tuple(spares)


def _name(item: PlannedItem) -> str:
    return f"{item.question}/{item.followup or ''}"


def _phase_for(topic: Question, phases: Sequence[Phase]) -> Phase:
    """Return the phase that asks the wished topic: one that draws from its area, else the first.

    Raises InputError when no phase draws a question that long.
    """
    drawing = [
        phase
        for phase in phases
        if phase.pick
        and (
            phase.pick.kind == "opener"
            or (phase.pick.kind == "question" and topic.minutes <= phase.minutes)
        )
    ]
    if not drawing:
        raise InputError(
            f"No phase of this round can ask {topic.id!r}: none draws a question of "
            f"{topic.minutes:g} minutes from the bank. Try another round: mockint list rounds."
        )
    return next((phase for phase in drawing if _fits(phase, topic)), drawing[0])


def _chosen_phases(round_: Round, only: str | None) -> tuple[Phase, ...]:
    if only is None:
        return round_.phases
    ids = [phase.id for phase in round_.phases]
    if only not in ids:
        raise InputError(
            f"The round {round_.id!r} has no phase {only!r}.{did_you_mean(only, ids)} "
            f"It has: {', '.join(ids)}."
        )
    return tuple(phase for phase in round_.phases if phase.id == only or phase.kind == "close")


_SortKey = Callable[[Question], tuple[bool, int, bytes]]


def _order(
    seed: int, phase: Phase, seniority: Difficulty | None, avoid: Collection[str]
) -> _SortKey:
    """Return the order in which a phase prefers questions: fresh, of the right level, by lot."""

    def key(question: Question) -> tuple[bool, int, bytes]:
        rank = DIFFICULTIES.index
        apart = abs(rank(question.difficulty) - rank(seniority)) if seniority else 0
        lot = sha256(f"{seed}:{phase.id}:{question.id}".encode()).digest()
        return question.id in avoid, apart, lot

    return key


def _items(
    phase: Phase,
    bank: Sequence[Question],
    by_id: dict[str, Question],
    taken: Collection[str],
    order: _SortKey,
    topic: str | None,
) -> tuple[PlannedItem, ...]:
    if phase.kind in SPOKEN_KINDS:
        return ()
    if phase.questions:
        missing = [name for name in phase.questions if name not in by_id]
        if missing:
            raise InputError(f"The phase {phase.id!r} asks {missing[0]!r}, which the bank lacks.")
        return tuple(PlannedItem(question=name) for name in phase.questions)
    drawn = (_numbers if phase.pick and phase.pick.kind == "numeric" else _questions)(
        phase, sorted(bank, key=order), taken, topic
    )
    if not drawn:
        raise InputError(
            f"The bank has nothing left for the phase {phase.id!r} ({phase.minutes:g} minutes)."
        )
    return tuple(drawn)


def _fits(phase: Phase, question: Question) -> bool:
    pick = phase.pick
    if pick is None or question.area == CONVERSATION:
        return False
    right_area = not pick.areas or question.area in pick.areas
    return right_area and (not pick.difficulty or question.difficulty in pick.difficulty)


def _questions(
    phase: Phase, candidates: Sequence[Question], taken: Collection[str], topic: str | None
) -> list[PlannedItem]:
    """Draw questions until the count is reached or no other fits the minutes that are left."""
    count, left = phase.pick.count if phase.pick else 0, phase.minutes
    drawn: list[PlannedItem] = []
    minutes = {question.id: question.minutes for question in candidates}
    wanted = [PlannedItem(question=q.id) for q in candidates if q.id == topic]
    rest = [q for q in candidates if q.id != topic and q.id not in taken]
    for item in (*wanted, *_all_questions(phase, rest)):
        needed = OPENER_MINUTES if item.opener else minutes[item.question]
        if len(drawn) < count and needed <= left:
            drawn.append(item)
            left -= needed
    return drawn


def _all_questions(phase: Phase, candidates: Sequence[Question]) -> list[PlannedItem]:
    """Return everything that a phase could ask, if only one of it."""
    opener = phase.pick is not None and phase.pick.kind == "opener"
    return [
        PlannedItem(question=question.id, opener=opener)
        for question in candidates
        if _fits(phase, question) and (opener or question.minutes <= phase.minutes)
    ]


def _numbers(
    phase: Phase, candidates: Sequence[Question], taken: Collection[str], _topic: str | None
) -> list[PlannedItem]:
    """Draw numeric follow-ups, before all those of questions that the round doesn't ask anyway."""
    found = _all_numbers(phase, candidates)
    fresh = [item for item in found if item.question not in taken]
    again = [item for item in found if item.question in taken and _name(item) not in taken]
    chosen: list[PlannedItem] = []
    for item in fresh + again:
        if len(chosen) < (phase.pick.count if phase.pick else 0) and all(
            item.question != other.question for other in chosen
        ):
            chosen.append(item)
    return chosen


def _all_numbers(phase: Phase, candidates: Sequence[Question]) -> list[PlannedItem]:
    """Return the numbers that a phase could ask for.

    Only follow-ups at the top of their chain: a deeper one leans on what was asked before it.
    """
    return [
        PlannedItem(question=question.id, followup=followup.id)
        for question in candidates
        if _fits(phase, question)
        for parent, followup in walk_followups(question)
        if followup.kind == "numeric" and parent is question
    ]
