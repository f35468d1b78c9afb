"""The last fortnight as the rep filed it: one named operation each, for history and undo to show."""

from __future__ import annotations

from datetime import date

from ..actions.care import (
    asks,
    checks,
    evidence,
    followups,
    letters,
    plans,
    problems,
    promises,
    trainings,
)
from ..actions.customers import customers, people
from ..actions.sales import agreements, sales
from ..actions.touches import touches
from ..actions.touches.touches import LogEntry
from ..domain.care import preferences
from ..domain.care.handling import Handling
from ..domain.spine.rules import DEFAULT
from ..storage.book.book import Book
from .diary import Diary
from .shapes import NO_ANSWER, ONE_WAY


def happen(book: Book, today: date) -> None:
    """File the operations of the last days, oldest first; the book's clock ends on today."""
    diary = Diary(book, today)
    last_week(diary)
    this_week(diary)
    yesterday(diary)
    this_morning(diary)


def last_week(diary: Diary) -> None:
    """The trouble at Lille, a farewell, and a promise or two."""
    book, at = diary.book, diary.at
    elan = diary.customer("Brasserie Élan")
    checks.record(
        book,
        elan,
        -1,
        words="the hotline kept me waiting twelve minutes, I counted in beers",
        change="a hotline that answers in French after five",
        became="problem",
        person_id=diary.person("Noémie"),
        sale_id=diary.find("sales", "title", "Keg washer KW-2"),
        to_improve="hotline in French after 17:00",
        improved="noted",
        op_id=at("9b", "10:30"),
        rules=DEFAULT,
    )
    problems.plan(
        book,
        diary.find("problems", "text", "a hotline that answers"),
        "Luc's direct number in the mornings; a call back within the hour in the evenings",
        diary.ahead(2),
        op_id=at("8b", "09:20"),
    )
    customers.leave(
        book,
        diary.customer("Fenwick Ready Meals"),
        "lost",
        "taken over; the new owner buys centrally from Brantwell",
        op_id=at("7b", "14:00"),
        rules=DEFAULT,
    )
    agreements.agree(
        book,
        diary.customer("Orchard Clinic"),
        preference=preferences.parse("phone · Tue–Thu am · not by voicemail · she speaks fast"),
        vital=("theatre 3: the station must not be in the way of the lamp",),
        rule=Handling("me", answer_hours=2, fix_days=2, then="Ravi in technical"),
        said_by="Dr Elena Reyes",
        op_id=at("7b", "16:45"),
    )
    promises.add(
        book,
        diary.customer("Yuzu Kitchen"),
        "ten pairs of size S to try",
        diary.ahead(-2),
        person_id=diary.person("Haruka"),
        op_id=at("6b", "09:15"),
    )
    touches.log(
        book,
        LogEntry(
            diary.customer("Hartwell Breweries Group"),
            line="yeast room done, Len is pleased @ Len's boat is called Bung * foam trial passed",
            person_id=diary.person("Len Cope"),
            minutes=18,
        ),
        op_id=at("6b", "17:20"),
        rules=DEFAULT,
    )


