"""What a value of several fields is made from: as ``typing.NamedTuple``, and made in a twentieth of its time.

``typing`` compiles the annotation of every field to look whether it is a type, which mypy does before, and
``collections`` what makes a value, of each of two hundred classes of which a command uses few. Here that is compiled
when the first value is made; what all of them have in common is the same function.
"""

from __future__ import annotations

__all__ = ["NamedTuple"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    try:
        from _collections import _tuplegetter as _field
    except ImportError:  # another Python than CPython
        from operator import itemgetter

        def _field(place, doc):
            return property(itemgetter(place), doc=doc)

    _TAKEN = frozenset(("__new__", "__init__", "__slots__", "__annotations__"))
    _FIELDS = [_field(place, f"Alias for field number {place}") for place in range(100)]
    """A field by its place, in whatever class."""

    def _make(cls, values):
        """Make a new value from a sequence or iterable."""
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **given):
        """Return a new value that has the given fields replaced."""
        made = self._make(map(given.pop, self._fields, self))
        if given:
            raise TypeError(f"Got unexpected field names: {list(given)!r}")
        return made

    def _told(self):
        return f"{self.__class__.__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

    def _asdict(self):
        """Return a new dict which maps field names to their values."""
        return dict(zip(self._fields, self, strict=True))

    def _plainly(self):
        return tuple(self)

    _COMMON = {
        "__slots__": (),
        "__repr__": _told,
        "__getnewargs__": _plainly,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
    }

    def _maker(name, fields, given):
        """What makes values of these fields; ``given`` are the defaults of the last of them."""
        names = "".join(f"{field}, " for field in fields)
        code = f"lambda _cls, {names}: _new(_cls, ({names}))"
        made = eval(code, {"_new": tuple.__new__, "__builtins__": {}})  # noqa: S307 - the names of our fields
        made.__name__, made.__qualname__ = "__new__", f"{name}.__new__"
        made.__defaults__ = tuple(given)
        return made

    class _Values(type):
        """Makes the tuple that a class statement names the fields of."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            types = body["__annotations__"]
            fields = tuple(types)
            given = {field: body[field] for field in fields if field in body}
            if tuple(given) != fields[len(fields) - len(given) :]:
                raise TypeError(f"{name}: a field without a default behind one with a default")
            if len(fields) > len(_FIELDS):
                raise TypeError(f"{name}: more than {len(_FIELDS)} fields")

            def first(_cls, /, *values, **named):
                made.__new__ = maker = _maker(name, fields, given.values())
                return maker(_cls, *values, **named)

            told = {key: value for key, value in body.items() if key not in _TAKEN}
            made = type(
                name,
                (tuple,),
                {
                    **_COMMON,
                    **told,
                    **dict(zip(fields, _FIELDS, strict=False)),
                    "__new__": first,
                    "__annotations__": types,
                    "__match_args__": fields,
                    "_fields": fields,
                    "_field_defaults": given,
                },
            )
            return made

    NamedTuple = _Values("NamedTuple", (), {})
