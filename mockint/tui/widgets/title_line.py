"""The first line of a screen: what it is, and at its end what one may want to know at a glance."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mockint.tui.widgets.row_list import fitted


class TitleLine(Widget):
    """A title at the left, a remark at the right; the remark gives way first."""

    ALLOW_SELECT = False
    title: reactive[str] = reactive("")
    remark: reactive[str] = reactive("")

    def __init__(self, title: str, remark: str = "", *, id: str | None = None) -> None:
        """Show a title and a remark."""
        super().__init__(id=id)
        self.set_reactive(TitleLine.title, title)
        self.set_reactive(TitleLine.remark, remark)

    def render(self) -> Content:
        """Draw both in one line."""
        width = self.content_size.width
        room = width - cell_len(self.title) - 2
        remark = self.remark if cell_len(self.remark) <= room else ""
        title = fitted(self.title, width - cell_len(remark))
        return Content.assemble((title, "bold"), (remark, "$foreground 60%"))
