"""The answer in the candidate's own editor, as `$VISUAL` or `$EDITOR` names it."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from textual.app import SuspendNotSupported

from mockint.core.errors import InputError

REMEDY = "Set VISUAL or EDITOR to the command that opens your editor."


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the command of the candidate's editor.

    Raises InputError where none is named, or the one that is named isn't there.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        raise InputError(f"{named!r} is no command.", REMEDY) from None
    if not command:
        raise InputError("No editor is named.", REMEDY)
    if shutil.which(command[0]) is None:
        raise InputError(f"The editor {command[0]!r} isn't there.", REMEDY)
    return command


def edited(text: str, suspend: Callable[[], AbstractContextManager[None]]) -> str:
    """Return a text as it was left in the editor; `suspend` lends the terminal to it.

    Raises InputError when there is no editor, when it fails, or when its file can't be read.
    """
    command = editor_command(os.environ)
    with tempfile.TemporaryDirectory(prefix="mockint-") as folder:
        path = Path(folder) / "answer.md"
        path.write_text(text, encoding="utf-8")
        try:
            with suspend():
                done = subprocess.run([*command, str(path)], check=False)
        except SuspendNotSupported:
            raise InputError("This terminal can't be lent to an editor.", "") from None
        except OSError as error:
            raise InputError(f"{command[0]}: {error.strerror}.", REMEDY) from None
        if done.returncode != 0:
            raise InputError(f"The editor ended with code {done.returncode}; nothing changed.", "")
        try:
            # Editors end a file with a line break that nobody typed.
            return path.read_text(encoding="utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError):
            raise InputError("The editor left no text that can be read.", "") from None
