"""The verbs of growth without pushing: asks, plans, what is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Verb

VERBS: dict[str, Verb] = {}
