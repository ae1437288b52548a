"""Every action of the app, once: from here come bindings, footer, palette, help and the config.

An action's id is what a user remaps in `config.yaml` (`keys: {interview.send: ctrl+s}`), and what
a screen implements as `action_<name>`, with the name after the point and `-` as `_`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding
from textual.keys import _character_to_key

Scope = Literal[
    "app",
    "list",
    "home",
    "interview",
    "board",
    "score",
    "debrief",
    "compare",
    "sessions",
    "transcript",
    "models",
]


@dataclass(frozen=True)
class Action:
    """One thing that a user can do."""

    id: str
    """`scope.name`; unique, stable, named in the config."""
    key: str
    """The key as Textual names it; several joined by commas; empty: palette and slash only."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the palette and for F1."""
    shown: bool = False
    """Whether the footer has room for it."""
    slash: str = ""
    """The slash command that does the same in the answer editor, without the stroke."""
    priority: bool = False
    """Whether it works before the focused widget sees the key."""

    @property
    def scope(self) -> str:
        """Where it applies."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The name of the screen's action."""
        return self.id.partition(".")[2].replace("-", "_")


ACTIONS: tuple[Action, ...] = (
    Action("app.help", "f1", "help", "Show what can be done here", shown=True, priority=True),
    Action("app.palette", "ctrl+p", "palette", "Find any action by name", priority=True),
    Action("app.quit", "ctrl+q", "quit", "Leave mockint; a round asks first", priority=True),
    Action("app.theme", "", "theme", "Switch to the next theme: dark, light, terminal colours"),
    Action("app.suspend", "", "suspend", "Put mockint into the background (fg brings it back)"),
    Action("app.screenshot", "", "screenshot", "Save a picture of the screen as SVG"),
    Action("list.down", "j", "down", "Next line"),
    Action("list.up", "k", "up", "Line before"),
    Action("list.first", "g", "first", "First line"),
    Action("list.last", "G", "last", "Last line"),
    Action("home.start", "enter", "start", "Start the round, or go on with the open one", True),
    Action("home.persona", "p", "persona", "Choose who interviews", True),
    Action("home.model", "m", "model", "Choose a model as interviewer and judge, or none", True),
    Action("home.part", "o", "part", "Practise one part of the round, or one deep dive", False),
    Action("home.sessions", "s", "sessions", "Read, search and export past sessions", True),
    Action("home.search", "slash", "search", "Find a round by typing", True),
    Action("interview.send", "ctrl+j,ctrl+enter", "send", "Send the answer", True, "", True),
    Action("interview.board", "f2", "board", "Show or hide the board", True, "board", True),
    Action(
        "interview.hint", "f3", "hint", "Take a hint; its price is told first", True, "hint", True
    ),
    Action(
        "interview.editor",
        "f4",
        "editor",
        "Write the answer in your own editor",
        True,
        "editor",
        True,
    ),
    Action(
        "interview.pause",
        "f8",
        "pause",
        "Stop the clock where the round allows it",
        True,
        "pause",
        True,
    ),
    Action(
        "interview.interrupt",
        "escape",
        "floor",
        "Cut the interviewer short, or close what lies over the talk",
    ),
    Action("interview.skip", "", "skip", "Leave this question as it stands", False, "skip"),
    Action("interview.end", "", "end", "End the round now and see the scorecard", False, "end"),
    Action(
        "interview.repeat", "", "repeat", "Show the question that stands again", False, "repeat"
    ),
    Action("interview.problem", "", "problem", "Show the problem again", False, "problem"),
    Action(
        "interview.copy", "", "copy", "Copy the transcript so far to the clipboard", False, "copy"
    ),
    Action("interview.leave", "", "leave", "Leave the round open and go home", False, "quit"),
    Action("board.next", "f6", "tab", "Turn the board to its next tab", True, "", True),
    Action("board.previous", "shift+f6", "tab before", "Turn the board to the tab before"),
    Action("board.find", "ctrl+o", "find", "Find a calculator by typing its name", True, "", True),
    Action("board.pin", "f5", "pin", "Pin the result on the board", True, "", True),
    Action("board.units", "f7", "units", "Read the results in other units", True, "", True),
    Action(
        "board.compare",
        "f9",
        "A|B",
        "Put a second variant beside the first, with the ratio; or take it away",
        True,
        "",
        True,
    ),
    Action(
        "board.chain",
        "ctrl+n",
        "chain",
        "Lead the result on to the calculator that takes it",
        True,
        "",
        True,
    ),
    Action("board.calculators", "", "calculators", "Turn the board to the calculators"),
    Action("board.diagram", "", "diagram", "Turn the board to the diagram"),
    Action("board.notes", "", "notes", "Turn the board to the notes"),
    Action("board.pinned", "", "pinned", "Turn the board to what was pinned"),
    Action("score.level-1", "1", "strong no", "Score yourself a strong no hire here", True),
    Action("score.level-2", "2", "no", "Score yourself a no hire here", True),
    Action("score.level-3", "3", "yes", "Score yourself a hire here", True),
    Action("score.level-4", "4", "strong yes", "Score yourself a strong hire here", True),
    Action("score.skip", "enter", "skip", "Pass over this dimension", True),
    Action("score.skip-all", "escape", "skip all", "Pass over all that are left", True),
    Action("debrief.moment", "enter", "moment", "Go to the turn that a quote comes from", True),
    Action("debrief.answer", "a", "answers", "The model answers beside yours", True),
    Action("debrief.again", "r", "again", "Sit the same round once more", True),
    Action("debrief.export", "x", "export", "Write the session as a Markdown file", True),
    Action("debrief.transcript", "t", "transcript", "Read the whole talk with verdicts", True),
    Action("debrief.back", "escape", "home", "Back to home", True),
    Action("compare.next", "right", "next", "Next question", True),
    Action("compare.previous", "left", "previous", "Question before", True),
    Action("compare.transcript", "t", "transcript", "Read the talk about this question", True),
    Action("compare.back", "escape,a", "scorecard", "Back to the scorecard", True),
    Action("sessions.open", "enter", "open", "Read this session, or go on if it is open", True),
    Action("sessions.search", "slash", "search", "Find a session by typing", True),
    Action("sessions.delete", "d", "delete", "Remove this session for good", True),
    Action("sessions.export", "x", "export", "Write this session as a Markdown file", True),
    Action("sessions.back", "escape", "back", "Back to home", True),
    Action("transcript.next", "right_square_bracket", "next", "Next turn", True),
    Action("transcript.previous", "left_square_bracket", "previous", "Turn before", True),
    Action("transcript.verdicts", "v", "verdicts", "Show or hide the verdicts", True),
    Action("transcript.search", "slash", "search", "Find words in the talk", True),
    Action("transcript.export", "x", "export", "Write this session as a Markdown file", True),
    Action("transcript.back", "escape", "back", "Back to where you came from", True),
    Action("models.next", "down", "next", "Next of what was found"),
    Action("models.previous", "up", "previous", "The one before"),
    Action("models.take", "enter", "take", "Try the model, and take it when it answers", True),
    Action("models.whom", "ctrl+r", "for whom", "For both roles, or for one of them", True),
    Action("models.back", "escape", "back", "Stop trying, or go back", True),
)


