"""Runs the commands of a file, one a line, in one process on the terminal it was given.

Nobody types a hundred commands a minute: what the program remembers of the minute is taken away.
"""

import os
import shlex
import shutil
import sys
from pathlib import Path

from cabinet_tui import cli

for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
    shutil.rmtree(f"{os.environ['XDG_STATE_HOME']}/cabinet-tui/limits", ignore_errors=True)
    code = cli.run(shlex.split(line))
    sys.stdout.write(f"-- {line!a} -> {code}\n")
    sys.stdout.flush()
