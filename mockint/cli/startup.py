"""Settings as the app needs them before its first paint, without waiting for YAML and pydantic.

What `config.yaml` says is checked once and kept as JSON beside other things that can be made anew;
while the file stays the same, the next start reads only that. A missing file is the defaults.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import get_args

from mockint import __version__
from mockint.core.settings import THEMES, Role, Settings
from mockint.folders import cache_folder, settings_path

KEPT = "settings.json"


def startup_settings() -> Settings:
    """Return the user's settings; raises ContentError with every fault of the file."""
    path = settings_path()
    try:
        status = path.stat()
    except OSError:
        return Settings()
    stamp = [str(path), status.st_size, status.st_mtime_ns, __version__]
    kept = _kept(stamp)
    if kept is None:
        from mockint.content.settings_file import read_settings

        kept = read_settings(path)
        _keep(stamp, kept)
    return kept


def keep_theme(theme: str) -> None:
    """Write the theme into the user's settings; raises MockintError when that can't be done."""
    from mockint.content.settings_file import write_theme

    for known in THEMES:
        if known == theme:
            write_theme(settings_path(), known)


def keep_models(roles: Sequence[Role], model: str) -> None:
    """Write a model into the user's settings, for all roles or for some; never a key.

    Raises MockintError when that can't be done.
    """
    from mockint.content.settings_file import write_setting

    path = settings_path()
    if set(roles) == set(get_args(Role)):
        own = startup_settings()
        write_setting(path, "model", model)
        # What a role had for itself would go before it.
        roles = [role for role in roles if getattr(own, f"{role}_model") is not None]
    for role in roles:
        write_setting(path, f"{role}_model", model)


def _kept(stamp: list[object]) -> Settings | None:
    """Return what was kept for this very file; whatever is wrong with it, the file is read."""
    import json

    try:
        document = json.loads((cache_folder() / KEPT).read_bytes())
        return Settings(**document["settings"]) if document["stamp"] == stamp else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(stamp: list[object], settings: Settings) -> None:
    import json
    from dataclasses import asdict

    document = json.dumps({"stamp": stamp, "settings": asdict(settings)})
    folder = cache_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part = Path(folder, f"{KEPT}.{os.getpid()}")
        part.write_text(document, encoding="utf-8")
        part.replace(folder / KEPT)
