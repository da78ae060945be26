"""Runs the sandbox alone: python -m cabinet_tui.sandbox."""

import argparse
import sys

from cabinet_tui.locale import _
from cabinet_tui.sandbox.command import add_arguments, run

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m cabinet_tui.sandbox")
    dialects = ("documented", "bedolaga")
    parser.add_argument("--dialect", choices=dialects, help=_("whose API to speak"))
    add_arguments(parser)
    sys.exit(run(parser.parse_args()))
