"""Choosing a model: what was found, one short call to see that it answers, and the choice kept."""

from typing import ClassVar, get_args

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import Worker

from mockint.core.errors import MockintError
from mockint.core.settings import OFFLINE, Role
from mockint.tui.actions import bindings
from mockint.tui.models import Models, Offer, Trial, chosen_words
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.row_list import Column, Row, RowList

EVERY: tuple[Role, ...] = get_args(Role)
ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("the interviewer and the judge", EVERY),
    ("the interviewer", ("interviewer",)),
    ("the judge", ("judge",)),
)
LOOKING, TRYING = "Looking for keys and for servers on this machine …", "Trying {} …"
WITHOUT = Offer(OFFLINE, OFFLINE, "no model, no network")
TAKEN = "Taken: the next round is played with it. config.yaml remembers it, never the key."
GONE_OFFLINE = "The next round is played offline."
UNFINISHED = "Write the rest of the name behind the slash."


class ModelsScreen(ModalScreen[None]):
    """Finds, tries and takes models; gives nothing back."""

    CSS_PATH = "../styles/dialogs.tcss"
    AUTO_FOCUS = "#model"
    HELP = (
        "Write a model as provider/model, with @http://... behind it for a server of your own; up "
        "and down go through what was found. Enter calls it once, shortly, and takes it when it "
        "answers. Keys come from the environment or the system's keyring and are never written."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("models")]

    def __init__(self, models: Models) -> None:
        """Look for models behind this door."""
        super().__init__()
        self._models = models
        self._offers: tuple[Offer, ...] = (WITHOUT,)
        self._whom = 0
        self._trying: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Draw what was found, the line for a name, and under it how it went."""
        with Vertical(classes="dialog wide"):
            yield Static(Content("Which model?").stylize("bold"))
            yield Static(classes="note", id="now")
            yield RowList([Column(20), Column(quiet=True)], empty=LOOKING, id="found")
            yield Input(
                placeholder="provider/model (down: what was found, enter: try it)",
                id="model",
                compact=True,
            )
            yield Static(classes="note", id="whom")
            yield Static(id="outcome", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin to look around."""
        self._draw()
        self._look()

    @work(thread=True, group="look")
    def _look(self) -> None:
        offers = self._models.offers()
        self.app.call_from_thread(self._take, offers)

    def _take(self, offers: tuple[Offer, ...]) -> None:
        if not self.is_attached:
            return
        self._offers = (WITHOUT, *offers)
        rows = [Row(each.model, (each.title, each.detail)) for each in self._offers]
        self.query_one(RowList).show(rows)

    def _draw(self) -> None:
        now = chosen_words(self._models.choice).removeprefix("model: ")
        self.query_one("#now", Static).update(Content(f"Now: {now}"))
        self.query_one("#whom", Static).update(Content(f"For {ROLES[self._whom][0]}."))

    def _tell(self, words: str) -> None:
        self.query_one("#outcome", Static).update(Content(words))

    # -- keys

    def action_next(self) -> None:
        """Go on to the next of what was found."""
        self._go(1)

    def action_previous(self) -> None:
        """Go back to what was found before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        found, line = self.query_one(RowList), self.query_one(Input)
        if not found.rows:
            return
        at = found.row
        if at is not None and line.value == at.id:
            found.cursor = max(0, min(len(found.rows) - 1, found.cursor + step))
        if (row := found.row) is not None:
            line.value = row.id
            line.cursor_position = len(row.id)

    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _write_down(self, event: RowList.Moved | RowList.Chosen) -> None:
        """Take a row that was clicked into the line."""
        event.stop()
        if event.row is not None and self.focused is event.row_list:
            self.query_one(Input).value = event.row.id
            self.query_one(Input).focus()

    def action_whom(self) -> None:
        """Choose for another role."""
        self._whom = (self._whom + 1) % len(ROLES)
        self._draw()

    def action_back(self) -> None:
        """Stop trying, or go back."""
        if self._trying is not None and self._trying.is_running:
            self._trying.cancel()
            self._tell("")
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Try the model that is written there, and take it when it answers."""
        model = self.query_one(Input).value.strip()
        if model == OFFLINE:
            self._choose(None)
        elif model.endswith("/"):
            self._tell(UNFINISHED)
        elif model:
            self._tell(TRYING.format(model))
            self._trying = self._try(model)

    @work(exclusive=True, group="try")
    async def _try(self, model: str) -> None:
        trial = await self._models.try_out(model)
        if trial.works:
            self._choose(model, trial)
        else:
            self._tell(trial.words)

    def _choose(self, model: str | None, trial: Trial | None = None) -> None:
        words = f"{trial.words}\n{TAKEN}" if trial else GONE_OFFLINE
        try:
            self._models.choose(ROLES[self._whom][1], model)
        except MockintError as error:
            words = f"{words.removesuffix(TAKEN)}{error}"
        self._tell(words)
        self._draw()
