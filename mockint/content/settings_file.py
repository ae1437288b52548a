"""`config.yaml`: read as strictly as content, and written so that nothing of it is lost."""

import json
import os
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import create_model
from yaml import MappingNode, Node

from mockint.content.kinds import Kind
from mockint.content.loading import load, read_file
from mockint.content.yaml_file import YamlFile
from mockint.content.yaml_reader import read_yaml
from mockint.core.content import ContentModel
from mockint.core.errors import ContentError, InputError
from mockint.core.settings import Settings, Theme

__all__ = ["read_settings", "write_setting", "write_theme"]

_PLAIN = re.compile(r"[A-Za-z][\w./:@+-]*[\w/]")


def _settings_kind() -> Kind[Any]:
    """Return the dataclass as a model of the kind that content has, for the same plain words."""
    hints = get_type_hints(Settings)
    known: dict[str, Any] = {
        each.name: (hints[each.name] | None, None) for each in fields(Settings)
    }
    model = create_model("Settings", __base__=ContentModel, **known)
    return Kind("settings", model, "")


def read_settings(path: Path) -> Settings:
    """Return the settings in a file; a missing file, or one of comments alone, is the defaults.

    Raises ContentError with every fault of the file.
    """
    if not path.exists() or _says_nothing(path):
        return Settings()
    return _settings_of(read_file(path))


def write_theme(path: Path, theme: Theme) -> None:
    """Set the theme and leave every other word of the file as it stands; see `write_setting`."""
    write_setting(path, "theme", theme)


def write_setting(path: Path, name: str, value: str | float) -> None:
    """Set one setting and leave every other word of the file, comments too, as it stands.

    Raises ContentError when the file cannot be read as settings, InputError when not written.
    """
    shown = _scalar(value)
    change: dict[str, Any] = {name: value}
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        if path.exists() and not _says_nothing(path):
            wanted = replace(read_settings(path), **change)
            text = _with_setting(text, read_file(path).root, name, shown)
        else:
            wanted = Settings(**change)
            text = f"{text.rstrip()}\n\n{name}: {shown}\n".lstrip()
        if _settings_of(read_yaml(text.encode(), str(path))) != wanted:
            raise InputError(f"{path}: {name} can't be set here.", f"Write: {name}: {shown}")
        _replace_file(path, text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {name} was not saved: {reason}.") from None


def _scalar(value: str | float) -> str:
    """Return a value as YAML: in quotes, unless it is plainly a word."""
    if isinstance(value, float) or _PLAIN.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _says_nothing(path: Path) -> bool:
    """Tell whether a small file holds nothing but comments and blanks."""
    try:
        lines = path.read_bytes()[:100_000].decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return all(not line.strip() or line.lstrip().startswith("#") for line in lines)


def _settings_of(file: YamlFile) -> Settings:
    given = load(_settings_kind(), file).model_dump(exclude_none=True)
    try:
        return Settings(**given)
    except ValueError as error:
        blamed = str(error).split(" ", 1)[0]
        raise ContentError([file.problem(str(error), (blamed,))]) from None


def _with_setting(text: str, root: Node, name: str, shown: str) -> str:
    """Return the text with another value: in its old place, else before the first key."""
    if not isinstance(root, MappingNode):
        raise InputError("The settings are no mapping (key: value).")
    for key, value in root.value:
        if key.value == name:
            start, end = value.start_mark, value.end_mark
            return f"{text[: _at(text, start)]}{shown}{text[_at(text, end) :]}"
    at = _at(text, root.start_mark)
    if root.flow_style:
        return f"{text[: at + 1]}{name}: {shown}, {text[at + 1 :]}"
    return f"{text[:at]}{name}: {shown}\n{' ' * root.start_mark.column}{text[at:]}"


def _at(text: str, mark: Any) -> int:
    """Return a mark's index by line and column: its own index counts bytes in some versions."""
    lines = text.splitlines(keepends=True)
    return sum(len(line) for line in lines[: mark.line]) + int(mark.column)


def _replace_file(path: Path, text: str) -> None:
    """Write beside the file and move over it, so that a crash leaves the old or the new one."""
    target = path.resolve()  # settings are often a link into somebody's dotfiles
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
