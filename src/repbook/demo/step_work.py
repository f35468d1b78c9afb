"""The rep who does what the agendas ask for, each step on its day: a call with several ticks, and a letter each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import takewhile
from typing import Any
from zlib import crc32

from ..actions.care import followups, letters
from ..actions.sales import sales
from ..actions.touches import touches
from ..actions.touches.log_entry import LogEntry
from ..domain.spine.kinds import EvidenceKind, FollowupKind, LetterKind, Reach, TouchKind
from ..domain.spine.rules import DEFAULT
from ..storage.book.book import Book
from ..storage.views import letters as letters_view
from ..values import NamedTuple
from .story_lines import HERE, read

YOUNG = 300
"""Days: of older orders the book keeps no letters word by word."""
TITLES = {"Dr": -1, "Dr.": -1, "Sister": 1, "Schwester": 1}
"""Titles, and the place of the name that goes with them."""
K = FollowupKind
TALKS = {K.VISIT: TouchKind.VISIT, K.TRAINING: TouchKind.TRAINING}
SENT = {
    "thanks": LetterKind.THANKS,
    "agenda-letter": LetterKind.AGENDA,
    "reassure": LetterKind.REASSURANCE,
    "reassure-2": LetterKind.REASSURANCE,
    "evidence": LetterKind.EVIDENCE,
    "thirty-day": LetterKind.THIRTY_DAY,
}
DUE = """
SELECT f.id, f.due_on, iif(f.step = '', f.kind, f.step), f.kind, f.what, f.source, f.customer_id, f.person_id, f.sale_id,
  coalesce(s.title, ''), coalesce(s.ordered_on, ''), coalesce(p.name, 'the desk')
FROM followups f LEFT JOIN sales s ON s.id = f.sale_id LEFT JOIN people p ON p.id = coalesce(f.person_id,
  (SELECT id FROM people WHERE customer_id = f.customer_id AND left_on IS NULL ORDER BY main DESC, id LIMIT 1))
WHERE f.state = 'open' AND f.due_on < ? AND (f.sale_id IS NOT NULL OR f.source = 'expectation')
ORDER BY f.due_on, f.customer_id, f.id"""


class Step(NamedTuple):
    """An open step that is due, with what it is about; ``step`` is the agenda's key, or the kind where it has none."""

    id: int
    due_on: str
    step: str
    kind: str
    what: str
    source: str
    customer: int
    person: int | None
    sale: int | None
    title: str
    ordered_on: str
    name: str


class Steps:
    """The steps of a book that is being told; ``leave`` names those that wait or were let go."""

    def __init__(self, book: Book, today: date) -> None:
        self.book = book
        self.today = today
        self.words: dict[str, Any] = read(HERE / "agenda.toml")
        self.waiting: set[tuple[int | None, str]] = set()
        self.dropped: set[tuple[int | None, str]] = set()

    def leave(self, sale: int, waiting: Iterable[str], dropped: Iterable[str]) -> None:
        """These steps of a sale are still open though their day has come, or are of no use any longer."""
        self.waiting |= {(sale, step) for step in waiting}
        self.dropped |= {(sale, step) for step in dropped}

    def next(self, until: date) -> tuple[date, Callable[[], None]] | None:
        """The first day before another on which a customer's steps are due, and what does them."""
        rows = (Step(*row) for row in self.book.rows(DUE, (until.isoformat(),)))
        due = [row for row in rows if (row.sale, row.step) not in self.waiting]
        if not due:
            return None
        same = (due[0].due_on, due[0].customer, due[0].sale)
        mine = list(takewhile(lambda row: (row.due_on, row.customer, row.sale) == same, due))
        return date.fromisoformat(due[0].due_on), partial(self._do, mine)

    def _do(self, steps: Sequence[Step]) -> None:
        talked: list[Step] = []
        for step in steps:
            if (step.sale, step.step) in self.dropped:
                followups.drop(self.book, step.id, "no longer of use")
            elif step.step == "catch-up":
                passed = tuple(one.key for one in sales.passed(self.book, step.id, rules=DEFAULT))
                sales.caught_up(self.book, step.id, passed, rules=DEFAULT)
            elif step.step in SENT:
                self._send(step)
            elif step.kind in (K.TASK, K.CHECK) or step.source == "expectation":
                followups.done(self.book, step.id, rules=DEFAULT)
            else:
                talked.append(step)
        if talked:
            self._talk(talked)

    def _talk(self, steps: Sequence[Step]) -> None:
        first = steps[0]
        kind = next((TALKS[K(step.kind)] for step in steps if step.kind in TALKS), TouchKind.CALL)
        entry = LogEntry(
            first.customer,
            kind=kind,
            line="; ".join(self._note(step) for step in steps),
            person_id=first.person,
            sale_id=first.sale,
            minutes=(4, 6, 8, 12, 15, 20, None)[_any(first, 7)],
            also_done=tuple(step.id for step in steps),
        )
        touches.log(self.book, entry, rules=DEFAULT)

    def _send(self, step: Step) -> None:
        kind = SENT[step.step]
        by_hand = kind is LetterKind.THANKS
        young = (self.today - date.fromisoformat(step.ordered_on)).days <= YOUNG
        if not young:
            entry = LogEntry(
                step.customer,
                kind=TouchKind.NOTE if by_hand else TouchKind.LETTER,
                reach=Reach.ONE_WAY,
                line=self._note(step),
                person_id=step.person,
                sale_id=step.sale,
                also_done=(step.id,),
            )
            touches.log(self.book, entry, rules=DEFAULT)
            return
        text = self.words["letters"][kind]
        body = text["body"].format(who=called(step.name), title=step.title)
        cited = self._testimonial(step) if kind is LetterKind.REASSURANCE else None
        if cited is not None:
            body += f"\n\nThis is what {cited.person}, {cited.customer} says:\n“{cited.text}”"
        letters.posted(
            self.book,
            step.customer,
            kind,
            by_hand=by_hand,
            followup_id=step.id,
            evidence_ids=(cited.id,) if cited else (),
            subject=text["subject"],
            body=body,
            person_id=step.person,
            sale_id=step.sale,
            rules=DEFAULT,
        )

    def _testimonial(self, step: Step) -> Any:
        """Words of somebody of the same trade who allowed it, which the reader has not seen (R65)."""
        made = letters_view.material(self.book, step.customer, DEFAULT, sale_id=step.sale)
        for words in made.testimonials:
            allowed = words.permission_on is not None and words.permission_on <= made.today
            fresh = words.kind is EvidenceKind.TESTIMONIAL and words.seen_on is None
            if allowed and fresh and words.industry == made.industry:
                return words
        return None

    def _note(self, step: Step) -> str:
        key = "on-track" if step.step.startswith("on-track") else step.step
        words = self.words["steps"].get(key, (step.what,))
        return str(words[_any(step, len(words))]).format(who=called(step.name))


def called(name: str) -> str:
    """How the rep calls somebody: the first name, or ``Dr Reyes``."""
    words = name.split()
    place = TITLES.get(words[0])
    return (
        name if name == "the desk" else words[0] if place is None else f"{words[0]} {words[place]}"
    )


def _any(step: Step, most: int) -> int:
    """One of so many, always the same one."""
    return crc32(f"{step.title} {step.step}".encode()) % most
