"""F1: what can be done in the pane one is in, from the registry.

A screen or widget may carry a class attribute `HELP`, a sentence or two about itself; the nearest
one above the focus is shown first.
"""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from mockint.tui.actions import ACTIONS, Action, of_scope
from mockint.tui.key_names import key_name

TITLES = {"list": "In a list", "app": "Everywhere"}
KEYS_WIDTH = 18
OTHER_KEYS = (
    "Every action can have another key, in config.yaml (mockint where says where it is), as in "
    "keys: {home.sessions: f6}. The ids of these: "
)


def scopes_of(screen: Screen[Any]) -> tuple[str, ...]:
    """Return the scopes whose actions are live on a screen, its own before the general ones."""
    ids = [each.binding.id for each in screen.active_bindings.values()]
    scopes = dict.fromkeys(action.scope for action in ACTIONS if action.id in ids)
    return tuple(
        sorted(scopes, key=lambda scope: [*TITLES].index(scope) if scope in TITLES else -1)
    )


def live_keys(screen: Screen[Any]) -> dict[str, str]:
    """Return the keys of the actions that are live on a screen, in words."""
    keys: dict[str, str] = {}
    for each in screen.active_bindings.values():
        if name := each.binding.id:
            keys[name] = ", ".join(filter(None, [keys.get(name), key_name(each.binding.key)]))
    return keys


def help_of(screen: Screen[Any]) -> str:
    """Return what the pane in focus says of itself."""
    start = screen.focused or screen
    texts = (getattr(node, "HELP", None) for node in start.ancestors_with_self)
    return next((text for text in texts if isinstance(text, str) and text), "")


class HelpScreen(ModalScreen[None]):
    """The actions of some scopes with their keys, slash commands and ids."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "dismiss(None)", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("g,home", "edge(False)", show=False),
        Binding("G,end", "edge(True)", show=False),
    ]

    def __init__(self, text: str, scopes: Iterable[str], keys: Mapping[str, str]) -> None:
        """Explain these scopes; `keys` are those of the actions that are live."""
        super().__init__()
        self._about, self._scopes, self._keys = text, tuple(scopes), keys

    @classmethod
    def about(cls, screen: Screen[Any]) -> "HelpScreen":
        """Return the help for the pane of a screen that is in focus."""
        return cls(help_of(screen), scopes_of(screen), live_keys(screen))

    def compose(self) -> ComposeResult:
        """Draw the text over the tables."""
        with Vertical(classes="dialog help"):
            with VerticalScroll():
                yield Static(id="help-text")
            yield Static("j k and space move the text, escape closes", classes="note")

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        text = self.query_one("#help-text", Static)
        text.update(self._text(self._pane.scrollable_content_region.width))

    def _text(self, width: int) -> Content:
        blocks = [Content(self._about)] if self._about else []
        for scope in self._scopes:
            lines = [Content(TITLES.get(scope, scope.capitalize())).stylize("bold")]
            lines += [self._line(action, width) for action in of_scope(scope)]
            blocks.append(Content("\n").join(lines))
        ids = ", ".join(action.id for scope in self._scopes for action in of_scope(scope))
        heading = Content("Other keys").stylize("bold")
        blocks.append(Content("\n").join([heading, Content(f"{OTHER_KEYS}{ids}.")]))
        return Content("\n\n").join(blocks)

    def _line(self, action: Action, width: int) -> Content:
        keys = [self._keys[action.id]] if action.id in self._keys else []
        keys += [f"/{action.slash}"] if action.slash else []
        hang = KEYS_WIDTH + 1
        said = textwrap.wrap(action.help, max(hang, width - hang))
        return Content.assemble(
            (f"{', '.join(keys) or 'palette':<{hang}}", "$footer-key-foreground"),
            f"\n{' ' * hang}".join(said),
        )

    @property
    def _pane(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_scroll(self, lines: int) -> None:
        """Move the text."""
        self._pane.scroll_relative(y=lines, animate=False)

    def action_page(self, direction: int) -> None:
        """Move the text by as much as is in view."""
        self.action_scroll(direction * max(1, self._pane.size.height - 1))

    def action_edge(self, end: bool) -> None:
        """Go to an end of the text."""
        (self._pane.scroll_end if end else self._pane.scroll_home)(animate=False)
