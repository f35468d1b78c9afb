"""Saying that a letter went out, as it was written or in a few words; the composer is of the full screen."""

from __future__ import annotations

from collections.abc import Sequence

from ...actions.care import letters
from ...domain.letters.which_letter import KINDS, followup_of, kind_for
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import LetterKind
from ...storage.views import letters as read
from ...storage.views.letters import LetterRow
from ...wording import clean
from ..session import Session, Target
from .choosing import YES_NO, choose
from .filling import fill
from .form import Save, Values
from .questions import Question
from .row_forms import RowForm

WAYS = ("by hand", "printed or e-mail")
WHAT = tuple(kind for kind, _ in KINDS)


class PostedForm(RowForm):
    """A letter that went out: which, how, and what it said in a few words."""

    form_id = "posted"
    called = "A letter that went out"
    first = "words"
    brings_back = "letter"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target)
        years = read.years_full(session.book, page.id, session.today, session.rules)
        self.kind = kind_for(target.row, page.facts, years, session.today)
        self.step = followup_of(target.row, page.facts)
        self.untold = [each.id for each in page.facts.untold]

    def questions(self, values: Values) -> Sequence[Question]:
        start = str(WHAT.index(self.kind) + 1)
        return (
            Question("kind", "which letter", "choice", tuple(map(str, WHAT)), start),
            Question("words", "what it said, in short", required=True),
            Question("how", "how", "choice", WAYS, "1"),
        )

    def saving(self, values: Values) -> Save:
        kind = WHAT[int(values["kind"]) - 1]
        target = self.target
        return self.act(
            letters.posted,
            target.customer_id,
            kind,
            by_hand=values["how"] == "1",
            words=values["words"],
            followup_id=self.step.id if self.step else None,
            evidence_ids=self.untold if kind is LetterKind.EVIDENCE else (),
            ask_id=target.row_id if target.kind == "ask" else None,
            sale_id=target.row_id if target.kind == "sale" else None,
            rep=self.session.settings.rep,
            contacts=self.session.settings.contacts,
            rules=self.session.rules,
        )


def letter(session: Session, target: Target, words: str = "") -> None:
    """Say that a letter went out; one that is written and waits is read out first."""
    if target.kind == "letter":
        kept = read.letter(session.book, target.row_id)
        if kept.body:
            _posted(session, target, kept)
            return
    fill(session, PostedForm(session, target, session.page(target.customer_id)), words)


def _posted(session: Session, target: Target, kept: LetterRow) -> None:
    """A letter that waited has gone out as it was written, with what it cites."""
    session.say(clean(kept.subject), *kept.body.splitlines())
    if choose(session, f"The {kept.kind} to {target.customer} went out", YES_NO) != "yes":
        return
    session.do(
        letters.posted,
        kept.customer_id,
        kept.kind,
        by_hand=kept.by_hand,
        evidence_ids=kept.cites,
        subject=kept.subject,
        body=kept.body,
        letter_id=kept.id,
        rules=session.rules,
        rep=session.settings.rep,
        contacts=session.settings.contacts,
    )
