"""One line for anybody: ``name: words`` (§4)."""

from __future__ import annotations

from ...actions.touches import named_lines, touches
from ...domain.line.capture import preview
from ...domain.spine.facts import FollowupFacts
from ...errors import InvalidInput
from ...storage.finding.bearers import Resolved
from ...storage.finding.naming import NotOne, split_line
from ...wording import clean
from ..session import Session
from .choosing import which, whom
from .form import Form, Save, Values
from .log_form import SIGNS
from .questions import Question


class CaptureForm(Form):
    """The line, with whom it is for asked where that is not one."""

    form_id = "capture"
    first = "line"

    def __init__(self, session: Session, about: Resolved | None) -> None:
        super().__init__(session, "A line for anybody, such as marsh foods: no answer.")
        self.about = about
        self.chosen: dict[str, Resolved] = {}
        """Whom the rep chose for a name that may be several, or nobody."""

    def questions(self, values: Values) -> tuple[Question, ...]:
        return (Question("line", "name: words", required=True, help=SIGNS),)

    def heard(self, name: str, values: Values, *, typed: bool) -> tuple[str, ...]:
        found = self._read(values["line"])
        today = self.session.today
        return (
            found.understood(today),
            *(f"done: {clean(step.what)}" for step in [self._answered(found)] if step),
            *(f"{kind}: {words}" for kind, words in preview(found.said, today)),
        )

    def _read(self, line: str) -> named_lines.Read:
        session = self.session
        whose, rest = self._whose(line)
        if not rest:
            raise InvalidInput("say what happened after the colon", field="line")
        reader = session.reader
        return named_lines.read_line(
            whose,
            rest,
            reader.today,
            day_first=reader.day_first,
            business=reader.business,
            own=named_lines.own_names(session.book, whose.id),
        )

    def _answered(self, found: named_lines.Read) -> FollowupFacts | None:
        """The open step that this talk has done."""
        return named_lines.answered(self.session.book, found.whose, found.head, self.session.rules)

    def _whose(self, line: str) -> tuple[Resolved, str]:
        """Whose line it is; asked where that may be several, or nobody."""
        session = self.session
        try:
            return named_lines.whose_line(session.book, line, session.today, about=self.about)
        except NotOne as refused:
            if refused.name not in self.chosen:
                chosen, other = which(session, refused)
                if other:
                    chosen = whom(session, other)
                if chosen is None:
                    raise InvalidInput(
                        f"'{clean(refused.name)[:40]}' is nobody in the book",
                        "type the line with another name",
                        field="line",
                    ) from None
                self.chosen[refused.name] = chosen
            whose = self.chosen[refused.name]
            about = self.about is not None and whose == self.about
            return whose, line.strip() if about else split_line(session.book, line)[1]

    def saving(self, values: Values) -> Save:
        found = self._read(values["line"])
        entry = found.entry(self.session.settings.day_first, self._answered(found))
        return lambda book: touches.log(book, entry, rules=self.session.rules)
