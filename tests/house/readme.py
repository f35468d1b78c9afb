"""The README's key list, made from the table of commands: ``python tests/house/readme.py`` writes it."""

from __future__ import annotations

import re
from pathlib import Path

from repbook.ui.keys.commands import COMMANDS, LOCAL, SHIPPED, key_text

README = Path(__file__).parents[2] / "README.md"
PLACE = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)


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


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
