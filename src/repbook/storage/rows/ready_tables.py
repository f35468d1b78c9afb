"""A row of the book to be written, and the class of each table, without what it takes to load SQLModel.

They are used as the SQLModel classes are: made by columns, changed by setting them, told apart by ``isinstance``.
"""

from __future__ import annotations

from .declared import DECLARED, Declared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class ReadyTable(type):
    """The class of a table's rows; a row that SQLModel has read is of it as well."""

    __tablename__: str

    def __instancecheck__(cls, row: object) -> bool:
        return getattr(
            row, "__tablename__", None
        ) == cls.__tablename__ or super().__instancecheck__(row)


class ReadyRow(metaclass=ReadyTable):
    """A row: its columns, and nothing else, as attributes. Those that are not given take their default."""

    __slots__ = ("__dict__", "_held")
    __tablename__ = ""
    declared = Declared("", "")
    model_fields = Declared("", "").columns

    def __init__(self, **given: Any) -> None:
        columns = self.declared.columns
        if unknown := given.keys() - columns.keys() - {"id"}:
            raise TypeError(f"no such column of {self.__tablename__}: {', '.join(sorted(unknown))}")
        vars(self)["id"] = None
        for name, column in columns.items():
            vars(self)[name] = column.default
        vars(self).update(given)
        self.hold(None)

    def hold(self, hears: Callable[[ReadyRow], object] | None) -> None:
        """From now on ``hears`` is told of every change."""
        object.__setattr__(self, "_held", hears)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in vars(self):
            raise AttributeError(f"no such column of {self.__tablename__}: {name}")
        vars(self)[name] = value
        if self._held is not None:  # type: ignore[attr-defined]
            self._held(self)  # type: ignore[attr-defined]

    def model_dump(self) -> dict[str, Any]:
        """The columns and what is in them."""
        return dict(vars(self))


def _class_of(table: Declared) -> ReadyTable:
    inside = {"__tablename__": table.name, "declared": table, "model_fields": table.columns}
    return ReadyTable(table.model, (ReadyRow,), {"__slots__": (), **inside})


BY_NAME: dict[str, Any] = {name: _class_of(table) for name, table in DECLARED.items()}
"""The classes by the names of their tables."""
BY_CLASS: dict[str, Any] = {table.model: BY_NAME[name] for name, table in DECLARED.items()}
"""The classes by their own names."""
