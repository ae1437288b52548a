"""The study view of a question: what is asked, what a strong answer says, and why."""

from mockint.core.content import AnyPoint, PointGroup, Question, walk_followups
from mockint.report import folded


def study_lines(question: Question, width: int) -> list[str]:
    """Return the study view of a question."""
    lines = [question.title, f"{question.area}, {question.difficulty}, {question.minutes:g} min"]
    lines += ["", folded(question.ask, width)]
    lines += ["", "What separates the levels"]
    lines += [folded(f"{level}: {text}", width) for level, text in sorted(question.levels.items())]
    lines += ["", "What a strong answer says", *_points(question.points, width)]
    if question.wrong_claims:
        lines += ["", "What is often said and wrong"]
        lines += [folded(f"x {claim.says}", width) for claim in question.wrong_claims]
    lines += ["", "Follow-ups"]
    for _, followup in walk_followups(question):
        lines += [folded(f"{followup.kind}: {followup.ask}", width)]
        lines += _points(followup.points, width, "    ")
    lines += ["", "A model answer", folded(question.answer, width)]
    if question.variants:
        lines += ["", "Also defensible", *(folded(text, width) for text in question.variants)]
    if question.sources:
        lines += ["", "Sources", *(folded(text, width) for text in question.sources)]
    return lines


def _points(points: tuple[AnyPoint, ...], width: int, margin: str = "  ") -> list[str]:
    lines = []
    for point in points:
        if isinstance(point, PointGroup):
            lines.append(folded(f"- {point.says} ({point.any_of} of these)", width, margin))
            lines += [folded(f"- {member.says}", width, margin + "    ") for member in point.points]
        else:
            lines.append(folded(f"- {point.says}", width, margin))
    return lines
