"""Filling a form: what was answered is in the book as a draft before the next question is asked."""

from __future__ import annotations

import uuid

from ...actions.touches import drafts
from ...actions.touches.drafts import TYPED_ON
from ...domain.head.resumed import as_meant
from ...domain.spine.calendar import stored_day
from ...domain.spine.model import Change
from ...errors import InvalidInput, RepbookError
from ...wording import day_text
from ..session import Session
from ..talk import LineCut
from .form import Form, Values
from .questions import HELP, NONE, TYPED, Question, asked, lines_before, read, told

MARKS = (
    "An empty line takes what stands in brackets. A full stop alone saves with what there is.",
    "< goes back a question; + asks what is rarely needed too; -- clears an answer.",
)


class Left(Exception):
    """The rep thought better of a form."""


def fill(session: Session, form: Form, words: str = "") -> Change | None:
    """Ask a form's questions and save it; None where it was left. ``words`` answer its first question, and then
    only what can't be left open is asked.

    Raises ``LineCut`` where nobody answers any more: what was answered is kept.
    """
    filling = _Filling(session, form)
    try:
        filling.begin(words)
        while True:
            filling.ask()
            change = filling.save()
            if change is not None:
                return change
    except (Left, KeyboardInterrupt) as left:
        if isinstance(left, KeyboardInterrupt):
            session.say("")
        filling.leave()
        return None
    except LineCut:
        filling.keep()
        raise


