"""Verdicts that were paid for, kept in a file: whoever is interrupted goes on from there."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from mockint.core.assessment import Assessment, AssessmentRequest
from mockint.core.ports import Assessor
from mockint.llm.judge_prompt import JUDGE_PROMPT


class KeptJudge:
    """A judge whose verdicts are written to a file as they come, and read from it the next time.

    What could not be graded isn't kept, so that it is tried again.
    """

    def __init__(self, judge: Assessor, path: Path, *, at_once: int = 4) -> None:
        """Keep the verdicts of `judge` in `path`; so many of its calls run side by side."""
        self._judge, self._path = judge, path
        self._turn = asyncio.Semaphore(at_once)
        self._known = _read(path)
        self.taken = 0
        """How many verdicts came from the file."""
        self.judged = 0
        """How many verdicts are the model's, from wherever."""
        self.ungraded: list[str] = []
        """Why some could not be had."""

    @property
    def name(self) -> str:
        """The judge's own name."""
        return self._judge.name

    async def assess(self, request: AssessmentRequest) -> Assessment:
        """Return a verdict, from the file where it is there."""
        found = await self._found(request)
        self.judged += found.judged is not None
        return found

    async def _found(self, request: AssessmentRequest) -> Assessment:
        key = _key(self.name, request)
        if (found := self._known.get(key)) is not None:
            self.taken += 1
            return found
        async with self._turn:
            found = await self._judge.assess(request)
        if found.ungraded is not None:
            self.ungraded.append(found.ungraded)
        else:
            self._known[key] = found
            self._keep(key, found)
        return found

    async def assess_all(self, requests: Sequence[AssessmentRequest]) -> Sequence[Assessment]:
        """Return verdicts on several scopes, one after the other."""
        return [await self.assess(request) for request in requests]

    def _keep(self, key: str, found: Assessment) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"key": key, "assessment": found.model_dump(mode="json")})
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _key(model: str, request: AssessmentRequest) -> str:
    """Name a verdict by all that it depends on."""
    parts = (
        model,
        JUDGE_PROMPT,
        request.question.model_dump_json(),
        request.followup.id if request.followup else "",
        *(turn.text for turn in request.turns),
    )
    return sha256(json.dumps(parts).encode()).hexdigest()


def _read(path: Path) -> dict[str, Assessment]:
    """Return what is kept; a line that a killed process left half written is passed over."""
    known: dict[str, Assessment] = {}
    with suppress(FileNotFoundError):
        for line in path.read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, KeyError, TypeError, ValidationError):
                kept = json.loads(line)
                known[kept["key"]] = Assessment.model_validate_json(json.dumps(kept["assessment"]))
    return known
