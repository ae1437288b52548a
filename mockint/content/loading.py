"""From a file to a model, or to every fault of the file at once."""

import os
import stat
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mockint.content.kinds import Kind
from mockint.content.wording import problem_of
from mockint.content.yaml_file import YamlFile
from mockint.content.yaml_reader import MAX_BYTES, MAX_FAULTS, read_yaml, size_fault
from mockint.core.errors import ContentError, Problem

__all__ = ["load", "load_file", "read_file"]

T = TypeVar("T")


def load_file(kind: Kind[T], path: Path) -> T:
    """Return the model in a file; raises ContentError with every fault of it."""
    return load(kind, read_file(path))


def read_file(path: Path) -> YamlFile:
    """Return a file's data; raises ContentError, also for what is no readable file.

    What a file is gets looked at before it is opened: a huge one is never read, and a pipe would
    wait for ever.
    """
    name = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _unreadable(name, "this is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise _unreadable(name, "this is no regular file")
        if (fault := size_fault(status.st_size)) is not None:
            raise _unreadable(name, fault)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise _unreadable(name, f"the file cannot be read: {reason.lower()}") from None
    except ValueError:  # a NUL in the name
        raise _unreadable(name, "no file can have this name") from None
    return read_yaml(content, name)


def _unreadable(name: str, message: str) -> ContentError:
    return ContentError([Problem(name, 0, 0, message)])


def load(kind: Kind[T], file: YamlFile) -> T:
    """Return the model that a file holds; raises ContentError with every fault of it."""
    try:
        model = kind.adapter.validate_python(file.data, strict=True)
    except ValidationError as error:
        raise ContentError(_all_problems(error, kind, file)) from None
    if file.faults:
        raise ContentError(file.faults)
    return model


def _all_problems(error: ValidationError, kind: Kind[T], file: YamlFile) -> list[Problem]:
    """Return the faults of reading and of validation, without those that follow from others."""
    known = {(fault.line, fault.column) for fault in file.faults}
    found = list(file.faults)
    details = error.errors(include_url=False, include_input=False)
    for detail in details[:MAX_FAULTS]:
        problem = problem_of(detail, kind.annotation, file)
        if problem is not None and (problem.line, problem.column) not in known:
            found.append(problem)
    found.sort(key=lambda problem: (problem.line, problem.column))
    if len(details) > MAX_FAULTS:
        rest = f"{len(details) - MAX_FAULTS} more faults; mend these first"
        found.append(Problem(file.name, found[-1].line, found[-1].column, rest))
    return found
