"""Letters: filled from rows and nothing else, and read before they go out."""

from __future__ import annotations

import re
import string
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repbook.domain.letters.letter import check_template, compose, quoted, steps_for
from repbook.domain.letters.letter_days import DAYS, MONTHS, NUMBERS, lately, years_text
from repbook.domain.letters.letter_lint import WITHOUT_OFFER, lint, offers, substance
from repbook.domain.letters.letter_material import Draft, Evidence, Material
from repbook.domain.letters.letter_texts import REMEMBERED, TEXTS
from repbook.domain.letters.letter_values import values_of
from repbook.domain.letters.stories import WORDS, stem
from repbook.domain.spine.kinds import EvidenceKind, ExpectationState, LetterKind
from repbook.errors import BadSettings
from repbook.interchange.writing import letter_files, mail

TODAY = date(2026, 6, 3)
REP = {"name": "Ann Lee", "company": "Pumps Ltd", "phone": "0113 496 0009"}
OWN = Evidence(7, "delivered complete, fits theatre 2", date(2026, 5, 28), amount="12 hours")
ORCHARD = Evidence(
    9,
    "It just runs, 20 % less waste",
    date(2026, 1, 2),
    kind=EvidenceKind.TESTIMONIAL,
    customer="Orchard Clinic",
    person="Anna Reyes",
    permission_on=date(2026, 2, 1),
)
MARSH = Material(
    customer="Marsh Foods",
    person="Jo Marsh",
    today=TODAY,
    rep=REP,
    contacts={"billing": "Sue, 0113 496 0004"},
    sale="Dosing pump, 2 units",
    ordered_on=date(2026, 5, 20),
    promised_on=date(2026, 5, 28),
    live_on=date(2026, 5, 28),
    important="no downtime",
    need="valves that do not drip",
    why_us="honest answers",
    vital=("invoices by e-mail",),
    gains=("8 % less waste",),
    works_well=("the display",),
    expectations=(
        ("saves 10 hours a month", ExpectationState.MET),
        ("no leaks", ExpectationState.UNMET),
    ),
    evidence=(OWN,),
    testimonials=(ORCHARD,),
    years=2,
    referred="Tom Hollis",
    clipping="Dairy wins county award",
    clipping_source="Yorkshire Post, page 4",
    announcement="Valve kit 3",
    announced_for="pumps that drip",
    announced_need="valves that do not drip",
    strangers=("Orchard Clinic", "Park & Sons"),
)
BARE = Material(customer="Marsh Foods", today=TODAY)


def whys(body: str, kind: LetterKind = LetterKind.EVIDENCE, *cited: int, **more: object) -> str:
    """Why a letter of these words is refused, with a line that is the customer's own."""
    draft = Draft(kind, "", f"{body}\nYou asked for no downtime.")
    return " | ".join(map(str, lint(draft, MARSH._replace(**more), cited)))  # type: ignore[arg-type]


# -- composed from rows --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_from_full_rows_is_filled_and_stands(kind):
    draft = compose(kind, MARSH)
    assert draft.subject
    assert draft.body.startswith("Dear Jo Marsh,\n")
    assert "Ann Lee" in draft.body
    assert "{" not in draft.body
    assert lint(draft, MARSH, quoted(draft, MARSH)) == ()


@pytest.mark.parametrize("kind", LetterKind)
def test_what_the_book_does_not_know_leaves_no_trace(kind):
    draft = compose(kind, BARE)
    said = f"{draft.subject}\n{draft.body}"
    for trace in ("None", "{", "“”", ": .", "()", "\n\n\n", ":\n\n", "  "):
        assert trace not in said
    assert not draft.body.rstrip().endswith(":")


