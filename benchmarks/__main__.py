"""`make bench`: what this machine answers, as a table and as JSON."""

import argparse
import sys
from pathlib import Path

from benchmarks import figures
from benchmarks.pages import measure_board
from benchmarks.tools import measure_tools
from benchmarks.two_years import measure_large_company

PARTS = {"tools": measure_tools, "board": measure_board, "pages": measure_large_company}
KEPT = Path("instance/bench.json")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--json", type=Path, default=KEPT, help=f"where the figures go ({KEPT})")
    given = parser.parse_args()
    for name, measure_part in PARTS.items():
        if given.only in {None, name}:
            measure_part()
    figures.write(given.json)
    print(f"\nThe figures as JSON: {given.json}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
