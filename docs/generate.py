"""Writes `docs/keys.md` and `docs/config.md`: `make docs`."""

from pathlib import Path

from mockint.tui.reference import config_page, keys_page

FOLDER = Path(__file__).resolve().parent
PAGES = {"keys.md": keys_page, "config.md": config_page}


def main() -> None:
    """Write every page that is made from the code."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
