"""What every bench shares: timing, the printed table, the JSON form, and the exit code.

    args = arguments("Scoring against pycocotools and shapely")
    ours, theirs = timed(our_work, n=5), timed(their_work, n=5)          each a tuple of ms
    rows = [Row.of("judge", "X-ray Trainer", "10,000 cases", ours), …]
    claims = [at_most("judging takes at most 3 times pycocotools", median(ours) / median(theirs), 3.0)]
    sys.exit(report(rows, claims, args, packages=("numpy", "pycocotools")))

With --json, stdout is one document: {"machine", "versions", "rows", "claims"}. The exit code is 1 if a claim fails.
A bench is run as a script (`python bench/scoring.py`), so that this file is found beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from statistics import median

__all__ = ["Claim", "Row", "arguments", "at_least", "at_most", "machine", "median", "report", "timed", "versions"]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured piece of work. subject : whose it is. size : of the input. n : how many times it was measured."""

    work: str
    subject: str
    size: str
    n: int
    median_ms: float
    p95_ms: float

    @classmethod
    def of(cls, work: str, subject: str, size: str, samples_ms: Sequence[float]) -> Row:
        """The row of these measurements."""
        ordered = sorted(samples_ms)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
        return cls(work, subject, size, len(ordered), median(ordered), p95)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that must hold: what was promised, what was measured, and where the limit lies."""

    text: str
    value: float
    limit: float
    holds: bool


def at_most(text: str, value: float, limit: float) -> Claim:
    """A claim that a measured value does not pass a limit."""
    return Claim(text, value, limit, value <= limit)


def at_least(text: str, value: float, limit: float) -> Claim:
    """A claim that a measured value reaches a limit."""
    return Claim(text, value, limit, value >= limit)


def timed(work: Callable[[], object], n: int, warm_up: int = 1) -> tuple[float, ...]:
    """How long `work` takes, in ms, each of n times, after some times that do not count."""
    for _ in range(warm_up):
        work()
    samples = []
    for _ in range(n):
        start = time.perf_counter_ns()
        work()
        samples.append((time.perf_counter_ns() - start) / 1e6)
    return tuple(samples)


def arguments(
    description: str, options: Callable[[argparse.ArgumentParser], object] | None = None
) -> argparse.Namespace:
    """The command line: --json, and what `options` adds to the parser."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    if options is not None:
        options(parser)
    return parser.parse_args()


def machine() -> dict[str, str | int | float]:
    """The machine that this runs on."""
    found: dict[str, str | int | float] = {
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
    }
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found["memory_gb"] = round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1)
    return found


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Python's version and those of installed packages."""
    found = {"python": platform.python_version()}
    for name in packages:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def report(
    rows: Sequence[Row], claims: Sequence[Claim], args: argparse.Namespace, packages: Iterable[str] = ("numpy",)
) -> int:
    """Print what was measured, as a table or as JSON, and give the exit code: 1 if a claim fails."""
    named = versions(("xray-trainer", *packages))
    if args.json:
        document = {
            "machine": machine(),
            "versions": named,
            "rows": [asdict(row) for row in rows],
            "claims": [asdict(claim) for claim in claims],
        }
        json.dump(document, sys.stdout, indent=1)
        print()
    else:
        _print_table(rows, claims, named)
    return 0 if all(claim.holds for claim in claims) else 1


def _print_table(rows: Sequence[Row], claims: Sequence[Claim], named: dict[str, str]) -> None:
    print(", ".join(str(value) for value in machine().values()))
    print(", ".join(f"{name} {version}" for name, version in named.items()))
    print()
    head = ("work", "subject", "size", "n", "median ms", "p95 ms")
    cells = [head, *((r.work, r.subject, r.size, str(r.n), f"{r.median_ms:.3f}", f"{r.p95_ms:.3f}") for r in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    for line in cells:
        left = "  ".join(text.ljust(width) for text, width in zip(line[:3], widths[:3], strict=True))
        right = "  ".join(text.rjust(width) for text, width in zip(line[3:], widths[3:], strict=True))
        print(f"{left}  {right}")
    print()
    for claim in claims:
        print(f"{'holds' if claim.holds else 'FAILS'}  {claim.text}: {claim.value:.3g} (limit {claim.limit:g})")
