"""Entry point of ``cabinet-tui`` and ``python -m cabinet_tui``."""

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    from cabinet_tui.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
