"""The app: where it begins, and where each message leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from mockint.core.errors import MockintError
from mockint.core.settings import Settings
from mockint.tui.frame import Frame
from mockint.tui.models import Models, NoModels
from mockint.tui.screens.home import HomeScreen

if TYPE_CHECKING:  # the first paint waits for none of what stands behind the desk
    from mockint.desk import Desk
    from mockint.tui import messages as ask
    from mockint.tui.seating import Seat


class MockintApp(Frame):
    """Routes between screens; each of them does its own work."""

    # Home is the default screen, and Textual reads no CSS of those.
    CSS_PATH = ["styles/base.tcss", "styles/home.tcss"]

    def __init__(
        self,
        desk: Callable[[], Desk],
        settings: Settings,
        *,
        start: ask.StartRound | ask.ResumeSession | None = None,
        keep_theme: Callable[[str], None] = lambda theme: None,
        models: Models | None = None,
    ) -> None:
        """Work at a desk, which is built by the first worker that needs it."""
        super().__init__(settings, keep_theme)
        self.desk, self.start, self._models = desk, start, models or NoModels()
        self.failure: MockintError | None = None  # why it couldn't do what it was started for
        self._seat: Seat | None = None
        self._sitting_down = False

    def get_default_screen(self) -> Screen[None]:
        """Begin at home."""
        opening = self.start is not None
        return HomeScreen(self.desk, self.settings, self._models, opening=opening)

    def on_mount(self) -> None:
        """Do what the app was started for."""
        if self.start is not None:
            self.on_start_round(self.start)

    def on_start_round(self, wish: ask.StartRound | ask.ResumeSession) -> None:
        """Sit a round, a new one or one that was left open; one at a time."""
        if self._seat is None and not self._sitting_down:
            self._sitting_down = True
            self._take_seat(wish)

    on_resume_session = on_start_round

    @work(group="seat")
    async def _take_seat(self, wish: ask.StartRound | ask.ResumeSession) -> None:
        from mockint.tui import seating

        try:
            # The command line has chosen who plays; at home nobody has.
            own = wish is not self.start
            seat = await seating.take_seat(self.desk, wish, self.settings, as_it_began=own)
            await seat.settle(self.push_screen_wait)
            self._seat = seat
            self.show(seat.screen(self.settings))
        except MockintError as error:
            self.failure = error if wish is self.start else None
            self.exit() if self.failure else self.say(error)
        finally:
            self._sitting_down = False

    async def action_quit(self) -> None:
        """Leave; in a round, ask first."""
        from mockint.tui.screens.confirm import ConfirmScreen, leave_question

        if self._seat is None or self._seat.is_over:
            self.exit()
        elif not isinstance(self.screen, ConfirmScreen):
            self.push_screen(leave_question(), lambda leaves: self.exit() if leaves else None)

    def on_go_home(self) -> None:
        """Leave everything else."""
        self._seat = None
        self.show()

    def on_show_sessions(self) -> None:
        """List all sessions."""
        from mockint.tui.screens.sessions import SessionsScreen

        self.show(SessionsScreen(self.desk()))

    def on_open_session(self, wish: ask.OpenSession) -> None:
        """Read a session."""
        from mockint.tui.screens.debrief import DebriefScreen

        self._seat = None
        self.show(DebriefScreen(self.desk(), wish.session))

    def on_open_transcript(self, wish: ask.OpenTranscript) -> None:
        """Read a session's talk."""
        from mockint.tui.screens.transcript import TranscriptScreen

        self.push_screen(TranscriptScreen(self.desk(), wish.session, wish.turn))

    def on_export_session(self, wish: ask.ExportSession) -> None:
        """Write a session to a file."""
        from mockint.tui.exporting import export

        self.run_worker(export(self.desk(), wish.session, self.tell, self.say), group="export")
