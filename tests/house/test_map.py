"""The map of the house (``src/repbook/README.md``) says what is there: its paths, its rooms, its recipes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "src" / "repbook"
MAP = (HOUSE / "README.md").read_text("utf-8").partition("## Every file in a line")[0]
IN_TICKS = re.compile(r"`([\w./]+)`")
PATHS = sorted({path for path in IN_TICKS.findall(MAP) if "/" in path})
ROOMS = sorted(
    folder.relative_to(HOUSE).as_posix()
    for folder in HOUSE.rglob("*")
    if (folder / "__init__.py").exists() and folder.parent != HOUSE
)
MOST = {
    "fact kind": 5,
    "column": 3,
    "form": 4,
    "report": 3,
    "import profile": 1,
    "kind of record": 9,
}
"""How many files of the house each recipe may name."""


def recipe(name: str) -> str:
    """The line of the map that says how to add one."""
    found = [line for line in MAP.splitlines() if line.startswith(f"- **A {name}**")]
    found += [line for line in MAP.splitlines() if line.startswith(f"- **An {name}**")]
    assert len(found) == 1, f"the map has {len(found)} recipes for a {name}"
    return found[0]


@pytest.mark.parametrize("path", PATHS)
def test_what_the_map_names_is_there(path: str) -> None:
    if path.startswith("tests/"):
        assert (HOUSE.parents[1] / path).exists()
    else:
        assert (HOUSE / path).exists()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_on_the_map_and_says_what_it_is_for(room: str) -> None:
    if not room.startswith(("ui/dialogs/", "cli/", "demo/")):
        assert f"`{room}/`" in MAP
    said = (HOUSE / room / "__init__.py").read_text("utf-8")
    assert said.startswith('"""') and len(said.split('"""')[1].split()) >= 4


@pytest.mark.parametrize(("name", "most"), MOST.items())
def test_a_recipe_names_no_more_files_than_it_should(name: str, most: int) -> None:
    files = {path for path in IN_TICKS.findall(recipe(name)) if re.search(r"\.\w+$", path)}
    assert 0 < len(files) <= most


def test_no_room_is_too_full_to_be_read() -> None:
    for folder in (HOUSE, *(HOUSE / room for room in ROOMS)):
        files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(files) <= 16, folder
