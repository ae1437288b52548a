"""Answers files: what a scripted candidate says, does, and how long it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.answers import ACTIONS, Step, parse_answers, parse_pin, parse_seconds, unknown_action
from mockint.core.errors import InputError


def kinds(text: str) -> list[tuple[str, str, str, float | None]]:
    return [(step.kind, step.action, step.text, step.seconds) for step in parse_answers(text)]


def test_entries_are_separated_by_three_dashes():
    assert kinds("one\n---\ntwo\nlines\n---\n") == [
        ("answer", "", "one", None),
        ("answer", "", "two\nlines", None),
    ]


def test_the_last_entry_needs_no_separator():
    assert kinds("one\n---\ntwo") == [("answer", "", "one", None), ("answer", "", "two", None)]


def test_a_first_line_gives_the_seconds_taken():
    assert kinds("@90s\nslowly\n---\n@2m\n---\n") == [
        ("answer", "", "slowly", 90),
        ("silence", "", "", 120),
    ]


def test_a_blank_entry_is_silence_but_nothing_after_the_last_separator_is():
    assert kinds("\n---\n\n\n---\n\n") == [("silence", "", "", None)] * 2


def test_actions_come_before_the_text_of_their_entry_which_takes_the_time():
    assert kinds("@30s\n/hint\nIt is the keys\n/note keys\nand values\n---\n") == [
        ("action", "hint", "", None),
        ("action", "note", "keys", None),
        ("answer", "", "It is the keys\nand values", 30),
    ]


def test_an_entry_of_actions_alone_is_no_silence_and_its_time_comes_first():
    assert kinds("@10s\n/skip\n/note later\n---\n") == [
        ("action", "skip", "", 10),
        ("action", "note", "later", None),
    ]


@pytest.mark.parametrize(
    ("escaped", "literal"),
    [("\\---", "---"), ("\\/hint", "/hint"), ("\\@90s", "@90s"), ("\\n", "\\n")],
)
def test_a_backslash_makes_a_mark_literal(escaped: str, literal: str):
    assert kinds(f"first\n{escaped}\n---\n") == [("answer", "", f"first\n{literal}", None)]


def test_windows_line_ends_and_a_byte_order_mark_are_taken_away():
    assert kinds("\ufeff@5s\r\nyes\r\n---\r\nno\r\n") == [
        ("answer", "", "yes", 5),
        ("answer", "", "no", None),
    ]


def test_steps_know_their_line():
    steps = parse_answers("one\n---\n\n@5s\ntwo\n/hint\n---\n")
    assert [(step.kind, step.line) for step in steps] == [
        ("answer", 1),
        ("action", 6),
        ("answer", 4),
    ]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("@90s", 90), ("@90", 90), ("@1m30s", 90), ("@2m", 120), ("@1h", 3600), ("@0.5s", 0.5)],
)
def test_times(text: str, seconds: float):
    assert parse_seconds(text, "here") == seconds


@pytest.mark.parametrize("text", ["@", "@soon", "@-5s", "@90x", "@1s30m", "@ninety"])
def test_a_time_that_cannot_be_read_names_its_line(text: str):
    with pytest.raises(InputError, match=r"answers:3: .* is no time\. Write @90s"):
        parse_answers(f"one\n---\n{text}\ntwo\n")


def test_an_unknown_action_is_answered_with_the_nearest_and_all():
    told = unknown_action("hnt")
    assert "Did you mean 'hint'?" in told
    assert all(f"/{name}" in told for name in ACTIONS)


def test_a_pin_is_a_calculator_and_its_inputs_as_typed():
    assert parse_pin("kv_cache n_layers=80 seq_len=100k") == (
        "kv_cache",
        {"n_layers": "80", "seq_len": "100k"},
    )
    with pytest.raises(InputError, match="'80' is no input"):
        parse_pin("kv_cache 80")


LINE = st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=30)


def as_answer(lines: list[str]) -> str:
    """Write an answer so that every line of it is literal."""
    marks = ("---", "/", "@")
    return "\n".join(f"\\{line}" if line.lstrip("\\").startswith(marks) else line for line in lines)


@given(st.lists(st.lists(LINE, min_size=1, max_size=5), max_size=5))
def test_whatever_is_escaped_comes_back_as_it_was(answers: list[list[str]]):
    wanted = []
    for lines in answers:
        text = "\n".join(lines).strip()
        wanted.append(Step("answer", text) if text else Step("silence"))
    written = "".join(f"{as_answer(lines)}\n---\n" for lines in answers)
    got = [Step(step.kind, step.text) for step in parse_answers(written.replace("\ufeff", ""))]
    assert got == [Step(step.kind, step.text.replace("\ufeff", "")) for step in wanted]


@given(st.text(max_size=300))
def test_any_text_is_steps_or_a_clear_refusal(text: str):
    told = ""
    steps: tuple[Step, ...] = ()
    try:
        steps = parse_answers(text)
    except InputError as error:
        told = str(error)
    assert not told or told.startswith("answers:")
    assert all(step.text or step.kind != "answer" for step in steps)
