"""What home shows is read in a thread, and told to the screen piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # what stands behind the desk takes longer to load than the first paint
    from mockint.desk import Desk
    from mockint.tui.overview import News


@dataclass
class Found(Message):
    """Rounds, sessions, or what is said of one of them."""

    news: News


@dataclass
class Failed(Message):
    """Something could not be read."""

    text: str


def read_home(desk: Callable[[], Desk], post: Callable[[Message], object]) -> None:
    """Run in a thread: it imports most of mockint, and reads files and the store."""
    from mockint.core.errors import MockintError

    async def tell() -> None:
        from mockint.tui.overview import look

        async for news in look(desk()):
            post(Found(news))

    try:
        asyncio.run(tell())
    except MockintError as error:
        post(Failed(str(error)))
