"""What is given and passed on: a clipping with a compliment, news for those who need it, a person who follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...actions.care import letters
from ...actions.customers import followers
from ...domain.shown.customer_views import CustomerPage
from ...domain.shown.this_call import said_to_go
from ...errors import InvalidInput
from ...storage.views.letters import Needing, needing
from ...storage.views.listing import folded_names
from ...wording import clean, count, fold
from ..session import Session, Target
from .form import Form, Save, Values
from .questions import Question
from .row_forms import PageForm, RowForm

MOST = 60
"""Customers who are listed; more words narrow them down."""


class ClippingForm(RowForm):
    """What a page says of them, and where it stands; the note to go with it waits under letters (R93, R94)."""

    form_id = "clipping"
    called = "Clipping"
    first = "about"

    def questions(self, values: Values) -> Sequence[Question]:
        return (
            Question("about", "what it says", required=True),
            Question("source", "found in", help="The paper, the page"),
        )

    def saving(self, values: Values) -> Save:
        return self.act(letters.clip, self.target.customer_id, values["about"], values["source"])


class FollowForm(PageForm):
    """Who goes to another employer, where to, and when they said that they may be called there (R23)."""

    form_id = "follow"
    called = "Follows you"
    first = "employer"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target, page)
        self.title += " What is personal goes along, nothing said in confidence, and no sale."

    def questions(self, values: Values) -> Sequence[Question]:
        known = tuple(
            clean(one.name) + (" (left)" if one.left_on else "") for one in self.page.people
        )
        who, firm = said_to_go(self.page, self.session.today)
        return (
            Question("person", "who", "choice", known, str(who + 1), required=True),
            Question("employer", "goes to", start=firm, required=True, help="The new employer"),
            Question("consent", "they agreed on", "day", required=True, future=False),
            Question("phone", "new phone"),
            Question("email", "new e-mail"),
        )

    def heard(self, name: str, values: Values, *, typed: bool) -> Iterable[str]:
        if name == "employer" and values[name].strip():
            known = fold(values[name].strip()) in folded_names(self.session.book)
            yield "In the book already." if known else "A new customer."

    def saving(self, values: Values) -> Save:
        return self.act(
            followers.follow,
            self.target.customer_id,
            self.page.people[int(values["person"]) - 1].id,
            values["employer"],
            self.day(values, "consent"),
            phone=values["phone"],
            email=values["email"],
        )


class AnnounceForm(Form):
    """What is new and what it is for; a letter to each whose need says the same (R39, R92)."""

    form_id = "announcement"
    first = "title"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Announcement. A letter to each who needs it, for you to post.")

    def _found(self, values: Values) -> tuple[Needing, ...]:
        words = f"{values.get('title', '')} {values.get('words', '')}"
        return needing(self.session.book, words)[:MOST] if words.strip() else ()

    def questions(self, values: Values) -> Sequence[Question]:
        found = self._found(values)
        to = tuple((str(one.customer_id), f"{one.customer}: “{clean(one.need)}”") for one in found)
        about = f"{count(len(found), 'customer')} told us of a need that it answers. To whom?"
        return (
            Question("title", "what is new", required=True),
            Question("words", "meant for"),
            Question("to", "to", "ticks", to, asked=bool(to), required=bool(to), about=about),
        )

    def saving(self, values: Values) -> Save:
        to = tuple(int(part) for part in values["to"].split(",") if part)
        if not to:
            raise InvalidInput(
                "no need on record has a word of it", "say what it is for", field="words"
            )
        return lambda book: letters.announce(book, values["title"], values["words"], to)
