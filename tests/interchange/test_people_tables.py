"""Tables of customers and people, as programs and hands write them: what a careful person finds in each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from .read_out import cases, lost, read_out

TODAY = date(2026, 3, 18)
FILES = sorted((Path(__file__).parents[1] / "data" / "people").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_stands_in_a_table(file: Path, tmp_path: Path) -> None:
    wrong = []
    told = cases(file)
    assert told
    for name, content, right in told:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        said = read_out(path, TODAY)
        if said != right:
            wrong.append(f"=== {name}\n{said}\n--- and not\n{right}")
        told_of = path.suffix == ".csv" and not said.startswith("refused")
        gone = lost(content, said) if told_of else []
        if gone:
            wrong.append(f"=== {name}: nothing is told of {gone}")
    assert not wrong, f"{len(wrong)} of {len(told)}\n" + "\n".join(wrong)