texts = st.text(string.ascii_letters + string.digits + " ,.%é“”:-", max_size=30).map(str.strip)
many = st.lists(texts, max_size=2).map(tuple)
proofs = st.lists(
    st.tuples(
        st.integers(1, 99),
        texts.filter(lambda text: not offers(text)),
        st.dates(date(2025, 1, 1), TODAY),
        texts,
    ).map(lambda row: Evidence(*row[:3], amount=row[3])),
    max_size=2,
).map(tuple)
days = st.none() | st.dates(date(2026, 5, 1), date(2026, 7, 1))
materials = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["", "Jo Marsh"]),
        "rep": st.sampled_from([{}, REP]),
        "ordered_on": st.none() | st.dates(date(2026, 1, 1), TODAY),
        **dict.fromkeys(("promised_on", "live_on"), days),
        **dict.fromkeys(("sale", "important", "need", "why_us", "referred", "clipping"), texts),
        **dict.fromkeys(("announcement", "announced_for"), texts),
        **dict.fromkeys(("vital", "gains", "works_well", "words"), many),
        "expectations": st.lists(st.tuples(texts, st.sampled_from(ExpectationState)), max_size=2),
        "evidence": proofs,
        "testimonials": st.sampled_from([(), (ORCHARD,)]),
        "years": st.integers(0, 30),
    }
).map(lambda given: Material(**{**BARE._asdict(), **given, "strangers": ("Orchard Clinic",)}))


@given(st.sampled_from(LetterKind), materials)
@settings(max_examples=80, deadline=None)
def test_a_default_letter_stands_wherever_there_is_a_fact_of_this_customer(kind, material):
    if kind is LetterKind.COMPLIMENT:
        material = material._replace(clipping="Dairy wins county award")
    draft = compose(kind, material)
    refused = lint(draft, material, quoted(draft, material))
    told = (material.important, material.need, material.why_us, *material.vital, *material.words)
    known = (*told, material.sale, *material.works_well, *material.gains)
    if any("no success of theirs" in refusal.why for refusal in refused):
        assert kind is LetterKind.EVIDENCE and not quoted(draft, material)
    elif any(substance(text, material) for text in known):
        assert refused == ()
    else:
        assert all("customer's own" in refusal.why for refusal in refused)


@given(st.sampled_from(LetterKind), materials)
@settings(max_examples=40, deadline=None)
def test_a_letter_says_nothing_but_its_template_and_the_rows(kind, material):
    """Every line is one of the template or the one around a fact, filled with words of rows and days."""
    rows = [material.person, material.customer, *material.rep.values(), *DAYS, *MONTHS, *NUMBERS]
    rows += [str(value) for name, value in material._asdict().items() if name != "strangers"]
    known = " ".join((*rows, "today yesterday last on years 2026 2025", *map(str, range(1, 32))))
    known = " ".join(known.replace("“", " ").replace("”", " ").split())
    around = [line.replace("{}", "{fact}") for line in REMEMBERED.values()]
    shapes = [
        re.compile(re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(line)))
        for line in (*TEXTS[kind].split("\n"), *around)
    ]
    for line in filter(None, compose(kind, material).body.split("\n")):
        fillings = [found.groups() for shape in shapes if (found := shape.fullmatch(line))]
        words = [
            " ".join(values).replace("“", " ").replace("”", " ").split() for values in fillings
        ]
        assert any(all(word.strip(",.:()") in known for word in filling) for filling in words)


@pytest.mark.practice("R81")
@pytest.mark.parametrize(
    ("promised", "live", "said"),
    [
        (date(2026, 5, 28), date(2026, 5, 28), "received on time last Thursday and am delighted"),
        (date(2026, 6, 5), date(2026, 6, 2), "received on time yesterday"),
        (date(2026, 5, 5), date(2026, 5, 4), "received on time on 4 May"),
        (None, date(2026, 5, 28), "your delivery was received last Thursday"),
        (date(2026, 5, 27), date(2026, 5, 28), ""),
        (date(2026, 6, 9), date(2026, 6, 9), ""),
        (None, None, ""),
    ],
)
def test_the_letter_of_the_source_comes_from_the_day_of_delivery(promised, live, said):
    made = MARSH._replace(promised_on=promised, live_on=live)
    body = compose(LetterKind.EVIDENCE, made).body
    assert said in body
    assert ("that your delivery was received" in body) is bool(said)


