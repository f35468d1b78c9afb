"""Letters in the book: drafted, posted, cited, announced, taken out; and read from it again."""

from __future__ import annotations

import contextlib
from datetime import date, datetime

import pytest

from repbook.actions.base import history, removing
from repbook.actions.care import asks, evidence, letters
from repbook.actions.customers import customers, facts
from repbook.actions.sales import sales
from repbook.domain.letters.letter import compose, quoted
from repbook.domain.letters.letter_lint import lint
from repbook.domain.letters.letter_material import Draft
from repbook.domain.letters.letter_values import values_of
from repbook.domain.shown.ledgers import Ledger
from repbook.domain.spine.kinds import LetterKind
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput, NotFound
from repbook.storage.book.book import Book
from repbook.storage.book.lazy_tables import Ask
from repbook.storage.views import letters as letters_view
from repbook.storage.views.ask_form import stories
from repbook.storage.views.growth_tab import others
from repbook.storage.views.ledgers import ledger
from repbook.ui.dialogs.letters.letter_job import Job, offered

TODAY = "2026-06-03"
BODY = "Dear Jo Marsh,\n\nThank you for the pump. You want no downtime."
OFFER = f"{BODY}\nBy the way, there is a discount on valves."


def the_letter(book: Book, letter_id: int) -> tuple[object, ...]:
    return book.row(
        "SELECT kind, subject, body, by_hand, made_on, posted_on, sale_id, touch_id IS NOT NULL"
        " FROM letters WHERE id = ?",
        (letter_id,),
    )


@pytest.mark.practice("R76")
def test_a_letter_is_posted_with_all_that_it_does(world, book, dump, column):
    before = dump(book)
    thanks = book.row("SELECT id FROM followups WHERE kind = 'thanks' AND state = 'open'")[0]
    change = letters.posted(
        book,
        world.customer,
        "thank-you",
        by_hand=True,
        subject="Thank you",
        body=BODY,
        evidence_ids=(world.evidence,),
        person_id=world.person,
        rules=DEFAULT,
    )
    letter = change.ids["letters"][0]
    assert the_letter(book, letter) == (
        *("thank-you", "Thank you", BODY, 1, TODAY, TODAY, world.sale, 1),
    )
    assert column(book, "followups.state", thanks) == "done"
    assert book.row("SELECT kind, reach, note FROM touches ORDER BY id DESC") == (
        ("note", "one-way", "Thank you")
    )
    assert book.row("SELECT told_on, told_by, letter_id FROM evidence") == (TODAY, "letter", letter)
    assert book.rows("SELECT customer_id, letter_id, evidence_id FROM citations") == [
        (world.customer, letter, world.evidence)
    ]
    history.undo(book)
    assert dump(book) == before
    assert book.rows("SELECT * FROM citations") == []


def test_a_card_written_elsewhere_needs_a_few_words_or_none(world, book):
    letters.posted(book, world.customer, "reassurance", words="said it runs", rules=DEFAULT)
    letters.posted(book, world.customer, "note after a call", by_hand=True, rules=DEFAULT)
    assert book.rows("SELECT kind, body, posted_on FROM letters ORDER BY id") == [
        ("reassurance", "said it runs", TODAY),
        ("note after a call", "", TODAY),
    ]


@pytest.mark.practice("R25")
@pytest.mark.practice("R32")
@pytest.mark.parametrize(
    ("kind", "given", "why"),
    [
        ("thank-you", {"body": OFFER}, "line 4: a thank-you letter carries no offer"),
        ("thank-you", {"words": "with a discount"}, "carries no offer"),
        ("thank-you", {"body": BODY, "subject": "Renew now"}, "subject: a thank-you letter"),
        ("evidence", {"body": f"{BODY} You saved 40 hours."}, "no row says “40”"),
        ("evidence", {"body": "Dear Jo Marsh,\n\nThank you."}, "nothing in it is this customer's"),
        ("evidence", {"body": f"{BODY} So does Park & Sons."}, "Park & Sons is another customer"),
    ],
)
def test_no_way_around_the_composer(world, book, dump, kind, given, why):
    before = dump(book)
    with pytest.raises(InvalidInput, match=why) as error:
        letters.posted(book, world.customer, kind, rules=DEFAULT, **given)
    assert error.value.field in ("body", "words")
    assert dump(book) == before


