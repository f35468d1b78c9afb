"""Sales of a file under other ids than the file's own: those by which the book knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...interchange.reading.packed import Packed
from ...interchange.reading.records import Parsed


def renumbered(parsed: Parsed, given: Mapping[str, str]) -> Parsed:
    """``parsed`` with each sale under the id that is ``given`` for its own; the others keep theirs."""
    sales = (
        replace(one, external_id=given.get(one.external_id, one.external_id))
        for one in parsed.sales
    )
    return replace(parsed, sales=Packed(sales).settled())
