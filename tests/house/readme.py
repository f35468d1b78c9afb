"""What is made in the two READMEs: the keys, from the table of commands; every file in a line, from its docstring.

``python tests/house/readme.py`` writes both.
"""

from __future__ import annotations

import ast
import re
from itertools import groupby
from pathlib import Path

from repbook.ui.keys.commands import COMMANDS, LOCAL, SHIPPED, key_text

README = Path(__file__).parents[2] / "README.md"
PLACE = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)
HOUSE = README.with_name("src") / "repbook"
MAP = HOUSE / "README.md"
FILES = re.compile(r"(<!-- files -->\n).*?(<!-- /files -->)", re.DOTALL)


def key_list() -> str:
    """Every command under its group, as Markdown."""
    lines: list[str] = []
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            lines += ["", f"**{group}**", "", "| key | does |", "|---|---|"]
        keys = key_text(command) or (f"n {command.new}" if command.new else "Ctrl+P, by name")
        spelt = " ".join(f"`{key}`" for key in keys.split(" ")) if "Ctrl+P," not in keys else keys
        lines.append(f"| {spelt} | {command.help} |")
    for group, keys in LOCAL.items():
        lines += ["", f"**{group}**", "", "| key | does |", "|---|---|"]
        lines += [
            f"| {' '.join(f'`{key}`' for key in SHIPPED.fill(key).split(' '))} | {SHIPPED.fill(words)} |"
            for key, words in keys
        ]
    return "\n".join(lines[1:]) + "\n"


def filled(text: str) -> str:
    """A README with its key list brought in step."""
    return PLACE.sub(lambda found: f"{found[1]}\n{key_list()}\n{found[2]}", text)


def file_list() -> str:
    """Every file of the house under its room, with the first line that it says of itself."""
    files = [path.relative_to(HOUSE) for path in HOUSE.rglob("*.py") if path.stem[0] != "_"]
    lines: list[str] = []
    for room, inside in groupby(
        sorted(files, key=lambda path: (path.parent, path.name)), lambda path: path.parent
    ):
        lines += ["", f"**{room.as_posix()}/**" if room.name else "**the leaves**", ""]
        lines += [f"- {path.stem}: {_first_line(HOUSE / path)}" for path in inside]
    return "\n".join(lines[1:]) + "\n"


def _first_line(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return said.partition("\n")[0].strip()


def mapped(text: str) -> str:
    """The map with its list of files brought in step."""
    return FILES.sub(lambda found: f"{found[1]}\n{file_list()}\n{found[2]}", text)


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
    MAP.write_text(mapped(MAP.read_text("utf-8")), "utf-8")