def test_a_kept_letter_can_not_be_turned_into_an_offer(world, book, dump):
    kept = letters.draft(book, world.customer, "thank-you", body=BODY, rules=DEFAULT).ids[
        "letters"
    ][0]
    with pytest.raises(InvalidInput, match="carries no offer"):
        letters.draft(book, world.customer, "thank-you", body=OFFER, rules=DEFAULT)
    with pytest.raises(InvalidInput, match="carries no offer"):
        letters.draft(book, world.customer, "thank-you", body=OFFER, letter_id=kept, rules=DEFAULT)
    with pytest.raises(InvalidInput, match="carries no offer"):
        letters.edit(book, kept, body=OFFER, rules=DEFAULT)
    with pytest.raises(InvalidInput, match="carries no offer"):
        letters.posted(book, world.customer, "thank-you", body=OFFER, letter_id=kept, rules=DEFAULT)
    book.run(lambda at: at.execute("UPDATE letters SET body = 'order now'"))
    with pytest.raises(InvalidInput, match="carries no offer"):
        letters.posted(book, world.customer, "thank-you", letter_id=kept, rules=DEFAULT)
    assert the_letter(book, kept)[5] is None


@pytest.mark.practice("R75")
def test_a_drafted_note_waits_and_is_posted_once(world, book, dump):
    with book.write("a call") as work:
        letters.draft_in(
            work, world.customer, "note after a call", "fits in theatre 2", person_id=world.person
        )
    (letter,) = book.row("SELECT id FROM letters WHERE posted_on IS NULL")
    assert letters_view.letter(book, letter).subject == "fits in theatre 2"
    before = dump(book)
    body = compose(LetterKind.NOTE, letters_view.material(book, world.customer, rules=DEFAULT)).body
    letters.posted(
        book, world.customer, "note after a call", body=body, letter_id=letter, rules=DEFAULT
    )
    assert the_letter(book, letter)[5:] == (TODAY, None, 1)
    with pytest.raises(InvalidInput, match="posted already"):
        letters.posted(book, world.customer, "note after a call", letter_id=letter, rules=DEFAULT)
    with pytest.raises(InvalidInput, match="to another customer"):
        letters.posted(book, world.stranger, "note after a call", letter_id=letter, rules=DEFAULT)
    history.undo(book)
    assert dump(book) == before


@pytest.mark.practice("R93")
def test_a_clipping_becomes_a_compliment_to_send(world, book, open_book):
    letter = letters.clip(book, world.customer, "Dairy wins award", "Yorkshire Post, page 4")
    row = letters_view.letter(book, letter.ids["letters"][0])
    assert (row.kind, row.subject, row.source, row.posted_on) == (
        *("compliment", "Dairy wins award", "Yorkshire Post, page 4", None),
    )
    made = letters_view.material(book, world.customer, letter=row, rules=DEFAULT)
    draft = compose(row.kind, made)
    assert "“Dairy wins award” (Yorkshire Post, page 4)" in draft.body
    assert lint(draft, made) == ()
    with pytest.raises(InvalidInput, match="about is empty"):
        letters.clip(book, world.customer, " ")


@pytest.mark.practice("R94")
def test_a_clipping_goes_out_with_a_compliment_of_two_sentences(world, book):
    clipped = letters.clip(book, world.customer, "Dairy wins award").ids["letters"][0]
    row = letters_view.letter(book, clipped)
    assert row.kind is LetterKind.COMPLIMENT
    lines = compose(
        row.kind, letters_view.material(book, world.customer, letter=row, rules=DEFAULT)
    ).body.split("\n")
    assert lines[2:5] == [
        "I read about you with great pleasure: “Dairy wins award”.",
        "My compliments to you and to everybody at Marsh Foods.",
        "",
    ]