@pytest.mark.practice("R24")
def test_reassurance_says_why_they_chose_us_and_shows_only_what_may_be_shown():
    body = compose(LetterKind.REASSURANCE, MARSH).body
    assert "why you chose us: “honest answers”" in body
    assert "This is what Anna Reyes, Orchard Clinic says:\n“It just runs, 20 % less waste”" in body
    for hidden in (
        ORCHARD._replace(permission_on=None),
        ORCHARD._replace(permission_on=date(2026, 6, 4)),
        ORCHARD._replace(seen_on=date(2026, 3, 1)),
    ):
        body = compose(LetterKind.REASSURANCE, MARSH._replace(testimonials=(hidden,))).body
        assert "Orchard" not in body


def test_the_summary_of_thirty_days_says_what_was_met_and_what_was_not():
    body = compose(LetterKind.THIRTY_DAY, MARSH).body
    assert "and it was met:\n- saves 10 hours a month" in body
    assert "we still owe it to you:\n- no leaks" in body
    assert "in part" not in body
    gain = Evidence(8, "an hour a day", TODAY, kind=EvidenceKind.GAIN)
    twice = MARSH._replace(evidence=(gain,), gains=(*MARSH.gains, "An hour a day"))
    assert values_of(twice)["gain"] == ("8 % less waste", "an hour a day")
    body = compose(LetterKind.THIRTY_DAY, MARSH._replace(evidence=(gain,))).body
    assert body.count("an hour a day") == 1


def told(*evidence):
    """The successes that a letter tells, in its order."""
    body = compose(LetterKind.EVIDENCE, MARSH._replace(evidence=evidence)).body
    return [
        row.text
        for row in sorted(evidence, key=lambda row: body.find(row.text))
        if row.text in body
    ]


def test_a_letter_tells_what_was_not_told_yet_five_successes_at_most_by_their_days():
    rows = [
        Evidence(number, f"fits theatre {number}", date(2026, 5, 20 - number))
        for number in range(1, 8)
    ]
    assert told(*rows) == [f"fits theatre {number}" for number in range(5, 0, -1)]
    old = [row._replace(told_on=TODAY) for row in rows]
    assert told(*old[:2]) == ["fits theatre 2", "fits theatre 1"]
    assert told(*old[:2], rows[6]) == ["fits theatre 7"]


def test_a_list_stands_close_under_its_heading_and_a_colon_at_the_end_is_none():
    owed = [(f"no leak {number}", ExpectationState.UNMET) for number in (1, 2)]
    body = compose(LetterKind.THIRTY_DAY, MARSH._replace(expectations=tuple(owed))).body
    assert "we still owe it to you:\n- no leak 1\n- no leak 2\n\n" in body
    rows = "Subject: Ta\n\nDear {dear},\n\nYours:\n- {sale}\n- {need}\nTa."
    close = "Yours:\n- Dosing pump, 2 units\n- valves that do not drip\nTa."
    assert compose(LetterKind.THANKS, MARSH, rows).body.endswith(close)
    own = "Subject: Ta\n\nDear {dear}:\n\nTa for {sale}.\nYours:"
    assert compose(LetterKind.THANKS, MARSH, own).body.endswith(
        "Ta for Dosing pump, 2 units.\nYours:"
    )


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ({"live_on": date(2026, 6, 8), "promised_on": date(2026, 6, 12)}, "Monday 8 June"),
        ({"live_on": None, "promised_on": date(2026, 6, 12)}, "Friday 12 June"),
        ({"live_on": None, "promised_on": TODAY}, "Wednesday 3 June"),
        ({"live_on": None, "promised_on": date(2026, 6, 2)}, ""),
        ({"live_on": TODAY, "promised_on": date(2026, 6, 12)}, ""),
    ],
)
def test_the_day_that_is_planned_is_the_live_day_or_else_the_one_promised(planned, said):
    assert values_of(MARSH._replace(**planned))["planned"] == ((said,) if said else ())


def test_days_gone_by_are_told_as_people_say_them():
    said = [lately(TODAY - timedelta(days), TODAY) for days in (0, 1, 2, 6, 7)]
    assert said == ["today", "yesterday", "last Monday", "last Thursday", "on 27 May"]
    years = [years_text(number) for number in (0, 1, 2, 25, 26)]
    assert years == ["", "a year", "two years", "twenty-five years", "26 years"]


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        *[("valves", "valv"), ("valve", "valv"), ("washed", "wash"), ("washing", "wash")],
        *[("bees", "bee"), ("ices", "ice"), ("press", "press"), ("fees", "fee"), ("red", "red")],
    ],
)
def test_words_are_compared_without_their_endings(word, bare):
    assert stem(word) == bare


