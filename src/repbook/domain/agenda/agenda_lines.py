"""Agendas as a settings file has them, a step a line: ``O+1bd thanks: Handwritten thank-you``.

A line names the day that the step hangs on (O for the order, L for the live day), how far from it
(``+5`` days, ``-2bd`` business days, nothing for the day itself), what sort of step it is, and the words.
The sort is a kind of follow-up (``call``, ``visit``, ``task`` …) or a built-in step (``questions``,
``agreement``, ``check-1`` …), which the app then knows as its own. ``facts agreement`` says both.
"""

from __future__ import annotations

import re

from ...errors import BadSettings
from ...wording import clean, fold
from ..spine.kinds import Anchor, FollowupKind
from .agenda_templates import KNOWN, Step

ANCHORS = {"O": Anchor.ORDER, "L": Anchor.LIVE}
KINDS = tuple(kind for kind in FollowupKind if kind is not FollowupKind.CATCH_UP)
"""What a line may ask for; the catch-up question is the app's own."""
MOST_DAYS = 3660
MOST_WORDS = 500
MOST_STEPS = 100
_LINE = re.compile(
    r"(?P<anchor>[OL])(?P<offset>[+\-−]\d{1,4})?(?P<unit>bd|d)?\s+"
    r"(?:(?P<kind>[a-z]+)\s+)?(?P<word>[a-z]+(?:-[a-z0-9]+)*)\s*:\s*(?P<what>.+)"
)
_EXAMPLE = "such as O+1bd thanks: Thank-you, or L visit: Arrived?"


def read_template(lines: object, key: str) -> tuple[str, ...]:
    """The lines of an agenda, each known to be a step.

    Raises ``BadSettings`` that names the setting's ``key`` and the line that can't be meant.
    """
    said = key.replace("rules.agenda.templates", "agendas")
    if not key.rpartition(".")[2].strip():
        raise BadSettings(f"{said} has no name", "name the agenda in the settings")
    if not isinstance(lines, list | tuple) or not all(isinstance(line, str) for line in lines):
        raise BadSettings(f"{said} must be a list of steps, not {lines!r}", _EXAMPLE)
    kept = tuple(filter(None, map(clean, lines)))
    if not 1 <= len(kept) <= MOST_STEPS:
        raise BadSettings(f"{said} must have 1 to {MOST_STEPS} steps", _EXAMPLE)
    for number, line in enumerate(kept, 1):
        try:
            step(line)
        except ValueError as error:
            raise BadSettings(
                f"{said}, step {number} ('{line[:60]}'): {error}", "correct it in the settings"
            ) from None
    return kept


def steps(lines: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps that checked lines stand for; of two with the same key, the later is numbered."""
    found: dict[str, Step] = {}
    for line in lines:
        one = step(line)
        key, number = one.key, 2
        while key in found:
            key, number = f"{one.key}-{number}", number + 1
        found[key] = one._replace(key=key)
    return tuple(found.values())


def step(line: str) -> Step:
    """One line as a step; raises ``ValueError`` saying what is wrong with it."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"no step, {_EXAMPLE}")
    offset = int((found["offset"] or "0").replace("−", "-"))
    anchor, unit, what = ANCHORS[found["anchor"]], found["unit"] or "d", found["what"].strip()
    if anchor is Anchor.ORDER and offset < 0:
        raise ValueError("nothing can be due before the order")
    if abs(offset) > MOST_DAYS:
        raise ValueError(f"{abs(offset)} days are too far, {MOST_DAYS} at most")
    if len(what) > MOST_WORDS:
        raise ValueError(f"the words are too long, {MOST_WORDS} letters at most")
    kind, key = _sort(found["kind"], found["word"], what)
    return Step(key, what, kind, anchor, offset, unit)


def _sort(said: str | None, word: str, what: str) -> tuple[FollowupKind, str]:
    """The kind and the key that a line's words name."""
    known = KNOWN.get(word)
    if known is not None:
        if said is not None and said != known.kind:
            raise ValueError(f"'{word}' is a step of the kind '{known.kind}', not '{said}'")
        return known.kind, known.key
    if said is None and word in KINDS:
        # The key comes from the words, so that a step keeps it when lines are added around it.
        return FollowupKind(word), f"{word}-" + "-".join(re.findall(r"\w+", fold(what)))[:60]
    raise ValueError(f"'{word}' is no step: use {', '.join(KINDS)}, or {', '.join(KNOWN)}")
