"""Texts cut into pieces: nothing is lost, and what is finished never changes."""

from hypothesis import example, given
from hypothesis import strategies as st

from mockint.tui.widgets.cutting import (
    LONGEST_PARAGRAPH,
    MOST_LINES,
    clean,
    cut_markdown,
    cut_verbatim,
    whole_markdown,
)

LINES = (
    *("", "plain words", "# Head", "- item", "  more of it", "1. first", "> quote"),
    *("```python", "```", "x = 1", "~~~", "    indented", "| a | b |", "|---|---|"),
)
MARKDOWN = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)


def texts(markdown: str) -> list[str]:
    return [cut.text for cut in whole_markdown(markdown)]


def test_paragraphs_are_parted_at_blank_lines():
    assert texts("one\nand more\n\ntwo\n\n\nthree") == ["one\nand more", "two", "three"]


def test_blank_lines_in_code_part_nothing():
    assert texts("see\n```py\na\n\nb\n```\nso") == ["see", "```py\na\n\nb\n```", "so"]


def test_a_list_keeps_what_is_indented_under_it():
    assert texts("- one\n\n  still one\n\nnext") == ["- one\n\n  still one", "next"]


def test_the_end_of_a_text_may_still_change():
    done, rest = cut_markdown("one\n\ntwo")
    assert ([cut.text for cut in done], rest) == (["one"], "two")
    assert cut_markdown("one\n\n```py\na\n\nb") == (done, "```py\na\n\nb")


def test_long_code_is_finished_while_it_is_written():
    code = [f"line {number}" for number in range(3 * MOST_LINES + 5)]
    done, rest = cut_markdown("\n".join(["```py", *code]))
    assert [cut.gap for cut in done] == [False] * 3
    assert all(cut.text.startswith("```py\n") and cut.text.endswith("\n```") for cut in done)
    assert rest == "\n".join(["```py", *code[3 * MOST_LINES :]])


def test_a_long_paragraph_is_cut_between_words():
    words = "word " * LONGEST_PARAGRAPH
    done, rest = cut_markdown(words)
    assert done
    assert all(len(cut.text) <= LONGEST_PARAGRAPH and not cut.gap for cut in done)
    assert " ".join([*(cut.text for cut in done), rest.strip()]).split() == words.split()


@given(MARKDOWN)
def test_no_word_is_lost(markdown):
    fences = "`~"
    kept = " ".join(texts(markdown)).translate({ord(mark): " " for mark in fences}).split()
    meant = markdown.translate({ord(mark): " " for mark in fences}).split()
    assert [word for word in kept if word != "python"] == [
        word for word in meant if word != "python"
    ]


@given(MARKDOWN, st.integers(1, 12))
@example("- item\n\n  more of it", 1)
def test_a_stream_is_cut_as_the_whole_is(markdown, size):
    """However the words come, the same pieces stand at the end."""
    finished, rest = [], ""
    for start in range(0, len(markdown), size):
        done, rest = cut_markdown(rest + markdown[start : start + size])
        finished += done
    assert [*finished, *whole_markdown(rest)] == whole_markdown(markdown)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=5000))
def test_verbatim_pieces_hold_every_line(text):
    cuts = cut_verbatim(text)
    assert "".join(cut.text for cut in cuts).replace("\n", "") == text.replace("\n", "")
    assert [cut.gap for cut in cuts] == [False] * (len(cuts) - 1) + [True]


def test_a_line_without_end_is_cut():
    assert max(len(cut.text) for cut in cut_verbatim("x" * 100_000)) <= LONGEST_PARAGRAPH


def test_nothing_reaches_the_terminal_but_text():
    assert clean("a\x1b[31mb\x07\x9b\r\nc\rd\te\x00") == "a\ufffd[31mb\ufffd\ufffd\nc\nd   e\ufffd"
    assert clean("\ud83d") == "\ufffd"
    assert clean("日本語 🙂 é") == "日本語 🙂 é"
