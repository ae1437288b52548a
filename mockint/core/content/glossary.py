"""The field's synonyms: words that count as one when an answer is read."""

from typing import Annotated

from pydantic import Field

from mockint.core.content.base import ContentModel, Prose


class GlossaryEntry(ContentModel):
    """A term and the ways people write it."""

    term: Prose
    also: Annotated[tuple[Prose, ...], Field(min_length=1)]
