"""The palette: every action that is live on the screen beneath it, by name."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.dom import DOMNode

from mockint.tui.actions import Action, of_scope
from mockint.tui.screens.help import live_keys, scopes_of


class ActionProvider(Provider):
    """Offers the registry's actions; those that can't be done now are left out."""

    async def discover(self) -> Hits:
        """Offer all of them while nothing has been typed."""
        for action, node in self._live():
            yield DiscoveryHit(
                self._name(action), partial(self._do, action, node), help=action.help
            )

    async def search(self, query: str) -> Hits:
        """Offer those whose name or explanation fits what was typed."""
        matcher = self.matcher(query)
        for action, node in self._live():
            name = self._name(action)
            score = max(matcher.match(name), matcher.match(action.help))
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(name),
                    partial(self._do, action, node),
                    help=action.help,
                )

    def _live(self) -> Iterator[tuple[Action, DOMNode]]:
        """Yield actions with the node that does them: the app, or what is in focus, or above it."""
        start = self.focused or self.screen
        for action in (each for scope in scopes_of(self.screen) for each in of_scope(scope)):
            nodes = [self.app] if action.scope == "app" else list(start.ancestors_with_self)
            method = f"action_{action.method}"
            node = next((each for each in nodes if hasattr(each, method)), None)
            if node is not None and node.check_action(action.method, ()):
                yield action, node

    def _name(self, action: Action) -> str:
        name = action.id.partition(".")[2].replace("-", " ").capitalize()
        keys = live_keys(self.screen).get(action.id)
        return f"{name}  ({keys})" if keys else name

    async def _do(self, action: Action, node: DOMNode) -> None:
        await self.app.run_action(action.method, node)


class Palette(CommandPalette):
    """Textual's palette with a sign that every font has."""

    def on_mount(self) -> None:
        """Change the sign."""
        for icon in self.query(SearchIcon):  # none where it was closed before it stood
            icon.icon = "/"


def palette_over(app: App[Any]) -> None:
    """Show the palette of the screen that is on top, once."""
    if not any(isinstance(each, Palette) for each in app.screen_stack):
        app.push_screen(Palette(providers=[ActionProvider], placeholder="What to do ..."))
