"""The offline voice: which line, with what put into it."""

import pytest

from mockint.core.events import Said
from mockint.core.lines import OfflineVoice, order, spoken_time, word
from mockint.core.moves import Move
from mockint.core.state import SessionState
from tests.builders import (
    Sitting,
    Step,
    bell,
    fact,
    happens,
    persona,
    phase,
    question,
    says,
    script_of,
)

PHASES = [
    phase("opening", "opening", 2),
    phase("concept", questions=("cache",)),
    phase("yours", "your-questions", 4),
    phase("close", "close", 1),
]


def at_question(*steps: Step, **lines: tuple[str, ...]) -> Sitting:
    """A sitting at its first question; persona lines may be given."""
    script = script_of(
        question("cache"), phases=PHASES, persona=persona(own_lines=lines), company=(fact("team"),)
    )
    sitting = Sitting(script).play(says("yes"), *steps)
    sitting.reply()
    return sitting


def worded(move: Move, *steps: Step, **lines: tuple[str, ...]) -> str:
    return word(at_question(*steps, **lines).state, move)


def say_all(sitting: Sitting, *moves: Move) -> list[str]:
    """Let the offline voice say moves one after the other."""
    said = []
    for move in moves:
        words = word(sitting.state, move)
        turn = len(sitting.state.turns) + 1
        sitting.record(Said(turn=turn, move=move, text=words, voice="offline"))
        said.append(words)
    return said


# -- which list


@pytest.mark.parametrize(
    ("kind", "pool"),
    [
        ("ask", "ask"),
        ("probe", "probe"),
        ("challenge", "challenge"),
        ("redo", "redo"),
        ("connect", "connect"),
        ("follow-up", "follow_up"),
        ("offer-hint", "offer_hint"),
        ("hint", "hint"),
        ("wait", "wait"),
        ("repeat", "repeat"),
        ("fact", "fact"),
        ("unknown-fact", "unknown_fact"),
        ("redirect", "redirect"),
        ("leave", "leave"),
        ("move-on", "move_on"),
        ("time", "time"),
    ],
)
def test_each_move_has_its_own_list(kind: str, pool: str):
    line = worded(Move.model_validate({"kind": kind}), **{pool: ("its own line",)})
    assert line == "its own line"


@pytest.mark.parametrize("kind", ["open", "invite", "close"])
def test_the_round_s_own_lines_are_spoken_as_they_are(kind: str):
    move = Move.model_validate({"kind": kind, "scripted": "Welcome {ask}"})
    assert worded(move) == "Welcome {ask}"


@pytest.mark.parametrize("bridge", ["interrupt", "correction"])
@pytest.mark.parametrize("kind", ["ask", "probe", "follow-up"])
def test_a_bridge_takes_the_place_of_the_line(kind: str, bridge: str):
    move = Move.model_validate({"kind": kind, "bridge": bridge, "scripted": "Why?"})
    assert worded(move, **{bridge: ("Hold on. {ask}",)}) == "Hold on. Why?"


@pytest.mark.parametrize("bridge", ["interrupt", "correction"])
@pytest.mark.parametrize("kind", ["challenge", "move-on", "redo", "connect"])
def test_a_line_that_says_something_of_its_own_gives_way_to_no_bridge(kind: str, bridge: str):
    move = Move.model_validate({"kind": kind, "bridge": bridge, "scripted": "Why?"})
    assert worded(move).startswith(kind.replace("-", "_"))


def test_what_a_phase_says_of_itself_needs_no_lead_in():
    opened = phase("concept", questions=("cache",), line="Eight figures, two minutes each.")
    script = script_of(question("cache"), phases=[PHASES[0], opened, *PHASES[2:]])
    into = Move(kind="ask", phase="concept", scripted="Eight figures, two minutes each. Why?")
    assert word(Sitting(script).play(says("yes")).state, into) == into.scripted


