"""A round on the full screen: the talk, answers, hints, the board, the bells, and leaving."""

import asyncio
from contextlib import nullcontext

import pytest

from mockint.core.events import Answered, HintTaken
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken
from mockint.core.settings import Settings
from mockint.core.state import SessionState
from mockint.tui import conductor
from mockint.tui.conducted import Thinking
from mockint.tui.messages import GoHome, OpenSession
from mockint.tui.widgets.meter_line import AT_WORK
from tests.fakes import FakeVoice, MemoryStore
from tests.table import SESSION, Table
from tests.tui.past import NARROW, SIZES, WIDE
from tests.tui.sitting import At, a_script, calm_at_once, sitting

LETTERS = "the rest of a sentence"


def answers(at: At) -> list[str]:
    return [e.payload.text for e in at.table.log if isinstance(e.payload, Answered)]


async def to_the_concept(at: At) -> None:
    await at.sends("yes")


# -- the talk


@pytest.mark.parametrize("size", SIZES)
async def test_a_round_begins_with_the_interviewer_and_the_cursor_in_the_answer(size):
    async with sitting(size=size) as at:
        assert "Interviewer" in at.seen
        assert "open: line opening" in at.seen
        assert "phase 02:00 round 17:00" in at.words
        assert "enter new line · ctrl+j sends" in at.seen
        assert "ctrl+j send" in at.seen.splitlines()[-1]
        assert at.app.focused is at.editor
        await at.types("typed at once")
        assert "typed at once" in at.seen


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_is_sent_read_and_replied_to(size):
    async with sitting(size=size) as at:
        await at.sends("yes, ready")
        assert at.editor.text == ""
        words = at.words
        assert words.index("You 00:00 yes, ready") < words.index("The concept · 10:00")
        assert words.index("The concept · 10:00") < words.index("ask: ask cache")
        assert "▸ The concept" in at.seen.splitlines()[0]
        await at.sends("stored")
        assert "probe: probe layers" in at.words
        assert answers(at) == ["yes, ready", "stored"]


async def test_a_turn_is_spoken_and_escape_gives_the_floor():
    async with sitting(tokens_a_second=0.001) as at:
        assert at.talk.speaking
        assert "line opening" not in at.seen
        assert at.table.state.turns[0].text == "open: line opening", "it is on disk before"
        await at.press("escape")
        assert "line opening" in at.seen
        assert not at.talk.speaking


async def test_to_send_is_to_have_heard_enough():
    async with sitting(tokens_a_second=0.001) as at:
        await at.sends("yes")
        assert at.words.index("line opening") < at.words.index("You 00:00 yes")


async def test_the_page_keys_read_back_while_one_types():
    async with sitting() as at:
        for number in range(8):
            await at.sends(f"(thinking) answer number {number}")
        await at.types("half a sen")
        assert "line opening" not in at.seen
        await at.press("pageup", "pageup", "pageup")
        assert "line opening" in at.seen
        assert "more below" in at.seen
        assert "half a sen" in at.seen
        await at.types("tence")
        assert "half a sentence" in at.seen
        await at.press("escape")
        assert "answer number 7" in at.seen


async def test_verdicts_are_shown_under_an_answer_where_the_round_gives_them():
    async with sitting(a_script(feedback="each-answer"), size=WIDE) as at:
        await to_the_concept(at)
        await at.sends("stored and more")
        words = at.words
        assert "+ made: says stored “stored”" in words
        assert "1 point is open." in words
        assert "missed" not in words, "it would answer the probe"
        await at.sends("(dont-know)")
        await at.sends("(dont-know)")
        told = at.words.index("- missed: says layers")
        assert at.words.index("probe: probe layers") < told < at.words.rindex("Interviewer")


async def test_nothing_of_a_verdict_shows_in_other_rounds():
    async with sitting(size=WIDE) as at:
        await to_the_concept(at)
        await at.sends("stored")
        assert "made" not in at.words


# -- what is not sent


