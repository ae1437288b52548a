"""`mockint` alone, and `run` and `resume` without --plain: the full screen.

Until home is painted nothing is imported but the screen itself: no content, no models, no store.
"""

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import replace
from functools import cache
from threading import Lock, Timer
from typing import TYPE_CHECKING, Literal

from mockint.cli.codes import DONE
from mockint.cli.startup import keep_theme, startup_settings
from mockint.cli.users_models import UsersModels
from mockint.core.errors import InputError
from mockint.core.settings import NO_MODELS, ModelChoice, Settings
from mockint.tui.app import MockintApp

if TYPE_CHECKING:
    from mockint.core.events import SessionStarted
    from mockint.desk import Desk, Engine, RoundOptions
    from mockint.tui.messages import ResumeSession, StartRound

CLOSING = ("SIGHUP", "SIGTERM")
"""What a closed terminal or a shutdown sends; everything is put away before we go."""
CLOSED_WITHIN = 5.0
"""Seconds for that."""


def open_app(
    content: tuple[str, ...],
    start: "StartRound | ResumeSession | None" = None,
    choice: ModelChoice | None = None,
) -> int:
    """Run the app; raises MockintError when what it was started for can't be done.

    Without a `choice`, models are those of the settings.
    """
    settings = startup_settings()
    _refuse_clashes(settings)
    desk = LazyDesk(content, settings.chosen() if choice is None else choice)
    models = UsersModels(desk)
    app = MockintApp(desk, settings, start=start, keep_theme=keep_theme, models=models)
    try:
        asyncio.run(_run(app))
    finally:
        desk.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or DONE


def open_round(
    content: tuple[str, ...], round_id: str, options: "RoundOptions", choice: ModelChoice
) -> int:
    """Open the app in a round."""
    from mockint.tui.messages import StartRound

    return open_app(content, StartRound(round_id, options.persona, options), choice)


def open_session(
    content: tuple[str, ...],
    session: str,
    gap: Literal["count", "skip"] | None,
    choice: ModelChoice,
) -> int:
    """Open the app in a session that was left open."""
    from mockint.tui.messages import ResumeSession

    return open_app(content, ResumeSession(session, gap), choice)


def _refuse_clashes(settings: Settings) -> None:
    from mockint.tui.actions import clashes

    if settings.keys and (wrong := clashes(settings.keys)):
        raise InputError("\n".join(wrong), "Mend config.yaml; F1 in the app shows every id.")


async def _run(app: MockintApp) -> None:
    loop = asyncio.get_running_loop()

    def close() -> None:
        app.exit()
        # What was submitted is on disk: whoever waits for a terminal that has gone waits in vain.
        watch = Timer(CLOSED_WITHIN, os._exit, (DONE,))
        watch.daemon = True
        watch.start()

    for name in CLOSING:
        with suppress(AttributeError, NotImplementedError):  # not everywhere
            loop.add_signal_handler(getattr(signal, name), close)
    await app.run_async()


class LazyDesk:
    """Gives the desk, and builds it when the first worker asks."""

    def __init__(self, content: tuple[str, ...], choice: ModelChoice = NO_MODELS) -> None:
        """Read content from these folders too, and play with these models."""
        self._content = content
        self.choice = choice
        """May be changed between two rounds."""
        self._lock = Lock()
        self._desk: Desk | None = None

    def __call__(self) -> "Desk":
        """Return the desk; workers may ask at the same time."""
        with self._lock:
            if self._desk is None:
                self._desk = self._build()
            return self._desk

    def _build(self) -> "Desk":
        from mockint.cli.models import check_models, played_by
        from mockint.cli.parts import engine_for
        from mockint.content import open_library
        from mockint.desk import Desk
        from mockint.store import new_session_id, open_store

        library = open_library(self._content)
        built = cache(lambda choice: engine_for(library, choice))

        def engine_of(started: "SessionStarted") -> "Engine":
            choice = replace(played_by(started), budget=self.choice.budget)
            check_models(choice.models)
            return built(choice)

        return Desk(library, open_store(), lambda: built(self.choice), new_session_id, engine_of)

    def close(self) -> None:
        """Finish what is to be written."""
        if self._desk is not None:
            asyncio.run(self._desk.store.close())
