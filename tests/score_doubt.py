"""How well doubt is told: silent errors, right cells that are marked, confidence against truth."""

import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

KINDS = ("scan", "photo", "mixed")
"""The kinds of documents whose numbers are recognised in pictures."""
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.01)


@dataclass(frozen=True)
class Judged:
    """One cell of the truth that was read, right or wrong."""

    document: str
    kind: str
    key: str
    truth: str
    read: str
    confidence: float
    unsure: bool
    broken: bool  # a rule that names it does not hold

    @property
    def right(self) -> bool:
        return self.truth == self.read

    @property
    def silent(self) -> bool:
        """Wrong, and nothing asks a person to look."""
        return not (self.right or self.unsure or self.broken)


def print_doubt(truths: Path, results: Path, scorer: Path) -> int:
    """Print what is said of doubt in results; return how many silent errors there are."""
    cells = list(judged(truths, results, _loaded(scorer)))
    print(f"{'-- doubt':<34}{'cells':>8}{'wrong':>7}{'silent':>8}{'right but unsure':>18}", end="")
    print(f"{'blank as number':>17}{'number as blank':>17}{'… and sure':>12}")
    for kind in sorted({cell.kind for cell in cells}):
        print(_row(kind, [cell for cell in cells if cell.kind == kind]))
    print(_row("all", cells))
    print("-- confidence of cells recognised in pictures (scan, photo, mixed)")
    print(f"{'from':>8}{'below':>8}{'cells':>8}{'right %':>10}{'mean':>8}")
    seen = [cell for cell in cells if cell.kind in KINDS]
    for low, high in pairwise(BINS):
        some = [cell for cell in seen if low <= cell.confidence < high]
        if some:
            right = 100 * sum(cell.right for cell in some) / len(some)
            mean = sum(cell.confidence for cell in some) / len(some)
            print(f"{low:>8}{min(high, 1.0):>8}{len(some):>8}{right:>10.2f}{mean:>8.3f}")
    silent = [cell for cell in cells if cell.silent]
    for cell in silent[:20]:
        said = f"truth {cell.truth!r}, read {cell.read!r}, confidence {cell.confidence}"
        print(f"      SILENT {cell.document} {cell.key}: {said}")
    return len(silent)


def judged(truths: Path, results: Path, scorer: ModuleType) -> Iterator[Judged]:
    """Yield the cells of the truth that were read."""
    for path in sorted(truths.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        read = results / f"{name}.json"
        if not read.exists():
            continue
        truth, result = (json.loads(p.read_text(encoding="utf-8")) for p in (path, read))
        pairs, _, _ = scorer.match_reports(truth["reports"], result["reports"])
        for one, other in pairs:
            yield from _of_report(
                name, truth["kind"], truth["reports"][one], result["reports"][other], scorer
            )


def _of_report(
    name: str, kind: str, truth: dict[str, Any], result: dict[str, Any], scorer: ModuleType
) -> Iterator[Judged]:
    findings = [f for f in result["findings"] if f["verdict"] == "broken"]
    broken = {key for finding in findings for key in finding["cells"]}
    for key, want in truth["cells"].items():
        cell = result["cells"].get(key)
        if cell is not None:
            yield Judged(
                name,
                kind,
                key,
                scorer.norm_text(want),
                scorer.cell_text(cell),
                cell["confidence"],
                cell["unsure"],
                key in broken,
            )


def _row(name: str, cells: list[Judged]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for cell in cells:
        counts["wrong"] += not cell.right
        counts["silent"] += cell.silent
        counts["marked"] += cell.right and cell.unsure
        filled = not cell.truth and cell.read != ""
        emptied = bool(cell.truth) and not cell.read
        counts["filled"] += filled
        counts["emptied"] += emptied
        counts["sure"] += (filled or emptied) and not cell.unsure
    right = len(cells) - counts["wrong"]
    share = f"{100 * counts['marked'] / (right or 1):.2f} %"
    return (
        f"{name:<34}{len(cells):>8}{counts['wrong']:>7}{counts['silent']:>8}{share:>18}"
        f"{counts['filled']:>17}{counts['emptied']:>17}{counts['sure']:>12}"
    )


def _loaded(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(print_doubt(*map(Path, sys.argv[1:4])) > 0)
