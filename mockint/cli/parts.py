"""Joins the adapters: the library, the user's store, the offline assessor and voice."""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from mockint.content import Library, open_library
from mockint.core.lines import OfflineVoice
from mockint.desk import Desk, Engine

T = TypeVar("T")


def offline_engine(library: Library) -> Engine:
    """Return the engine that needs no model and no network."""
    # Stemmer, fuzzy matching and calculators: only where an answer is read.
    from mockint.assess import OfflineAssessor
    from mockint.calc import Calculators
    from mockint.workbench import CalculatorBench

    assessor = OfflineAssessor(library.glossary())
    return Engine(assessor, OfflineVoice(), Calculators(), CalculatorBench())


async def at_desk(
    content: tuple[str, ...], work: Callable[[Desk], Awaitable[T]], store_path: Path | None = None
) -> T:
    """Do something at a desk, and close its store whatever happens."""
    from mockint.store import new_session_id, open_store

    library, store = open_library(content), open_store(store_path)
    try:
        engine = cache(lambda: offline_engine(library))
        return await work(Desk(library, store, engine, new_session_id))
    finally:
        await store.close()
