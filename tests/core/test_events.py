"""Events: every kind goes through JSON unchanged, and versions are minded."""

from typing import get_args

import pytest
from pydantic import ValidationError

from mockint.core.assessment import Assessment, ClaimHeard, NumberFound, PointVerdict
from mockint.core.events import (
    PAYLOAD_VERSION,
    Answered,
    Assessed,
    BellRang,
    DraftChanged,
    Event,
    GapFound,
    HintTaken,
    Noted,
    Paused,
    Payload,
    PhaseStarted,
    Pinned,
    PlannedItem,
    PlannedPhase,
    Refused,
    Rescored,
    Said,
    SelfScored,
    SessionClosed,
    SessionStarted,
    SilenceNoticed,
    Skipped,
    StayedSilent,
    TimeWarned,
    Unpaused,
    payload_from,
)
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.moves import Move

TEXT = 'Keys and values – «per layer»\n{curly} \\ "quoted" 🚀 \u2028'
ASSESSMENT = Assessment(
    question="cache",
    followup="size",
    assessor="offline",
    level=3,
    score=0.5,
    interval=(0.4, 0.6),
    sufficiency="rich",
    intent="correction",
    points=(
        PointVerdict(
            id="remedy",
            verdict="partial",
            strength=0.5,
            quote=TEXT,
            turn=2,
            start=0,
            end=9,
            members=(PointVerdict(id="paging", verdict="covered", strength=1),),
        ),
    ),
    wrong_claims=(ClaimHeard(id="is-free", quote="free", turn=2, start=1, end=5),),
    numbers=(
        NumberFound(
            quote="33 GB",
            turn=2,
            start=0,
            end=5,
            value=33e9,
            unit="bytes",
            expected=32.8e9,
            ratio=33 / 32.8,
            within=True,
            mistake="one per query head",
        ),
    ),
    flags=("term-list", "echo"),
    fact="users",
    withdrawn=(2, 4),
)
PAYLOADS: list[Payload] = [
    SessionStarted(
        mockint="1.0",
        round="screen",
        persona="warm-peer",
        rubric="phone-screen",
        seed=7,
        pace="real",
        typing_pace=1.3,
        assessor="offline",
        voice="offline",
        plan=(
            PlannedPhase(
                id="concept",
                planned_seconds=0.1 + 0.2,
                items=(PlannedItem(question="cache", followup="size"),),
            ),
        ),
        content={"question/cache": "abc"},
        script=TEXT,
    ),
    PhaseStarted(phase="concept", planned_seconds=600),
    Said(
        turn=1,
        move=Move(
            kind="challenge",
            phase="concept",
            question="cache",
            followup="size",
            target="is-free",
            scripted="Which step?",
            quote=TEXT,
            step=2,
            seconds_left=12.5,
            bridge="interrupt",
        ),
        text=TEXT,
        voice="offline",
    ),
    Answered(turn=2, text=TEXT, cut=True, via="estimate", entry=3),
    StayedSilent(seconds=30.5, entry=4),
    Assessed(turn=2, assessment=ASSESSMENT),
    HintTaken(question="cache", step=1, entry=5),
    Skipped(entry=6),
    Pinned(
        calculator="kv_cache", result={"outputs": {"x": {"value": 1.5}}, "formula": "1"}, entry=7
    ),
    Noted(what="diagram", text=TEXT, entry=8),
    Refused(action="pin", reason="closed", entry=9),
    DraftChanged(text=TEXT),
    TimeWarned(phase="concept", colour="amber", seconds_left=120),
    BellRang(bell="grace", phase="concept"),
    SilenceNoticed(seconds=90),
    Paused(entry=10),
    Unpaused(entry=11),
    GapFound(wall_seconds=3600, counted=False),
    SessionClosed(reason="ended", entry=12),
    SelfScored(scores={"depth": 4}),
    ModelCalled(
        role="judge",
        model="lab/one",
        outcome="failed",
        cause="stalled",
        prompt_tokens=900,
        completion_tokens=30,
        cached_tokens=800,
        dollars=0.0125,
        estimated=True,
        first_token_seconds=0.4,
        seconds=6.5,
        tries=2,
        sent={"temperature": 0.0},
    ),
    HeldBack(turn=3, rule="leak", about="stored", model="lab/one"),
    Rescored(assessor="lab/one", readings=(Assessed(turn=2, assessment=ASSESSMENT),)),
]
KINDS = [payload.kind for payload in PAYLOADS]


def test_every_kind_of_event_is_among_the_examples():
    union = get_args(get_args(Payload)[0])
    assert [type(payload) for payload in PAYLOADS] == list(union)


@pytest.mark.parametrize("payload", PAYLOADS, ids=KINDS)
def test_an_event_goes_through_json_unchanged(payload: Payload):
    event = Event(session="s", seq=3, wall="2024-01-01T00:00:00Z", at=12.345, payload=payload)
    assert Event.model_validate_json(event.model_dump_json()) == event


@pytest.mark.parametrize("payload", PAYLOADS, ids=KINDS)
def test_a_payload_is_read_back_from_what_a_store_keeps(payload: Payload):
    assert payload_from(payload.model_dump(mode="json"), PAYLOAD_VERSION) == payload


def test_an_event_of_a_newer_version_is_refused():
    with pytest.raises(ValueError, match="an event of version 2; this mockint reads 1"):
        payload_from({"kind": "skipped"}, PAYLOAD_VERSION + 1)


@pytest.mark.parametrize(
    "data", [{"kind": "danced"}, {"kind": "skipped", "gladly": True}, {}, {"kind": "answered"}]
)
def test_what_is_no_event_is_refused(data: dict[str, object]):
    with pytest.raises(ValidationError):
        payload_from(data, PAYLOAD_VERSION)


def test_what_was_written_cannot_be_changed():
    with pytest.raises(ValidationError):
        setattr(PAYLOADS[0], "seed", 8)  # noqa: B010


def test_a_verdict_is_found_by_its_point():
    assert ASSESSMENT.verdict_of("remedy") == ASSESSMENT.points[0]
    assert ASSESSMENT.verdict_of("paging") is None
