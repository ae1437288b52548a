"""The conversation: finished turns stay as they were drawn, the one being said grows at its end.

Words come in two ways. `speak` takes a whole turn, which is on disk already, and reveals it at
reading speed. `begin`, `feed` and `end` take a turn as a model says it, token by token.
"""

import re
from collections.abc import Callable, Iterable
from time import monotonic

from textual.message import Message

from mockint.keyboard import TYPING_SECONDS
from mockint.report import clock_text
from mockint.tui.widgets.cutting import Cut, clean, cut_markdown, cut_verbatim, whole_markdown
from mockint.tui.widgets.paper import Paper
from mockint.tui.widgets.pieces import MARGIN, Aside, Divider, Heading, Listing, Piece, Words

TOKENS_A_SECOND = 80.0
"""Reading speed: how fast a turn that is known whole is revealed."""
CHARACTERS_A_TOKEN = 4
FRAMES_A_SECOND = 20.0
"""How often the end of a turn that is being said is drawn."""
TYPING_FRAMES_A_SECOND = 6.0
"""The same while somebody types: keys go first, and who types doesn't watch words run."""
BETWEEN_KEYS_SECONDS = 0.15
"""While keys follow one another so closely, words are drawn right behind a key that was painted:
that is when the next one is farthest."""
LINE_SECONDS = 0.25
"""How often a new line may begin: it moves the whole talk up, and costs as much as all of it."""
INTERVIEWER, CANDIDATE = "Interviewer", "You"
CURSOR = "▌"

_WORD_END = re.compile(r"\s+|$")


