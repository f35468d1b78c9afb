"""The tables, loaded when a row is first written: they bring SQLAlchemy, and no screen waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .tables import *  # noqa: F403


def __getattr__(name: str) -> Any:
    from . import tables

    globals()[name] = found = getattr(
        tables, name
    )  # asked for once only: an import asks for each row
    return found
