"""One line that files everything: the markers ``* ! ? @ + >`` and what they mark (§4).

A marker counts with white space or the line's start before it and its text after it, with or
without a space between: ``! send card fri`` and ``!send card fri``. Everything else stays text:

- a marker inside a word (``what?``), doubled (``!!``, ``>>``), before another sign (``>=``,
  ``+/-``), ``+`` before a figure (``+3d``, ``+15%``), and one with nothing after it;
- a marker behind a backslash: ``5 \\> 3`` is kept as ``5 > 3``;
- a sign that joins what stands around it: ``5 * 3 m``, ``Smith + Sons``, ``lunch @ noon``. Where it
  may as well begin something, the line asks, and a comma before it or a backslash answers.

Text in front of the first marker is the note. Nothing typed is lost: words that are not in an
item's text are in its ``said``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from ...errors import AmbiguousDay, InvalidInput
from ...values import NamedTuple
from ...wording import clean, day_text
from ..days.dates import NO_HOLIDAYS, When, slip
from ..days.day_hours import hour_said
from ..days.day_words import Asked
from ..days.year_days import YearDay
from ..spine.calendar import BusinessDays
from ..spine.kinds import FollowupKind, Severity
from .day_finding import find_day, find_either_end
from .heard import UNNAMED, birthday, rivals
from .markers import SEVERITY, Word, joined, markers_of, words_of
from .private_numbers import REFUSED, holds_private_number


class ItemKind(StrEnum):
    """What one marker files; the value is the word the preview shows."""

    NOTE = "note"
    EVIDENCE = "evidence"
    PROMISE = "promise"
    PROBLEM = "problem"
    PERSONAL = "personal"
    PRAISE = "praise"
    FOLLOWUP = "follow-up"
    BIRTHDAY = "birthday"
    RIVAL = "rival"


KIND = {
    "*": ItemKind.EVIDENCE,
    "!": ItemKind.PROMISE,
    "?": ItemKind.PROBLEM,
    "@": ItemKind.PERSONAL,
    "+": ItemKind.PRAISE,
    ">": ItemKind.FOLLOWUP,
}
_BEGUN = {
    ItemKind.EVIDENCE: "a success",
    ItemKind.PROMISE: "a promise",
    ItemKind.PROBLEM: "a problem",
    ItemKind.PERSONAL: "a personal fact",
    ItemKind.PRAISE: "praise",
    ItemKind.FOLLOWUP: "a follow-up",
}
_NEGATING = frozenset({"not", "isn't", "isnt", "no", "never", "hardly", "less", "than"})


class Item(NamedTuple):
    """One thing that a line files; ``start`` and ``end`` say where it stands in the line.

    A promise and a follow-up need ``day``; evidence may have one, and keeps its words. ``at`` is
    "HH:MM" or "". ``said`` holds the words taken out of the text because they were read as day or
    severity, ``day_at`` where the day's stand in the line. ``assumed`` says that nobody gave the severity, so that the rep may look at it.
    """

    kind: ItemKind
    text: str
    day: date | None = None
    at: str = ""
    start: int = 0
    end: int = 0
    severity: Severity | None = None
    assumed: bool = False
    said: str = ""
    day_at: tuple[tuple[int, int], ...] = ()
    whose: str = ""
    """Whose birthday it is that ``yearly`` holds; "" for the one spoken to."""
    yearly: YearDay | None = None

    @property
    def filed(self) -> str:
        """The text as it is filed. A promise is due by a day alone, so that its hour stays in its words: "ring 10am"."""
        hour = self.kind is ItemKind.PROMISE and self.at
        return f"{self.text} {hour_said(self.said.split(), self.at)}" if hour else self.text


class CaptureError(NamedTuple):
    """Why the line can't be filed yet: cause, next step, and the place that it is about.

    ``choices`` holds the ISO days that the phrase at that place may mean; putting one of them there
    answers the question. ``item`` is the place in ``Capture.items``.
    """

    message: str
    hint: str
    start: int
    end: int
    item: int
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


class Capture(NamedTuple):
    """What one line says. It may be filed when there are no errors."""

    note: str
    items: tuple[Item, ...] = ()
    heard: tuple[Item, ...] = ()
    """What its words say besides: the rivals that they name."""
    errors: tuple[CaptureError, ...] = ()


def parse_line(
    line: str,
    today: date,
    *,
    day_first: bool | None = None,
    business: BusinessDays = NO_HOLIDAYS,
    own: Sequence[str] = (),
) -> Capture:
    """Reads a whole line. It never raises: what can't be filed yet stands in ``errors``.

    Lines of a paste are joined by spaces (F29), and texts are cleaned as every field is (F06-F09);
    places count in the line as given. ``day_first`` says how 3/4 is meant, None: ask; ``business``
    which days "2bd" counts, ``own`` the names that are the customer's and so are no rival's. A sign that may be text is asked about before its day is.
    """
    asked = Asked(today, day_first, True, business)
    marks = markers_of(line)
    note = joined(_part(line, 0, marks[0].at if marks else len(line)))
    items: list[Item] = []
    errors: list[CaptureError] = []
    stops = [*(mark.at for mark in marks[1:]), len(line)]
    for mark, stop in zip(marks, stops, strict=False):
        words = _part(line, mark.at + 1, stop)
        kind = KIND[line[mark.at]]
        item = Item(kind, joined(words), start=mark.at, end=words[-1].end)
        error: CaptureError | None = None
        if kind is ItemKind.PROBLEM:
            item = _with_severity(item, words)
        if mark.doubt:
            error = _doubtful(item, line, len(items))
        elif kind in (ItemKind.EVIDENCE, ItemKind.PROMISE, ItemKind.FOLLOWUP):
            read = _with_past_day if kind is ItemKind.EVIDENCE else _with_day
            item, error = read(item, words, len(items), asked)
        elif kind is ItemKind.PERSONAL and holds_private_number(item.text):
            error = CaptureError(*REFUSED, item.start, item.end, len(items))
        elif kind is ItemKind.PERSONAL:
            item = _with_birthday(item)
        errors += [error] if error else []
        items.append(item)
    found = tuple(rivals(line, own))
    for name in (line[each.start - 1 : each.end] for each in found if each.no):
        note = note.replace(name, name[1:])
        items = [item._replace(text=item.text.replace(name, name[1:])) for item in items]
    heard = (
        Item(ItemKind.RIVAL, each.name, start=each.start, end=each.end)
        for each in found
        if not each.no
    )
    return Capture(note, tuple(items), tuple(heard), tuple(errors))


def _part(line: str, start: int, stop: int) -> list[Word]:
    """The words up to the next sign, without the comma that made it one."""
    words = words_of(line, start, stop)
    if words and stop < len(line) and (bare := words[-1].text.rstrip(",;")):
        more = len(words[-1].text) - len(bare)
        words[-1] = words[-1]._replace(text=bare, end=words[-1].end - more)
    return words


def dated(
    text: str,
    kind: ItemKind,
    today: date,
    *,
    day_first: bool | None = None,
    business: BusinessDays = NO_HOLIDAYS,
) -> tuple[Item, CaptureError | None]:
    """One promise or follow-up with the day in it, as a form has it: signs within it are its own words."""
    words = [Word(clean(each), 0, len(each)) for each in text.split() if clean(each)]
    item = Item(kind, joined(words))
    if not words:
        return item, CaptureError("what?", "add the words", 0, 0, 0)
    return _with_day(item, words, 0, Asked(today, day_first, True, business))


def preview(capture: Capture, today: date) -> tuple[tuple[str, str], ...]:
    """What will be filed, as (kind, text): the note and what its words say, then the signs in the order typed: ("promise", "send card · Fri 6 Jun").

    A day is always shown resolved, an assumed severity with a question mark, and an error in the
    place of the day that is missing.
    """
    wrong = {error.item: error for error in capture.errors}
    shown = [(ItemKind.NOTE.value, capture.note)] if capture.note else []
    for each in capture.heard:
        name = each.text.split(" ")[-1] if each.text == UNNAMED else each.text
        shown.append((each.kind.value, f"{each.text} · \\{name} if not"))
    for at, item in enumerate(capture.items):
        parts = [item.filed]
        if item.yearly is not None:
            born = str(item.yearly)
            alone = item.kind is ItemKind.BIRTHDAY
            parts = [item.whose, born] if alone else [item.filed, f"birthday {born}"]
        if item.severity:
            parts.append(f"{item.severity}?" if item.assumed else item.severity)
        if at in wrong:
            parts.append(wrong[at].message)
        elif item.day:
            hour = "" if item.kind is ItemKind.PROMISE else item.at
            parts.append(When(item.day, hour).text(today))
        shown.append((item.kind.value, " · ".join(part for part in parts if part)))
    return tuple(shown)


def _with_severity(item: Item, words: list[Word]) -> Item:
    """A problem with its severity: the last word, "!major", or else minor, which is assumed.

    A first word ("major leak") is assumed to be the severity as well, and stays in the text.
    """
    last = words[-1].text.lower().strip("!.,;()")
    negated = len(words) > 1 and words[-2].text.lower() in _NEGATING
    if len(words) > 1 and last in SEVERITY and not negated:
        text = joined(words[:-1])
        text = text.rstrip(" ,;:-\u2013") or text
        return item._replace(text=text, severity=SEVERITY[last], said=words[-1].text)
    first = SEVERITY.get(words[0].text.lower(), Severity.MINOR)
    return item._replace(severity=first, assumed=True)


def _with_birthday(item: Item) -> Item:
    """A personal remark with the birthday that it tells; one that tells nothing else is that day alone (R20)."""
    told = birthday(item.text)
    if told is None:
        return item
    kind = ItemKind.BIRTHDAY if told.alone else item.kind
    return item._replace(kind=kind, whose=told.whose, yearly=told.day)


def _doubtful(item: Item, line: str, place: int) -> CaptureError:
    """The question whether a sign between two words files what follows it."""
    sign, before = line[item.start], line[: item.start].rstrip()
    else_ = (
        f'a comma before it: ", {sign}"' if before and before[-1] not in ".,;:" else "more words"
    )
    message = f'"{sign}" may be text, or begin {_BEGUN[item.kind]}'
    hint = f'write "\\{sign}" for text, or {else_}'
    return CaptureError(message, hint, item.start, item.end, place)


def _with_day(
    item: Item, words: list[Word], place: int, asked: Asked
) -> tuple[Item, CaptureError | None]:
    """An item with its day, and what has to be said about it.

    A promise ends with its day, a follow-up begins with it, and each may have it at the other end
    where that is sure. Nothing is cut from a text that has to be asked about.
    """
    begins = item.kind is ItemKind.FOLLOWUP
    found = find_either_end(
        [word.text for word in words],
        asked.today,
        begins=begins,
        day_first=asked.day_first,
        business=asked.business,
    )
    if found is None:
        ask = "when?" if begins else "by when?"
        meant = slip(words[0 if begins else -1].text, asked) or slip(words[-1].text, asked)
        hint = f"{meant}?" if meant else "add a day, such as fri"
        return item, CaptureError(ask, hint, item.start, item.end, place)
    start, end = words[found.first].start, words[found.last - 1].end
    if isinstance(found.meaning, InvalidInput):
        return item, _ahead(_question(found.meaning, start, end, place), asked.today)
    day, at = found.meaning.day, found.meaning.at
    if day < asked.today:
        past = f"{day_text(day, asked.today)} is past"
        return item, CaptureError(past, "give a day to come, such as fri", start, end, place)
    rest = [word for at_word, word in enumerate(words) if not found.holds(at_word)]
    said = joined([word for at_word, word in enumerate(words) if found.holds(at_word)])
    spans = [(start, end)]
    if found.also[1]:
        spans.append((words[found.also[0]].start, words[found.also[1] - 1].end))
    dated = item._replace(text=joined(rest), day=day, at=at, said=said, day_at=tuple(spans))
    if rest:
        return dated, None
    if begins:
        return dated._replace(text=FollowupKind.CATCH_UP.value), None
    hint = "add the words that were said"
    return dated, CaptureError("what was promised?", hint, item.start, item.end, place)


def _with_past_day(
    item: Item, words: list[Word], place: int, asked: Asked
) -> tuple[Item, CaptureError | None]:
    """Evidence with the day that its last words name, and the words kept.

    What is no day of the past is left alone; only days of the past that differ are asked about.
    """
    texts, today = [word.text for word in words], asked.today
    found = find_day(
        texts, today, day_first=asked.day_first, future=False, sure=True, business=asked.business
    )
    if found is None:
        return item, None
    if isinstance(found.meaning, When):
        past = found.meaning.day <= today
        day, at = found.meaning.day, found.meaning.at
        span = (words[found.first].start, words[found.last - 1].end)
        return (item._replace(day=day, at=at, day_at=(span,)) if past else item), None
    start, end = words[found.first].start, words[found.last - 1].end
    error = _question(found.meaning, start, end, place)
    behind = tuple(choice for choice in error.choices if choice <= today.isoformat())
    return item, error._replace(choices=behind) if len(behind) > 1 else None


def _ahead(error: CaptureError, today: date) -> CaptureError:
    """A question about a day to come: what is past is no answer to it, and said to be past."""
    ahead = tuple(choice for choice in error.choices if choice >= today.isoformat())
    gone = [date.fromisoformat(choice) for choice in error.choices if choice not in ahead]
    if not gone:
        return error
    verb = {1: "is", 2: "are both"}.get(len(gone), "are")
    message = f"{' and '.join(day_text(day, today) for day in gone)} {verb} past"
    if not ahead:
        return error._replace(choices=(), message=message, hint="give a day to come, such as fri")
    left = " or ".join(day_text(date.fromisoformat(choice), today) for choice in ahead)
    hint = f"type it as {' or '.join(ahead)}"
    return error._replace(choices=ahead, message=f"{message}; {left}?", hint=hint)


def _question(trouble: InvalidInput, start: int, end: int, place: int) -> CaptureError:
    choices = trouble.choices if isinstance(trouble, AmbiguousDay) else ()
    return CaptureError(trouble.message, trouble.hint, start, end, place, choices)
