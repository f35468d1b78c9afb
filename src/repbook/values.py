"""What a value of several fields is made from: as ``typing.NamedTuple``, and made in a fifth of its time.

``typing`` compiles the annotation of every field to look whether it is a type, which mypy does before; with some
two hundred such classes, that was a quarter of what a command took to load.
"""

from __future__ import annotations

__all__ = ["NamedTuple"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    _TAKEN = frozenset(("__new__", "__init__", "__slots__", "__annotations__", "__qualname__"))

    class _Values(type):
        """Makes the tuple that a class statement names the fields of."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = body["__annotations__"]
            given = {field: body[field] for field in fields if field in body}
            if list(given) != list(fields)[len(fields) - len(given) :]:
                raise TypeError(f"{name}: a field without a default behind one with a default")
            made = namedtuple(name, fields, defaults=given.values(), module=body["__module__"])
            made.__annotations__ = made.__new__.__annotations__ = fields
            made.__qualname__ = body["__qualname__"]
            for key, value in body.items():
                if key not in _TAKEN and key not in fields:
                    setattr(made, key, value)
                    if named := getattr(type(value), "__set_name__", None):
                        named(value, made, key)
            return made

    NamedTuple = _Values("NamedTuple", (), {})
