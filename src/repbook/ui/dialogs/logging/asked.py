"""The fields of what a check asks besides its score, in its own form and in the log alike (R35, R41, R47-R49)."""

from __future__ import annotations

from ....domain.shown.check_asks import BECOMES, FINE, STATE_WORDS, CheckAsks
from ...forms.field import Field, Values


class Asked(CheckAsks):
    """What is asked of this customer besides, as the fields of a form."""

    def fields(self, *, rare: bool = False) -> tuple[Field, ...]:
        """The fields, the most pressing first; with ``rare`` what can wait is folded away."""
        expected = tuple(
            Field(f"expects{item.id}", "expected", "choice", STATE_WORDS, about=item.text)
            for item in self.expected
        )
        if rare and not self.one_by_one:
            expected = tuple(each._replace(rare=True) for each in expected)
        taken: tuple[Field, ...] = ()
        if self.assumed:
            ticks = ((FINE, "as agreed"), *((name, f"not: {name}") for name in self.assumed))
            taken = (Field("assumed", self.taken_for_granted, "tick line", ticks),)
        gained: tuple[Field, ...] = ()
        if self.again:
            gained = (
                Field("gained", "gained", help="what they have of it; kept as a success"),
                Field("works_well", "works well", rare=rare),
                Field("to_improve", "to improve?", help="what could be better"),
                Field("improved", "then it is", "choice", BECOMES),
            )
        return (*expected, *taken, *gained) if self.one_by_one else (*taken, *gained, *expected)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(each.name for each in self.fields())

    def applies(self, name: str, values: Values) -> bool:
        """Whether a field is asked for as the answers stand."""
        return name != "improved" or bool(values.get("to_improve", "").strip())
