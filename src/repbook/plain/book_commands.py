"""What each command of the table does for the book as a whole, and what the shell does instead."""

from __future__ import annotations

from collections.abc import Callable

from ..actions.base import history
from ..actions.touches import drafts
from ..actions.touches.drafts import TYPED_ON
from ..interchange.writing.letter_files import write_templates
from ..paths import backup_folder, letters_folder, shown
from ..storage.book.joined import now_part_of
from ..storage.finding.bearers import Resolved
from ..wording import clean, count
from .commands import FOR_CUSTOMERS
from .forms.capture_form import CaptureForm
from .forms.choosing import YES_NO, choose, pick
from .forms.filling import fill
from .forms.given_forms import AnnounceForm
from .forms.row_forms import CustomerForm
from .session import Session, Target

BookVerb = Callable[[Session, str], None]
"""What a command does, with the words behind its key."""


def capture(session: Session, words: str) -> None:
    """One line for anybody; without a name it is about the customer whom the rep is at."""
    here = session.at
    about = Resolved(here.customer_id, here.customer) if here else None
    fill(session, CaptureForm(session, about), words)


def customer(session: Session, words: str) -> None:
    """A new customer."""
    fill(session, CustomerForm(session), words)


def announcement(session: Session, words: str) -> None:
    """Something new: a letter to each customer whose need it answers."""
    fill(session, AnnounceForm(session), words)


def undo(session: Session, _: str) -> None:
    """Take the last change back."""
    session.undo()


def redo(session: Session, _: str) -> None:
    """Do again what was undone."""
    change = session.written(history.redo)
    session.say(f"Done again: {change.label}. {session.key('undo')} undoes it.")


def where(session: Session, _: str) -> None:
    """Where the book and its backups lie."""
    path = session.book.path
    session.say(f"Your book: {shown(path)}", f"Its backups: {shown(backup_folder(path))}")


def templates(session: Session, _: str) -> None:
    """Write the letters' templates as files, and say where."""
    folder = letters_folder()
    written = write_templates(folder)
    said = f"{count(len(written), 'template')} written to" if written else "They are all in"
    session.say(f"{said} {folder}", "A file that you change there is what letters begin with.")


def resume(session: Session, _: str) -> None:
    """Forms that were left unfinished; a number goes on with one."""
    waiting = drafts.waiting(session.book)
    if not waiting:
        session.say("No form was left unfinished.")
        return
    for place, draft in enumerate(waiting, 1):
        answers = (text for name, text in draft.content.items() if name != TYPED_ON)
        typed = next((text for text in answers if len(text) > 2), "")
        words = ", ".join(filter(None, (draft.form, clean(draft.customer), clean(typed)[:60])))
        session.say(f"{place} {words}")
    chosen = pick(session, "Which", len(waiting))
    if not chosen:
        return
    draft = waiting[chosen - 1]
    if draft.form == "capture":
        capture(session, "")
    elif draft.form in ("customer", "announcement"):
        OF_THE_BOOK[draft.form](session, "")
    elif draft.form in FOR_CUSTOMERS and draft.form != "letter":
        customer_id = now_part_of(session.book, "customer", draft.customer_id) or draft.customer_id
        FOR_CUSTOMERS[draft.form](session, Target(customer_id, draft.customer), "")
    else:
        session.say(*(f"{name}: {clean(text)}" for name, text in draft.content.items() if text))
        if choose(session, "This form belongs to a row; throw its draft away", YES_NO) == "yes":
            drafts.drop(session.book, draft.form, draft.customer_id, draft.row_id)


OF_THE_BOOK: dict[str, BookVerb] = {
    "capture": capture,
    "customer": customer,
    "announcement": announcement,
    "undo": undo,
    "redo": redo,
    "where": where,
    "templates": templates,
    "drafts": resume,
}
ELSEWHERE = {
    "import": "`repbook import FILE` does it",
    "export": "`repbook export` does it",
    "doubles": "`repbook duplicates` and `repbook merge` do it",
    "demo": "`repbook --demo --plain` opens it",
}
"""What the shell does better, or as well."""
OF_THE_SCREEN = frozenset(("new", "palette", "copy", "money", "theme", "blank"))
"""What only a screen needs: menus, a clipboard, colours, hiding."""
