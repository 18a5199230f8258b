"""Prints how long things take, beside their aims; fails only where a ratio is worse than it may."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# the offscreen platform remarks on each window that it cannot hint its size
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from tests.bench import project, queue, reading, scans, suspecting, window
from tests.bench.measure import HEAD


def main() -> int:
    """Run all benchmarks; return 1 where a ratio failed."""
    queued, slower = queue.measure()  # first: it tells what memory the window's process takes
    timings, failures = reading.measure()
    suspects, worse = suspecting.measure()
    seen, heavy = scans.measure()
    large, grown = project.measure()
    timings = [*window.measure(), *queued, *timings, *suspects, *seen, *large]
    failures += worse + heavy + grown + slower
    print(HEAD, *timings, sep="\n")
    for failure in failures:
        print(f"FAILED {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
