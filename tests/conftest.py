"""What all tests share: no display is needed, and tests of the corpus are skipped without it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

DATA = Path(__file__).parent / "data"
if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # a screen of 1920 by 1080; a whole path may hold a colon, which ends the name for Qt
    screen = os.path.relpath(DATA / "screen.json")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"

# The machines that run this are shared: how long one example takes says nothing. The examples are
# the same at every run, so that a change is judged by itself; to look for new ones:
# pytest --hypothesis-profile=search
settings.register_profile("gouji", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=500)
settings.load_profile("gouji")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus beside the project: ``dev/NAME.EXT``, ``dev/NAME.truth.json``, ``score.py``."""
    return CORPUS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the corpus where it is not there."""
    if CORPUS.is_dir():
        return
    skip = pytest.mark.skip(reason="no corpus beside the project (../shared/corpus)")
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests of the corpus did not run, so that nobody takes them for passed."""
    reports = terminalreporter.stats.get("skipped", [])
    count = sum("no corpus beside the project" in str(report.longrepr) for report in reports)
    if count:
        terminalreporter.write_line(f"{count} tests need the corpus and were not run")
