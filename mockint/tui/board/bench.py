"""An open calculator: its inputs, edited in place, and what they lead to with every key.

Nothing is computed on the event loop: one thread at a time works, always on the newest inputs.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static
from textual.worker import Worker

from mockint.core.workbench import Computed, Described, Given, Workbench
from mockint.loading import loading
from mockint.tui.board.form import Field, Form
from mockint.tui.board.readout import LineParts, Readout
from mockint.tui.board.results import about_lines, plot_height, result_lines


@dataclass(frozen=True)
class Job:
    """What is to be computed, and drawn in so much room."""

    calculator: str
    variants: tuple[Given, ...]
    width: int
    height: int


class Bench(Vertical):
    """One calculator, with one variant or two."""

    HELP: ClassVar[str] = (
        "Inputs on top, what they lead to below, computed with every key. 100k, 80GB, 20ms, 5% and "
        "fp16 are understood; space leads through choices; what you leave blank shows, dimmer, the "
        "value that is used. Compare puts a second variant beside the first, and tab goes across."
    )

    def __init__(self, workbench: Workbench, *, id: str | None = None) -> None:
        """Work at a workbench; no calculator is open yet."""
        super().__init__(id=id)
        self._workbench = workbench
        self.form, self.readout = Form(id="inputs"), Readout(id="results")
        self.described: Described | None = None
        self.results: tuple[Computed, ...] = ()
        """The newest results, right or wrong; one for each variant."""
        self.unit = 0
        self._good: tuple[Computed, ...] = ()
        self._ratios: Mapping[str, float] = {}
        self._plot, self._has_plotted = "", False
        self._job: Job | None = None
        self._waiting: Job | None = None
        self._working: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Set up the title, the inputs and the results."""
        yield Static(id="bench-title", markup=False)
        yield Static(id="about", markup=False)
        with Container(id="bench-body"):
            yield self.form
            yield self.readout

    # -- what is open

    @property
    def variants(self) -> tuple[Given, ...]:
        """What was typed, for each variant."""
        return self.form.values

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be computed or drawn."""
        return self._working is not None and not self._working.is_finished

    def open(self, described: Described, *variants: Given) -> None:
        """Open a calculator with these inputs."""
        self.described = described
        self._good, self._plot = (), ""
        fields = (Field(a.name, a.unit, a.about, a.choices) for a in described.inputs)
        self.form.show(fields, *map(dict, variants))
        self.query_one("#bench-title", Static).update(f"{described.id}  {described.title}")
        self._show_about()
        self._compute()

    def compare(self) -> None:
        """Put a second variant beside the first, or take it away again."""
        if self.described is not None:
            first = self.variants[0]
            both = (first, first) if len(self.variants) == 1 else (first,)
            row = self.form.row
            self.open(self.described, *both)
            self.form.go(row, len(both) - 1)

    def turn_units(self) -> None:
        """Read the results in other units."""
        self.unit += 1
        self._show()

    # -- computing

    @on(Form.Changed)
    def _changed(self, message: Form.Changed) -> None:
        if type(message) is Form.Changed:
            self._compute()
        else:
            self._show_about()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the room that there is now."""
        if self.described is not None:
            self._compute()

    def _compute(self) -> None:
        assert self.described is not None
        size = self.readout.scrollable_content_region.size
        self._job = self._waiting = Job(
            self.described.id, self.variants, max(20, size.width - 2), size.height
        )
        if not self.is_busy:
            self._working = self.run_worker(self._keep_working(), group="bench")

    async def _keep_working(self) -> None:
        """Compute the newest job, then its curve unless there is a newer job."""
        while (job := self._newest()) is not None:
            results, ratios = await asyncio.to_thread(self._computed, job)
            if not self.is_attached:  # the round was left meanwhile
                return
            self._take(job, results, ratios)
            if job == self._job and all(result.is_right for result in results):
                await self._draw(job)

    def _newest(self) -> Job | None:
        job, self._waiting = self._waiting, None
        return job

    def _computed(self, job: Job) -> tuple[tuple[Computed, ...], Mapping[str, float]]:
        bench, variants = self._workbench, job.variants
        results = tuple(bench.computed(job.calculator, given) for given in variants)
        return results, bench.ratios(job.calculator, *variants) if len(variants) == 2 else {}

    async def _draw(self, job: Job) -> None:
        height = plot_height(job.height - len(self._above(job.width)))
        self._plot = await asyncio.to_thread(self._plotted, job, height)
        if job == self._job and self.is_attached:
            self._show()

    def _plotted(self, job: Job, height: int) -> str:
        with nullcontext() if self._has_plotted else loading():
            self._has_plotted = True
            return self._workbench.plotted(job.calculator, job.variants, job.width, height)

    def _take(self, job: Job, results: tuple[Computed, ...], ratios: Mapping[str, float]) -> None:
        if self._job is None or job.calculator != self._job.calculator:
            return
        if len(job.variants) != len(self.variants):
            return
        self.results = results
        for number, result in enumerate(results):
            used: Mapping[str, str] = result.used
            if not result.is_right and number < len(self._good):
                used = self._good[number].used
            self.form.show_used(number, used, result.faults)
        if all(result.is_right for result in results):
            self._good, self._ratios = results, ratios
        self._show()

    # -- showing

    def _show(self) -> None:
        width = self._job.width if self._job else 20
        stale = any(not result.is_right for result in self.results)
        lines: list[LineParts] = []
        if self._good:
            lines += self._above(width)
            if self._plot:
                lines += [[(line, "plain")] for line in self._plot.split("\n")]
                lines.append([])
            lines += self._below(width)
        self.readout.show(lines, problems=self._problems(), stale=stale)

    def _above(self, width: int) -> Sequence[LineParts]:
        lines = result_lines(self._good, self._ratios, self.unit, width)
        return [*lines, []] if self._good else []

    def _below(self, width: int) -> Sequence[LineParts]:
        return list(about_lines(self.described, width)) if self.described else []

    def _problems(self) -> Sequence[str]:
        signs = ("A: ", "B: ") if len(self.results) > 1 else ("",)
        return [
            f"! {sign}{result.problem}"
            for sign, result in zip(signs, self.results, strict=False)
            if result.problem
        ]

    def _show_about(self) -> None:
        field = self.form.field
        self.query_one("#about", Static).update(field.about if field is not None else "")
