"""The question of an import: whether what a newer file has changed is taken, all of it or one by one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ...wording import count
from ..text.told_differences import line, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...actions.changes.differences import Difference, Key
    from ..call import Call

YES, NO, EACH = "y", "n", "each"


def can_ask() -> bool:
    """Whether somebody sits there to answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask(call: Call, differences: Sequence[Difference]) -> dict[Key, bool]:
    """The answers to what is open; none to what was only passed over with Enter.

    What the rep wrote is offered only one by one. Raises ``KeyboardInterrupt`` where they break off.
    """
    still = [one for one in differences if one.came == "open"]
    yours = [one for one in differences if one.came == "yours"]
    for head, text in told((*still, *yours)):
        call.console.wrapped(f"  {head}", text, indent=14)
    said = _answer(
        f"take what the file says of {count(len(still), 'value')}? [y]es, [n]o, [e]ach,"
        " Enter: not now "
    )
    if said.startswith(EACH[0]):
        return _each([*still, *yours])
    return {one.key: said == YES for one in still} if said in (YES, NO) else {}


def _each(differences: Sequence[Difference]) -> dict[Key, bool]:
    answers: dict[Key, bool] = {}
    for one in differences:
        said = _answer(f"{line([one])}  take it? [y]es, [n]o, Enter: not now ")
        if said in (YES, NO):
            answers[one.key] = said == YES
    return answers


def _answer(question: str) -> str:
    """The first letter of what is typed; "" for Enter, and where nothing more comes."""
    return typed(question).casefold()[:1]


def typed(question: str) -> str:
    """What is typed after a question; "" where nothing more comes."""
    from ...wording import safe

    sys.stderr.write(safe(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip()