def this_week(diary: Diary) -> None:
    """New faces, promises kept and put off, a drawer that slides again."""
    book, at = diary.book, diary.at
    people.add(
        book,
        diary.customer("Riverside Caterers"),
        "Ffion Pritchard",
        role="bookings, and Dilys's niece",
        email="ffion.pritchard@riverside-caterers.example",
        op_id=at("5b", "10:00"),
    )
    promises.keep(
        book, diary.find("promises", "text", "ten pairs of size S"), op_id=at("4b", "09:40")
    )
    followups.add(
        book,
        diary.customer("Oakhurst Dairy Co-op"),
        "send the drawing of the reception",
        diary.ahead(3),
        kind="letter",
        person_id=diary.person("Tammy"),
        op_id=at("4b", "13:05"),
    )
    promises.renegotiate(
        book,
        diary.find("promises", "text", "drawing of the drain valve"),
        diary.ahead(4),
        "Eilidh is on the islands till then",
        op_id=at("3b", "10:10"),
    )
    problems.solve(
        book,
        diary.find("problems", "text", "drawer of the hygiene set"),
        "new runners, Mads put them in himself",
        op_id=at("3b", "14:30"),
        rules=DEFAULT,
    )
    letters.clip(
        book,
        diary.customer("Ballycroy Cheese"),
        "Gold for a washed rind from the edge of the sea",
        "Western Dairy News, page 3",
        person_id=diary.person("Maeve"),
        op_id=at("3b", "15:15"),
    )
    followups.snooze(
        book,
        diary.find("followups", "what", "call about the audit of the whey line"),
        diary.ahead(14),
        op_id=at("3b", "16:00"),
        rules=DEFAULT,
    )
    evidence.add(
        book,
        diary.customer("Orchard Clinic"),
        "theatre 2 used a canister less in its first days",
        amount="1",
        unit="canister",
        source="Joyce's list",
        person_id=diary.person("Joyce"),
        op_id=at("2b", "09:05"),
    )
    trainings.record(
        book,
        diary.customer("北山乳業"),
        areas=("second plant: swabs before the night shift",),
        person_ids=(diary.person("佐藤"),),
        others="four of the night shift",
        feedback="分かりやすい, by video, with her slides",
        op_id=at("2b", "10:00"),
        rules=DEFAULT,
    )
    touches.log(
        book,
        LogEntry(
            diary.customer("Harbour Street Clinic"),
            reach=ONE_WAY,
            line="left word with Bernie about the survey",
            person_id=diary.person("Bernie"),
        ),
        op_id=at("2b", "11:20"),
        rules=DEFAULT,
    )


def yesterday(diary: Diary) -> None:
    """Praise from Basel, a full page from Größwang, and nobody at the phone in Bath."""
    book, at = diary.book, diary.at
    checks.record(
        book,
        diary.customer("Confiserie Blum"),
        2,
        words="I show it to visitors before I show them the chocolate",
        person_id=diary.person("Beat"),
        gained="an hour a day at the moulds",
        works_well="the small washer beside the big table",
        op_id=at("1b", "09:30"),
        rules=DEFAULT,
    )
    touches.log(
        book,
        LogEntry(
            diary.customer("Old Mill Flour & Bread"),
            reach=NO_ANSWER,
            line="rang out, the mill is loud",
            person_id=diary.person("Jonty"),
        ),
        op_id=at("1b", "15:10"),
        rules=DEFAULT,
    )
    asks.answer(
        book,
        diary.find("asks", "text", "who else on the islands"),
        "yes",
        "ring Fiona at Sound of Mull, she knows that you will",
        referred="Sound of Mull Dairy",
        op_id=at("1b", "16:10"),
        rules=DEFAULT,
    )
    manual = diary.ahead(4).isoformat()
    touches.log(
        book,
        LogEntry(
            diary.customer("Käserei Größwang"),
            line="wheel 4,001 came out as it should * second export batch accepted"
            f" ! first chapter of the manual by {manual} @ Leni has bought a second zither",
            person_id=diary.person("Leni"),
            minutes=14,
            thank=True,
        ),
        op_id=at("1b", "17:05"),
        rules=DEFAULT,
    )
    plans.set_plan(
        book,
        diary.customer("Käserei Größwang"),
        ("the manual, chapter by chapter", "heat recovery: figures for Sepp", "settled by spring"),
        op_id=at("1b", "17:20"),
    )


def this_morning(diary: Diary) -> None:
    """A live day, a cracked lid, and an order."""
    book, at = diary.book, diary.at
    sales.set_live(
        book,
        diary.find("sales", "title", "Keg washer KW-4"),
        diary.ahead(15),
        op_id=at("0b", "08:05"),
        rules=DEFAULT,
    )
    problems.add(
        book,
        diary.customer("Whitcombe Farm Shop"),
        "cracked lid on the cleaning kit",
        severity="trivial",
        person_id=diary.person("Pip"),
        op_id=at("0b", "08:20"),
    )
    sales.add(
        book,
        diary.customer("St Brannoc Community Clinic"),
        "Surface-care plan for two theatres",
        promised_on=diary.ahead(14),
        person_id=diary.person("Sister Philippa"),
        amount=742_000,
        currency="EUR",
        expectations=("swabs green within a month", "no sticky trolleys"),
        op_id=at("0b", "08:40"),
        rules=DEFAULT,
    )