@pytest.mark.parametrize("blank", ["", "  ", "\n\n"])
async def test_a_blank_answer_is_a_remark_and_nothing_else(blank, monkeypatch):
    monkeypatch.setattr("mockint.tui.widgets.answer_editor.REMARK_SECONDS", 3600)
    async with sitting() as at:
        before = len(at.table.log)
        await at.sends(blank)
        assert "simply don't type" in at.seen
        assert len(at.table.log) == before


async def test_a_remark_goes_by_itself(monkeypatch):
    monkeypatch.setattr("mockint.tui.widgets.answer_editor.REMARK_SECONDS", 0.05)
    async with sitting() as at:
        at.editor.remark("one moment")
        await at.until(lambda: "one moment" not in at.seen)


async def test_a_command_that_is_not_there_stays_in_the_editor():
    async with sitting() as at:
        before = len(at.table.log)
        await at.sends("/hnit")
        assert "There is no /hnit. Did you mean /hint?" in at.words
        assert at.editor.text == "/hnit"
        assert len(at.table.log) == before


async def test_two_strokes_send_a_line_that_begins_with_one():
    async with sitting() as at:
        await at.sends("//v1/chat is the path")
        assert answers(at) == ["/v1/chat is the path"]
        assert at.editor.text == ""


async def test_commands_of_the_round_are_carried_out():
    async with sitting(size=WIDE) as at:
        await to_the_concept(at)
        await at.sends("/note remember 日本語")
        await at.sends("/diagram client -> gateway")
        await at.sends("/pin double x=21")
        await at.sends("/pin nosuch x=1")
        assert at.editor.text == ""
        await at.press("f2")
        for words in ("client -> gateway", "remember 日本語", "twice = 42"):
            await at.press("f6")
            assert words in at.words
        assert at.kinds.count("refused") == 1


async def test_an_estimate_is_an_answer_and_stands_on_the_board():
    async with sitting(size=WIDE) as at:
        await to_the_concept(at)
        await at.sends("stored layers")
        await at.sends("/estimate =100 because of the heads")
        await at.press("f2", "shift+f6")
        assert at.words.count("=100 because of the heads") == 3
        assert answers(at)[-1] == "=100 because of the heads"


async def test_skip_and_repeat_and_help():
    async with sitting() as at:
        await to_the_concept(at)
        await at.sends("/repeat")
        assert "Interviewer, once more" in at.seen
        await at.sends("/skip")
        assert "move-on: ask rag" in at.words
        await at.sends("/help")
        assert "escape closes" in at.seen


async def test_the_talk_can_be_copied(monkeypatch):
    async with sitting() as at:
        copied: list[str] = []
        monkeypatch.setattr(at.app, "copy_to_clipboard", copied.append)
        await at.sends("/copy")
        assert "Interviewer [00:00]\nopen: line opening" in copied[0]
        assert "clipboard" in at.seen


# -- hints


@pytest.mark.parametrize("way", ["f3", "/hint"])
async def test_the_price_of_a_hint_is_told_before_it_is_taken(way):
    async with sitting() as at:
        await to_the_concept(at)
        await (at.press(way) if way == "f3" else at.sends(way))
        assert "Hint 1 of 3: a point won after it counts at most 80%." in at.words
        await at.press("n")
        assert "hint-taken" not in at.kinds
        await at.press("f3")
        await at.press("y")
        assert "hint: cache hint 1" in at.words
        taken = [e.payload for e in at.table.log if isinstance(e.payload, HintTaken)]
        assert [each.step for each in taken] == [1]
        assert at.app.focused is at.editor


async def test_where_there_is_no_hint_the_reason_is_told():
    async with sitting() as at:
        await at.press("f3")
        assert "There is no hint here" in at.words


async def test_a_hint_is_not_taken_once_the_interviewer_has_moved_on():
    async with sitting() as at:
        await to_the_concept(at)
        await at.press("f3")
        await at.waits_until(661)
        await at.screen.conductor.idle()
        await at.press("y")
        assert "hint-taken" not in at.kinds
        assert "no hint was taken" in at.words


# -- the board


