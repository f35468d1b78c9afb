"""A clipping: a page that tells of the customer, to be sent with two sentences (R93, R94)."""

from __future__ import annotations

from ....actions.care import letters
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ..common.row_forms import RowForm


class ClippingForm(RowForm):
    """What it says, and where it stands; the note to go with it comes next."""

    form_id = "clipping"

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Clipping", about="Where were they in the news?")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("about", "what it says", "line", required=True),
            Field("source", "where it is from", "line"),
        )

    def saving(self, values: Values) -> Save:
        return self.act(letters.clip, self.customer_id, values["about"], values["source"])
