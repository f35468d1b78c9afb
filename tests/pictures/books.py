"""The books of the pictures: the demo, an empty one, and one whose names are hard to lay out."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from repbook.actions.care import evidence, expectations, followups, problems, promises
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import sales
from repbook.clock import FixedClock
from repbook.demo import build
from repbook.domain.spine.kinds import Severity
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.engine import create

NAMES = (
    ("株式会社日本精密医療機器販売サービス東日本支社", "山田太郎", "配管の圧力が不安定です、すぐに見てください"),
    ("شركة النور للتجارة والمقاولات العامة المحدودة", "محمد عبد الرحمن", "الضغط غير مستقر منذ يوم الاثنين"),
    ("Ǹơ̇m̃ḙ̄ wi\u0301th\u0302 ma\u0304ny\u030c ma\u0323rks\u0331 & So\u0308hne", "Zoë Ångström-Łukasiewicz", "re\u0301sume\u0301 of the va\u0302lve"),
    ("The Worshipful Company of Makers of Valves, Pumps, Nozzles and Fittings (Holdings) Ltd", "Bartholomew Featherstonehaugh-Cholmondeley III", "the second spare nozzle for the third filling line is still not here although it was promised twice"),
    ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Ann", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"),
    ("👩‍🚀 Space 🇩🇪 Flags", "🧑🏽‍🔧", "👍🏽 works, but 🚰 drips"),
    ("A", "B", "c"),
    ("[bold]Brackets[/bold] \\[x]", "[red]", "[@click=app.quit]x[/]"),
)  # fmt: skip
"""Customers, persons, and what is said: wide, from right to left, with marks upon letters, far too long, tiny."""


def made(name: str, folder: Path, now: datetime) -> Path:
    """A book by its name, as of that time."""
    path = folder / f"{name}.made"
    if name == "demo":
        build(path, now.date())
        return path
    create(path)
    if name == "names":
        with Book(path, FixedClock(now)) as book:
            for place, (customer, person, said) in enumerate(NAMES):
                fill(book, now, place, customer, person, said)
            customers.add(
                book, NAMES[3][0].replace("(Holdings) Ltd", "Ltd"), phone="+44 256 555 0199"
            )
    return path


def fill(book: Book, now: datetime, place: int, customer: str, person: str, said: str) -> None:
    """One customer with something in every ledger."""
    today, before = now.date(), now.date() - timedelta(days=9)
    them = customers.add(
        book,
        customer,
        person=person,
        phone=f"+44 256 555 01{56 if place != 3 else 99}",
        city=said[:40],
    )
    one = them.ids["customers"][0]
    people.add(book, one, f"{person} 2", role=said[:30])
    sales.add(
        book,
        one,
        said,
        ordered_on=today - timedelta(days=20 + 5 * place),
        live_on=today - timedelta(days=4 * place),
        rules=DEFAULT,
    )
    promises.add(book, one, said, today + timedelta(days=place - 3), made_on=before)
    problems.add(book, one, said, severity=list(Severity)[place % 4])
    expectations.add(book, one, said)
    evidence.add(book, one, said)
    followups.add(book, one, said, today + timedelta(days=place))
    for kind in ("important", "need", "personal"):
        facts.add(book, one, kind, said)