@pytest.mark.practice("R92")
@pytest.mark.practice("R39")
def test_news_goes_to_those_who_need_it(world, book, dump):
    need = facts.add(book, world.customer, "need", "valves that do not drip").ids["facts"][0]
    facts.add(book, world.customer, "need", "a quieter pump")
    facts.add(book, world.stranger, "need", "a valve", confidential=True)
    (found,) = letters_view.needing(book, "Valve kit 3 for dripping pumps, and valves")
    assert (found.customer, found.need_id, found.words) == (
        "Marsh Foods",
        need,
        ("valve", "valves"),
    )
    before = dump(book)
    both = (world.customer, world.stranger)
    change = letters.announce(book, "Valve kit 3", "valves that drip", both)
    assert change.label == "announce Valve kit 3 to 2 customers"
    drafted = "SELECT customer_id, kind, subject, source, need_id, posted_on FROM letters"
    assert book.rows(f"{drafted} ORDER BY id") == [
        (world.customer, "announcement", "Valve kit 3", "valves that drip", need, None),
        (world.stranger, "announcement", "Valve kit 3", "valves that drip", None, None),
    ]
    row = letters_view.letter(book, change.ids["letters"][0])
    body = compose(
        row.kind, letters_view.material(book, world.customer, letter=row, rules=DEFAULT)
    ).body
    assert "You told us what you need: “valves that do not drip”." in body
    letters.draft(
        book, world.customer, "announcement", body=body, letter_id=row.id, need_id=0, rules=DEFAULT
    )
    assert letters_view.letter(book, row.id).need_id is None
    history.undo(book)
    letters.posted(book, world.customer, "announcement", body=body, letter_id=row.id, rules=DEFAULT)
    assert letters_view.letter(book, row.id).need_id == need
    history.undo(book)
    history.undo(book)
    assert dump(book) == before
    with pytest.raises(InvalidInput, match="nobody is ticked"):
        letters.announce(book, "Valve kit 3", "", ())


@pytest.mark.practice("R96")
def test_thanks_for_a_referral_are_ticked(world, book, column):
    with book.write("an ask") as work:
        row = Ask(
            customer_id=world.customer, kind="referral", text="who else?", asked_on=work.today
        )
        ask = work.add(row).id
    asks.answer(book, ask, "yes", referred="Tom Hollis", rules=DEFAULT)
    made = letters_view.material(book, world.customer, ask_id=ask, rules=DEFAULT)
    body = compose(LetterKind.REFERRAL_THANKS, made).body
    assert "I will look after Tom Hollis" in body
    letters.posted(book, world.customer, "referral thanks", body=body, ask_id=ask, rules=DEFAULT)
    assert column(book, "asks.thanked_on", ask) == TODAY
    with pytest.raises(InvalidInput, match="another customer"):
        letters.posted(book, world.stranger, "referral thanks", ask_id=ask, rules=DEFAULT)


# -- testimonials --------------------------------------------------------------------------------


@pytest.fixture
def shown(world, book) -> dict[str, int]:
    """Testimonials of four customers; one of the closest two may not be shown."""
    customers.edit(book, world.customer, industry="Dairy")
    facts.add(book, world.customer, "need", "no foam")
    ids = {}
    for name, industry, text, allowed in (
        ("Beta", "dairy", "it just runs", True),
        ("Gamma", "Dairy", "quiet at last", False),
        ("Alpha", "Brewing", "no more foam", True),
        ("Delta", "Brewing", "never late", False),  # the newest, and the farthest
    ):
        other = customers.add(book, name, industry=industry).ids["customers"][0]
        ids[name] = evidence.add(
            book,
            other,
            text,
            kind="testimonial",
            permission_on=date(2026, 6, 1) if allowed else None,
        ).ids["evidence"][0]
    return ids