class _Filling:
    """One form while it is asked."""

    def __init__(self, session: Session, form: Form) -> None:
        self.session, self.form = session, form
        self.values: Values = {}
        self.answered: list[str] = []
        self.brief = self.rare = False
        self.wanted = ""
        """The one question that has to be answered anew."""
        self.refused: Values = {}
        """What was typed and can't be meant yet: it is no answer, and is not lost."""
        self.kept = False
        self.op_id = uuid.uuid4().hex

    # -- drafts ----------------------------------------------------------------------------------

    def begin(self, words: str) -> None:
        """Say what it is; bring back what was left unfinished; take the words behind the key."""
        for question in self.form.questions({}):
            self.values[question.name] = question.start
        kept = drafts.load(self.session.book, *self.form.key)
        if kept and self._goes_on(kept):
            names = {each.name for each in self.form.questions(kept)}
            meant = self._as_meant(kept).items()
            self.values.update((name, value) for name, value in meant if name in names)
        elif not words:
            self.session.say(self.form.title)
        self.values.update(self.form.given)
        if words:
            self.brief = True
            self._take(self._question(self.form.first), words)

    def _goes_on(self, kept: Values) -> bool:
        """Whether the rep goes on with a draft; else it is thrown away."""
        session, names = self.session, {each.name: each for each in self.form.questions(kept)}
        day = stored_day(kept.get(TYPED_ON, ""))
        when = "" if day in (None, session.today) else f" of {day_text(day, session.today)}"
        session.say(f"{self.form.title} Your draft{when} is here:")
        for name, value in kept.items():
            if name in names and value.strip() and value != names[name].start:
                session.say(f"{names[name].label}: {told(names[name], value)}")
        while True:
            typed = session.talk.ask("Empty line goes on with it, x throws it away:")
            if typed in ("", "x"):
                break
            session.say(f"'{typed[:20]}' is neither - an empty line, or x")
        if typed == "x":
            drafts.drop(session.book, *self.form.key)
        return not typed

    def _as_meant(self, kept: Values) -> Values:
        """A draft of an earlier day with its days as they were meant then (F32)."""
        reader = self.session.reader
        typed_on = stored_day(kept.get(TYPED_ON, ""))
        if typed_on is None or typed_on == reader.today:
            return kept
        then, meant = reader._replace(today=typed_on), dict(kept)
        for question in self.form.questions(kept):
            value = meant.get(question.name, "")
            if question.kind in ("day", "when") and value.strip():
                try:
                    when = then.when(question, value)
                except RepbookError:
                    continue
                meant[question.name] = f"{when.day.isoformat()} {when.at}".rstrip()
            elif question.name == self.form.line:
                meant[question.name] = as_meant(
                    value,
                    typed_on,
                    reader.today,
                    day_first=reader.day_first,
                    business=reader.business,
                )
        return meant

    def keep(self) -> None:
        """Keep what was answered, if any of it was typed."""
        values = {**self.values, **self.refused}
        worth = any(
            values.get(each.name, "").strip() and values[each.name] != each.start
            for each in self.form.questions(self.values)
            if each.kind in TYPED
        )
        if worth:
            kept = {**values, TYPED_ON: self.session.today.isoformat()}
            drafts.save(self.session.book, *self.form.key, kept, op_id=self.op_id)
            self.kept = True

    def leave(self) -> None:
        """Say that it is left, and how its draft comes back."""
        self.keep()
        if self.kept:
            by = self.form.brings_back or self.form.form_id
            self.session.say(f"Left. The draft is kept: {self.session.key(by)} brings it back.")
        else:
            self.session.say("Left; this form filed nothing.")

    # -- asking ----------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what is to be asked, until nothing is."""
        while (question := self._next()) is not None:
            self._one(question)

    def _next(self) -> Question | None:
        questions = self.form.questions(self.values)
        if self.wanted:
            return self._question(self.wanted)
        for each in questions:
            if not each.asked or each.name in self.answered:
                continue
            missing = each.required and not self.values.get(each.name, "").strip()
            if missing or not (self.brief or (each.rare and not self.rare)):
                return each
        return None

    def _question(self, name: str) -> Question:
        return next(each for each in self.form.questions(self.values) if each.name == name)

    def _one(self, question: Question) -> None:
        """Ask one, until it is answered, or another one is to be."""
        session, standing = self.session, self.values.get(question.name, "")
        session.say(*lines_before(question))
        while True:
            typed = session.talk.ask(asked(question, standing))
            if session.talk.cut:
                if question.kind in TYPED:
                    self.refused[question.name] = typed
                raise LineCut
            if typed == "?":
                session.say(
                    *filter(None, (question.help, HELP[question.kind].capitalize())), *MARKS
                )
            elif typed == "<":
                self._back()
                return
            elif typed == "+":
                self.rare, self.brief = True, False
                return
            elif typed == ".":
                if question.required and not standing.strip():
                    session.say("This is needed - type it, or < goes back")
                    continue
                self.brief, self.wanted = True, ""
                return
            elif self._take(question, typed):
                return

    def _back(self) -> None:
        self.wanted = ""
        if not self.answered:
            raise Left
        self.answered.pop()
        self.brief = False

    def _take(self, question: Question, typed: str) -> bool:
        """Take an answer, say what it was understood as, and keep it; whether it can be meant."""
        name, before = question.name, self.values.get(question.name, "")
        if not typed and question.required and not before.strip():
            raise Left
        try:
            if typed == NONE:
                if question.required:
                    raise InvalidInput("this is needed", "type it, or < goes back")
                self.values[name] = ""
            elif typed:
                self.values[name] = read(question, typed, self.session.reader)
                if question.kind in ("day", "when"):
                    reader = self.session.reader
                    self.session.say(reader.said(reader.when(question, typed)))
            self.session.say(*self.form.heard(name, self.values, typed=bool(typed)))
        except InvalidInput as refused:
            self.session.say(str(refused))
            self.values[name] = before
            if question.kind in TYPED and typed:
                self.refused[name] = typed
                self.keep()
            if name in self.answered:
                self.answered.remove(name)
            if self.brief and name == self.form.first:
                self.wanted = name
            return False
        self.wanted = ""
        self.refused.pop(name, None)
        if name not in self.answered:
            self.answered.append(name)
        self.keep()
        return True

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> Change | None:
        """File it with its draft in one step; None where a question has to be asked again."""
        session = self.session
        for each in self.form.questions(self.values):
            if each.asked and each.required and not self.values.get(each.name, "").strip():
                self.wanted = each.name
                return None
        try:
            save = self.form.saving(self.values)
            return session.do(drafts.submit, self.form.key, save, op_id=self.op_id)
        except InvalidInput as refused:
            session.say(str(refused))
            self.wanted = self._blamed(refused.field)
            if not self.wanted:
                raise Left from None
            if (
                self._question(self.wanted).kind in TYPED
            ):  # it is no answer that an empty line takes
                self.refused[self.wanted] = self.values[self.wanted]
                self.values[self.wanted] = ""
        except RepbookError as error:
            session.say(str(error))
            raise Left from None
        return None

    def _blamed(self, field: str) -> str:
        """The question that a refusal is about, "" for none: actions name fields their own way."""
        names = {each.name for each in self.form.questions(self.values)}
        parts = (field, field.rpartition("_")[0], field.rpartition("_")[2])
        return next((name for name in parts if name in names), "")