def test_a_question_of_the_candidate_s_own_is_not_theirs_to_assume():
    in_opening = Sitting(script_of(question("cache"), phases=PHASES))
    in_opening.reply()
    unknown = Move(kind="unknown-fact")
    assert word(in_opening.state, unknown).startswith("cannot_say")
    assert worded(unknown).startswith("unknown_fact")
    assert worded(unknown, bell("phase"), says("-")).startswith("cannot_say")


# -- no line twice until all have come


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_no_line_comes_twice_until_all_have_come(count: int):
    probes = tuple(f"line {number}" for number in range(count))
    said = say_all(at_question(probe=probes), *[Move(kind="probe")] * (2 * count))
    assert sorted(said[:count]) == sorted(said[count:]) == sorted(probes)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_follow_ups_take_turns_between_a_bridge_and_a_nod(count: int):
    bridges = tuple(f"bridge {number}" for number in range(count))
    nods = tuple(f"nod {number}" for number in range(count))
    moves = [Move(kind="follow-up")] * (2 * count)
    said = say_all(at_question(follow_up=bridges, acknowledge=nods), *moves)
    assert sorted(said[::2]) == list(bridges)
    assert sorted(said[1::2]) == list(nods)


def test_interruptions_are_never_worded_alike_in_a_row_whatever_they_lead_to():
    moves = [
        Move(kind="probe", bridge="interrupt"),
        Move(kind="follow-up", bridge="interrupt"),
        Move(kind="ask", bridge="interrupt"),
    ]
    said = say_all(at_question(interrupt=("a", "b", "c")), *moves)
    assert sorted(said) == ["a", "b", "c"]


def test_an_interruption_uses_up_no_other_line():
    moves = [Move(kind="probe"), Move(kind="probe", bridge="interrupt"), Move(kind="probe")]
    said = say_all(at_question(probe=("a", "b")), *moves)
    assert sorted([said[0], said[2]]) == ["a", "b"]


def test_each_seed_and_list_has_an_order_of_its_own():
    orders = {tuple(order(seed, "probe", 5)) for seed in range(20)}
    assert len(orders) > 10
    assert all(sorted(each) == [0, 1, 2, 3, 4] for each in orders)
    assert order(1, "probe", 5) == order(1, "probe", 5)
    assert [order(s, "probe", 5) for s in range(9)] != [order(s, "wait", 5) for s in range(9)]


def test_the_order_is_the_session_s_own():
    sitting = at_question(wait=tuple("abcdefgh"))
    said = say_all(sitting, *[Move(kind="wait")] * 8)
    assert said == ["abcdefgh"[index] for index in order(7, "wait", 8)]


def test_before_its_first_event_a_session_has_words_too():
    script = script_of(question("cache"))
    assert word(SessionState(script), Move(kind="wait")) in ("wait 1", "wait 2")


# -- what is put in


@pytest.mark.parametrize(
    ("move", "pool", "line", "expected"),
    [
        (Move(kind="ask", scripted="Why?"), "ask", "So: {ask}", "So: Why?"),
        (Move(kind="ask", scripted="Why?"), "ask", "Next.", "Next. Why?"),
        (Move(kind="repeat", scripted="Why?"), "repeat", "Again.", "Again. Why?"),
        (Move(kind="hint", scripted="Think.", step=1), "hint", "Well: {hint}", "Well: Think."),
        (Move(kind="hint", scripted="Think.", step=1), "hint", "No.", "No."),
        (Move(kind="fact", scripted="Ten."), "fact", "It is {fact}", "It is Ten."),
        (Move(kind="redo", scripted="How big?"), "redo", "Once more, aloud.", "Once more, aloud."),
        (Move(kind="redo", scripted="How big?"), "redo", "Aloud: {ask}", "Aloud: How big?"),
        (Move(kind="connect", scripted="Why?"), "connect", "Connect them.", "Connect them."),
        (
            Move(kind="challenge", scripted="Which?", quote="it is free"),
            "challenge",
            "You said “{quote}”. {ask}",
            "You said “it is free”. Which?",
        ),
        (
            Move(kind="offer-hint", step=2),
            "offer_hint",
            "Help: {price}.",
            "Help: hint 2 of 3: a point won after it counts at most 50%.",
        ),
        (Move(kind="time", seconds_left=90), "time", "{left} left.", "1 minute 30 seconds left."),
        (Move(kind="time"), "time", "{left} left.", "0 seconds left."),
        (
            Move(kind="wait"),
            "wait",
            "Take {price}{quote}{ask} time {or} {}.",
            "Take  time {or} {}.",
        ),
    ],
)
def test_a_move_s_parts_are_put_into_the_line(move: Move, pool: str, line: str, expected: str):
    assert worded(move, **{pool: (line,)}) == expected


