"""mockint: a mock-interview simulator for the terminal.

This file imports nothing, so that asking for the version costs nothing.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
