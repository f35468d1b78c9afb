"""The page of a week as Markdown: what the weekly review keeps, and what the command line prints."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.review.week_page import WeekPage, sections, title
from ...wording import day_text
from .pages_md import text


def page(week: WeekPage) -> Iterator[str]:
    """The document, line by line."""
    yield f"# {text(title(week))}\n\n"
    if week.finished_on is not None:
        yield f"Reviewed {day_text(week.finished_on)}.\n\n"
    for section in sections(week):
        yield f"## {section.title}\n\n"
        for label, value, note in section.lines:
            shown = [f"**{text(label)}**"] if label else []
            shown.append(text(value))
            yield f"- {' '.join(shown)}{f' · {text(note)}' if note else ''}\n"
        yield "\n"
