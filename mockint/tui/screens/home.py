"""Home: what to go on with, what to begin, and what was done lately.

The first paint waits for nothing: the boxes are drawn empty, and a worker fills them. Keys that
are typed before that are kept and done when there is something to do them to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from mockint.core.settings import Settings
from mockint.tui import home_rows
from mockint.tui.actions import bindings, of_scope
from mockint.tui.home_news import Failed, Found, read_home
from mockint.tui.key_names import event_keys
from mockint.tui.models import Models, chosen_words
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.row_list import RowList, list_beyond
from mockint.tui.widgets.search_line import SearchLine
from mockint.tui.widgets.title_line import TitleLine

if TYPE_CHECKING:  # what stands behind the desk takes longer to load than the first paint
    from mockint.desk import Desk
    from mockint.tui.overview import SessionLine, Shelf
    from mockint.tui.widgets.round_card import RoundCard

WARM_UP = "warm-up"
LOADING = "…"
NEW_HERE = "New here? Enter starts the warm-up: eight minutes, one question."
OPENING = "opening the round … "
AFTER_PAINT = 0.1
"""Seconds between the first paint and the first import, so that a key typed at once is first."""


class HomeScreen(Screen[None]):
    """The first screen."""

    AUTO_FOCUS = "#rounds"
    HELP = (
        "Enter starts the round under the cursor, or goes on with the one that was left open. "
        "Type to find a round. Without a model nothing leaves this machine."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")

    def __init__(
        self,
        desk: Callable[[], Desk],
        settings: Settings,
        models: Models,
        *,
        opening: bool = False,
    ) -> None:
        """Ask `desk` in a worker: it may take its time. `opening`: a round is on its way."""
        super().__init__()
        self._desk, self._models, self._opening = desk, models, opening
        self.persona: str | None = settings.persona
        """Who interviews in the next round; None: whom the round names."""
        self._pace = settings.typing_pace
        actions = {action.id: action for action in of_scope("app", "list", "home")}
        self._search_keys = event_keys(settings.keys, actions["home.search"])
        self._bound = event_keys(settings.keys, *actions.values()) | {"question_mark"}
        self._shelf: Shelf | None = None
        self._sessions: tuple[SessionLine, ...] | None = None
        self._typed_ahead: list[str] = []
        self._card: RoundCard

    def compose(self) -> ComposeResult:
        """Draw what has to be there for the first key; the rest comes with what fills it."""
        yield TitleLine(" mockint", OPENING if self._opening else self._chosen)
        yield SearchLine("type to find a round")
        rounds = RowList(home_rows.ROUNDS, empty=LOADING, id="rounds", classes="box")
        rounds.border_title = "Rounds"
        yield rounds
        yield KeyLine()

    def on_mount(self) -> None:
        """Go on once the first paint is on the screen."""
        self.watch(self.search, "text", lambda: self._fill_rounds(), init=False)
        self.set_timer(AFTER_PAINT, self._furnish)

    def _furnish(self) -> None:
        """Bring in the other boxes, hidden while they are empty, and read what belongs there."""
        from textual.widgets import Static

        from mockint.tui.widgets.round_card import RoundCard

        if not self.is_attached:
            return  # somebody who quits at once is gone by now
        going_on = RowList(home_rows.OPEN, id="open", classes="box")
        recent = RowList(home_rows.RECENT, id="recent", classes="box")
        going_on.border_title, recent.border_title = "Go on", "Lately"
        self.mount(going_on, Static(NEW_HERE, id="welcome"), before=self.search)
        self._card = RoundCard(id="card", classes="box")
        self.mount(self._card, recent, after=self._list("rounds"))
        self.look()

    @property
    def search(self) -> SearchLine:
        """Where one types what to find."""
        return self.query_one(SearchLine)

    def _list(self, name: str) -> RowList:
        return self.query_one(f"#{name}", RowList)

    # -- reading

    def look(self) -> None:
        """Read rounds and sessions anew."""
        reading = partial(read_home, self._desk, self.post_message)
        self.run_worker(reading, thread=True, group="look", exclusive=True)

    def on_screen_suspend(self) -> None:
        """The round that was on its way is here."""
        self._opening = False

    def on_screen_resume(self) -> None:
        """Read again when one comes back from a round."""
        self.query_one(TitleLine).remark = OPENING if self._opening else self._chosen
        if self._sessions is not None:
            self.look()

    @on(Found)
    def _take(self, event: Found) -> None:
        from mockint.tui.overview import Detail, Shelf

        if not self.is_attached:
            return
        match event.news:
            case Shelf() as shelf:
                self._take_shelf(shelf)
            case Detail(session=session, text=text):
                self._take_detail(session, text)
            case sessions:
                self._take_sessions(sessions)

    @on(Failed)
    def _say_failure(self, event: Failed) -> None:
        self.notify(event.text, severity="error", timeout=30, markup=False)
        if self._sessions is None and self.is_attached:
            self._take_sessions(())

    # -- filling

    def _take_shelf(self, shelf: Shelf) -> None:
        if self._shelf is None and shelf.faults:
            files = "1 file was" if shelf.faults == 1 else f"{shelf.faults} files were"
            self.notify(f"{files} left out: mockint check says why.", severity="warning")
        self._shelf = shelf
        self._fill_rounds()
        self._do_what_was_typed_ahead()

    def _take_sessions(self, sessions: tuple[SessionLine, ...]) -> None:
        from mockint.tui.overview import lately, left_open

        first, self._sessions = self._sessions is None, sessions
        going_on, recent = self._list("open"), self._list("recent")
        going_on.show(home_rows.open_row(each, f"at {each.used}") for each in left_open(sessions))
        recent.show(home_rows.recent_row(each, LOADING) for each in lately(sessions))
        going_on.display, recent.display = bool(going_on.rows), bool(recent.rows)
        self.query_one("#welcome").display = not sessions
        if first:
            self._fill_rounds(at=sessions[0].round if sessions else WARM_UP)
            if going_on.rows and not self._typed_ahead and not self.search.searching:
                self.set_focus(going_on)
        elif not (self.focused and self.focused.display):
            self.set_focus(self._list("rounds"))
        self._do_what_was_typed_ahead()

    def _take_detail(self, session: str, text: str) -> None:
        line = next((each for each in self._sessions or () if each.id == session), None)
        if line is not None and line.is_open:
            self._list("open").refresh_row(home_rows.open_row(line, text))
        elif line is not None:
            self._list("recent").refresh_row(home_rows.recent_row(line, text))

    def _fill_rounds(self, at: str | None = None) -> None:
        """Show the rounds that the search finds."""
        rounds = self._shelf.rounds if self._shelf else ()
        found = [each for each in rounds if self.search.finds(f"{each.title} {each.trains}")]
        self._list("rounds").show(
            map(home_rows.round_row, found),
            at=at,
            empty=f"No round has “{self.search.text}”." if rounds else LOADING,
        )
        self._draw_card()

    @on(RowList.Moved, "#rounds")
    def _draw_card(self) -> None:
        row, shelf = self._list("rounds").row, self._shelf
        if shelf is not None:
            line = next((each for each in shelf.rounds if row and each.id == row.id), None)
            names = {each.id: each.name for each in shelf.personas}
            who = names.get(self.persona or "", line.persona if line else "")
            self._card.show(line, who, self._pace)

    # -- keys and the mouse

    def on_key(self, event: events.Key) -> None:
        """Search as one types; keep what is typed before there is anything to do it to."""
        if self.search.take(event):
            pass
        elif event.key in self._search_keys:
            self.search.open()
        elif event.is_printable and event.character and event.key not in self._bound:
            self.search.open(event.character)
        elif event.key in self._bound and None in (self._shelf, self._sessions):
            self._typed_ahead.append(event.key)
        else:
            return
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted."""
        event.stop()
        self.search.take_paste(event)

    def _do_what_was_typed_ahead(self) -> None:
        if None not in (self._shelf, self._sessions):
            keys, self._typed_ahead = self._typed_ahead, []
            for key in keys:
                # As if it came from the keyboard: what a screen sends doesn't go past it.
                self.app.post_message(events.Key(key, None).set_sender(self.app))

    @on(RowList.LeftBehind)
    def _go_to_next_list(self, event: RowList.LeftBehind) -> None:
        if (beyond := list_beyond(self.query(RowList), event)) is not None:
            self.set_focus(beyond)

    @on(RowList.Chosen)
    def _choose(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Start the round, go on with the open one, or read the finished one under the cursor."""
        from mockint.tui.messages import OpenSession, ResumeSession, StartRound

        chosen = self.focused if isinstance(self.focused, RowList) else self._list("rounds")
        if chosen.row is None:
            return
        if chosen.id == "recent":
            self.post_message(OpenSession(chosen.row.id))
            return
        self.query_one(TitleLine).remark = OPENING
        if chosen.id == "open":
            self.post_message(ResumeSession(chosen.row.id))
        else:
            self.post_message(StartRound(chosen.row.id, self.persona))

    def action_search(self) -> None:
        """Begin to search."""
        self.search.open()

    def action_sessions(self) -> None:
        """Show all sessions."""
        from mockint.tui.messages import ShowSessions

        self.post_message(ShowSessions())

    @property
    def _chosen(self) -> str:
        return f"{chosen_words(self._models.choice)} "

    def action_model(self) -> None:
        """Choose who speaks for the interviewer and who reads answers."""
        from mockint.tui.screens.models import ModelsScreen

        self.app.push_screen(ModelsScreen(self._models))

    @work(exclusive=True, group="part")
    async def action_part(self) -> None:
        """Practise one part of the round under the cursor."""
        from mockint.tui.screens.parts import practise

        row = self._list("rounds").row
        if self._shelf is not None and row is not None:
            wish = await practise(self, self._desk, row, self.persona, self._pace)
            if wish is not None:
                self.query_one(TitleLine).remark = OPENING
                self.post_message(wish)

    @work(exclusive=True, group="persona")
    async def action_persona(self) -> None:
        """Choose who interviews."""
        from mockint.tui.screens.persona import PersonaScreen

        if self._shelf is None:
            return
        chosen = await self.app.push_screen_wait(PersonaScreen(self._shelf.personas, self.persona))
        if chosen is not None:
            self.persona = chosen or None
            self._draw_card()