@pytest.mark.practice("R94")
def test_a_compliment_is_two_sentences():
    lines = compose(LetterKind.COMPLIMENT, MARSH).body.split("\n")
    assert lines[2:4] == [
        "I read about you with great pleasure: “Dairy wins county award” (Yorkshire Post, page 4).",
        "My compliments to you and to everybody at Marsh Foods.",
    ]
    assert lines[4] == ""


@pytest.mark.practice("R70")
def test_the_agenda_as_the_customer_may_read_it():
    monday, friday = date(2026, 6, 8), date(2026, 6, 12)
    steps = (
        (friday, "check-1", "Check 1: was everything as expected?"),
        (monday, "hand-over", "Hand over to inside service"),
        (monday, "thanks", "Handwritten thank-you"),
        (friday, "visit-2", "Second visit"),
        (monday, "on-track-3", "Still on track"),
    )
    told = steps_for(steps)
    assert told == (
        (
            monday,
            "our inside service takes over your file; I tell you whether we are still on track",
        ),
        (friday, "I ask you: was everything as you had expected? Second visit"),
    )
    body = compose(LetterKind.AGENDA, MARSH._replace(steps=told)).body
    assert "- Monday 8 June: our inside service" in body
    assert "- billing: Sue, 0113 496 0004" in body


# -- read before they go out ---------------------------------------------------------------------


@pytest.mark.practice("R25")
@pytest.mark.parametrize(
    ("body", "cited", "why"),
    [
        ("You saved 40 hours.", (), "line 1: no row says “40”"),
        ("It took 12 hours.", (), "tick “delivered complete, fits theatre 2”"),
        ("It took 12 hours.", (7,), ""),
        ("You saved time.", (), "“saved” needs a success in writing"),
        ("It took 0 hours.", (), "no row says “0”"),
        ("You saved time in the theatre.", (7,), ""),
        ("Your costs were reduced.", (7,), "“reduced” needs"),
        ("We hope that you saved time.", (), ""),
        ("Have you saved time?", (), ""),
        ("It was delivered on time.", (), ""),
        ("We are the best.", (7,), "“best” is a claim"),
        ("With best wishes, and all the best", (), ""),
        ("I ring you on Tuesday 9 June at 10:30.", (), ""),
        ("You expected this: saves 10 hours a month.", (), ""),
        ("Ring me on 0113 496 0009.", (), ""),
        ("Ring me on 0113 555.", (), "no row says “555”"),
        ("Order of 20 May, live since 28/5.", (), "no row says “28/5”"),
    ],
)
def test_a_claim_needs_a_row(body, cited, why):
    said = whys(body, LetterKind.EVIDENCE, *cited)
    assert why in said
    assert bool(why) is bool(said)


def test_a_claim_that_a_row_would_prove_says_which_one_to_tick():
    saved = OWN._replace(text="saved an hour in theatre 2")
    assert "tick “saved an hour in theatre 2”" in whys("You saved time.", evidence=(saved,))


def test_on_time_needs_the_days_that_show_it():
    assert "on time" in whys("It came on time.", promised_on=date(2026, 5, 27))
    assert "on time" in whys("It came on time.", live_on=None)


@pytest.mark.practice("R32")
@pytest.mark.parametrize(
    ("body", "stands"),
    [
        ("Dear Jo Marsh,\nthank you for your order. Marsh Foods is a customer we like.", False),
        ("Thank you for the dosing pump.", True),
        ("You want no downtime.", True),
        ("I hope the theatre is quiet now.", True),
    ],
)
def test_a_letter_without_a_word_of_theirs_is_refused(body, stands):
    refused = lint(Draft(LetterKind.NOTE, "Thank you", body), MARSH)
    assert not refused if stands else "this customer's own" in str(refused[0])