def of_scope(*scopes: str) -> tuple[Action, ...]:
    """Return the actions of some scopes, in their order."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings(*scopes: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Return the bindings of a screen or widget: its scopes' actions that have a key."""
    return [
        Binding(
            action.key,
            action.method,
            action.label,
            show=action.shown,
            priority=action.priority,
            id=action.id,
            tooltip=action.help,
        )
        for action in of_scope(*scopes)
        if action.key
    ]


def clashes(keys: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a user's key map, in sentences; empty when it can be used.

    Two actions clash when the same key reaches both: in one scope, or one of them everywhere.
    """
    known = {action.id: action for action in ACTIONS}
    wrong = [f"keys: there is no action {name!r}" for name in keys if name not in known]
    taken: dict[tuple[str, str], str] = {}
    for action in ACTIONS:
        for key in _keys(keys.get(action.id, action.key)):
            for scope in _reach(action):
                other = taken.setdefault((scope, key), action.id)
                if other != action.id:
                    wrong.append(f"keys: {key!r} would be both {other} and {action.id}")
    return list(dict.fromkeys(wrong))


def _keys(key: str) -> Iterable[str]:
    """Return single keys under the names that Textual gives them: `/` is `slash`."""
    for each in filter(None, map(str.strip, key.split(","))):
        yield _character_to_key(each) if len(each) == 1 else each


def _reach(action: Action) -> Iterable[str]:
    """Return the scopes in which an action's key is live."""
    if action.scope == "app":
        return dict.fromkeys(each.scope for each in ACTIONS)
    if action.scope == "list":
        return ("list", "home", "score", "debrief", "compare", "sessions", "transcript")
    if action.scope == "interview":
        return ("interview", "board")
    return (action.scope,)
