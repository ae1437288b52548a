"""Where a user's own files lie. Nothing here makes a folder: the first write does."""

import os
from pathlib import Path

__all__ = ["HOME", "cache_folder", "config_folder", "exports_folder", "settings_path"]

HOME = "MOCKINT_HOME"
"""The environment variable that puts all of a user's folders into one."""


def config_folder() -> Path:
    """Return the folder for what a user writes: settings, and content of their own."""
    if home := os.environ.get(HOME):
        return Path(home)
    from platformdirs import user_config_path

    return user_config_path("mockint")


def cache_folder() -> Path:
    """Return the folder for what can be made anew at any time."""
    if home := os.environ.get(HOME):
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("mockint")


def exports_folder() -> Path:
    """Return the folder for sessions that are written as files to show to somebody."""
    if home := os.environ.get(HOME):
        return Path(home) / "exports"
    from platformdirs import user_documents_path

    return user_documents_path() / "mockint"


def settings_path() -> Path:
    """Return the path of the settings, whether the file exists or not."""
    return config_folder() / "config.yaml"
