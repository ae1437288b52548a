"""All sessions: find one, read it or go on with it, write it to a file, remove it."""

import asyncio
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from mockint.core.errors import MockintError
from mockint.desk import Desk
from mockint.tui import overview
from mockint.tui.actions import bindings
from mockint.tui.messages import ExportSession, GoHome, OpenSession, ResumeSession
from mockint.tui.overview import SessionLine
from mockint.tui.screens.confirm import ConfirmScreen
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.row_list import Column, Row, RowList
from mockint.tui.widgets.search_line import SearchLine
from mockint.tui.widgets.title_line import TitleLine

SETTLED = 0.12
"""Seconds that the list stands still before the levels in view are worked out."""
LOADING, STILL_OPEN = "…", "left open"


class SessionsScreen(Screen[None]):
    """The list of sessions, newest first."""

    CSS_PATH = "../styles/sessions.tcss"
    AUTO_FOCUS = "RowList"
    HELP = (
        "Every session that is kept on this machine, newest first. Enter opens the debrief of a "
        "finished one and goes on with an open one; / finds words in title, persona and date."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("sessions")

    @dataclass
    class Found(Message):
        """The sessions have been read."""

        sessions: tuple[SessionLine, ...]

    @dataclass
    class LevelFound(Message):
        """The level of a session has been worked out."""

        session: str
        level: str

    @dataclass
    class Failed(Message):
        """The store could not do it."""

        text: str

    def __init__(self, desk: Desk) -> None:
        """List the sessions of a desk."""
        super().__init__()
        self._desk = desk
        self._lines: dict[str, SessionLine] = {}

    def compose(self) -> ComposeResult:
        """Draw the list, still empty."""
        yield TitleLine(" Sessions")
        with Vertical(classes="box"):
            yield SearchLine("finds words in title, persona and date")
            yield RowList(
                [
                    Column(16, quiet=True),
                    Column(),
                    Column(18, quiet=True, from_width=90),
                    Column(8, right=True, quiet=True, from_width=70),
                    Column(16),
                ],
                empty=LOADING,
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the sessions."""
        self.watch(self.search, "text", self._fill, init=False)
        self.watch(self.rows, "scroll_y", self._settle, init=False)
        self._read()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def search(self) -> SearchLine:
        """Where one types what to find."""
        return self.query_one(SearchLine)

    @property
    def current(self) -> SessionLine | None:
        """The session under the cursor."""
        row = self.rows.row
        return self._lines.get(row.id) if row else None

    # -- reading

    @work(thread=True, group="read", exclusive=True)
    def _read(self) -> None:
        try:
            found = asyncio.run(self._desk.store.sessions())
            lines = overview.session_lines(self._desk, found)
        except MockintError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Found(lines))

    def on_screen_resume(self) -> None:
        """Read again: a dialog, a round or a debrief may have changed something."""
        if self._lines:
            self._read()

    @on(Found)
    def _take(self, event: Found) -> None:
        known = self._lines
        self._lines = {
            each.id: replace(each, level=known[each.id].level) if each.id in known else each
            for each in event.sessions
        }
        self._fill()

    @on(Failed)
    def _say_failure(self, event: Failed) -> None:
        self.notify(event.text, severity="error", timeout=10, markup=False)

    # -- filling

    def _fill(self) -> None:
        """Show the sessions that the search finds."""
        if not self.is_attached:
            return
        found = [
            line
            for line in self._lines.values()
            if self.search.finds(f"{line.title} {line.persona} {line.when} {line.id}")
        ]
        nothing = f"No session has “{self.search.text}”." if self._lines else "No session yet."
        self.rows.show(map(_row, found), empty=nothing)
        count, all_of_them = len(found), len(self._lines)
        of = f" of {all_of_them:,}" if count != all_of_them else ""
        self.query_one(TitleLine).remark = f"{count:,}{of} "
        self._settle()

    def _settle(self) -> None:
        """Work out the levels in view, once the list has come to rest."""
        self.set_timer(SETTLED, self._ask_for_levels)

    def _ask_for_levels(self) -> None:
        lines = [self._lines[row.id] for row in self.rows.in_view if row.id in self._lines]
        wanted = [line.id for line in lines if not line.is_open and not line.level]
        if wanted:
            self._work_out(wanted)

    @work(thread=True, group="levels", exclusive=True)
    def _work_out(self, sessions: list[str]) -> None:
        from textual.worker import get_current_worker

        worker = get_current_worker()
        for session in sessions:
            if worker.is_cancelled:
                return
            level = asyncio.run(overview.level_words(self._desk, session))
            self.post_message(self.LevelFound(session, level))

    @on(LevelFound)
    def _take_level(self, event: LevelFound) -> None:
        if event.session in self._lines and self.is_attached:
            line = replace(self._lines[event.session], level=event.level)
            self._lines[line.id] = line
            self.rows.refresh_row(_row(line))

    # -- keys and the mouse

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while one searches."""
        if self.search.take(event):
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted."""
        event.stop()
        self.search.take_paste(event)

    @on(RowList.Chosen)
    def _choose(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Read a finished session, go on with an open one."""
        line = self.current
        if line is not None:
            self.post_message(ResumeSession(line.id) if line.is_open else OpenSession(line.id))

    def action_search(self) -> None:
        """Begin to search."""
        self.search.open()

    def action_export(self) -> None:
        """Write a session as Markdown."""
        if self.current is not None:
            self.post_message(ExportSession(self.current.id))

    def action_back(self) -> None:
        """Go home."""
        self.post_message(GoHome())

    @work(exclusive=True, group="delete")
    async def action_delete(self) -> None:
        """Remove a session, after a question."""
        line = self.current
        if line is None:
            return
        question = ConfirmScreen(
            f"Remove {line.title}, {line.when}?",
            "With all that was said in it, for good.",
            yes="remove",
            no="keep",
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            await self._desk.store.delete(line.id)
        except MockintError as error:
            self.post_message(self.Failed(str(error)))
            return
        self._lines.pop(line.id, None)
        self._fill()


def _row(line: SessionLine) -> Row:
    level = STILL_OPEN if line.is_open else line.level or LOADING
    return Row(line.id, (line.when, line.title, line.persona, line.used, level))