@pytest.mark.practice("R76")
@pytest.mark.parametrize("word", WORDS.OFFERS)
def test_thanks_and_reassurance_carry_no_offer(word):
    for kind in LetterKind:
        said = whys(f"By the way, {word} while you can.", kind)
        assert ("carries no offer" in said) is (kind in WITHOUT_OFFER)
    assert offers(f"{word.upper()}!") == [word] or word in offers(word)


def test_a_letter_that_thanks_reassures_or_looks_back_on_the_year_carries_no_offer():
    assert {
        kind for kind in LetterKind if "carries no offer" in whys("Buy one more now.", kind)
    } == {
        *(LetterKind.THANKS, LetterKind.NOTE, LetterKind.REASSURANCE),
        *(LetterKind.REFERRAL_THANKS, LetterKind.YEAR),
    }


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("It means a great deal to me.", {}),
        ("Thank you for the renewal of your boiler.", {"sale": "renewal of your boiler"}),
        ("You told me: “no special price, just tell us”.", {"why_us": "no special price, just tell us"}),
        ("Dear Best Buy,", {"customer": "Best Buy"}),
    ],
)  # fmt: skip
def test_their_own_words_and_names_offer_nothing(body, more):
    assert "offer" not in whys(body, LetterKind.THANKS, **more)


def test_evidence_that_we_wrote_may_still_be_an_offer():
    sly = OWN._replace(text="upgrade at a discount")
    said = whys("upgrade at a discount", LetterKind.REASSURANCE, 7, evidence=(sly,))
    assert "carries no offer" in said


@pytest.mark.practice("R65")
@pytest.mark.parametrize(
    ("body", "cited", "permission", "why"),
    [
        ("“It just runs, 20 % less waste”", (9,), ORCHARD.permission_on, ""),
        ("“It just runs, 20 % less waste”", (9,), TODAY, ""),
        (
            "“It just runs, 20 % less waste”",
            (9,),
            date(2026, 6, 4),
            "Orchard Clinic has not allowed",
        ),
        ("“It just runs, 20 % less waste”", (9,), None, "Orchard Clinic has not allowed"),
        ("“It just runs, 20 % less waste”", (), None, "Orchard Clinic has not allowed"),
        (
            "Thank you.\n“It just runs, 20 % less waste”",
            (),
            None,
            "line 2: Orchard Clinic has not allowed",
        ),
        ("Thank you.", (9,), None, "Orchard Clinic has not allowed"),
        ("As Orchard Clinic says.", (), ORCHARD.permission_on, "another customer"),
        ("As Orchard Clinic says.", (9,), ORCHARD.permission_on, ""),
        ("As Park & Sons do.", (9,), ORCHARD.permission_on, "Park & Sons is another customer"),
    ],
)
def test_another_customer_is_shown_only_with_permission(body, cited, permission, why):
    shown = ORCHARD._replace(permission_on=permission)
    said = whys(body, LetterKind.REASSURANCE, *cited, testimonials=(shown,))
    assert why in said
    assert bool(why) is bool(said)


@pytest.mark.parametrize(("name", "told"), [("Holt", True), ("Marsh", True), ("Gaf", False)])
def test_a_stranger_s_name_of_four_letters_is_told_from_a_word(name, told):
    said = whys(f"As {name} do.", strangers=(name,), customer="Orchard Clinic", person="Anna Reyes")
    assert (f"{name} is another customer" in said) is told


def test_a_name_that_is_a_word_names_nobody():
    assert whys("See you in March, on Friday.", strangers=("March", "Friday", "May")) == ""
    assert whys("You want no Downtime.", strangers=("Downtime",), important="no Downtime") == ""


# -- templates, and letters as files -------------------------------------------------------------


