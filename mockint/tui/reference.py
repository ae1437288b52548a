"""The reference of keys and settings as Markdown, from the registry and from the settings model.

`docs/generate.py` writes it into `docs/`; a test fails when a file there says something else.
"""

import ast
import inspect
import textwrap
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from mockint.answers import ACTIONS as ROUND_ACTIONS
from mockint.core.settings import LEAST_PACE, MOST_PACE, Settings
from mockint.tui.actions import ACTIONS, Action, of_scope
from mockint.tui.key_names import key_name

TITLES = {
    "app": "Everywhere",
    "list": "In every list",
    "score": "Debrief: your own view first",
    "debrief": "Debrief: the scorecard",
    "compare": "Debrief: the model answers beside yours",
}
"""Where the scope's own name would not say enough."""
RANGES = {"typing_pace": f"from {LEAST_PACE:g} to {MOST_PACE:g}"}
WORDS = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}
EXAMPLE = """\
theme: light
typing_pace: 1.0
seniority: senior
keys:
  interview.send: ctrl+s
  home.sessions: f6,h"""
"""A `config.yaml` that can be read, which a test sees to."""

_KEYS = """\
# Keys

Written by `make docs` from the registry of actions, from which the app itself takes its keys;
F1 shows the same for the pane that you are in, with your own keys in place of these.

An action without a key is in the palette (ctrl+p). Arrows, page up and down, home, end, tab and the
mouse do what they do everywhere. Another key for an action goes into
[config.yaml](config.md#keys), under the id in the last column.
"""

_SLASH = """\
## Slash commands

In the answer editor a single line that begins with `/` is a command once it is sent; `//` at the
start is a stroke that is meant. Those of the first table work in plain mode too.

"""

_CONFIG = """\
# Settings

Written by `make docs` from the settings model. `config.yaml` lies where `mockint where` says; every
setting may be left out, and so may the file. It is read strictly: an unknown name, a value that
can't be, or a key that two actions would share is refused with the place and the reason, and
nothing is guessed. What stands on the command line goes before what stands here.

```yaml
{example}
```
"""

_ENVIRONMENT = """\
## Environment

| variable | what it does |
|---|---|
| `OPENAI_API_KEY`, `ANTHROPIC_API_KEY` ... | the keys of models: [models](models.md) |
| `MOCKINT_API_KEY` | the key of a server of your own, named as `provider/model@http://address` |
| `MOCKINT_HOME` | one folder for everything: settings, your content, sessions, exports, cache |
| `NO_COLOR` | no colours at all, whatever the theme |
| `VISUAL`, `EDITOR` | the editor that F4 opens for an answer, the first one before the second |
"""


def keys_page() -> str:
    """Return `docs/keys.md`."""
    scopes = sorted(dict.fromkeys(action.scope for action in ACTIONS), key=_place)
    return "\n".join([_KEYS, *map(_scope, scopes), _SLASH + _slash_tables()])


def config_page() -> str:
    """Return `docs/config.md`."""
    settings = map(_setting, fields(Settings))
    return "\n".join([_CONFIG.format(example=EXAMPLE), *settings, _ENVIRONMENT])


# -- keys


def _place(scope: str) -> int:
    """Put what holds in many places after what holds in one."""
    return ("list", "app").index(scope) + 1 if scope in ("list", "app") else 0


def _scope(scope: str) -> str:
    rows = [(_keys(each), each.help, f"`{each.id}`") for each in of_scope(scope)]
    title = TITLES.get(scope, scope.capitalize())
    return f"## {title}\n\n{_table(('key', 'what it does', 'id'), rows)}\n"


def _keys(action: Action) -> str:
    keys = [f"`{key_name(each)}`" for each in action.key.split(",") if each]
    slash = [f"`/{action.slash}`"] if action.slash else []
    return ", ".join([*keys, *slash]) or "palette"


def _slash_tables() -> str:
    everywhere = [(f"`/{name}`", text) for name, text in ROUND_ACTIONS.items()]
    here = [
        (f"`/{each.slash}`", each.help)
        for each in of_scope("interview")
        if each.slash and each.slash not in ROUND_ACTIONS
    ]
    heads = ("command", "what it does")
    return f"{_table(heads, everywhere)}\n\n{_table(heads, here)}\n"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(each) for each in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# -- settings


def _setting(setting: Field[Any]) -> str:
    kind = _kind(get_type_hints(Settings)[setting.name])
    if setting.name in RANGES:
        kind = f"{kind} {RANGES[setting.name]}"
    text = _docstrings()[setting.name]
    return f"## {setting.name}\n\n*{kind}; {_default(setting)}*\n\n{text}\n"


def _default(setting: Field[Any]) -> str:
    value = setting.default if setting.default_factory is MISSING else setting.default_factory()
    return f"`{value}` when it is left out" if value else "nothing when it is left out"


def _kind(hint: Any) -> str:
    """Return a type in words."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(_kind(each) for each in arguments if each is not NoneType)
    if origin is Literal:
        *most, last = (f"`{each}`" for each in arguments)
        return f"{', '.join(most)} or {last}" if most else last
    if origin is dict:
        return f"a mapping of {_kind(arguments[0])} to {_kind(arguments[1])}"
    return WORDS[hint]


@cache
def _docstrings() -> dict[str, str]:
    """Return what stands below each field of the settings; Python itself throws it away."""
    (model,) = ast.parse(textwrap.dedent(inspect.getsource(Settings))).body
    assert isinstance(model, ast.ClassDef)
    found = {}
    for field, text in zip(model.body, model.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(text, ast.Expr), f"{field.target.id} has no docstring"
            assert isinstance(text.value, ast.Constant)
            found[field.target.id] = inspect.cleandoc(str(text.value.value))
    return found