@pytest.mark.practice("R65")
def test_the_closest_testimonial_comes_first_and_never_twice(world, book, shown):
    made = letters_view.material(book, world.customer, rules=DEFAULT)
    assert [row.id for row in made.testimonials] == [
        shown[name] for name in ("Gamma", "Beta", "Alpha", "Delta")
    ]
    draft = compose(LetterKind.REASSURANCE, made)
    assert "“it just runs”" in draft.body
    assert shown["Beta"] in quoted(draft, made)
    cites = quoted(draft, made)
    letters.posted(
        book, world.customer, "reassurance", body=draft.body, evidence_ids=cites, rules=DEFAULT
    )
    assert book.row("SELECT told_on FROM evidence WHERE id = ?", (shown["Beta"],)) == (None,)
    made = letters_view.material(book, world.customer, rules=DEFAULT)
    beta = next(row for row in made.testimonials if row.id == shown["Beta"])
    assert (beta.seen_on, beta.seen_by) == (date(2026, 6, 3), ("Marsh Foods",))
    assert "“no more foam”" in compose(LetterKind.REASSURANCE, made).body
    elsewhere = letters_view.material(book, world.stranger, rules=DEFAULT).testimonials
    assert {row.id: row.seen_on for row in elsewhere}[shown["Beta"]] is None


@pytest.mark.practice("R65")
def test_words_that_may_not_be_shown_are_not_cited(world, book, shown):
    for cited in (shown["Gamma"],):
        with pytest.raises(InvalidInput, match="has not allowed us"):
            letters.posted(
                book, world.customer, "reassurance", evidence_ids=(cited,), rules=DEFAULT
            )
        with pytest.raises(InvalidInput, match="has not allowed us"):
            letters.draft(book, world.customer, "reassurance", evidence_ids=(cited,), rules=DEFAULT)
    with pytest.raises(InvalidInput, match="has not allowed us"):
        letters.posted(
            book, world.stranger, "reassurance", evidence_ids=(world.evidence,), rules=DEFAULT
        )
    with pytest.raises(NotFound):
        letters.posted(book, world.customer, "reassurance", evidence_ids=(999,), rules=DEFAULT)


@pytest.mark.practice("R65")
@pytest.mark.parametrize(
    ("allowed", "may"),
    [
        (None, False),
        (date(2026, 6, 2), True),
        (date(2026, 6, 3), True),
        (date(2026, 6, 4), False),
        (date(2027, 6, 1), False),
    ],
)
def test_everywhere_words_may_be_shown_from_the_day_on_which_they_were_allowed(
    world, book, allowed, may
):
    told = evidence.add(
        book, world.stranger, "no foam", kind="testimonial", permission_on=allowed
    ).ids["evidence"][0]
    late = evidence.add(
        book, world.stranger, "never", kind="testimonial", permission_on=date(2027, 1, 1)
    ).ids["evidence"][0]
    shown = ledger(book, Ledger.EVIDENCE, rules=DEFAULT)
    said = {line.id: line.state for line in shown.lines}
    assert said[told] == ("may be shown" if may else "ask before showing")
    assert f"{int(may)} may be shown" in " · ".join(part.text for part in shown.head)
    assert (told in [story.id for story in stories(book, world.customer)]) is may
    read_first = others(book, world.customer)[0].id
    assert read_first == (told if may else late)
    made = letters_view.material(book, world.customer, rules=DEFAULT)
    draft = Draft(LetterKind.REASSURANCE, "", f"Danny said it: “no foam”. {made.sale}")
    job = Job(LetterKind.REASSURANCE, made)
    assert (told in [row.id for row in offered(job, draft)]) is may
    assert (values_of(made)["testimonial"] == ("no foam",)) is may
    refused = [each for each in lint(draft, made, (told,)) if "has not allowed us" in each.why]
    assert bool(refused) is not may
    with contextlib.nullcontext() if may else pytest.raises(InvalidInput, match="not allowed us"):
        letters.draft(book, world.customer, "reassurance", evidence_ids=(told,), rules=DEFAULT)


