"""How many examples a property takes."""

from __future__ import annotations

from hypothesis import settings

SUITE = "suite"


def costly(few: int = 15) -> settings:
    """For a property that drives a book or the app: few examples in the suite, otherwise as many as the profile says."""
    short = settings.get_current_profile_name() == SUITE
    return settings(max_examples=few) if short else settings()