async def test_an_answer_can_be_typed_beside_the_board_that_lies_over_the_talk():
    async with sitting(size=NARROW) as at:
        await at.sends("/note remember this")
        assert "Board ──" not in at.seen
        await at.press("f2", "f6", "f6")
        assert "remember this" in at.seen
        assert "line opening" not in at.seen
        await at.press("tab")
        assert at.app.focused is at.editor
        await at.types("typed beside it")
        assert "typed beside it" in at.seen
        await at.press("f2")
        assert "line opening" in at.seen
        assert "Board ──" not in at.seen


async def test_on_a_wide_screen_it_stands_beside_the_talk_until_it_is_sent_away():
    async with sitting(size=WIDE) as at:
        first = at.seen.splitlines()[1]
        assert "the warm peer" in first
        assert "Board" in first
        await at.press("f2", "f2")
        assert "Board" not in at.seen
        assert at.talk.outer_size.width == WIDE[0]
        await at.press("f2")
        assert "Board" in at.seen


async def test_what_was_said_under_the_board_is_there_when_it_goes():
    async with sitting(size=NARROW) as at:
        await at.press("f2", "f6", "f6", "tab")
        await to_the_concept(at)
        await at.sends("stored")
        await at.press("f2")
        assert "probe: probe layers" in at.words


# -- time


async def test_the_clock_warns_by_a_sign():
    async with sitting() as at:
        await to_the_concept(at)
        await at.waits_until(485)
        assert "! phase 01:55 round 08:55" in at.words


async def test_the_bell_takes_the_draft_and_no_key_that_comes_after():
    async with sitting() as at:
        await to_the_concept(at)
        await at.waits_until(598)
        await at.types("half an answ")
        await at.waits_until(601)
        assert "Time is up for this part" in at.words
        assert "moves on in 00:59" in at.words
        at.table.clock.advance_to(661)
        await at.screen.conductor.idle()
        await at.types("er")  # the screen hasn't seen yet that the draft went
        assert answers(at)[-1] == "half an answ"
        assert "Taken as it stood: 3 words." in at.words
        assert at.editor.text == "er"
        await at.sends(" and on")
        assert answers(at)[-1] == "er and on"


async def test_pause_covers_the_talk_where_the_round_allows_it():
    async with sitting(a_script(pause=True)) as at:
        await at.types("half an ans")
        await at.press("f8")
        assert "The clock stands still." in at.seen
        assert "f8 goes on." in at.seen
        assert "line opening" not in at.seen
        assert "paused" in at.seen.splitlines()[0]
        await at.pilot.press("x", "ctrl+j")
        await at.press("f8")
        assert "line opening" in at.seen
        assert "The clock runs." in at.words
        assert at.editor.text == "half an ans"
        assert at.app.focused is at.editor


async def test_a_round_without_pauses_offers_none():
    async with sitting() as at:
        assert "pause" not in at.seen
        await at.press("f8")
        assert "paused" not in at.kinds
        await at.sends("/pause")
        assert "paused" not in at.kinds


# -- the end


@pytest.mark.parametrize("size", SIZES)
async def test_the_end_shows_the_last_words_and_leads_to_the_scorecard(size, monkeypatch):
    calm_at_once(monkeypatch)
    async with sitting(size=size) as at:
        await to_the_concept(at)
        await at.types("to the very en")
        at.table.clock.advance_to(10_000)
        await at.until(lambda: "The round is over." in at.seen)
        assert "close: line close" in at.words
        assert answers(at)[-1] == "to the very en"
        assert "the round is over" in at.seen.splitlines()[0]
        await at.until(lambda: at.app.focused is not None)
        assert not at.asked_for(OpenSession)
        await at.pilot.press("enter")
        assert at.asked_for(OpenSession) == [OpenSession(SESSION)]


async def test_keys_that_were_being_typed_at_the_end_lead_nowhere(monkeypatch):
    monkeypatch.setattr("mockint.tui.widgets.over.Over.CALM_SECONDS", 60)
    async with sitting() as at:
        at.table.clock.advance_to(10_000)
        await at.until(lambda: "The round is over." in at.seen)
        await at.pilot.press("x", "enter", "space", "ctrl+j")
        assert not at.asked_for(OpenSession)


