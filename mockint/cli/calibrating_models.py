"""`mockint calibrate --model`: how far to trust the model that one has chosen as a judge."""

import asyncio
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click

from mockint.calibration import SHARES, Calibration, calibrate
from mockint.cli.models import check_models
from mockint.cli.parts import judge_for, offline_engine
from mockint.content import Library
from mockint.core.content import Question
from mockint.core.errors import InputError
from mockint.folders import cache_folder
from mockint.report import usage_text


def calibrate_model(
    library: Library,
    questions: Sequence[Question],
    model: str,
    at_once: int,
    budget: float | None,
) -> Calibration:
    """Let a model judge every specimen of some questions; raises InputError where it judged none.

    What it judged before is read from a file, and what it judges now is written there.
    """
    from mockint.llm.kept import KeptJudge

    check_models((model,))
    judge, ledger = judge_for(library, model, budget)
    kept = KeptJudge(judge, verdicts_path(model), at_once=at_once)
    offline = offline_engine(library)

    async def both() -> tuple[Calibration, Calibration]:
        by_model = await calibrate(
            kept, offline.calculators, questions, library.specimens, misuse=False
        )
        by_script = await calibrate(
            offline.assessor, offline.calculators, questions, library.specimens, misuse=False
        )
        return by_model, by_script

    found, beside = asyncio.run(both())
    if not found.readings:
        raise InputError("No specimens grade an answer to these.", "mockint list questions")
    if kept.ungraded and len(kept.ungraded) == len(found.readings):
        raise InputError(
            f"{model} judged nothing: {kept.ungraded[0]}", "mockint doctor looks into it."
        )
    for line in _remarks(found, beside, kept.taken, kept.ungraded):
        click.echo(line, err=True)
    if calls := ledger.take():
        click.echo(usage_text(calls), err=True)
    return found


def verdicts_path(model: str) -> Path:
    """Return where a model's verdicts are kept."""
    name = "".join(letter if letter.isalnum() else "-" for letter in model)[:60]
    return cache_folder() / "verdicts" / f"{name}-{sha256(model.encode()).hexdigest()[:8]}.jsonl"


def _remarks(
    found: Calibration, beside: Calibration, taken: int, ungraded: Sequence[str]
) -> list[str]:
    lines = [f"{taken} of {len(found.readings)} verdicts were kept from before."] if taken else []
    if ungraded:
        lines.append(
            f"{len(ungraded)} could not be judged ({ungraded[0]}); their offline verdict is "
            "counted. Run it again to try them once more."
        )
    for share in SHARES:
        mine, offline = found.figures(share), beside.figures(share)
        lines.append(
            f"{share}: QWK {_shown(mine.qwk)} (offline {_shown(offline.qwk)}), "
            f"kappa {_shown(mine.kappa)} (offline {_shown(offline.kappa)})"
        )
    return lines


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
