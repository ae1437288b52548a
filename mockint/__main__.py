"""``python -m mockint`` is the same as the ``mockint`` command."""

from mockint.cli import main

if __name__ == "__main__":
    main()
