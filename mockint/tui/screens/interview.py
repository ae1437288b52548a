"""The interview: what the candidate writes and wants is asked of the conductor.

Messages of widgets are handled here and nowhere else; the runner does things only when the
conductor tells it to.
"""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import TextArea

from mockint.answers import ACTIONS as ROUND_ACTIONS
from mockint.core.errors import InputError
from mockint.player import act
from mockint.tui.actions import bindings
from mockint.tui.asking import end_question, price_question, priced_hint
from mockint.tui.board.calculators import CalculatorsTab
from mockint.tui.board.estimating import EstimateForm
from mockint.tui.board.form import Form
from mockint.tui.board.pad_editor import PadEditor
from mockint.tui.conductor import Job
from mockint.tui.external_editor import edited
from mockint.tui.messages import GoHome
from mockint.tui.screens.confirm import ConfirmScreen, leave_question
from mockint.tui.screens.round import RoundScreen
from mockint.tui.slash import HELP, SCREEN_ACTIONS, Command, command_of, unknown
from mockint.tui.widgets.answer_editor import AnswerEditor
from mockint.tui.widgets.meter_line import MeterLine
from mockint.tui.widgets.over import Over
from mockint.tui.widgets.talk import INTERVIEWER, turn_pieces

NO_PROBLEM = "This round has no problem to design: /repeat shows the question again."
SILENCE = "Nothing is written yet. To be silent, simply don't type."
REPLY_IS_COMING = "Your last answer is being replied to: send this once you have read that."


