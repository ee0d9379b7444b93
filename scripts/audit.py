"""What lint looks for beside the code: secrets in the repository, and packages with known vulnerabilities.

    python -m scripts.audit secrets
    python -m scripts.audit packages [--report]

The vulnerability data are asked for from the package registry. Where it has none to give, as behind a mirror, a
sentence says that nothing was audited. `--report` says what was found and ends with 0, so that lint does not fail on
the day on which somebody finds a fault in a package; without it a finding ends with 1.
"""

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PINNED = ("requirements.txt", "requirements-dev.txt")
OF_OTHERS = ("requirements", "static/vendor/")
"""Hashes of packages, and files as their makers publish them."""
AUDITOR, AUDITOR_PINS = Path(".venv/audit"), Path("requirements-audit.txt")
GUESSING = (
    "Base64HighEntropyString",
    "HexHighEntropyString",
    "KeywordDetector",
    "BasicAuthDetector",
    "IPPublicDetector",
)
"""Plugins that find more placeholders and hashes than secrets."""
OUT_OF_REACH = "Packages were not audited: the vulnerability data cannot be had from here."


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for secrets, or for packages with known vulnerabilities.")
    parser.add_argument("what", choices=("secrets", "packages"))
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    if options.what == "secrets":
        return scan_for_secrets(tracked_files())
    found = [line for pinned in PINNED for line in vulnerabilities(audit(pinned))]
    print("\n".join(dict.fromkeys(found)) or "No package has a known vulnerability.")
    return 0 if options.report or set(found) <= {OUT_OF_REACH} else 1


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True)
    ours = (name for name in listed.stdout.split("\0") if name and not name.startswith(OF_OTHERS))
    return [name for name in ours if Path(name).is_file()]


def scan_for_secrets(names: Sequence[str]) -> int:
    """Print what looks like a key, a token or a private key; return 1 where something does."""
    without = [part for plugin in GUESSING for part in ("--disable-plugin", plugin)]
    command = [sys.executable, "-m", "detect_secrets.pre_commit_hook", *without, *names]
    return int(subprocess.run(command, check=False).returncode != 0)


def audit(pinned: str) -> dict[str, Any]:
    """Return pip-audit's report of one file of pins; none where it could not be run."""
    auditor = _auditor()
    if not auditor.exists():
        return {}
    command = [str(auditor), "--requirement", pinned, "--disable-pip", "--require-hashes", "--format", "json"]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        report: dict[str, Any] = json.loads(ran.stdout)
    except ValueError:
        return {}
    return report


def vulnerabilities(report: dict[str, Any]) -> list[str]:
    """Return a line for each known fault of a package; one that says so where nothing could be asked."""
    packages = report.get("dependencies", [])
    if all("skip_reason" in package for package in packages):
        return [OUT_OF_REACH]
    return [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for package in packages
        for fault in package.get("vulns", ())
    ]


def _auditor() -> Path:
    """Return the program, in an environment of its own: it brings packages that the project does not use."""
    program, installed = AUDITOR / "bin" / "pip-audit", AUDITOR / "installed.txt"
    if not installed.exists() or installed.read_text() != AUDITOR_PINS.read_text():
        venv.create(AUDITOR, with_pip=True, clear=True)
        pip = [str(AUDITOR / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*pip, "--require-hashes", "-r", str(AUDITOR_PINS)], check=False)
        if done.returncode == 0:
            installed.write_text(AUDITOR_PINS.read_text())
    return program


if __name__ == "__main__":
    sys.exit(main())