async def test_a_round_can_be_ended_after_a_question():
    async with sitting() as at:
        await to_the_concept(at)
        await at.sends("/end")
        assert "End the round now?" in at.seen
        await at.press("n")
        assert at.closed() is None
        await at.sends("/end")
        await at.pilot.press("y")
        await at.until(lambda: bool(at.asked_for(OpenSession)))
        assert at.closed() == "ended"
        assert at.table.store.claimed == set()


async def test_a_round_can_be_left_open_with_its_draft():
    async with sitting() as at:
        await to_the_concept(at)
        await at.sends("/quit")
        assert "Leave the round?" in at.seen
        await at.press("n")
        assert not at.asked_for(GoHome)
        await at.types("half an answer")
        await at.screen.run_action("leave")
        await at.pilot.pause()
        await at.pilot.press("y")
        await at.until(lambda: bool(at.asked_for(GoHome)))
        assert at.table.store.drafts[SESSION].text == "half an answer"
        assert at.table.store.claimed == set()
        assert at.closed() is None


async def test_whatever_takes_the_screen_away_the_draft_is_kept():
    async with sitting() as at:
        await at.types("half an answer")
    assert at.table.store.drafts[SESSION].text == "half an answer"
    assert at.table.store.claimed == set()


async def test_a_session_that_is_open_elsewhere_leads_home():
    table = Table(a_script(), pace="real", store=MemoryStore())
    table.store.claimed.add(SESSION)
    async with sitting(table=table) as at:
        await at.until(lambda: bool(at.asked_for(GoHome)))


# -- coming back


@pytest.mark.parametrize("size", SIZES)
async def test_a_resumed_round_stands_where_it_was_left(size):
    async with sitting(size=size) as at:
        await to_the_concept(at)
        await at.sends("/note remember this")
        await at.sends("stored")
        await at.types("half an ans")
        before = at.seen
    table = Table(a_script(), pace="real", log=at.table.log)
    table.clock.advance_to(at.table.clock.now())
    async with sitting(size=size, table=table, draft="half an ans") as again:
        assert again.seen == before
        await again.types("wer")
        await again.sends("")
        assert answers(again)[-1] == "half an answer"


async def test_a_round_that_was_left_paused_is_still_paused():
    async with sitting(a_script(pause=True)) as at:
        await at.press("f8")
    table = Table(a_script(pause=True), pace="real", log=at.table.log)
    table.clock.stop()
    async with sitting(table=table) as again:
        assert "The clock stands still." in again.seen
        await again.press("f8")
        assert "line opening" in again.seen


# -- keys, sizes, the editor of one's own


async def test_another_key_can_send():
    settings = Settings(keys={"interview.send": "ctrl+s", "interview.board": "f12"})
    async with sitting(settings=settings) as at:
        assert "ctrl+s sends" in at.seen
        await at.types("yes")
        await at.press("ctrl+s")
        assert answers(at) == ["yes"]
        await at.press("f12")
        assert "Board" in at.seen


async def test_the_answer_can_be_written_in_an_editor_of_one_s_own(tmp_path, monkeypatch):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " and more" >> "$1"\n')
    editor.chmod(0o755)
    async with sitting() as at:
        await at.types("written here")
        await at.press("f4")
        assert "No editor is named." in at.words
        monkeypatch.setenv("EDITOR", str(editor))
        await at.press("f4")
        assert "can't be lent" in at.words, "a test has no terminal to lend"
        assert at.editor.text == "written here"
        monkeypatch.setattr(at.app, "suspend", nullcontext)
        await at.press("f4")
        assert at.editor.text == "written here and more"
        assert at.app.focused is at.editor


@pytest.mark.parametrize("height", [18, 24, 40, 60])
async def test_the_editor_grows_to_a_third_of_the_screen(height):
    async with sitting(size=(80, height)) as at:
        await at.types("line\n" * height)
        assert height / 4 <= at.editor.outer_size.height <= height / 3


