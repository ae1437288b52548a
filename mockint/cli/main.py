"""The way in: `mockint` alone goes straight to the app, everything else to the commands."""

import os
import sys
from typing import NoReturn

from mockint.cli.codes import BAD_INPUT, DONE, INTERRUPTED
from mockint.cli.terminal import fits_here
from mockint.core.errors import MockintError


def main() -> NoReturn:
    """Run and exit: 0 done, 1 faults found, 2 bad input, 130 interrupted."""
    try:
        code = _run()
    except MockintError as error:
        print(f"mockint: {error}", file=sys.stderr)
        code = BAD_INPUT
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may be flushed to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    sys.exit(code)


def _run() -> int:
    if len(sys.argv) == 1 and fits_here():
        from mockint.cli.app import open_app  # without click: every import is felt here

        return open_app(())
    import click

    from mockint.cli.group import cli

    try:
        # Standalone mode would swallow the return value, which is the exit code.
        code = cli.main(standalone_mode=False, prog_name="mockint")
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else DONE
