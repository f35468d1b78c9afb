"""The letter that somebody is owed who asks what is kept of them (article 15 GDPR), in plain words; and what to look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ...domain.spine.rules import Rules
from ...domain.words.sensitive import speaks_of
from ...storage.book.book import Book
from ...storage.erasing import kept_of
from ...storage.erasing.asking import Asker, names_of
from ...storage.erasing.kept_of import Gone, KeptRow
from ...storage.erasing.marks import CUSTOMER
from ...storage.erasing.words import Names
from ...values import NamedTuple
from ...wording import count, day_text

TITLES = {
    "customers": "Your firm",
    "people": "People",
    "routes": "How you are reached",
    "addresses": "Addresses",
    "photos": "Pictures",
    "sales": "Orders",
    "touches": "Calls, visits, mails and what was noted of them",
    "checks": "What you said of how things are",
    "problems": "Problems",
    "promises": "Promises",
    "followups": "What was, and is, to be done",
    "expectations": "What you expect",
    "letters": "Letters",
    "evidence": "What went well",
    "facts": "What was noted about you",
    "asks": "What you were asked for",
    "citations": "Successes told in letters",
    "dates": "Days of the year",
    "apart": "Records told apart",
    "origins": "As files had you",
}
WHY = (
    "You have ordered, or somebody for you has. What is kept serves to do well what was ordered, and to look after you"
    " afterwards: articles 6(1)(b) and (f) GDPR.",
    "A newsletter is sent only to who agreed to it, since the day that is told with the person: article 6(1)(a).",
    "Nobody else decides by it, and no program does: a number that is reckoned from it only orders who is called first.",
)
RIGHTS = (
    "have what is wrong put right, and have what is missing added (article 16)",
    "have it erased (article 17), as far as no law wants an order kept",
    "have it kept but not used (article 18), and object to its use (article 21)",
    "take it along in a form that a program reads (article 20)",
    "take back what you agreed to, at any time, for what comes after",
    "complain to the authority that watches over data protection where you live",
)


class Access(NamedTuple):
    """The letter, line by line, and what the rep should look at before it goes."""

    lines: tuple[str, ...]
    look_first: tuple[str, ...]


def access(book: Book, who: Asker, rules: Rules, rep: Mapping[str, str]) -> Access:
    """What is kept of them, why, since when, where from, to whom it went, how long, and what they may ask for."""
    rows = tuple(kept_of.rows_of(book, who))
    earlier, unsaved = kept_of.earlier_words(book, who, rows), kept_of.unsaved(book, who)
    gone = kept_of.sent_out(book, who)
    today = book.clock.today()
    lines = (
        *_head(who, today, rep),
        *_section("Why it is kept", (f"- {line}" for line in WHY)),
        *_rows(rows),
        *_section("Typed, and not yet filed", (f"- {_line(word)}" for word in unsaved)),
        *_section(
            "Earlier wordings, which the book keeps so that a slip can be undone",
            (f"- {_line(word)}" for word in earlier),
        ),
        *_section("To whom it went", _gone(gone)),
        *_section("How long it is kept", _how_long(rules)),
        *_section("You may", (f"- {line}" for line in RIGHTS)),
    )
    return Access(lines, tuple(_look_first(book, who, rows, earlier)))


def _head(who: Asker, today: date, rep: Mapping[str, str]) -> Iterator[str]:
    yield f"# What is kept of {_line(who.name)}"
    yield ""
    by = ", ".join(
        rep[key] for key in ("name", "company", "address", "email", "phone") if rep.get(key)
    )
    yield f"{day_text(today)}. Kept by {by or '(your name and address)'}, in a book on one computer that is on no network."
    yield ""


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    every = tuple(lines)
    if every:
        yield f"## {title}"
        yield ""
        yield from every
        yield ""


def _rows(rows: tuple[KeptRow, ...]) -> Iterator[str]:
    """Each table under its title; a row is its words, since when, and where it came from."""
    for table, title in TITLES.items():
        yield from _section(title, (_row(row) for row in rows if row.table == table))


def _row(row: KeptRow) -> str:
    said = "; ".join(f"{name}: {_line(word)}" if name else _line(word) for name, word in row.words)
    since = f"since {row.since[:10]}" if row.since else ""
    came = ", ".join(filter(None, (since, row.came)))
    return f"- {said}{f' ({came})' if came else ''}"


def _gone(gone: tuple[Gone, ...]) -> Iterator[str]:
    """Files are named for what they are: where they lie is nobody else's matter."""
    if not gone:
        yield "- as far as the book knows, to nobody"
    for one in gone:
        what = one.kind if one.alone or one.kind == "backup" else f"{one.kind}, with others"
        yield f"- {one.on}: a file left the book ({what})"


def _how_long(rules: Rules) -> Iterator[str]:
    years = count(rules.clocks.retention_years, "year")
    yield "- as long as you are looked after; of an order, as long as the law wants it kept"
    if rules.clocks.retention_years:
        yield f"- {years} after you were last a customer it is looked at whether anything is to stay"


def _line(text: str) -> str:
    return " ".join(text.split())


# -- for the rep ---------------------------------------------------------------------------------------------


def _look_first(
    book: Book, who: Asker, rows: tuple[KeptRow, ...], earlier: tuple[str, ...]
) -> Iterator[str]:
    """What may be somebody else's, or was told in confidence: article 15(4) keeps others' rights."""
    secret = [row for row in rows if row.secret]
    if secret:
        yield f"{count(len(secret), 'fact')} told in confidence: who told it may not want it known"
        yield from (
            f"  {_line(' · '.join(word for name, word in row.words if not name))}" for row in secret
        )
    others = _others(book, who)
    naming = [word for row in rows for _, word in row.words if others.are_in(word)]
    if naming:
        yield f"{count(len(naming), 'text')} with somebody else's name in it: cover what is theirs"
        yield from (f"  {_line(word)[:100]}" for word in naming[:8])
    for word in (word for row in rows for _, word in row.words):
        if topic := speaks_of(word):
            yield f"speaks of {topic}, which is kept only where they agreed: {_line(word)[:80]}"
    if earlier:
        yield f"{count(len(earlier), 'earlier wording')} from the history: what you changed is told, too"


def _others(book: Book, who: Asker) -> Names:
    """The names of everybody else in the book, long enough that they are no common word."""
    mine = {name.casefold() for name in names_of(book, who)}
    if who.kind != CUSTOMER:
        ids = ", ".join(map(str, who.ids))
        sql = f"SELECT c.name FROM customers c JOIN people p ON p.customer_id = c.id WHERE p.id IN ({ids})"
        mine |= {name.casefold() for (name,) in book.rows(sql)}
    rows = book.rows("SELECT name FROM customers UNION SELECT name FROM people")
    return Names(name for (name,) in rows if " " in name and name.casefold() not in mine)
