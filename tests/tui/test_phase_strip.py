"""The line over a round: where it stands, and the time, which is told by signs too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from mockint.core.events import BellRang, Pace, Paused
from mockint.core.state import SessionState
from mockint.tui.widgets.phase_strip import PhaseStrip, clocks_at, phases_text
from tests.builders import Sitting, Step, happens, phase, question, says, script_of
from tests.tui.past import STYLES, text_of

PHASES = (
    phase("opening", "opening", 2),
    phase("background", minutes=5, questions=("project",)),
    phase("concept", minutes=10, questions=("cache",), title="Concept chain"),
    phase("yours", "your-questions", 4, title="Your questions"),
)
SCRIPT = script_of(question("project"), question("cache"), phases=PHASES, title="Phone screen")


def state_of(*steps: Step, pace: Pace = "real") -> SessionState:
    sitting = Sitting(SCRIPT, pace=pace).play(*steps)
    sitting.reply()
    return sitting.state


IN_CONCEPT = state_of(says("yes", 60), says("project-point", 120))


def test_all_parts_are_shown_where_there_is_room():
    assert phases_text(IN_CONCEPT, 100) == (
        "Phone screen ── opening ✓ ── background ✓ ── ▸ Concept chain ── Your questions".replace(
            "opening", "Opening"
        ).replace("background", "Background")
    )


def test_the_title_gives_way_first_and_then_all_other_parts():
    assert phases_text(IN_CONCEPT, 70).startswith("Opening ✓ ── Background ✓")
    assert phases_text(IN_CONCEPT, 40) == "▸ Concept chain 3/4"
    assert phases_text(IN_CONCEPT, 12) == "▸ Concep 3/4"


@given(st.integers(1, 200))
def test_it_never_runs_over(width):
    assert len(phases_text(IN_CONCEPT, width)) <= max(width, len("▸ C 3/4"))


def test_before_the_first_part_there_is_the_title():
    assert phases_text(Sitting(SCRIPT).state, 30).startswith("Phone screen")


@pytest.mark.parametrize(
    ("now", "text", "level"),
    [
        (180, "phase 10:00  round 18:00", "calm"),
        (180.2, "phase 10:00  round 18:00", "calm"),
        (181, "phase 09:59  round 17:59", "calm"),
        (180 + 480, "! phase 02:00  round 10:00", "amber"),
        (180 + 540, "!! phase 01:00  round 09:00", "red"),
        (180 + 600, "!! phase 00:00  round 08:00", "red"),
        (9999, "!! phase 00:00  round 00:00", "red"),
    ],
)
def test_the_clocks_show_what_is_left(now, text, level):
    clocks = clocks_at(IN_CONCEPT, now)
    assert (clocks.text, clocks.level) == (text, level)


def test_after_the_soft_bell_the_grace_runs():
    rung = state_of(
        says("yes", 60),
        says("project-point", 120),
        happens(BellRang(bell="phase", phase="concept"), seconds=600),
    )
    assert clocks_at(rung, 800).text == "!! moves on in 00:40  round 07:40"


def test_a_pause_is_said():
    paused = state_of(says("yes", 60), happens(Paused(), seconds=0))
    assert clocks_at(paused, 60).text == "paused  phase 05:00  round 20:00"


def test_without_a_clock_and_after_the_end_there_is_a_word():
    assert clocks_at(state_of(says("yes"), pace="untimed"), 0).text == "no clock"
    assert clocks_at(Sitting(SCRIPT).state, 0).text == "no clock"
    over = state_of(says("yes"), says("project-point"), says("cache-point"), says("no, thanks"))
    assert over.closed
    assert clocks_at(over, 100).text == "the round is over"


@given(st.integers(180_000, 1_200_000).map(lambda milliseconds: milliseconds / 1000))
def test_the_next_look_comes_when_something_changes(now):
    clocks = clocks_at(IN_CONCEPT, now)
    assert 0 < clocks.changes_in <= 1
    later = clocks_at(IN_CONCEPT, now + clocks.changes_in * 0.999)
    assert later.text == clocks.text


class Stripped(App[None]):
    CSS_PATH = [STYLES / "base.tcss", STYLES / "interview.tcss"]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.now = 180.0
        self.strip = PhaseStrip(lambda: self.now)

    def compose(self) -> ComposeResult:
        yield self.strip


@pytest.mark.parametrize("width", [60, 80, 140, 200])
async def test_both_halves_fit_one_line(width):
    app = Stripped()
    async with app.run_test(size=(width, 5)) as pilot:
        app.strip.show_state(IN_CONCEPT)
        await pilot.pause()
        line = text_of(app).splitlines()[0]
        assert line.endswith("phase 10:00  round 18:00")
        assert len(line) == width - 1
        assert "▸ Concept chain" in line
        app.now += 480
        app.strip.show_time()
        await pilot.pause()
        line = text_of(app).splitlines()[0]
        assert line.endswith("! phase 02:00  round 10:00")
        assert app.query_one("#clocks").has_class("-amber")


async def test_the_clock_runs_by_itself():
    app = Stripped()
    async with app.run_test(size=(80, 5)) as pilot:
        app.strip.show_state(IN_CONCEPT)
        app.now += 0.99
        for _ in range(100):
            await pilot.pause()
            app.now += 0.02
            if "phase 09:5" in text_of(app):
                return
        raise AssertionError("the clock stands still")
