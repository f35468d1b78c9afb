"""Letters, composed from rows (R25, R32): a template, filled with what the book knows and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from ...errors import BadSettings
from ..spine.kinds import LetterKind
from .letter_material import Draft, Material
from .letter_texts import STEPS, TEXTS
from .letter_values import remembered, values_of

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
SUBJECT = "Subject:"
ON_TRACK = "on-track"
"""How the keys of the weekly words between order and delivery begin."""


def compose(kind: LetterKind, material: Material, template: str | None = None) -> Draft:
    """The letter of a kind from a customer's rows, by its default template or the one given.

    Raises ``BadSettings`` for a placeholder that is not known.
    """
    text = TEXTS[kind] if template is None else template
    check_template(text, f"the template of the {kind} letter")
    subjects, body = [], text.replace("\r\n", "\n")
    while body.startswith(SUBJECT):
        line, _, body = body.partition("\n")
        subjects.append(line.removeprefix(SUBJECT).strip())
    named = frozenset(PLACEHOLDER.findall(body))
    given = values_of(material, named)
    given["remembered"] = remembered(material, given, named)
    subject = next((one for line in subjects for one in _filled(line, given)), "")
    return Draft(kind, subject[:1].upper() + subject[1:], _tidy(_body(body.split("\n"), given)))


def check_template(text: str, where: str) -> None:
    """Raise ``BadSettings``, naming ``where`` and the line, for a placeholder that is not known."""
    known = {*values_of(Material()), "remembered"}
    for number, line in enumerate(text.splitlines(), 1):
        for name in PLACEHOLDER.findall(line):
            if name not in known:
                raise BadSettings(
                    f"{where} names {{{name}}} in line {number}, which is no placeholder",
                    f"known are {', '.join(sorted(known))}",
                )


def quoted(draft: Draft, material: Material) -> tuple[int, ...]:
    """The ids of the evidence whose very words stand in a letter: what it cites before anybody ticks."""
    said = " ".join(draft.body.casefold().split())
    return tuple(
        row.id
        for row in (*material.evidence, *material.testimonials)
        if " ".join(row.text.casefold().split()) in said
    )


def steps_for(steps: Iterable[tuple[date, str, str]]) -> tuple[tuple[date, str], ...]:
    """Agenda steps (day, key, what) as the customer may read them: one entry a day, ours left out (R70).

    A step of the rep's own agenda, whose key is not known here, is told in its own words.
    """
    told = [(day, words) for day, key, what in steps if (words := STEPS.get(_step(key), what))]
    days = groupby(sorted(told, key=_day), _day)
    return tuple((day, _one_line(words for _, words in group)) for day, group in days)


def _day(step: tuple[date, str]) -> date:
    return step[0]


def _step(key: str) -> str:
    return ON_TRACK if key.startswith(ON_TRACK) else key


def _one_line(words: Iterable[str]) -> str:
    said = ""
    for each in dict.fromkeys(words):
        said = f"{said}{' ' if said.endswith('?') else '; '}{each}" if said else each
    return said


# -- filling -------------------------------------------------------------------------------------


def _filled(line: str, given: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """A line of a template, once for each value of a placeholder of many; not at all without a value."""
    names = PLACEHOLDER.findall(line)
    for place in range(max((len(given[name]) for name in names), default=1)):
        values = {name: given[name][place : place + 1] or given[name][:1] for name in names}
        if all(values.values()):
            yield _put(line, values)


def _put(line: str, values: Mapping[str, tuple[str, ...]]) -> str:
    return PLACEHOLDER.sub(lambda found: values[found[1]][0], line)


def _body(lines: list[str], given: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The lines that can be filled; one that announces a list only where something of that is left."""
    heading, fresh = "", False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        filled = list(_filled(line, given))
        if line.rstrip().endswith(":") and following.strip():
            heading, fresh = (filled[0] if filled else ""), True
            continue
        listed = line.startswith("-")
        if heading and filled and (fresh or listed):
            yield heading
        if filled or not listed:
            heading = ""
        fresh = False
        yield from filled


def _tidy(lines: Iterable[str]) -> str:
    """One empty line between paragraphs, none at the ends."""
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
