"""Every benchmark in turn, each in a process of its own: `python -m tests.benchmarks [import …]`.

One JSON line per measurement. A peer or a floor is measured in the same run, and the ratio is
what counts; no benchmark fails for being slow. What the figures were: docs/benchmarks.md.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALL = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main(wanted: list[str]) -> int:
    """Run the benchmarks of these names, or all; 1 when one of them broke."""
    if unknown := sorted(set(wanted) - set(ALL)):
        sys.stderr.write(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(ALL)}\n")
        return 1
    codes = [
        subprocess.call(
            [sys.executable, "-m", f"tests.benchmarks.bench_{name}"], cwd=HERE.parents[1]
        )
        for name in wanted or ALL
    ]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
