"""Keys in the words that are printed on them."""

from collections.abc import Mapping

from textual.keys import _character_to_key, format_key

from mockint.tui.actions import ACTIONS, Action

WORDS = {
    "enter": "enter",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "backspace": "backspace",
}
"""Where Textual would draw a sign that not every font has."""


def key_name(key: str, *, short: bool = False) -> str:
    """Return `ctrl+j`, or `^j` where room is short, for a key as Textual names it."""
    *modifiers, last = key.strip().split("+")
    name = WORDS.get(last) or format_key(last)
    if short and modifiers == ["ctrl"]:
        return f"^{name}"
    return "+".join([*modifiers, name])


def keys_of(action_id: str, changed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of an action, a user's own before the registry's."""
    default = next(action.key for action in ACTIONS if action.id == action_id)
    keys = changed.get(action_id) or default
    return tuple(each.strip() for each in keys.split(",") if each.strip())


def event_keys(changed: Mapping[str, str], *actions: Action) -> frozenset[str]:
    """Return the keys of some actions as key events name them."""
    keys = (key for action in actions for key in keys_of(action.id, changed))
    return frozenset(_character_to_key(key) if len(key) == 1 else key for key in keys)
