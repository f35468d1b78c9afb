"""A clipping: a page that tells of the customer, to be sent with two sentences (R93, R94)."""

from __future__ import annotations

from ....actions.care import letters
from ...forms.field import Field
from ..common.row_forms import PlainForm


class ClippingForm(PlainForm):
    """What it says, and where it stands; the note to go with it comes next."""

    form_id = "clipping"
    called = "Clipping"
    asks = (
        Field("about", "what it says", "line", required=True),
        Field("source", "found in", help="the paper, the page"),
    )
    saves = staticmethod(letters.clip)
