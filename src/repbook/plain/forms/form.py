"""A form, question by question. What was answered is in the book as a draft before the next question is asked.

An empty line takes the answer in brackets; ``.`` saves with what there is, ``<`` goes a question back, ``+`` asks what is
rarely needed too, ``--`` clears an answer, ``?`` says what can be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ...domain.spine.model import Change
from ...storage.book.book import Book
from ..session import Session
from .questions import Question

Save = Callable[[Book], Change]
Values = dict[str, str]


class Form:
    """What a form asks, and what its answers file. Subclasses give ``questions`` and ``saving``."""

    form_id = ""
    first = ""
    """The question that words behind the key answer."""
    line = ""
    """The question that takes a line with days in it, whose meaning is that of the day it was typed."""
    brings_back = ""
    """The command that brings its draft back; that of the form's own name where it is empty."""

    def __init__(
        self, session: Session, title: str, *, customer_id: int = 0, row_id: int = 0
    ) -> None:
        self.session = session
        self.title = title
        self.given: Values = {}
        """Answers that came with the key."""
        self.key = (self.form_id, customer_id, row_id)

    def questions(self, values: Values) -> Sequence[Question]:
        """All of them, as the answers stand."""
        raise NotImplementedError

    def saving(self, values: Values) -> Save:
        """What files the answers; raises ``InvalidInput`` naming a question."""
        raise NotImplementedError

    def heard(self, name: str, values: Values, *, typed: bool) -> Iterable[str]:
        """What is said back to an answer; raises ``InvalidInput`` where it can't be meant."""
        return ()

    def day(self, values: Values, name: str) -> date | None:
        """The day that a question was answered with, None for none."""
        return self.when(values, name)[0]

    def when(self, values: Values, name: str) -> tuple[date | None, str]:
        """The day and the hour that a question was answered with."""
        if not values.get(name, "").strip():
            return None, ""
        question = next(each for each in self.questions(values) if each.name == name)
        found = self.session.reader.when(question, values[name])
        return found.day, found.at
