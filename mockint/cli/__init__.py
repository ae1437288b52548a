"""The command line: the one place that joins the adapters to a front end."""

from mockint.cli.main import main

__all__ = ["main"]