def test_a_template_of_ones_own_goes_before_the_default(tmp_path):
    written = letter_files.write_templates(tmp_path / "letters")
    assert len(written) == len(LetterKind)
    assert letter_files.write_templates(tmp_path / "letters") == ()
    for kind in LetterKind:
        assert letter_files.template(kind, tmp_path / "letters") == TEXTS[kind]
    own = tmp_path / "letters" / "thank-you.txt"
    own.write_text("Subject: Ta, {first}\nSubject: Ta\nDear {dear}:\n\nTa for {sale}.\n", "utf-8")
    with pytest.raises(BadSettings, match=r"thank-you.txt names \{first\} in line 1"):
        letter_files.template(LetterKind.THANKS, own.parent)
    own.write_text("Subject: {need}\nSubject: Ta\nDear {dear}:\n\nTa for {sale}.\n", "utf-8")
    draft = compose(LetterKind.THANKS, MARSH._replace(need=""), own.read_text("utf-8"))
    assert draft == Draft(LetterKind.THANKS, "Ta", "Dear Jo Marsh:\n\nTa for Dosing pump, 2 units.")
    own.write_bytes(b"Subject: x\n\nDear \xff")
    with pytest.raises(BadSettings, match="not UTF-8 in line 3"):
        letter_files.template(LetterKind.THANKS, own.parent)
    assert letter_files.template(LetterKind.NOTE, tmp_path / "nowhere") is None


def test_every_default_template_names_only_what_is_known():
    for kind, text in TEXTS.items():
        check_template(text, kind)
    assert set(TEXTS) == set(LetterKind)


@given(texts, texts)
@settings(max_examples=50, deadline=None)
def test_a_mail_can_be_read_back(subject, body):
    from email import message_from_string
    from email.policy import default

    read = message_from_string(
        mail.eml(subject, body, to="jo@example.com", sender="ann@example.com", name="Ann é Lee"),
        policy=default,
    )
    assert read["Subject"] == " ".join(subject.split())
    assert read.get_content().replace("\r\n", "\n") == body.rstrip("\n") + "\n"
    assert read["To"].addresses[0].addr_spec == "jo@example.com"


@pytest.mark.fault("F17")
@pytest.mark.fault("F106")
def test_a_mail_carries_nothing_but_the_letter():
    from urllib.parse import parse_qs, urlsplit

    for hostile in (
        "a@b.de?bcc=c@d.de",
        "a@b.de\r\nBcc: c@d.de",
        "a@b.de;id",
        "$(id)@b.de'",
        "é@b",
    ):
        with pytest.raises(Exception, match="no e-mail address"):
            mail.mailto("x", "y", to=hostile)
    mailed = mail.eml("Hi\r\nBcc: evil@example.com", "x")
    assert not any(line.startswith("Bcc") for line in mailed.splitlines())
    link = urlsplit(mail.mailto("Thanks & more?", "a&bcc=x\nb", to="jo@example.com"))
    assert (link.scheme, link.path) == ("mailto", "jo@example.com")
    assert parse_qs(link.query) == {"subject": ["Thanks & more?"], "body": ["a&bcc=x\r\nb"]}


def test_a_letter_is_not_written_over_a_file(tmp_path):
    (path,) = mail.save(tmp_path / "letter.eml", "Hi", "Dear Jo")
    assert "X-Unsent: 1" in path.read_text("ascii")
    with pytest.raises(Exception, match="there already"):
        mail.save(path, "Hi", "Dear Jo")
    (plain,) = mail.save(tmp_path / "letter.txt", "Hi", "Dear Jo\n\nTa")
    assert mail.from_text(plain.read_text("utf-8")) == ("Hi", "Dear Jo\n\nTa")


@pytest.mark.practice("R70")
def test_their_calendar_goes_with_the_agenda_letter(tmp_path):
    from email import message_from_bytes
    from email.policy import default

    days = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    letter, beside = mail.save(tmp_path / "agenda.txt", "Hi", "Dear Jo", calendar=days)
    assert (letter.name, beside.name) == ("agenda.txt", "agenda.ics")
    assert beside.read_bytes() == days.encode()
    (mailed,) = mail.save(tmp_path / "agenda.eml", "Hi", "Dear Jo", calendar=days)
    sent = message_from_bytes(mailed.read_bytes(), policy=default)
    (attached,) = sent.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_content().splitlines() == days.splitlines()
    with pytest.raises(Exception, match=r"agenda\.ics is there already"):
        mail.save(tmp_path / "agenda.md", "Hi", "Dear Jo", calendar=days)
