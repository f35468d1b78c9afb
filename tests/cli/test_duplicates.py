"""``repbook duplicates`` and ``repbook merge``: who may be two, which of them is meant, and what becomes of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import Run

DATA = Path(__file__).parents[1] / "data" / "doubles"


@pytest.fixture
def kelder(run: Run) -> Run:
    """A book into which two programs brought one customer."""
    run("new")
    run("import", DATA / "two-programs-1.csv")
    run("import", DATA / "two-programs-2.vcf")
    return run


def test_an_import_names_what_it_brought_twice(run: Run) -> None:
    run("new")
    assert "duplicate" not in run("import", DATA / "two-programs-1.csv").out
    for words in (("--dry-run",), ()):
        said = run("import", DATA / "two-programs-2.vcf", *words).out
        assert "1 likely duplicate: `repbook duplicates` lists them" in said
        assert "Kelder Dairy #1 and Kelder Dairy Ltd #2: same e-mail ella@kelder.example" in said
    assert "duplicate" not in run("import", DATA / "two-programs-2.vcf").out
    said = run("import", DATA / "near-names.csv").out
    assert "likely duplicates: `repbook duplicates`" in said
    assert len(re.findall(r"^  Keld[ea]r .*#\d", said, re.MULTILINE)) == 3  # the first three


def test_they_are_listed_with_reasons_and_what_joins_them(kelder: Run) -> None:
    said = kelder("duplicates").out
    assert "same e-mail ella@kelder.example · same name but for Ltd · same telephone" in said
    assert "joined along: Ella Marsh" in said
    assert 'repbook merge "#1" "#2"' in said
    (pair,) = json.loads(kelder("duplicates", "--json").out)["customers"]
    assert (pair["keep_id"], pair["join_id"], pair["keep"]) == (1, 2, "Kelder Dairy")


def test_a_trial_shows_them_side_by_side_and_changes_nothing(kelder: Run) -> None:
    said = kelder("merge", "Kelder Dairy", "Kelder Dairy Ltd", "--dry-run").out
    assert "Kelder Dairy Ltd #2 would become part of Kelder Dairy #1" in said
    assert "1 person, 2 ways to reach them" in said
    assert "* Kelder Dairy " in said
    assert "--take FIELD takes the other: name" in said
    assert "likely duplicate" in kelder("duplicates").out


def test_one_becomes_part_of_the_other_and_undo_makes_two_of_them(kelder: Run) -> None:
    said = kelder("merge", "Kelder Dairy", "#2", "--take", "name")
    assert said.code == 0
    assert said.out.startswith("joined Kelder Dairy Ltd to Kelder Dairy as Kelder Dairy Ltd")
    assert "earlier name: Kelder Dairy" in kelder("show", "Kelder").out
    assert kelder("check").code == 0
    assert kelder("duplicates").err.strip() == "nobody seems to be in the book twice"
    kelder("undo")
    assert 'repbook merge "#1" "#2"' in kelder("duplicates").out


def test_people_of_one_customer(run: Run, home: Path) -> None:
    run("new")
    (home / "a.csv").write_text(
        "Company,Contact,Mobile\nA Ltd,Ann Lee,07700 900001\nA Ltd,A. Lee,+44 7700 900001\n"
    )
    said = run("import", "a.csv").out
    assert "A. Lee #2 (A Ltd)" in said and "same telephone 07700 900001" in said
    assert 'repbook merge --person "#1" "#2"' in run("duplicates").out
    assert "A. Lee #2 (A Ltd)" in run("merge", "--person", "Ann Lee, A Ltd", "#2", "--dry-run").out
    assert run("duplicates", "--apart", "#1", "#2", "--person").code == 0
    assert "A. Lee" not in run("duplicates").out
    assert run("merge", "--person", "Ann Lee", "A. Lee, A Ltd").code == 0
    assert run("show", "A Ltd").out.count("mobile") == 1


def test_told_apart_they_are_not_listed_again(kelder: Run) -> None:
    said = kelder("duplicates", "--apart", "Kelder Dairy Ltd", "Kelder Dairy").out
    assert said.strip() == "Kelder Dairy Ltd and Kelder Dairy are two: not offered again"
    assert "merge" not in kelder("duplicates").out
    kelder("undo")
    assert "merge" in kelder("duplicates").out


def test_namesakes_without_a_town_are_reached_by_number(run: Run, home: Path) -> None:
    run("new")
    (home / "a.csv").write_text("Company,Customer number\nSmith Ltd,1\nSmith Ltd,2\nSmith Ltd,3\n")
    run("import", "a.csv")
    assert "Smith Ltd #1, #2, #3" in run("duplicates").out
    refused = run("merge", "Smith Ltd", "#2")
    assert refused.code == 1
    assert "'Smith Ltd' may be Smith Ltd #1, Smith Ltd #2, Smith Ltd #3" in refused.err
    assert 'write it as "#1"' in refused.err
    assert run("show", "#3").code == 0
    assert run("merge", "#1", "#2").code == run("merge", "#1", "#3").code == 0
    assert "Smith" not in run("duplicates").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("merge", "Kelder Dairy"), 2, "something is missing"),
        (("merge", "#1", "#1"), 1, "one and the same customer"),
        (("merge", "#1", "#9"), 1, "nothing in the book has the number #9"),
        (("merge", "#1", "Nobody"), 1, "nobody in the book is called 'Nobody'"),
        (("merge", "#1", "Ella Marsh"), 1, "may be"),
        (("merge", "--person", "#1", "#2"), 1, "they are at two customers"),
        (("merge", "--person", "#1", "Kelder Dairy Ltd"), 1, "is a customer"),
        (("merge", "#1", "#2", "--take", "nose"), 1, "there is no field 'nose' to choose"),
        (("duplicates", "--person"), 2, "--person goes with --apart"),
        (("show", "#9"), 1, "nothing in the book has the number #9"),
    ],
)
@pytest.mark.slow("several commands for each of ten lines")
def test_what_can_not_be_meant_is_refused(kelder: Run, words, code: int, said: str) -> None:
    refused = kelder(*words)
    assert refused.code == code
    assert said in refused.err
    assert len(refused.err.splitlines()) == 1
    assert 'repbook merge "#1" "#2"' in kelder("duplicates").out
