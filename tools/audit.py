"""Looks the pinned packages up in the advisories, by pip-audit; red on a finding.

Usage: python tools/audit.py [LOCK]

pip-audit says "no known vulnerabilities" also when the service knew none of the packages, and ends
with a traceback when it cannot be reached. Neither is a clean bill: both are told for what they
are. A service that is away is no fault of the project, so it makes nobody's build red.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
CLEAN, FOUND, BROKEN = 0, 1, 2
_PATIENCE = 180
_AWAY = re.compile(
    r"ConnectionError|ConnectTimeout|ReadTimeout|NameResolution|ProxyError|SSLError|ServiceError"
    r"|Could not connect|Max retries exceeded|\b5\d\d Server Error"
)


@dataclass(frozen=True)
class Verdict:
    """An exit code, and what to tell."""

    code: int
    text: str


def verdict(output: str, complaints: str) -> Verdict:
    """What the JSON and the complaints of pip-audit come to."""
    try:
        packages = json.loads(output)["dependencies"]
        found = [line for package in packages for line in _findings(package)]
        left = [package["name"] for package in packages if "skip_reason" in package]
    except (ValueError, KeyError, TypeError):
        return _no_answer(complaints)
    looked_up = len(packages) - len(left)
    if found:
        return Verdict(FOUND, "\n".join([f"{len(found)} known vulnerabilities:", *found]))
    if not looked_up:
        return _away(f"it knows none of the {len(packages)} packages")
    if left:
        return Verdict(BROKEN, f"{len(left)} packages could not be looked up: {', '.join(left)}")
    return Verdict(CLEAN, f"{looked_up} packages looked up, no known vulnerabilities")


def _findings(package: dict[str, object]) -> Iterator[str]:
    advisories = package.get("vulns", [])
    if not isinstance(advisories, list):
        raise TypeError
    for advisory in advisories:
        fixed = ", ".join(advisory.get("fix_versions", [])) or "none yet"
        yield f"  {package['name']} {package['version']}: {advisory['id']}, fixed in {fixed}"


def _no_answer(complaints: str) -> Verdict:
    lines = complaints.strip().splitlines()
    last = lines[-1][:300] if lines else "nothing was said"
    if _AWAY.search(complaints):
        return _away(last)
    return Verdict(BROKEN, f"pip-audit failed: {last}")


def _away(why: str) -> Verdict:
    return Verdict(CLEAN, f"NOT AUDITED: the advisory service cannot be asked from here ({why})")


def main(arguments: Sequence[str]) -> int:
    """Audit a lock file; the exit code."""
    lock = Path(arguments[0]) if arguments else LOCK
    command = [
        sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes",
        "--disable-pip", "--progress-spinner", "off", "--format", "json",
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and words
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        told = verdict(done.stdout, done.stderr)
    except subprocess.TimeoutExpired:
        told = _away(f"no answer in {_PATIENCE} s")
    sys.stdout.write(f"audit: {told.text}\n")
    return told.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
