"""A session as a Markdown file and a screen as a picture, never over another file."""

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path

from mockint.core.errors import InputError, MockintError
from mockint.core.state import SessionState
from mockint.desk import Desk
from mockint.folders import exports_folder
from mockint.report import markdown


async def export(
    desk: Desk, session: str, tell: Callable[[str], None], say: Callable[[Exception], None]
) -> None:
    """Write a session into the folder for exports, away from the event loop; tell where it is."""

    def write() -> Path:
        state, _ = asyncio.run(desk.read(session))
        return export_markdown(state, exports_folder())

    try:
        tell(f"Written to {await asyncio.to_thread(write)}")
    except MockintError as error:
        say(error)


def export_markdown(state: SessionState, folder: Path) -> Path:
    """Write a session into a folder, which is made if need be, and return the file's path."""
    stem = f"{state.started_wall[:10]}-{state.script.round.id}-{state.session[:8]}"
    return write_beside(folder, stem, ".md", markdown(state))


def write_beside(folder: Path, stem: str, suffix: str, text: str) -> Path:
    """Write a file beside those that are there, numbered where its name is taken."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            try:
                with path.open("x", encoding="utf-8", errors="replace") as file:
                    file.write(text)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise InputError(f"{folder}: {(error.strerror or str(error)).lower()}.") from None
    raise AssertionError("numbers don't end")
