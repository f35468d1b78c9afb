"""An action whose name a test has drawn, called with the rules where it goes by them."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

from repbook.domain.spine.rules import DEFAULT


def ruled(action: Callable[..., Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """``kwargs``, with the rules as they come for an action that takes any."""
    return {"rules": DEFAULT, **kwargs} if "rules" in signature(action).parameters else kwargs
