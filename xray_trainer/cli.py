"""The same jobs from a terminal; with no words it opens the window."""

import sys


def main() -> int:
    """Run the program."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
