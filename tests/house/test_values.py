"""The values of several fields: what is made here in a twentieth of the time is what ``typing`` makes."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from repbook import values


class Ours(values.NamedTuple):
    """Three fields."""

    first: int
    second: str = "b"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Theirs(typing.NamedTuple):
    """Three fields."""

    first: int
    second: str = "b"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


DONE: dict[str, Callable[[Any], Any]] = {
    "made by place": lambda kind: tuple(kind(1, "x")),
    "made by name": lambda kind: tuple(kind(third=(2,), first=1)),
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3, 4),
    "a name that is none": lambda kind: kind(1, fourth=2),
    "made of a row": lambda kind: tuple(kind._make([1, 2, 3])),
    "made of a short row": lambda kind: kind._make([1]),
    "another value": lambda kind: tuple(kind(1)._replace(second="c")),
    "as a dict": lambda kind: kind(1)._asdict(),
    "said": lambda kind: repr(kind(1)).removeprefix(kind.__name__),
    "of itself": lambda kind: (kind(1).both, kind.__doc__, kind._fields, kind._field_defaults),
    "matched": lambda kind: kind.__match_args__,
    "its types": lambda kind: {
        name: str(typing.get_type_hints(kind)[name]) for name in kind._fields
    },
    "equal, and in a set": lambda kind: (kind(1) == (1, "b", ()), len({kind(1), kind(1)})),
    "no room for more": lambda kind: setattr(kind(1), "fourth", 4),
    "not to be changed": lambda kind: setattr(kind(1), "first", 4),
    "copied": lambda kind: tuple(copy.deepcopy(kind(1))),
    "kept and read": lambda kind: pickle.loads(pickle.dumps(kind(1))) == kind(1),
    "in order": lambda kind: min([kind(2), kind(1)]).first,
}


def _outcome(do: Callable[[Any], Any], kind: Any) -> Any:
    try:
        return do(kind)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


@pytest.mark.parametrize("done", DONE)
def test_they_do_what_those_of_typing_do(done: str) -> None:
    assert _outcome(DONE[done], Ours) == _outcome(DONE[done], Theirs)


def test_a_field_that_is_none_is_not_replaced() -> None:
    """Python calls it a wrong value up to 3.12, and a wrong argument from 3.13 on; here it is always the latter."""
    with pytest.raises(TypeError, match="fourth"):
        Ours(1)._replace(fourth=2)  # type: ignore[call-arg]


def test_a_field_behind_a_default_needs_one() -> None:
    with pytest.raises(TypeError, match="without a default"):

        class _Wrong(values.NamedTuple):
            first: int = 1
            second: str  # type: ignore[misc]
