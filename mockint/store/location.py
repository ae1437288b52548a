"""Where the session store lies. Nothing here makes a folder: the first write does."""

import os
from pathlib import Path

HOME_VARIABLE = "MOCKINT_HOME"
FILE_NAME = "sessions.db"


def data_folder() -> Path:
    """Return the folder for what must not be lost: `$MOCKINT_HOME`, else the system's own place."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("mockint")


def store_path() -> Path:
    """Return the path of the session store, whether it exists or not."""
    return data_folder() / FILE_NAME
