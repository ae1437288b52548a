"""Joins the adapters: the library, the user's store, assessors and voices, offline and models."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mockint.content import Library, open_library
from mockint.core.lines import OfflineVoice
from mockint.core.settings import NO_MODELS, ModelChoice
from mockint.desk import Desk, Engine

if TYPE_CHECKING:  # only where they are needed
    from mockint.assess import OfflineAssessor
    from mockint.llm.client import ModelClient
    from mockint.llm.judge import ModelJudge
    from mockint.llm.usage import Ledger

T = TypeVar("T")


def offline_engine(library: Library) -> Engine:
    """Return the engine that needs no model and no network."""
    # Stemmer, fuzzy matching and calculators: only where an answer is read.
    from mockint.calc import Calculators
    from mockint.workbench import CalculatorBench

    return Engine(offline_assessor(library), OfflineVoice(), Calculators(), CalculatorBench())


def offline_assessor(library: Library) -> "OfflineAssessor":
    """Return what reads answers without a model."""
    from mockint.assess import OfflineAssessor

    return OfflineAssessor(library.glossary())


def client_for(*models: str, budget: float | None = None) -> "tuple[ModelClient, Ledger]":
    """Return the client of some models, which warm up in a thread, and the ledger of its calls."""
    # litellm itself comes in that thread: nobody waits for it but the first call.
    from mockint.llm.litellm_client import LitellmClient
    from mockint.llm.names import read_name
    from mockint.llm.usage import Ledger
    from mockint.llm.warming import warm

    warm(*map(read_name, models))
    ledger = Ledger(budget)
    return LitellmClient(ledger), ledger


def engine_for(library: Library, choice: ModelChoice) -> Engine:
    """Return the engine with models in the roles that have one."""
    offline = offline_engine(library)
    if not choice.models:
        return offline
    from mockint.llm.judge import ModelJudge
    from mockint.llm.voice import ModelVoice

    client, ledger = client_for(*choice.models, budget=choice.budget)
    engine = replace(offline, meter=ledger)
    if choice.interviewer:
        engine = replace(engine, voice=ModelVoice(client, choice.interviewer))
    if choice.judge:
        judge = ModelJudge(client, choice.judge, offline_assessor(library), second=choice.second)
        engine = replace(engine, assessor=judge)
    return engine


def judge_for(
    library: Library, model: str, budget: float | None = None
) -> "tuple[ModelJudge, Ledger]":
    """Return a model that judges beside the offline assessor, and the ledger of its calls."""
    from mockint.llm.judge import ModelJudge

    client, ledger = client_for(model, budget=budget)
    return ModelJudge(client, model, offline_assessor(library)), ledger


async def at_desk(
    content: tuple[str, ...],
    work: Callable[[Desk], Awaitable[T]],
    store_path: Path | None = None,
    choice: ModelChoice = NO_MODELS,
) -> T:
    """Do something at a desk, and close its store whatever happens."""
    from mockint.store import new_session_id, open_store

    library, store = open_library(content), open_store(store_path)
    try:
        engine = cache(lambda: engine_for(library, choice))
        return await work(Desk(library, store, engine, new_session_id))
    finally:
        await store.close()
