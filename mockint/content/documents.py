"""Content as documents: JSON text that a session keeps, named by its hash.

The text is canonical, so that the same content has the same hash on every machine, and complete
(defaults are written out), so that a default that changes later doesn't change an old session.
"""

import json
from hashlib import sha256
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from mockint.content.kinds import CASE, PERSONA, QUESTION, ROUND, RUBRIC, Kind
from mockint.core.content import Persona, Question, Round, Rubric
from mockint.core.content.case import Case
from mockint.core.errors import ContentError, InputError, Problem

__all__ = ["Content", "document_hash", "from_document", "to_document"]

Content = Round | Case | Persona | Rubric | Question

_KINDS: Final[dict[str, Kind[Any]]] = {
    kind.name: kind for kind in (ROUND, CASE, PERSONA, RUBRIC, QUESTION)
}


def to_document(model: BaseModel) -> str:
    """Return a model as canonical JSON text."""
    return json.dumps(
        model.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def document_hash(model: BaseModel) -> str:
    """Return the SHA-256 of a model's document, in hexadecimal."""
    return sha256(to_document(model).encode()).hexdigest()


def from_document(kind: str, text: str) -> Content:
    """Return the model that a document holds; raises ContentError for one of another shape."""
    if kind not in _KINDS:
        raise InputError(f"No documents are kept of the kind {kind!r}.")
    try:
        model: Content = _KINDS[kind].adapter.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "its beginning"
        raise ContentError(
            [Problem(f"stored {kind}", 0, 0, f"cannot be read back, at {where}: {first['msg']}")]
        ) from None
    return model