async def test_it_can_be_resized_at_any_time():
    async with sitting(tokens_a_second=30) as at:
        await at.sends("yes, " + "and so on " * 60 + "日本語 🙂")
        await at.types("half an answer 日本語")
        for size in ((60, 18), (200, 60), (119, 30), (120, 30), (80, 24), (61, 19), (140, 40)):
            await at.pilot.resize_terminal(*size)
            await at.pilot.pause()
            lines = at.seen.splitlines()
            assert len(lines) == size[1]
            assert "half an answer 日本語" in at.seen
            assert "round " in lines[0]
            assert ("▸calculators" in at.seen) == (size[0] >= 120)
            assert lines[-1].strip()


async def test_dialogs_don_t_pile_up():
    """A pile is drawn through all its layers: a high one could not be drawn at all."""
    async with sitting() as at:
        for _ in range(4):
            await at.pilot.press("f1", "ctrl+p", "f3")
        assert len(at.app.screen_stack) <= 4
        for _ in range(4):
            await at.pilot.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        await at.types("still here")
        assert "still here" in at.seen


# -- a model that speaks


class Streaming(FakeVoice):
    """Says its words piece by piece, as far as it is let."""

    name = "lab/one"

    def __init__(self, *pieces: str, rest: str = "") -> None:
        self.pieces, self._rest = pieces, rest
        self.may_end = asyncio.Event()

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        for piece in self.pieces:
            hear(piece)
        await self.may_end.wait()
        said = "".join(self.pieces)
        voice = "offline" if self._rest else self.name
        return Spoken((said + self._rest).strip(), voice)


async def test_a_model_s_words_stand_there_as_they_come_under_the_part_that_they_begin():
    voice = Streaming("Hello, let me say ", "how this ", rest="goes on by script.")
    async with sitting(voice=voice, waits=False) as at:
        await at.until(lambda: "Hello, let me say how this" in at.words)
        assert "Opening" in at.seen
        await at.types("typed meanwhile")
        assert "typed meanwhile" in at.seen
        voice.may_end.set()
        await at.settled()
        assert "Hello, let me say how this goes on by script." in at.words
        assert at.words.count("Opening ·") == 1
        assert at.table.store.drafts[SESSION].text == "typed meanwhile"


async def test_escape_takes_the_floor_from_a_model_and_what_it_said_stays():
    voice = Streaming("Hello, let me say ")
    async with sitting(voice=voice, waits=False) as at:
        await at.until(lambda: "Hello, let me say" in at.words)
        assert AT_WORK not in at.seen, "it speaks"
        await at.press("escape")
        assert at.table.state.turns[-1].text == "Hello, let me say"
        assert at.table.state.turns[-1].cut
        voice.may_end.set()
        await at.sends("yes")
        assert answers(at) == ["yes"]


async def test_while_a_model_thinks_it_is_said_so_and_escape_lets_the_script_speak(monkeypatch):
    monkeypatch.setattr(conductor, "KEEP_SECONDS", 0.01)
    async with sitting(voice=Streaming(), waits=False) as at:
        at.screen.post_message(Thinking())
        await at.until(lambda: AT_WORK in at.seen)
        await at.sends("too early")
        assert "send this once you have read that" in at.words
        await at.until(lambda: SESSION in at.table.store.drafts)
        assert at.table.store.drafts[SESSION].text == "too early"
        await at.press("escape")
        assert "line opening" in at.words
        assert AT_WORK not in at.seen
        assert answers(at) == []
        await at.press("ctrl+j")
        assert answers(at) == ["too early"]


async def test_whoever_answers_while_a_model_speaks_takes_the_floor_too():
    voice = Streaming("Hello, let me say ")
    async with sitting(voice=voice, waits=False) as at:
        await at.until(lambda: "Hello, let me say" in at.words)
        voice.may_end.set()
        await at.sends("yes, go on")
        assert answers(at) == ["yes, go on"]
