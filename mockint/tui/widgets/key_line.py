"""The last line of a screen: its keys, from the registry, each of which can be clicked.

One widget that draws itself, where Textual's own footer mounts one for each key after the first
paint and runs over the edge of 80 columns.
"""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from mockint.tui.actions import ACTIONS
from mockint.tui.key_names import key_name

LAST = ("app.palette", "app.help")
"""At the end of the line."""


@dataclass(frozen=True)
class Key:
    """A key of the line."""

    id: str
    key: str
    label: str
    action: str
    node: DOMNode


class KeyLine(Widget):
    """The keys that are live now; what doesn't fit is in the palette and behind F1."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        """Show the keys of whatever screen it is on."""
        super().__init__(id=id)
        self._places: list[tuple[int, int, Key]] = []

    def on_mount(self) -> None:
        """Follow what is live."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.app.screen_change_signal.subscribe(self, self._covered)

    def on_unmount(self) -> None:
        """Follow no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)
        self.app.screen_change_signal.unsubscribe(self)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def _covered(self, top: Screen[object]) -> None:
        if self.is_attached:
            self.refresh()

    def render(self) -> Content:
        """Draw the keys in the longest form that fits; under a dialog none of them is live."""
        if self.screen is not self.app.screen:
            return Content("")
        width = self.content_size.width
        keys = self._live()
        for short, gap in ((False, 3), (False, 2), (True, 2)):
            if self._length(keys, short, gap) <= width:
                return self._drawn(keys, short, gap)
        # The palette goes first, then the last of the screen's own; help and the way out stay.
        going = sorted(
            (key for key in keys if key.id != "app.help" and key.key != "escape"),
            key=lambda key: key.id != "app.palette",
        )
        while going and self._length(keys, True, 2) > width:
            keys.remove(going.pop(0 if going[0].id == "app.palette" else -1))
        return self._drawn(keys, True, 2)

    def _live(self) -> list[Key]:
        active = {each.binding.id: each for each in reversed(self.screen.active_bindings.values())}
        keys = [
            Key(
                action.id,
                active[action.id].binding.key,
                action.label,
                active[action.id].binding.action,
                active[action.id].node,
            )
            for action in ACTIONS
            if action.id in active
            and active[action.id].enabled
            and (action.shown or action.id in LAST)
        ]
        return sorted(keys, key=self._place)

    def _place(self, key: Key) -> int:
        """Put what is done where one works first, and what is done everywhere last."""
        if key.id in LAST:
            return 1 + LAST.index(key.id)
        return 0 if key.node is self.screen else -1

    def _length(self, keys: list[Key], short: bool, gap: int) -> int:
        texts = [f"{key_name(key.key, short=short)} {key.label}" for key in keys]
        return sum(map(cell_len, texts)) + gap * max(0, len(texts) - 1)

    def _drawn(self, keys: list[Key], short: bool, gap: int) -> Content:
        self._places, at = [], 0
        parts: list[Content] = []
        for key in keys:
            if parts:
                parts.append(Content(" " * gap))
                at += gap
            name = key_name(key.key, short=short)
            drawn = Content.assemble((name, "$footer-key-foreground bold"), f" {key.label}")
            self._places.append((at, at + drawn.cell_length, key))
            parts.append(drawn)
            at += drawn.cell_length
        return Content("").join(parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, key in self._places:
            if start <= offset.x < end:
                await self.app.run_action(key.action, key.node)
