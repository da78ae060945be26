"""The measurements that are taken by hand can be taken."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("[a-z]*.py")))
def test_a_measurement_finds_all_it_needs(name: str) -> None:
    command = [sys.executable, "-c", f"import tests.benchmarks.{name}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=HERE.parents[1])
    assert (done.returncode, done.stderr) == (0, "")
