"""Letters: read out as they are made of rows, posted as they stand or in other words, or kept to be posted."""

from __future__ import annotations

from collections.abc import Sequence

from ... import paths
from ...actions.care import letters
from ...domain.care.endings import Ending
from ...domain.letters.letter import compose, quoted
from ...domain.letters.letter_lint import lint
from ...domain.letters.letter_material import Draft, Material
from ...domain.letters.which_letter import BY_HAND, KINDS, kind_for
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import LetterKind
from ...domain.today.letter_answers import Answers, answers
from ...interchange.writing.letter_files import template
from ...storage.views import letters as read
from ...storage.views.letters import LetterRow
from ...wording import clean
from ..session import Session, Target
from .choosing import answer, choose
from .filling import fill
from .form import Save, Values
from .questions import Question
from .row_forms import RowForm

WAYS = ("by hand", "printed or e-mail")
WHAT = tuple(kind for kind, _ in KINDS)
ENDS: tuple[Ending, ...] = (
    ("p", "it went out like this", "posted"),
    ("w", "it went out in other words", "words"),
    ("k", "keep it, it waits under letters", "keep"),
)


class Letter:
    """The letter that a row asks for: what it answers, and what it is made of."""

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        self.session, self.target, self.page = session, target, page
        years = read.years_full(session.book, page.id, session.today, session.rules)
        self.kind = kind_for(target.row, page.facts, years, session.today)

    def answers(self, kind: LetterKind) -> Answers:
        """What a letter of this kind answers."""
        return answers(self.target.row, self.page.facts, kind, self.session.today)

    def made_of(self, kind: LetterKind, kept: LetterRow | None = None) -> Material:
        """What it may say; nothing that was told in confidence."""
        session, answered = self.session, self.answers(kind)
        made = read.material(
            session.book,
            self.page.id,
            session.rules,
            letter=kept,
            sale_id=answered.sale_id,
            ask_id=answered.ask_id,
        )
        return made._replace(rep=session.settings.rep, contacts=session.settings.contacts)

    def composed(self, kind: LetterKind, made: Material) -> Draft:
        """The letter as the rows have it, by the rep's own template where there is one."""
        return compose(kind, made, template(kind, paths.letters_folder()))


class PostedForm(RowForm):
    """A letter that went out: which, how, and what it said in a few words."""

    form_id = "posted"
    called = "A letter that went out"
    first = "words"
    brings_back = "letter"

    def __init__(self, session: Session, about: Letter, kind: LetterKind) -> None:
        super().__init__(session, about.target)
        self.about, self.kind = about, kind
        self.title = f"{str(kind).capitalize()} letter that went out, {about.page.name}."

    def questions(self, values: Values) -> Sequence[Question]:
        start = str(WHAT.index(self.kind) + 1)
        return (
            Question("words", "what it said, in short", required=True),
            Question("kind", "which letter", "choice", tuple(map(str, WHAT)), start, rare=True),
            Question("how", "how", "choice", WAYS, "1"),
        )

    def saving(self, values: Values) -> Save:
        kind, about = WHAT[int(values["kind"]) - 1], self.about
        untold = [each.id for each in about.page.facts.untold]
        return self.act(
            letters.posted,
            about.page.id,
            kind,
            by_hand=values["how"] == "1",
            words=values["words"],
            evidence_ids=untold if kind is LetterKind.EVIDENCE else (),
            **about.answers(kind)._asdict(),
            rep=self.session.settings.rep,
            contacts=self.session.settings.contacts,
            rules=self.session.rules,
        )


def letter(session: Session, target: Target, words: str = "") -> None:
    """Read a letter out, and say what became of it; words behind the key say in short what went out."""
    about = Letter(session, target, session.page(target.customer_id))
    if words:
        fill(session, PostedForm(session, about, about.kind), words)
        return
    kept = read.letter(session.book, target.row_id) if target.kind == "letter" else None
    kind = kept.kind if kept else _which(session, about)
    if kind is None:
        return
    made = about.made_of(kind, kept)
    draft = about.composed(kind, made)
    if kept is not None and kept.body:
        draft = Draft(kind, kept.subject, kept.body)
    _read_out(session, about, made, draft, kept)


def _which(session: Session, about: Letter) -> LetterKind | None:
    """Which letter; the one that the row asks for on an empty line, None where none is."""
    start = str(WHAT.index(about.kind) + 1)
    what = Question("kind", "which letter", "choice", tuple(map(str, WHAT)), start)
    chosen = answer(session, what, start)
    return WHAT[int(chosen) - 1] if chosen else None


def _read_out(
    session: Session, about: Letter, made: Material, draft: Draft, kept: LetterRow | None
) -> None:
    """Say the letter, why it may not go out if so, and ask what became of it."""
    session.say(f"Subject: {clean(draft.subject)}", *draft.body.splitlines())
    cites = kept.cites if kept else quoted(draft, made)
    refusals = lint(draft, made, frozenset(cites))
    session.say(*(f"It may not go out like this: {refusal.why}" for refusal in refusals))
    ends = ENDS[1:] if refusals else ENDS
    chosen = choose(session, f"The {draft.kind} letter to {about.page.name}", ends)
    by_hand = kept.by_hand if kept else draft.kind in BY_HAND
    if chosen == "words":
        fill(session, PostedForm(session, about, draft.kind))
    elif chosen == "keep":
        session.do(
            letters.draft,
            about.page.id,
            draft.kind,
            subject=draft.subject,
            body=draft.body,
            by_hand=by_hand,
            letter_id=kept.id if kept else None,
            sale_id=about.answers(draft.kind).sale_id,
            evidence_ids=cites,
            rules=session.rules,
        )
    elif chosen == "posted":
        session.do(
            letters.posted,
            about.page.id,
            draft.kind,
            by_hand=by_hand,
            evidence_ids=cites,
            subject=draft.subject,
            body=draft.body,
            letter_id=kept.id if kept else None,
            **about.answers(draft.kind)._asdict(),
            rep=session.settings.rep,
            contacts=session.settings.contacts,
            rules=session.rules,
        )
