"""The `mockint` commands: each is imported when it is called, not before.

`mockint --help` and `mockint list` answer at once; a database, numpy or a model client is loaded
by the command that needs it.
"""

import importlib

import click

from mockint import __version__
from mockint.core.errors import did_you_mean

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("mockint.cli.play", "Sit a round: timed, followed up, scored."),
    "resume": ("mockint.cli.play", "Go on with a round that was left open."),
    "list": ("mockint.cli.browse", "List rounds, questions, personas, rubrics ... or sessions."),
    "read": ("mockint.cli.browse", "Study a question: points, model answer, sources."),
    "show": ("mockint.cli.sessions", "Read a session: transcript, verdicts, scorecard."),
    "export": ("mockint.cli.sessions", "Write a session as Markdown, a page, or JSON."),
    "rescore": ("mockint.cli.rescoring", "Read a session's answers once more, by a model or not."),
    "delete": ("mockint.cli.sessions", "Remove a session for good."),
    "assess": ("mockint.cli.assessing", "Read one answer and print its verdicts."),
    "calc": ("mockint.cli.calculating", "Work a number out."),
    "calibrate": ("mockint.cli.calibrating", "Hold the assessor against the graded specimens."),
    "simulate": ("mockint.cli.simulating", "Let a scripted candidate sit a round."),
    "check": ("mockint.cli.authoring", "Check content files."),
    "schema": ("mockint.cli.authoring", "Print a JSON Schema for a kind of content."),
    "new": ("mockint.cli.authoring", "Begin a content file."),
    "doctor": ("mockint.cli.examining", "Say what models can be called, and try one."),
    "where": ("mockint.cli.environment", "Say where content and sessions are kept."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one line each, and imports on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which somebody needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None for a name that isn't there."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail with the nearest name."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            hint = did_you_mean(name, COMMANDS)
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list from the table, so that help imports nothing."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "--version", prog_name="mockint")
@click.option(
    "--content",
    "content",
    multiple=True,
    metavar="DIR",
    type=click.Path(),
    help="A folder with content of your own; may be given more than once.",
)
@click.pass_context
def cli(ctx: click.Context, content: tuple[str, ...]) -> None:
    """Mock interviews for LLM engineers, in your terminal.

    Start with `mockint run warm-up`: eight minutes, one question.
    """
    ctx.obj = content
    if ctx.invoked_subcommand is None:
        from mockint.cli.home import open_home

        open_home(content)
