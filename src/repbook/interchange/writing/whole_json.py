"""repbook's own JSON: a whole book in one file, the same bytes for the same book.

One row a line, columns in the order of the schema, rows by id, so that two exports can be compared
line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ...errors import BadFile

FORMAT = 1
AGAIN = "export it again with `repbook export`"
UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What could drive a terminal and JSON would leave as it is; spelt ``\\u009b``, it means the same."""

Table = tuple[str, Sequence[str], Iterable[Sequence[Any]]]
Columns = Mapping[str, Sequence[str]]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a file of a whole book says: rows by table, and the highest id that each table gave."""

    schema: int
    last_ids: Mapping[str, int]
    tables: Mapping[str, Rows]


def dumps(value: Any, **how: Any) -> str:
    """JSON that is safe to print: letters stay letters, control characters are spelt out."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, **how)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def lines(schema: int, last_ids: Mapping[str, int], tables: Iterable[Table]) -> Iterator[str]:
    """The file, line by line. Raises ``ValueError`` for a number that JSON can't hold."""
    yield f'{{"repbook": {dumps({"format": FORMAT, "schema": schema})},\n'
    yield f'"last_ids": {dumps(dict(last_ids))},\n"tables": {{'
    gap = "\n"
    for name, columns, rows in tables:
        yield f"{gap}{dumps(name)}: ["
        comma = "\n"
        for row in rows:
            yield comma + dumps(dict(zip(columns, map(_out, row), strict=True)))
            comma = ",\n"
        yield "]" if comma == "\n" else "\n]"
        gap = ",\n"
    yield "\n}}\n"


def lines_of(whole: Whole, tables: Columns) -> Iterator[str]:
    """The same lines for what was read from a file, so that a book can be compared with it."""
    last_ids = {name: whole.last_ids[name] for name in tables}
    rows = ((name, names, _in_order(whole.tables[name], names)) for name, names in tables.items())
    return lines(whole.schema, last_ids, rows)


def read(path: Path, newest: int, tables_of: Callable[[int], Columns]) -> Whole:
    """The book in a file, of the schema version it says; ``newest`` is the newest that is known.

    It must have exactly the tables and columns that ``tables_of`` gives for its version. Raises
    ``BadFile`` for anything else: no JSON, another program's, a newer book's.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        given = json.loads(text, parse_constant=_refused, object_pairs_hook=_distinct)
    except OSError as error:
        raise BadFile(f"{path} can't be read: {error.strerror}", "check the path") from None
    except json.JSONDecodeError as error:
        raise BadFile(f"{path} is no whole JSON file (line {error.lineno})", AGAIN) from None
    except (ValueError, RecursionError, _Refused):
        raise BadFile(f"{path} is JSON that no book is made of", AGAIN) from None
    head = given.get("repbook") if isinstance(given, dict) else None
    if not isinstance(head, dict) or type(head.get("schema")) is not int:
        raise BadFile(
            f"{path} is not an export of repbook", "import CSV, or export it with `repbook export`"
        )
    schema = head["schema"]
    if head.get("format") != FORMAT or not 1 <= schema <= newest:
        raise BadFile(
            f"{path} comes from another version of repbook (schema {schema}, not {newest})",
            "update repbook, or export it again with this one",
        )
    tables = tables_of(schema)
    return Whole(
        schema,
        _numbers(path, given.get("last_ids"), tables),
        _tables(path, given.get("tables"), tables),
    )


def _in_order(rows: Rows, columns: Sequence[str]) -> Iterator[list[Any]]:
    return ([row[column] for column in columns] for row in rows)


def _out(value: Any) -> Any:
    """Bytes stand only where a row is damaged; they are kept as they are."""
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def _in(path: Path, value: Any) -> Any:
    if value is None or type(value) in (str, int, float):
        return value
    if isinstance(value, dict) and value.keys() == {"hex"}:
        try:
            return bytes.fromhex(value["hex"])
        except (TypeError, ValueError):
            pass
    raise BadFile(f"{path} holds a value that no book can hold", AGAIN)


def _numbers(path: Path, given: Any, tables: Iterable[str]) -> dict[str, int]:
    numbers = given if isinstance(given, dict) else {}
    if numbers.keys() != set(tables) or not all(
        type(number) is int and 0 <= number < 2**62 for number in numbers.values()
    ):
        raise BadFile(f"{path} does not say which ids were given", AGAIN)
    return numbers


def _tables(path: Path, given: Any, tables: Columns) -> dict[str, Rows]:
    if not isinstance(given, dict) or given.keys() != tables.keys():
        raise BadFile(f"{path} has not the tables of a book", AGAIN)
    return {name: _rows(path, name, given[name], columns) for name, columns in tables.items()}


def _rows(path: Path, name: str, given: Any, columns: Sequence[str]) -> Rows:
    names = set(columns)
    if not isinstance(given, list):
        raise BadFile(f"{path}: {name} is no list of rows", AGAIN)
    for number, row in enumerate(given, 1):
        if not isinstance(row, dict) or row.keys() != names or type(row["id"]) is not int:
            raise BadFile(f"{path}: row {number} of {name} has not the columns of a book", AGAIN)
    return [{column: _in(path, row[column]) for column in columns} for row in given]


class _Refused(Exception):
    """NaN, infinity, or a key given twice: files that mean two things (F100)."""


def _refused(_: str) -> NoReturn:
    raise _Refused


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused
    return made
