"""What happens in a round as plain lines: one `match` over events."""

from typing import TextIO

from mockint.answers import SEPARATOR
from mockint.core.clock import phase_deadline, round_deadline
from mockint.core.disputes import OFFLINE
from mockint.core.events import (
    Answered,
    Assessed,
    Event,
    PhaseStarted,
    Said,
    SessionClosed,
    SessionStarted,
)
from mockint.core.model_events import ModelCalled
from mockint.core.moves import Move
from mockint.core.requirements import required_of
from mockint.core.state import SessionState
from mockint.flowing import Flow
from mockint.narration import (
    aside,
    board_event_lines,
    feedback_lines,
    left_open_lines,
    reminder,
    wanted_by_the_end,
)
from mockint.report import board_lines, clock_text, folded, scorecard_lines
from mockint.report.models import fault_text, short_name

WELCOME = (
    f"Type your answer over as many lines as you like; {SEPARATOR} on a line of its own sends it. "
    "/help shows the rest: hints, the board, leaving and coming back."
)


class Screen:
    """Writes events as lines."""

    def __init__(self, out: TextIO, width: int = 80) -> None:
        """Write to `out`, folded to `width` columns."""
        self._out, self._width = out, width
        self._flow: Flow | None = None
        """The turn that a model is saying."""
        self._faults: dict[str, str] = {}
        self._untold: list[str] = []

    def line(self, text: str = "") -> None:
        """Write one line, at once."""
        # A lone surrogate typed through a broken terminal must not end the round.
        self._write(f"{text}\n")

    def _write(self, text: str) -> None:
        print(text.encode("utf-8", "replace").decode("utf-8"), end="", file=self._out, flush=True)

    def hear(self, move: Move, words: str, state: SessionState, at: float) -> None:
        """Write words that are being said, before they are an event."""
        if self._flow is None:
            if move.phase is not None:
                planned = next(each for each in state.plan if each.id == move.phase)
                self._part(planned.id, planned.planned_seconds, state)
            self.line(f"\nInterviewer [{clock_text(at)}]")
            self._flow = Flow(self._width)
        self._write(self._flow.add(words))

    def _part(self, phase: str, planned: float, state: SessionState) -> None:
        minutes = "" if state.pace == "untimed" else f", {clock_text(planned)}"
        self.line(f"\n== {state.script.phase(phase).name}{minutes} ==")
        if (wanted := wanted_by_the_end(state, phase)) is not None:
            self.line(folded(f"* {wanted}", self._width, ""))

    def _said(self, text: str, at: float) -> None:
        """Write a turn, or what of it isn't written yet."""
        if self._flow is None:
            self.line(f"\nInterviewer [{clock_text(at)}]")
            self.line(folded(text, self._width))
            return
        self.line(self._flow.add(text.removeprefix(self._flow.text.strip())))
        self._flow = None

    def show(self, event: Event, state: SessionState) -> None:
        """Draw one event; `state` is the state after it."""
        match event.payload:
            case PhaseStarted(phase=phase, planned_seconds=planned):
                if self._flow is None:
                    self._part(phase, planned, state)
            case ModelCalled() as call:
                self._note_fault(call)
            case Said(text=text):
                streamed = self._flow is not None
                left = list(left_open_lines(event, state, self._width))
                for line in () if streamed else left:
                    self.line(line)
                self._said(text, event.at)
                for line in left if streamed else ():
                    self.line(line)
                self._tell_faults()
                if (sentence := reminder(event, state)) is not None:
                    self.line(folded(f"* {sentence}", self._width, ""))
            case Assessed() as read:
                for text in feedback_lines(read, state, self._width):
                    self.line(text)
            case SessionClosed():
                self.line("\n== The round is over ==\n")
                for text in scorecard_lines(state, self._width):
                    self.line(text)
            case _:
                if (sentence := aside(event)) is not None:
                    self.line(f"* {sentence}")
                for text in board_event_lines(event, self._width - 2):
                    self.line(f"  {text}".rstrip())

    def _note_fault(self, call: ModelCalled) -> None:
        """Take note of a model that fails: told once, after the turn that stands in for it."""
        text = fault_text(call) if call.outcome == "failed" else ""
        if text and text != self._faults.get(call.role):
            self._untold.append(f"* {short_name(call.model)}, {text}.")
        self._faults[call.role] = text

    def _tell_faults(self) -> None:
        while self._untold:
            self.line(self._untold.pop(0))

    def candidate(self, event: Event) -> None:
        """Write what a candidate says that nobody typed here."""
        if isinstance(event.payload, Answered):
            self.line(f"\nCandidate [{clock_text(event.at)}]")
            self.line(folded(event.payload.text, self._width))

    def board(self, state: SessionState) -> None:
        """Write everything that is on the board."""
        for text in board_lines(state, self._width, pictures=False):
            self.line(text)
        if not state.board:
            self.line("* Nothing is on the board yet.")

    def problem(self, state: SessionState) -> None:
        """Write what is to be designed, and what the part that is on has to leave behind."""
        case, use = state.script.case, state.phase_use
        if case is None:
            self.line("* There is no problem to design in this round.")
            return
        self.line(folded(case.prompt, self._width))
        for each in required_of(state, use.id) if use else ():
            self.line(folded(f"[{'x' if each.met else ' '}] {each.says}", self._width))

    def clocks(self, state: SessionState, now: float) -> None:
        """Write what is left of the phase and of the round."""
        phase_end = phase_deadline(state)
        if state.pace == "untimed" or phase_end is None:
            self.line("* No clock runs in this session.")
            return
        phase_left, round_left = phase_end - now, round_deadline(state) - now
        self.line(f"* This part {clock_text(phase_left)}, the round {clock_text(round_left)}.")

    def opening(self, state: SessionState, started: SessionStarted) -> None:
        """Say what is played, with whom, and how to answer."""
        round_, persona = state.script.round, state.script.persona
        models = dict.fromkeys({started.voice, started.assessor} - {OFFLINE})
        private = "Offline: nothing leaves this machine."
        who = f"What is said goes to {' and '.join(sorted(models))}." if models else private
        self.line(folded(f"{round_.title}, with {persona.name}. {who}", self._width, ""))
        self.line(folded(WELCOME, self._width, ""))

    def recap(self, state: SessionState, draft: str) -> None:
        """Show where a resumed round stands: the last ask, and the draft that was kept."""
        self.line(f"\nBack in {state.phase.name if state.phase else 'the opening'}.")
        if (ask := state.last_ask) is not None:
            self.line(f"\nInterviewer [{clock_text(ask.at)}]")
            self.line(folded(ask.text, self._width))
        if draft:
            self.line("\nYour unsent answer so far:")
            self.line(folded(draft, self._width))
