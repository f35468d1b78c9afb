"""``repbook report``: what each report found, or the numbers of one as a table."""

from __future__ import annotations

from typing import Any

from ...domain.reports.report import CATALOGUE, NAMES, Report
from ...storage.reports.reports import report as read
from ...wording import safe
from ..call import Call
from ..console import Console, Piece
from ..text.cells import fit, width

UNKNOWN = "–"
GAP = 2
LONGEST_LABEL = 30


def report(call: Call) -> int:
    """Print one report, or a line for each; raises ``WrongUsage`` for a name that none has."""
    name = _name(call.options.name)
    book = call.open()
    if not name:
        found = {each: read(book, each, call.rules) for each in NAMES}
        if call.options.json:
            _print_json(call, {each: _known(one) for each, one in found.items()})
        else:
            _print_list(call.console, found)
    elif call.options.json:
        _print_json(call, {"name": name, **_known(read(book, name, call.rules))})
    else:
        _print(call, read(book, name, call.rules))
    return 0


def _name(typed: str | None) -> str:
    """The report that is meant: its name, how it begins, or its title in the app."""
    if typed is None:
        return ""
    meant = typed.casefold()
    for each in CATALOGUE:
        if meant in (each.name, each.title.casefold()):
            return each.name
    begin = [each for each in NAMES if meant and each.startswith(meant)]
    if len(begin) == 1:
        return begin[0]
    from ..usage import WrongUsage

    raise WrongUsage(f"there is no report '{safe(typed)}'", f"choose from {', '.join(NAMES)}")


def _print_list(console: Console, found: dict[str, Report]) -> None:
    label = max(map(len, found)) + GAP
    group = ""
    for each in CATALOGUE:
        if each.group != group:
            if group:
                console.line()
            group = each.group
            console.line((group, "title"))
        console.wrapped(f"  {fit(each.name, label)}", found[each.name].title)


def _print(call: Call, found: Report) -> None:
    console = call.console
    console.line((found.title, "title"))
    if found.rows:
        console.line()
        for pieces in _table(found, console.width):
            console.line(*pieces)
    if found.lines:
        console.line()
    label = max((width(safe(line.label)) for line in found.lines), default=0) + GAP
    for line in found.lines:
        said = f"{line.value} · {line.note}" if line.note else line.value
        console.wrapped(fit(safe(line.label), label), said)
    if found.hint:
        console.line()
        console.wrapped("", call.keys.fill(found.hint))


def _table(found: Report, room: int) -> list[list[Piece]]:
    """The rows in aligned columns: labels to the left, numbers to the right, remarks behind."""
    labels = [safe(row.label) for row in found.rows]
    label = min(LONGEST_LABEL, max(map(width, (found.head, *labels))))
    cells = [
        max(width(column.title), *(len(_said(row.values[place])) for row in found.rows))
        for place, column in enumerate(found.columns)
    ]
    heads = "".join(
        " " * GAP + _right(column.title, size)
        for column, size in zip(found.columns, cells, strict=True)
    )
    lines: list[list[Piece]] = [[(fit(found.head, label) + heads, "quiet")]]
    left = max(8, room - label - sum(cells) - GAP * (len(cells) + 1))
    for row, name in zip(found.rows, labels, strict=True):
        values = "".join(
            " " * GAP + _right(_said(value), size)
            for value, size in zip(row.values, cells, strict=True)
        )
        note = fit(safe(row.note), left).rstrip() if row.note else ""
        lines.append([fit(name, label) + values, (" " * GAP + note, "quiet")])
    return lines


def _right(text: str, cells: int) -> str:
    return " " * (cells - width(text)) + text


def _said(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _known(found: Report) -> dict[str, Any]:
    """A report for another program: every row with its numbers by the titles of their columns."""
    rows = [
        {
            "label": row.label,
            **({"on": row.on.isoformat()} if row.on else {}),
            **{
                column.title: value for column, value in zip(found.columns, row.values, strict=True)
            },
            **({"note": row.note} if row.note else {}),
        }
        for row in found.rows
    ]
    lines = [line._asdict() for line in found.lines]
    return {"title": found.title, "rows": rows, "lines": lines}


def _print_json(call: Call, value: dict[str, Any]) -> None:
    from ..text.as_json import printed

    call.console.stream(printed(value))
