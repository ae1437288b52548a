"""What every content model shares: frozen, strict, and no unknown keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=64)
]
"""An id: lower-case words of letters and digits joined by hyphens."""

Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text for a person; never empty."""


class ContentModel(BaseModel):
    """Base of all content: immutable once read, and strict about what may stand in a file."""

    # Built when first used: a listing of rounds has no need of questions.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
