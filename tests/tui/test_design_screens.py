"""A design round on the screen: what a part wants, the problem, one part alone, the debrief."""

from mockint.core.plan import draw_plan
from mockint.core.requirements import required_of
from mockint.core.scoring import scorecard
from mockint.report import scorecard_lines
from mockint.report.markdown import markdown
from mockint.report.page import page
from mockint.tui.screens.interview import NO_PROBLEM, InterviewScreen
from mockint.tui.screens.parts import PartsScreen, parts_of
from mockint.tui.widgets.outputs_line import OutputsLine, outputs_text
from mockint.tui.widgets.scorecard import around_pieces
from tests.builders import bell, says
from tests.core.designs import CASE, design, sit
from tests.table import Table
from tests.tui.past import WIDE
from tests.tui.shell import a_round, no_waiting, press, running, until
from tests.tui.sitting import sitting

__all__ = ["no_waiting"]


def a_design() -> Table:
    script = design()
    table = Table(script, pace="real")
    plan = draw_plan(script.round, (), seed=7, case=script.case)
    table.started = table.started.model_copy(update={"plan": plan})
    return table


async def test_a_part_says_what_it_wants_and_the_problem_can_be_read_again():
    async with sitting(table=a_design()) as at:
        assert not at.screen.query_one(OutputsLine).display
        await at.sends("ready")
        assert "By the end: [ ] says scale" in at.seen
        await at.sends("@users (clarify)")
        assert "By the end: [x] says scale" in at.seen
        await at.sends("/problem")
        assert "The problem" in at.words
        assert "Design a shop." in at.words
    async with sitting() as at:
        await at.sends("/problem")
        assert NO_PROBLEM.split(":")[0] in at.words


def test_what_is_missing_comes_first_and_the_rest_is_a_number():
    state = sit().play(says("ready"), bell("grace"), bell("grace"), says("trace")).state
    required = required_of(state, "high-level")
    assert outputs_text(required, 90) == ("By the end: [ ] a path: client, model  [x] says traced")
    assert outputs_text(required, 40) == "By the end: [ ] a path: client, model  +1"


async def test_one_part_of_a_round_is_practised_alone():
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "j", "o")
        await until(pilot, lambda: isinstance(app.screen, PartsScreen))
        await press(pilot, "escape", "o")
        await until(pilot, lambda: isinstance(app.screen, PartsScreen))
        await press(pilot, "u", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert isinstance(app.screen, InterviewScreen)
        state = app.screen._round
        assert state.pace == "untimed"
        assert len(state.plan) <= 2


def test_dives_and_changes_are_parts_too():
    class Shelf:
        def round(self, round_id: str):
            return design().round

        def case(self, case_id: str):
            return CASE

    class Somewhere:
        library = Shelf()

    found = parts_of(Somewhere(), "shop")  # type: ignore[arg-type]
    assert [(each.kind, each.id) for each in found][:2] == [
        ("phase", "clarify"),
        ("phase", "estimate"),
    ]
    assert ("topic", "cache") in {(each.kind, each.id) for each in found}
    assert any(each.title == "Change: Title no-cloud" for each in found)
    assert a_round("x", "X", 10, "x").case is None


def test_the_debrief_says_what_was_asked_assumed_and_dived_into():
    steps = [says("ready"), says("@users (clarify)"), says("$load $odd"), says("(clarify)")]
    state = (
        sit()
        .play(*steps, *[bell("grace")] * 2, says("!prompt-guards"), bell("grace"), says("x"))
        .state
    )
    text = "\n".join(scorecard_lines(state))
    for said in (
        "Level signal: ",
        "Guards by prompt: “!prompt-guards”",
        "asked: fact users",
        "assumed (“$load”): fact load",
        "never asked: fact speed",
        "“$odd”: to be checked",
        "was your call: check what you took",
        "Deep dives, and why these",
        "A shop, in short.",
    ):
        assert said in text, said
    assert "## Deep dives, and why these" in markdown(state)
    assert "<h2>Red flags</h2>" in page(state)
    shown = str(list(around_pieces(state, scorecard(state))))
    assert "never asked: fact speed" in shown
