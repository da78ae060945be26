"""Runs the commands of a file, one a line, in one process on the terminal it was given."""

import shlex
import sys
from pathlib import Path

from cabinet_tui import cli

for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
    code = cli.run(shlex.split(line))
    sys.stdout.write(f"-- {line!a} -> {code}\n")
    sys.stdout.flush()