class InterviewScreen(RoundScreen):
    """A candidate sits a round."""

    HELP = (
        "The interviewer speaks above, you write below. Enter is a new line; the key that sends "
        "stands in the box. A single line that begins with / is a command: /note text, /estimate "
        "33GB because ..., /diagram client -> gateway -> model, /pin kv_cache n_layers=80."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("interview")]

    # -- what the candidate writes

    @on(TextArea.Changed, "#answer")
    def _draft_changed(self) -> None:
        self._talk.give_way()
        self.conductor.keep(self._answer.text, self._seen)

    @on(AnswerEditor.Held)
    def _held(self, message: AnswerEditor.Held) -> None:
        self._answer.remark(message.reason)

    @on(AnswerEditor.Paged)
    def _paged(self, message: AnswerEditor.Paged) -> None:
        self._talk.page(message.direction)

    @on(AnswerEditor.Sent)
    async def _sent(self, message: AnswerEditor.Sent) -> None:
        if not message.text.strip():
            self._answer.remark(SILENCE)
        elif (command := command_of(message.text)) is None and self._is_thinking:
            # Nobody answers a question that they haven't seen; the draft is on disk meanwhile.
            self._answer.remark(REPLY_IS_COMING)
        elif command is None:
            self._talk.finish()
            self._talk.go_to_end()
            self.conductor.send(message.text, self._seen)
        elif await self._obey(command):
            self._answer.take(message.text)

    @property
    def _is_thinking(self) -> bool:
        return self._runner.at_work and self.query_one(MeterLine).at_work

    @on(PadEditor.Written)
    def _written(self, message: PadEditor.Written) -> None:
        self.conductor.write(message.pad, message.text)

    @on(Form.Changed)
    def _worked(self) -> None:
        self.conductor.work()  # to calculate is no silence

    @on(CalculatorsTab.PinAsked)
    def _pin_asked(self, message: CalculatorsTab.PinAsked) -> None:
        for given in message.variants:
            self.conductor.do(partial(self._runner.pin, message.calculator, given))

    @on(CalculatorsTab.Told)
    def _told(self, message: CalculatorsTab.Told) -> None:
        self._answer.remark(message.text)

    @on(EstimateForm.Committed)
    def _committed(self, message: EstimateForm.Committed) -> None:
        self._talk.finish()
        self.conductor.commit(message.text)

    async def _obey(self, command: Command) -> bool:
        """Carry out a slash command; False for one that isn't there."""
        name, rest = command.name, command.rest
        if name == HELP:
            await self.run_action("app.help")
        elif name in SCREEN_ACTIONS and not rest:
            await self.run_action(SCREEN_ACTIONS[name])
        elif name in ROUND_ACTIONS:
            self.conductor.do(lambda: act(self._runner, name, rest))
        else:
            self._talk.add_aside(unknown(name))
            return False
        return True

    # -- actions

    def action_send(self) -> None:
        """Send the answer, once all keys before this one have been written."""
        if self.has_class("-over"):
            self.query_one(Over).go_on()
        else:
            self._answer.ask_send()

    def action_board(self) -> None:
        """Work on the board, beside the talk or over it; from there, give its place back."""
        wide, works = self.has_class("-wide"), self._board.has_focus_within
        if self._board.display and (works or not wide):
            self.add_class("-board-away") if wide else self.remove_class("-board-over")
            self._leave_board()
        else:
            self.remove_class("-board-away") if wide else self.add_class("-board-over")
            self._board.work()

    def action_hint(self) -> None:
        """Tell the price of the next hint, and take it if that is wanted."""
        priced = self._round
        question = price_question(priced, self._clock.now())
        if question is None:
            self.conductor.do(self._runner.hint)  # which says why there is none
        else:
            self._ask(question, lambda: priced_hint(self._runner, priced))

    def action_editor(self) -> None:
        """Write the answer in the candidate's own editor."""
        try:
            text = edited(self._answer.text, self.app.suspend)
        except InputError as error:
            self._talk.add_aside(str(error))
        else:
            self._answer.restore(text)

    def action_pause(self) -> None:
        """Let the clock stand still, or go on."""
        self.conductor.do(self._runner.pause)

    def action_skip(self) -> None:
        """Leave the question as it stands."""
        self.conductor.do(self._runner.skip)

    def action_end(self) -> None:
        """Close the round before its time, after asking."""
        self._ask(end_question(), self._runner.end)

    def action_repeat(self) -> None:
        """Show the question that stands once more, at the end of the talk."""
        if (asked := self._round.last_ask) is not None:
            self._talk.add(turn_pieces(f"{INTERVIEWER}, once more", asked.at, asked.text))
            self._talk.go_to_end()

    def action_problem(self) -> None:
        """Show what is to be designed once more, at the end of the talk."""
        case = self._round.script.case
        if case is None:
            self._answer.remark(NO_PROBLEM)
        else:
            self._talk.add(turn_pieces("The problem", self._round.at, case.prompt))
            self._talk.go_to_end()

    def action_copy(self) -> None:
        """Copy the talk to the clipboard."""
        self.app.copy_to_clipboard(self._talk.plain)
        self._answer.remark("The talk so far is in the clipboard, if your terminal allows it.")

    def action_leave(self) -> None:
        """Leave the round open and go home, after asking."""

        async def leave(yes: bool | None) -> None:
            if yes:
                await self.conductor.leave()
                self.post_message(GoHome())

        self.app.push_screen(leave_question(), leave)

    def action_interrupt(self) -> None:
        """Cut the interviewer short; else close what lies over the talk, and come back to it."""
        if self.conductor.interrupt() or self._talk.speaking:
            self._talk.finish()
        elif self.has_class("-narrow") and self.has_class("-board-over"):
            self.action_board()
        else:
            self._talk.go_to_end()
        self._leave_board()

    def _leave_board(self) -> None:
        """Put the cursor into the answer, or onto the way out once the round is over."""
        if self.has_class("-over"):
            self.query_one(Over).take_focus()
        else:
            self._answer.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a pause only where the round has one, and to send only where one answers."""
        if action == "send":
            return not self._board.has_focus_within
        return action != "pause" or self._round.script.round.pause

    def _ask(self, question: ConfirmScreen, job: Job) -> None:
        """Do something if the candidate says yes; one question at a time."""
        if self.app.screen is self:
            do = partial(self.conductor.do, job)
            self.app.push_screen(question, lambda agreed: do() if agreed else None)
