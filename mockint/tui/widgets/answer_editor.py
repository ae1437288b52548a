"""Where the answer is written. Enter is a new line; only a person's own key sends.

The editor never clears itself: what was sent stays until its answer is on disk, and then only that
much of it goes (`take`), so that no letter typed meanwhile is lost.
"""

from dataclasses import dataclass
from functools import partial

from textual import events, on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from mockint.tui.drafts import MOST_CHARACTERS, without_taken
from mockint.tui.widgets.cutting import clean
from mockint.tui.widgets.paste_guard import FOLLOWS_SECONDS, PasteGuard
from mockint.tui.widgets.quick_text_area import QuickTextArea

TITLE = "Your answer"
PASTED = "That came in like a paste, so nothing was sent. Press the key again."
COUNTED_AT_ONCE = 20_000
"""Characters up to which words are counted with every key; beyond, once typing rests."""
REMARK_SECONDS = 6.0
"""How long a remark in passing can be read."""
STALE_SECONDS = 2.0
"""How far the disk may be behind the keys before the title stops saying "draft saved"."""
FLUSH_SECONDS = 0.02
FLUSH_CHARACTERS = 4_000


class AnswerEditor(QuickTextArea):
    """A text box that grows with its text, counts words, and tells a paste from a key."""

    class Sent(Message):
        """Somebody wants to send what stands here."""

        def __init__(self, text: str) -> None:
            """Carry the draft as it stands."""
            super().__init__()
            self.text = text

    class Paged(Message):
        """Somebody wants to read further up (-1) or down (1) while typing."""

        def __init__(self, direction: int) -> None:
            """Carry the direction."""
            super().__init__()
            self.direction = direction

    class Held(Message):
        """A send that wasn't one: a paste, or more text than fits."""

        def __init__(self, reason: str) -> None:
            """Carry the reason, for the person at the keys."""
            super().__init__()
            self.reason = reason

    @dataclass
    class SendAsked(Message, bubble=False):
        """The key that sends was pressed; waits in line behind the keys before it."""

    def __init__(self, text: str = "", *, hint: str = "", id: str | None = None) -> None:
        """Begin with a draft; `hint` stands in the title while nothing is written."""
        super().__init__(text, tab_behavior="indent", id=id)
        self._hint = hint
        self._guard = PasteGuard()
        self._burst: list[str] = []
        self._burst_size = 0
        self._burst_timer: Timer | None = None
        self._asked_at: float | None = None
        self._asked_timer: Timer | None = None
        self._count_timer: Timer | None = None
        self._remark_timer: Timer | None = None
        self._words = 0
        self._kept = text
        self._kept_lately = bool(text)
        self._stale_timer: Timer | None = None
        self._least, self._most = 1, 6

    def on_mount(self) -> None:
        """Count what is there, and write after it."""
        self.move_cursor(self.document.end)
        self._count()

    # -- what the screen asks for

    def remark(self, text: str) -> None:
        """Say something in passing, on the lower edge."""
        self.border_subtitle = text
        if self._remark_timer is not None:
            self._remark_timer.stop()
        forget = partial(setattr, self, "border_subtitle", "")
        self._remark_timer = self.set_timer(REMARK_SECONDS, forget)

    def ask_send(self) -> None:
        """Send, once the keys that came before have been written."""
        self.post_message(self.SendAsked())

    def take(self, taken: str) -> None:
        """Remove what was taken as an answer; what was typed since stays."""
        self._flush()
        self._write(without_taken(taken, self.text))

    def restore(self, text: str) -> None:
        """Put a text into the place of what stands here."""
        self._flush()
        self._write(clean(text)[:MOST_CHARACTERS])

    def show_kept(self, text: str) -> None:
        """Say that so much is on disk."""
        self._kept, self._kept_lately = text, True
        self._show_title()

    def set_room(self, least: int, most: int) -> None:
        """Say how few and how many lines of text may be shown."""
        self._least, self._most = least, most
        self._fit()

    # -- keys and pastes

    async def on_key(self, event: events.Key) -> None:
        """Write keys; collect those of an unmarked paste and write them in one go."""
        text = _text_of(event)
        if self._asked_at is not None:
            self._settle_send(event.time, follows=text is not None)
        if text is None:
            self._flush()
            if event.key == "escape":
                event.prevent_default()  # the screen's, where TextArea would leave the editor
            return
        pasting = self._guard.key(event.time)
        if pasting or event.key == "ctrl+j":  # a bare line feed, where another key sends
            event.stop()
            event.prevent_default()
            self._collect(text)
        if not pasting:
            self._flush()

    def on_paste(self, event: events.Paste) -> None:
        """Insert a marked paste; nothing in it is a command."""
        event.stop()
        event.prevent_default()
        self._flush()
        self._insert(clean(event.text))

    @on(SendAsked)
    def _send_asked(self, event: SendAsked) -> None:
        """Send, unless this line break came with a paste."""
        if self._asked_at is not None:
            self._settle_send(event.time, follows=True)
        if self.disabled:
            return
        if self._guard.is_pasting(event.time):
            self._hold_send(event.time)
            return
        self._asked_at = event.time
        self._asked_timer = self.set_timer(FOLLOWS_SECONDS, self._send)

    def _settle_send(self, at: float, *, follows: bool) -> None:
        """Decide about a send on the next key: one that follows at once makes it a paste."""
        asked, self._asked_at = self._asked_at, None
        if self._asked_timer is not None:
            self._asked_timer.stop()
        if follows and asked is not None and at - asked < FOLLOWS_SECONDS:
            self._hold_send(asked)
        else:
            self._send()

    def _hold_send(self, at: float) -> None:
        """Write the line break of a paste instead of sending."""
        self._guard.pasted_break(at)
        self._collect("\n")
        self.post_message(self.Held(PASTED))

    def _send(self) -> None:
        self._asked_at = None
        self._flush()
        self.post_message(self.Sent(self.text))

    def _collect(self, text: str) -> None:
        self._burst.append(text)
        self._burst_size += len(text)
        if self._burst_size >= FLUSH_CHARACTERS:
            self._flush()
        elif self._burst_timer is None:
            self._burst_timer = self.set_timer(FLUSH_SECONDS, self._flush)

    def _flush(self) -> None:
        """Write what an unmarked paste has brought so far."""
        if self._burst_timer is not None:
            self._burst_timer.stop()
            self._burst_timer = None
        if self._burst:
            text = "".join(self._burst)
            self._burst.clear()
            self._burst_size = 0
            self._insert(text)

    def _insert(self, text: str) -> None:
        room = MOST_CHARACTERS - len(self.text) + len(self.selected_text)
        if len(text) > room:
            text = text[: max(0, room)]
            full = f"An answer holds {MOST_CHARACTERS:,} characters; the rest was left out."
            self.post_message(self.Held(full))
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def _write(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    def action_cursor_page_up(self) -> None:
        """Read further up: the page keys belong to the talk."""
        self.post_message(self.Paged(-1))

    def action_cursor_page_down(self) -> None:
        """Read further down."""
        self.post_message(self.Paged(1))

    # -- size and title

    @on(TextArea.Changed)
    def _text_changed(self) -> None:
        self._fit()
        if self._stale_timer is None:
            self._stale_timer = self.set_timer(STALE_SECONDS, self._check_kept)
        if self._count_timer is not None:
            self._count_timer.stop()
        if len(self.text) <= COUNTED_AT_ONCE:
            self._count()
        else:
            self._count_timer = self.set_timer(0.3, self._count)

    def _count(self) -> None:
        self._words = len(self.text.split())
        self._show_title()

    def _check_kept(self) -> None:
        """Say no more that the draft is saved when typing has outrun the disk for too long."""
        self._stale_timer = None
        if self.text != self._kept and self._kept_lately:
            self._kept_lately = False
            self._show_title()

    def on_resize(self) -> None:
        """Wrap, fit and title anew."""
        self._fit()
        self._show_title()

    def _fit(self) -> None:
        lines = min(self._most, max(self._least, self.wrapped_document.height))
        height = lines + self.gutter.height
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.call_after_refresh(self.scroll_cursor_visible)

    def _show_title(self) -> None:
        """Write the title into the upper border: what it is at the left, how it stands right."""
        state = self._state()
        # The border takes three columns at each end, and two blanks part the line between.
        room = self.outer_size.width - 6 - len(TITLE) - len(state) - 2
        self.border_title = f"{TITLE} {'─' * max(1, room)} {state}" if state else TITLE

    def _state(self) -> str:
        if not self.text:
            return self._hint
        words = "1 word" if self._words == 1 else f"{self._words:,} words"
        return f"{words} · draft saved" if self._kept_lately else words


def _text_of(event: events.Key) -> str | None:
    """Return the text that a key writes, or None for one that does something else."""
    if event.key in ("enter", "ctrl+j"):
        return "\n"
    if event.key == "tab":
        return "    "
    return event.character if event.is_printable else None
