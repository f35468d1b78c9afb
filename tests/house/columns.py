"""The columns of every table as plain words, made from the SQLModel classes that declare them.

``python tests/house/columns.py`` writes ``storage/rows/declared.py``; a test holds it against the classes.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, Integer, UniqueConstraint

from repbook.storage.book import tables

DECLARED = Path(__file__).parents[2] / "src/repbook/storage/rows/declared.py"
PLACE = re.compile(r'(TABLES = """\\\n).*?(""")', re.DOTALL)
WIDTH = 108


def lines() -> str:
    """Every table: its class and name, its columns, and what can stand in it once only."""
    return "".join(map(_table, tables.BY_NAME.values()))


def filled(text: str) -> str:
    """The module with its tables brought in step."""
    return PLACE.sub(lambda found: f"{found[1]}{lines()}{found[2]}", text)


def _table(model: Any) -> str:
    said = [f"{model.__name__} {model.__tablename__}"]
    line = " "
    words = [_column(each.name, model) for each in model.__table__.columns if each.name != "id"]
    once = (rule for rule in model.__table__.constraints if isinstance(rule, UniqueConstraint))
    words += [f"once({','.join(each.name for each in rule.columns)})" for rule in once]
    for word in words:
        if len(line) + len(word) >= WIDTH:
            said.append(line)
            line = " "
        line += f" {word}"
    return "\n".join([*said, line]) + "\n"


def _column(name: str, model: Any) -> str:
    column, field = model.__table__.columns[name], model.model_fields[name]
    kinds = ((Boolean, ":flag"), (Integer, ":number"), (Date, ":day"))
    said = name + next((word for kind, word in kinds if isinstance(column.type, kind)), "")
    for key in column.foreign_keys:
        said += f">{key.column.table.name}"
    if field.is_required():
        return said
    return f"{said}?" if field.default is None else f"{said}={_default(field.default)}"


def _default(value: Any) -> str:
    if isinstance(value, StrEnum):
        return value.value.replace(" ", "~")
    return str(int(value)) if isinstance(value, bool | int) else str(value)


if __name__ == "__main__":
    DECLARED.write_text(filled(DECLARED.read_text("utf-8")), "utf-8")