def test_what_the_candidate_said_is_quoted_as_it_is():
    move = Move(kind="challenge", scripted="Which?", quote="{ask} and {left} \\1")
    line = worded(move, challenge=("“{quote}” {ask}",))
    assert line == "“{ask} and {left} \\1” Which?"


@pytest.mark.parametrize(("words", "end"), [(24, "w23”"), (25, "w23 ...”")])
def test_a_long_quote_is_cut(words: int, end: str):
    quote = "  ".join(f"w{number}" for number in range(words))
    line = worded(Move(kind="challenge", quote=quote), challenge=("“{quote}”",))
    assert line.startswith("“w0 w1 ")
    assert line.endswith(end)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59.4, "59 seconds"),
        (59.6, "1 minute"),
        (60, "1 minute"),
        (61, "1 minute 1 second"),
        (90, "1 minute 30 seconds"),
        (120, "2 minutes"),
        (3600, "60 minutes"),
    ],
)
def test_time_is_spoken_in_minutes_and_seconds(seconds: float, words: str):
    assert spoken_time(seconds) == words


# -- the candidate's own questions


def test_after_an_answer_to_one_s_own_question_comes_an_invitation_to_the_next():
    more = ("more a", "more b", "more c")
    sitting = at_question(
        bell("phase"), says("-"), fact=("{fact}",), cannot_say=("can't say",), anything_else=more
    )
    moves = [
        Move(kind="fact", scripted="Ten."),
        Move(kind="unknown-fact"),
        Move(kind="fact", scripted="Ten."),
        Move(kind="fact", scripted="Ten."),
    ]
    said = say_all(sitting, *moves)
    assert [each[:6].strip() for each in said] == ["Ten. m", "can't", "Ten. m", "Ten. m"]
    suffixes = [each[-6:] for each in said]
    assert sorted(suffixes[:3]) == list(more)
    assert suffixes[3] == suffixes[0]


def test_other_moves_there_invite_to_nothing():
    sitting = at_question(bell("phase"), says("-"), wait=("hm",))
    assert say_all(sitting, Move(kind="wait")) == ["hm"]


def test_a_fact_told_elsewhere_invites_to_nothing_and_uses_up_no_invitation():
    told = happens(Said(turn=9, move=Move(kind="fact"), text="Ten.", voice="offline"))
    fact_move = Move(kind="fact", scripted="Ten.")
    assert worded(fact_move, fact=("{fact}",)) == "Ten."
    more = ("more a", "more b")
    with_told = worded(fact_move, told, bell("phase"), says("-"), anything_else=more)
    without = worded(fact_move, bell("phase"), says("-"), anything_else=more)
    assert with_told[-6:] == without[-6:]


async def test_the_offline_voice_says_the_persona_s_words():
    state = at_question(wait=("hm",)).state
    assert OfflineVoice.name == "offline"
    spoken = await OfflineVoice().say(state, Move(kind="wait"), lambda words: None)
    assert (spoken.text, spoken.voice) == ("hm", "offline")