class Talk(Paper):
    """Everything that was said, and what is being said."""

    class Spoken(Message):
        """The turn that was being said is all there."""

    def __init__(self, *, tokens_a_second: float = TOKENS_A_SECOND, id: str | None = None) -> None:
        """Begin empty; 0 tokens a second shows every turn whole at once."""
        super().__init__(id=id)
        self._pace = tokens_a_second * CHARACTERS_A_TOKEN
        self._speaking = False
        self._unshown = ""
        """What was fed and is not drawn yet."""
        self._open_end = ""
        """The end of the turn that may still be drawn otherwise: its last paragraph."""
        self._open_pieces = 0
        self._to_reveal: str | None = None
        """What is still to come of a turn that is known whole; None: a model is speaking."""
        self._revealed_at = 0.0
        self._drawn_at = self._typed_at = self._moved_at = float("-inf")

    def on_mount(self) -> None:
        """Draw what is being said a few times a second."""
        self._frames = self.set_interval(1 / FRAMES_A_SECOND, self._frame, pause=True)

    # -- finished things

    def add_turn(self, speaker: str, at: float, text: str) -> None:
        """Write a whole turn."""
        self.add_turns([(speaker, at, text)])

    def add_turns(self, turns: Iterable[tuple[str, float, str]]) -> None:
        """Write whole turns, as (speaker, seconds of round time, text)."""
        self.add([piece for turn in turns for piece in turn_pieces(*turn)])

    def add_divider(self, title: str) -> None:
        """Begin a new part of the round."""
        self.add([Divider(clean(title))])

    def add_aside(self, text: str) -> None:
        """Tell of something beside the talk."""
        self.add([Aside(clean(text))])

    def add_listing(self, fold: Callable[[int], Iterable[str]]) -> None:
        """Write lines that are folded to whatever width there is."""
        self.add([Listing(fold)])

    def add(self, pieces: Iterable[Piece]) -> None:
        """Write pieces below everything, also below what is being said."""
        self.finish()
        super().add(pieces)

    def page(self, direction: int) -> None:
        """Scroll by what is seen, but for two lines to find one's place by."""
        self.scroll_relative(y=direction * max(1, self.size.height - 2), animate=False)

    # -- the turn that is being said

    @property
    def speaking(self) -> bool:
        """Whether a turn is being said."""
        return self._speaking

    def speak(self, speaker: str, at: float, text: str) -> None:
        """Reveal a turn that is known whole, at reading speed."""
        self.begin(speaker, at)
        self._to_reveal = clean(text)
        if not self._pace:
            self.finish()

    def begin(self, speaker: str, at: float) -> None:
        """Begin a turn whose words come one by one."""
        self.finish()
        super().add([Heading(speaker, clock_text(at), mine=speaker == CANDIDATE)])
        self._speaking, self._to_reveal = True, None
        self._open_end = self._unshown = ""
        self._open_pieces = 0
        self._revealed_at = monotonic()
        self.rest_bar(True)
        self._frames.resume()

    def feed(self, text: str) -> None:
        """Take the next words; they are drawn with the next frame."""
        if self._speaking:
            self._unshown += text

    def end(self) -> None:
        """Draw what is left; the turn is finished."""
        if not self._speaking:
            return
        self._speaking, self._to_reveal = False, None
        self._frames.pause()
        self._draw(last=True)
        self.rest_bar(False)
        self.post_message(self.Spoken())

    def finish(self) -> None:
        """Show the rest of a turn at once."""
        if self._to_reveal is not None:
            self._unshown += self._to_reveal
        self.end()

    def give_way(self) -> None:
        """Draw less often for a moment, and behind the keys: somebody is typing."""
        self._typed_at = monotonic()
        if self._speaking:
            self.call_after_refresh(self._show_more)

    def _frame(self) -> None:
        if monotonic() - self._typed_at >= BETWEEN_KEYS_SECONDS:
            self._show_more()

    def _show_more(self) -> None:
        """Draw what there is, unless it is too early for that."""
        now = monotonic()
        typing = now - self._typed_at < TYPING_SECONDS
        if typing and now - self._drawn_at < 1 / TYPING_FRAMES_A_SECOND:
            return
        if self._to_reveal is not None:
            self._reveal_more(now)
        if self._unshown and (
            now - self._moved_at >= LINE_SECONDS or not self._needs_line(self._unshown)
        ):
            self._drawn_at = now
            top = self.scroll_offset.y
            self._draw()
            if self.scroll_offset.y != top:
                self._moved_at = now
        if self._to_reveal == "":
            self.end()

    def _needs_line(self, text: str) -> bool:
        """Tell whether so much more text would begin a new line."""
        room = self.scrollable_content_region.width - 2 * MARGIN - self.last_line_length
        return "\n" in text or len(text) > room

    def _reveal_more(self, now: float) -> None:
        """Move whole words from what is to come to what is shown, as many as time allows."""
        rest = self._to_reveal or ""
        room = int((now - self._revealed_at) * self._pace)
        if room <= 0:
            return
        end = _WORD_END.search(rest, min(room, len(rest)))
        count = end.end() if end else len(rest)
        # Words that came early are paid for: the next ones wait a little longer.
        self._revealed_at += count / self._pace
        self._unshown += rest[:count]
        self._to_reveal = rest[count:]

    def _draw(self, *, last: bool = False) -> None:
        """Draw the end anew; what can't change any more is left as it is."""
        self._open_end += clean(self._unshown)
        self._unshown = ""
        if last:
            done, self._open_end = whole_markdown(self._open_end), ""
            live: list[Piece] = []
        else:
            done, self._open_end = cut_markdown(self._open_end)
            tail = Cut(self._open_end, gap=False)
            live = [Words(tail, markdown=True, cursor=CURSOR)]
        finished = [Words(cut, markdown=True) for cut in done if cut.text.strip()]
        self.replace_end(self._open_pieces, [*finished, *live])
        self._open_pieces = len(live)


def turn_pieces(speaker: str, at: float, text: str) -> list[Piece]:
    """Return the pieces of a whole turn: Markdown of the interviewer, a candidate's words as is."""
    mine = speaker == CANDIDATE
    cuts = cut_verbatim(clean(text)) if mine else whole_markdown(clean(text))
    return [
        Heading(speaker, clock_text(at), mine=mine),
        *(Words(cut, markdown=not mine) for cut in cuts),
    ]
