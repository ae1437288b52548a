"""Slash commands of the answer editor: a draft of one line that begins with `/`, once it is sent.

Anything longer is an answer, and `//` at the start is a stroke that is meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.answers import ACTIONS as ROUND_ACTIONS
from mockint.answers import parse_action
from mockint.core.errors import did_you_mean
from mockint.tui.actions import of_scope

HELP = "help"
SCREEN_ACTIONS: Mapping[str, str] = {
    action.slash: action.method for action in of_scope("interview") if action.slash
}
"""Slash command -> action of the interview screen."""
NAMES: tuple[str, ...] = tuple(dict.fromkeys([*ROUND_ACTIONS, *SCREEN_ACTIONS, HELP]))


@dataclass(frozen=True)
class Command:
    """A slash command as it was typed."""

    name: str
    rest: str


def command_of(draft: str) -> Command | None:
    """Return the command that a draft is, or None when it is an answer."""
    line = draft.strip()
    if "\n" in line or line.startswith("//"):
        return None
    found = parse_action(line)
    return Command(*found) if found else None


def answer_of(draft: str) -> str:
    """Return the answer that a draft is; empty for a command, and for nothing."""
    text = draft.strip()
    if command_of(text) is not None:
        return ""
    return text[1:] if text.startswith("//") else text


def unknown(name: str) -> str:
    """Return what to tell somebody who sent a command that isn't there."""
    near = did_you_mean(name, NAMES).replace("'", "/", 1).replace("'", "")
    return (
        f"There is no /{name[:40]}.{near} /help shows what there is; "
        "to send the line as it stands, begin it with //."
    )
