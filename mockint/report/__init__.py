"""A session in words: scorecard, talk and board, as plain lines, as Markdown and as a page."""

from mockint.report.board import (
    board_lines,
    diagram_lines,
    estimate_lines,
    item_lines,
    output_lines,
    value_text,
)
from mockint.report.design import design_sections
from mockint.report.lines import scorecard_lines, transcript_lines, verdict_lines
from mockint.report.markdown import markdown
from mockint.report.models import usage_lines, usage_text
from mockint.report.page import page
from mockint.report.review import (
    CONDUCT,
    DISPUTES,
    Remark,
    conduct_remarks,
    dispute_remarks,
    is_by_model,
    level_beside,
)
from mockint.report.wording import LEVEL_NAMES, MARKS, clock_text, folded, level_text

__all__ = [
    "CONDUCT",
    "DISPUTES",
    "LEVEL_NAMES",
    "MARKS",
    "Remark",
    "board_lines",
    "clock_text",
    "conduct_remarks",
    "design_sections",
    "diagram_lines",
    "dispute_remarks",
    "estimate_lines",
    "folded",
    "is_by_model",
    "item_lines",
    "level_beside",
    "level_text",
    "markdown",
    "output_lines",
    "page",
    "scorecard_lines",
    "transcript_lines",
    "usage_lines",
    "usage_text",
    "value_text",
    "verdict_lines",
]