def test_a_row_that_goes_takes_its_citations_along_and_undo_brings_them_back(world, book, shown):
    cites = (world.evidence, shown["Beta"])
    posted = letters.posted(
        book, world.customer, "reassurance", words="hm", evidence_ids=cites, rules=DEFAULT
    )
    (beta,) = book.row("SELECT customer_id FROM evidence WHERE id = ?", (shown["Beta"],))
    everything = "SELECT * FROM citations ORDER BY id"
    before = book.rows(everything)
    assert len(before) == 2
    for take_out, left in (
        (lambda: removing.remove(book, "letter", posted.ids["letters"][0]), 0),
        (lambda: removing.remove(book, "evidence", shown["Beta"]), 1),
        (lambda: customers.remove(book, beta), 1),
        (lambda: customers.remove(book, world.customer), 0),
    ):
        take_out()
        assert len(book.rows(everything)) == left
        assert book.rows("PRAGMA foreign_key_check") == []
        history.undo(book)
        assert book.rows(everything) == before


# -- read from the book --------------------------------------------------------------------------


def test_nothing_in_confidence_gets_into_a_letter(world, book):
    facts.add(book, world.customer, "why us", "the other firm lied", confidential=True)
    facts.add(book, world.customer, "important", "a quiet handover", confidential=True)
    made = letters_view.material(book, world.customer, rules=DEFAULT)
    assert (made.important, made.why_us) == ("no downtime", "")
    for kind in LetterKind:
        body = compose(kind, made).body
        assert "lied" not in body
        assert "quiet" not in body


@pytest.mark.practice("R80")
@pytest.mark.practice("R81")
@pytest.mark.parametrize(
    ("kind", "glad"),
    [
        ("catalogue", "that you now have our products in stock"),
        ("one-off", "that it is with you now"),
        ("recurring", "that it is with you now"),
    ],
)
def test_the_evidence_letter_from_the_delivery(world, book, kind, glad):
    days = dict.fromkeys(("promised_on", "live_on"), date(2026, 6, 2))
    sales.edit(book, world.sale, ordered_on=date(2026, 5, 20), kind=kind, rules=DEFAULT, **days)
    made = letters_view.material(book, world.customer, rules=DEFAULT)
    draft = compose(LetterKind.EVIDENCE, made)
    assert (
        f"I noticed that your delivery was received on time yesterday and am delighted {glad}."
        in draft.body
    )
    assert "- 3 June: arrived on time" in draft.body
    letters.posted(
        book,
        world.customer,
        "evidence",
        body=draft.body,
        evidence_ids=quoted(draft, made),
        rules=DEFAULT,
    )
    assert book.row("SELECT told_on FROM evidence WHERE id = ?", (world.evidence,)) == (TODAY,)


@pytest.mark.practice("R70")
def test_the_agenda_letter_lists_what_is_still_ahead(world, book):
    body = compose(
        LetterKind.AGENDA, letters_view.material(book, world.customer, rules=DEFAULT)
    ).body
    assert "- Wednesday 17 June: I ask you: was everything as you had expected?" in body
    assert "Five questions" not in body


@pytest.mark.practice("R77")
def test_thank_yous_posted_are_counted_against_the_orders(world, book):
    def told() -> str:
        return ledger(book, Ledger.LETTERS, rules=DEFAULT).head[-1].text

    assert told() == "thank-yous posted for 0 of 1 order"
    letters.posted(book, world.customer, "thank-you", by_hand=True, rules=DEFAULT)
    assert told() == "thank-yous posted for 1 of 1 order"
    sales.add(book, world.stranger, "Valve kit", rules=DEFAULT)
    assert told() == "thank-yous posted for 1 of 2 orders"


@pytest.mark.parametrize(
    ("on", "years"), [((2028, 5, 20), 2), ((2028, 4, 1), 1), ((2026, 6, 20), 0)]
)
def test_the_years_together(world, open_book, on, years):
    later = open_book(datetime(*on, 9, 0))
    assert letters_view.material(later, world.customer, rules=DEFAULT).years == years
    near = letters_view.years_full(later, world.customer, date(*on), DEFAULT)
    assert near == (years if on == (2028, 5, 20) else 0)
    early = DEFAULT._replace(clocks=DEFAULT.clocks._replace(tenure_ahead=90))
    far = letters_view.years_full(later, world.customer, date(*on), early)
    assert far == (2 if on[0] == 2028 else 0)
