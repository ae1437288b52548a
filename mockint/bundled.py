"""Where the content that comes with mockint lies.

The built wheel carries it inside the package; a checkout has it in its top-level folders, so
that what an author edits is what runs.
"""

from pathlib import Path

__all__ = ["bundled_root"]


def bundled_root() -> Path:
    """Return the folder that contains ``interviews`` and ``rubrics``."""
    package = Path(__file__).resolve().parent
    inside = package / "_bundled"
    return inside if inside.is_dir() else package.parent
