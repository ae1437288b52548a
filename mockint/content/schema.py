"""JSON Schemas of the kinds of content, so that an editor can complete and check a file."""

from typing import Any, Final

from mockint.content.kinds import kind_named

__all__ = ["schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LEVELS: Final = {"Question": ("2", "3", "4"), "Dimension": ("1", "2", "3", "4")}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind; raises InputError with the nearest one."""
    chosen = kind_named(kind)
    found = chosen.adapter.json_schema()
    definitions = found.get("$defs", {})
    for name, definition in [(found.get("title"), found), *definitions.items()]:
        _spell_out(name, definition.get("properties", {}))
    return {"$schema": _DIALECT, **found, "title": f"mockint {chosen.name}"}


def _spell_out(model: str | None, properties: dict[str, Any]) -> None:
    """Add what the models check in code, where pydantic's schema can't see it."""
    if model in _LEVELS:
        line = properties["levels"]["additionalProperties"]
        properties["levels"] |= {
            "properties": dict.fromkeys(_LEVELS[model], line),
            "required": list(_LEVELS[model]),
            "additionalProperties": False,
        }
    if model == "FollowUp":
        condition = {"$ref": properties["when"]["$ref"]}
        properties["when"] = {"anyOf": [{"const": "always"}, condition], "default": "always"}
