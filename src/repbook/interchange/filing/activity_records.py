"""A row as something that happened (a touch), or as something still to be done (a follow-up)."""

from __future__ import annotations

from ...domain.spine.kinds import FollowupKind, Reach, TouchKind
from ...wording import fold
from ..mapping.cells import as_flag
from ..mapping.record_words import WORDS
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import TASK, Row
from ..reading.records import FollowupRecord, TouchRecord
from ..sales.sale_words import SALES
from .whose_row import Whose

KINDS = {
    TouchKind.CALL: WORDS.CALL,
    TouchKind.VISIT: WORDS.VISIT,
    TouchKind.EMAIL: WORDS.EMAIL,
    TouchKind.MESSAGE: WORDS.MESSAGE,
    TouchKind.LETTER: WORDS.LETTER,
    TouchKind.TRAINING: WORDS.TRAINING,
}
CALLED_OFF = frozenset(word.replace(" ", "_") for word in (*WORDS.CALLED_OFF, *SALES.CANCELLED))
ASKED = {
    TouchKind.CALL: FollowupKind.CALL,
    TouchKind.VISIT: FollowupKind.VISIT,
    TouchKind.LETTER: FollowupKind.LETTER,
    TouchKind.TRAINING: FollowupKind.TRAINING,
}
"""What a follow-up of a kind asks the rep to do."""
UNLIKE_TASKS = (TouchKind.EMAIL, TouchKind.MESSAGE)
"""Kinds that no follow-up has: the word stays with it."""


def make_activity(row: Row, whose: Whose | None) -> TouchRecord | FollowupRecord | None:
    """The touch or follow-up of a row; None, with the reason kept, where its day or its customer lacks.

    What is not done, or lies ahead of today, is a follow-up.
    """
    subject, note, outcome = row.text("subject", TASK), row.note("note"), row.text("outcome")
    if not (subject or note or row.text("kind") or outcome or row.text("next")):
        return None
    if not whose:
        row.fault("an activity that names no customer: left out")
        return None
    said = {fold(row.text(field)) for field in ("done", "status")}
    if row.flag("cancelled") or any(one.replace(" ", "_") in CALLED_OFF for one in said):
        row.fault("it was called off: left out")
        return None
    done = bool(row.flag("done")) or bool(said & WORDS.DONE)
    day = row.days(*("done on", "day", "due") if done else ("day", "due", "done on"))
    if not day:
        row.fault("an activity without a day: left out")
        return None
    words = _words(subject, note, row.text("kind"))
    _keep_words(row, note)
    external_id = row.text("id") or stable_id(whose.key, words, day.isoformat())
    if not note and outcome and not _is_outcome(fold(outcome)):
        words = _words(subject, outcome, row.text("kind"))  # that is what there is to tell
    told = (row.text("kind"), subject) if row.has("kind") else (subject, row.text("kind"))
    kind = _kind(*told)
    if not done or day > row.judged.today:
        if kind in UNLIKE_TASKS:
            row.keep_all("kind")
        return FollowupRecord(
            line=row.line,
            external_id=external_id,
            customer_name=whose.customer_name,
            customer_external_id=whose.customer_id,
            person_name=whose.person_name,
            due_on=day,
            what=row.cut(words.replace("\n", " · ") or row.text("kind") or "To do", TASK, "note"),
            person_external_id=whose.person_id,
            kind=ASKED.get(kind, FollowupKind.TASK),
        )
    if kind is TouchKind.NOTE and _reach(TouchKind.CALL, outcome) is not Reach.TWO_WAY:
        kind = TouchKind.CALL  # nobody answers a note
    return TouchRecord(
        line=row.line,
        external_id=external_id,
        customer_name=whose.customer_name,
        customer_external_id=whose.customer_id,
        person_name=whose.person_name,
        on_day=day,
        kind=kind,
        reach=_reach(kind, outcome or _nobody(kind, words)),
        note=words,
        person_external_id=whose.person_id,
    )


def make_next(row: Row, touch: TouchRecord | FollowupRecord) -> FollowupRecord | None:
    """What is to be done after a touch, where its row names a later day for it; the row keeps its words as well."""
    what, day = row.text("next", TASK), row.day("next on")
    for field in ("next", "next on"):
        row.keep_all(field)
    if not isinstance(touch, TouchRecord) or not day or day <= touch.on_day:
        return None
    heading = row.layout.header[row.columns["next on"][0]]
    return FollowupRecord(
        line=row.line,
        external_id=stable_id(touch.external_id, "next", day.isoformat()),
        customer_name=touch.customer_name,
        customer_external_id=touch.customer_external_id,
        person_name=touch.person_name,
        person_external_id=touch.person_external_id,
        due_on=day,
        what=what or heading,
        kind=ASKED.get(_kind(what or heading), FollowupKind.TASK),
    )


def _keep_words(row: Row, note: str) -> None:
    """Words of kind, outcome, and state that nobody here understands stay with the row, as they are written.

    Where there is no note, the outcome is told in its place.
    """
    asked = (
        ("kind", _is_kind),
        ("outcome", _is_outcome),
        ("status", _is_state),
        ("done", _is_done),
    )
    for field, known in asked:
        said = fold(row.text(field))
        if said and not known(said) and (note or field != "outcome"):
            row.keep_all(field)


def _is_kind(word: str) -> bool:
    return any(word in words for words in (*KINDS.values(), WORDS.NOTE))


def _is_outcome(word: str) -> bool:
    return word in set(Reach) or any(one in word for one in (*WORDS.UNANSWERED, *WORDS.LEFT_WORD))


def _is_state(word: str) -> bool:
    return word in WORDS.DONE


def _is_done(word: str) -> bool:
    return as_flag(word) is not None or word in WORDS.DONE


def _words(subject: str, note: str, kind: str) -> str:
    """Subject and note together; a subject that only repeats the kind ("Call") says nothing."""
    if note and (fold(subject) == fold(kind) or fold(subject) in fold(note)):
        return note
    return "\n".join(filter(None, (subject, note)))


def _kind(*said: str) -> TouchKind:
    """The kind by its name, or by a subject that is a kind's name, the surest first; whatever is neither is a note."""
    for name in map(fold, said):
        for kind, words in KINDS.items():
            if name in words:
                return kind
    return TouchKind.NOTE


def _nobody(kind: TouchKind, words: str) -> str:
    """What a note says of nobody who was there: how one of a call begins, or all that one of a visit says."""
    if kind is TouchKind.VISIT:
        said = fold(words)
        return said if said in WORDS.UNANSWERED else ""
    return _begins(words) if kind is TouchKind.CALL else ""


def _begins(words: str) -> str:
    """How a note on a call begins, if it says that nobody was spoken with: "Left a message", "Nicht erreicht"."""
    said = fold(words)
    nobody = (*WORDS.UNANSWERED, *WORDS.LEFT_WORD)
    return next((word for word in nobody if said.startswith(word)), "")


def _reach(kind: TouchKind, outcome: str) -> Reach:
    """Whether somebody was spoken with. A call or a meeting that is marked done, and says no more, was."""
    said = fold(outcome)
    if said in set(Reach):
        return Reach(said)
    if any(word in said for word in WORDS.UNANSWERED):
        return Reach.NO_ANSWER
    if any(word in said for word in WORDS.LEFT_WORD):
        return Reach.ONE_WAY
    spoken = (TouchKind.CALL, TouchKind.VISIT, TouchKind.TRAINING)
    return Reach.TWO_WAY if kind in spoken else Reach.ONE_WAY
