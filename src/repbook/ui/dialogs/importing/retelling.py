"""What a file is read by, said otherwise by the rep: its sheet, its days, its headings, a column's field."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from ....interchange.filing.import_plan import with_column, with_told
from ..common.options import Options
from .field_picker import pick_field

if TYPE_CHECKING:
    from ...shell.protocol import Shell
    from .arriving import Arriving

DAYS = (
    ("d", "day first: 3/4 is 3 April", "d"),
    ("m", "month first: 3/4 is 4 March", "m"),
)


async def pick_column(app: Shell, one: Arriving, number: int) -> bool:
    """Choose what a column fills; whether anything was chosen."""
    if one.plan is None:
        return False
    field = await pick_field(app, one.plan.columns[number - 1])
    if field:
        one.planned(await asyncio.to_thread(with_column, one.plan, number, field))
    return bool(field)


async def pick_sheet(app: Shell, one: Arriving) -> bool:
    """Choose another sheet of a workbook."""
    if one.plan is None:
        return False
    options = tuple((str(at), name, name) for at, name in enumerate(one.plan.sheets[:9], 1))
    chosen = await app.push_screen_wait(Options("Which sheet?", options))
    return bool(chosen) and await again(one, sheet=chosen, mapping={})


async def pick_days(app: Shell, one: Arriving) -> bool:
    """Choose whether the day or the month comes first in this file."""
    chosen = await app.push_screen_wait(Options("How are days written in it?", DAYS))
    return bool(chosen) and await again(one, day_first=chosen == "d")


async def turn_headings(app: Shell, one: Arriving) -> bool:
    """The first row is one of headings, or a row like the others."""
    return one.plan is not None and await again(one, headed=not one.plan.headed, mapping={})


async def again(one: Arriving, *, day_first: bool | None = None, **told: object) -> bool:
    """Look into the file anew, with other words of the rep. Raises ``RepbookError``."""
    if one.plan is None:
        return False
    words = replace(one.plan.told, **told)  # type: ignore[arg-type]
    one.planned(await asyncio.to_thread(with_told, one.plan, words, day_first=day_first))
    return True
