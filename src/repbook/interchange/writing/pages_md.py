"""A customer's page as Markdown: to read, print, or hand over. The sections are those of ``customer_summary``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...domain.shown.customer_summary import Section
from ...wording import is_unsafe

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
AT_START = re.compile(r"([-+=]|\d+[.)])")


def text(value: str) -> str:
    """A person's text as Markdown that shows it letter for letter, on one line."""
    line = " ".join("".join(" " if is_unsafe(char) else char for char in value).split())
    line = SIGNS.sub(r"\\\1", line)
    found = AT_START.match(line)
    return f"{found[0][:-1]}\\{found[0][-1]}{line[found.end() :]}" if found else line


def page(
    name: str, head: Iterable[str], sections: Iterable[Section], kept_back: int = 0
) -> Iterator[str]:
    """One customer's document, line by line; ``kept_back`` counts the confidential facts left out (R27)."""
    yield f"# {text(name)}\n\n"
    for line in head:
        yield f"{text(line)}\n\n"
    for section in sections:
        if section.title:
            yield f"## {section.title}\n\n"
        for part in section.parts:
            label = f"**{text(part.label)}** " if part.label else ""
            for line in part.lines:
                yield f"- {label}{text(line)}\n"
        yield "\n"
    if kept_back:
        yield f"{kept_back} confidential, not in this file.\n\n"
