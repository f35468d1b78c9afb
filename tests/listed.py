"""What repbook carries and what it must meet, by number, and which tests show each.

``pytest --practices`` lists the ninety-nine practices, ``pytest --faults`` the faults and bad inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from practices import PRACTICES

TESTS = Path(__file__).parent

FAULTS: Mapping[str, str] = dict(
    line.split(maxsplit=1) for line in (TESTS / "faults.txt").read_text("utf-8").splitlines()
)
"""Bad input and bad luck."""


class List(NamedTuple):
    """One list: the option that prints it, the mark in the tests, and its rows by number."""

    option: str
    mark: str
    rows: Mapping[str, str]


LISTS = (List("practices", "practice", PRACTICES), List("faults", "fault", FAULTS))


def shown_in_source(mark: str) -> set[str]:
    """The numbers that a mark in any test file names."""
    found: set[str] = set()
    marked = re.compile(mark + r"\(((?:\s*\"[RF]\d+\",?)+)\s*\)")
    for path in TESTS.rglob("test_*.py"):
        for match in marked.finditer(path.read_text("utf-8")):
            found |= set(re.findall(r"[RF]\d+", match[1]))
    return found


def report(each: List, shown: Mapping[str, Iterable[str]]) -> list[str]:
    """A line for each row: its number, its name, and how many tests show it; then the tests of faults by name."""
    wide = max(map(len, each.rows.values()))
    lines = []
    for number, name in each.rows.items():
        tests = sorted(shown.get(number, ()))
        said = f"{len(tests)} tests" if len(tests) != 1 else "1 test"
        lines.append(f"{number:<4} {name:<{wide}} {said if tests else 'MISSING'}")
        if each.mark == "fault":
            lines += [f"       {test}" for test in tests]
    missing = [number for number in each.rows if not shown.get(number)]
    unknown = sorted(shown.keys() - each.rows.keys())
    lines.append("")
    lines.append(
        f"missing: {', '.join(missing)}"
        if missing
        else f"all {len(each.rows)} {each.option} are shown"
    )
    return [*lines, *(f"no such number: {number}" for number in unknown)]
