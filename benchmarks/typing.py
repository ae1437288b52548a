"""Key to paint in the answer editor, beside a bare Textual Input: see `keys.py`, which this runs.

A script's folder comes first when modules are looked for, and so a script beside this one that
asks for the library's `typing` finds this file. It then steps aside.
"""

import importlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 (pathlib needs typing)

if __name__ in ("typing", "__main__"):
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != HERE]  # noqa: PTH100

if __name__ == "typing":
    del sys.modules["typing"]
    sys.modules["typing"] = importlib.import_module("typing")

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(HERE))  # noqa: PTH120
    importlib.import_module("benchmarks.keys").main()
