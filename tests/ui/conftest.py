"""A small book and the app over it: a fixed clock, a home of its own, no cursor blink."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.worker import WorkerCancelled

from blank import new_book
from polite import polite  # noqa: F401 - every test here has it
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.wording import fold

NOW = datetime(2026, 6, 3, 9, 14)
"""A Wednesday."""
TODAY = NOW.date()

HOSTILE = (
    "[/foo] Ltd",
    "[@click=app.quit]press[/] Co",
    "[link=file:///etc/passwd]files[/link]",
    "Acme [East]",
    "C:\\new\\[b] Works\\",
    "$name :warning: [red]",
)
"""Names that markup would eat, run, or choke on (F01-F05)."""


def ago(days: int) -> date:
    """A day so many days before today; negative days are ahead."""
    return TODAY - timedelta(days=days)


class Maker:
    """Writes rows as they are, so that a test can have any past."""

    def __init__(self, work: Any) -> None:
        self.work = work
        self.ids: dict[str, int] = {}

    def customer(self, name: str, **given: Any) -> int:
        """A customer, known by its name."""
        row = self.work.add(
            t.Customer(name=name, folded=fold(name), **{"created_on": ago(900), **given})
        )
        self.ids.setdefault(name, row.id)
        return int(row.id)

    def row(self, table: str, customer: int, **given: Any) -> int:
        """A row of any other table."""
        return int(self.work.add(getattr(t, table)(customer_id=customer, **given)).id)

    def person(self, customer: int, name: str, phone: str = "", **given: Any) -> int:
        """A person, with a phone."""
        person = self.row("Person", customer, name=name, folded=fold(name), **given)
        if phone:
            digits = "".join(char for char in phone if char.isdigit())
            self.row("Route", customer, person_id=person, kind="phone", value=phone, digits=digits)
        return person

    def talked(self, customer: int, days: int, note: str = "", **given: Any) -> int:
        """A call they answered."""
        values = {"kind": "call", "reach": "two-way", **given}
        return self.row("Touch", customer, on_day=ago(days), note=note, **values)

    def sold(self, customer: int, ordered: int, live: int | None = None, **given: Any) -> int:
        """A sale ordered and live so many days ago."""
        return self.row(
            "Sale",
            customer,
            **{"title": "Dosing pump", **given},
            ordered_on=ago(ordered),
            live_on=None if live is None else ago(live),
        )


def furnish(book: Book) -> dict[str, int]:
    """A customer of every sort; returns their ids by name."""
    with book.write("a small book") as work:
        make = Maker(work)
        _orchard(make)
        _hollis(make)
        park = make.customer("Park & Sons", city="York", industry="joinery")
        make.sold(park, 500, 480, settled_on=ago(400))
        make.person(park, "Ada Park", "01904 555 010", main=True, role="owner")
        make.talked(park, 184, "happy with the new saw")
        marsh = make.customer(
            "Marsh Foods", tier="A", city="Leeds", industry="food", created_on=ago(2)
        )
        make.person(marsh, "Jo Marsh", "0113 555 030", main=True)
        make.sold(marsh, 2, None, title="Slicer", promised_on=ago(-9))
        make.talked(marsh, 1, "asked for the manual")
        _fir(make)
        for number, name in enumerate(HOSTILE):
            here = make.customer(name, city=name[:12], tier="C", industry="[b]odd[/b]")
            make.person(here, f"{name} person", main=True)
            make.sold(here, 400 + number, 380, title=name, settled_on=ago(300))
            make.talked(here, 20 + number, f"note {name}")
        for town in ("Bath", "Derby"):
            twin = make.customer("Twin Oaks", city=town, tier="C")
            make.sold(twin, 700, 690, settled_on=ago(600))
            make.talked(twin, 40)
        make.customer("Newcomer Ltd", city="Hull", created_on=ago(3))
        lost = make.customer("Lost Cause", state="lost", state_reason="closed down")
        make.sold(lost, 700, 690, settled_on=ago(600))
        make.customer("Winter Sleep", state="dormant", state_reason="asked", wake_on=ago(-90))
        for number in range(12):
            calm = make.customer(f"Calm Customer {number:02}", tier="D", city="Ely")
            make.sold(calm, 600, 590, settled_on=ago(500))
            make.talked(calm, 30 + number)
    return make.ids


def _orchard(make: Maker) -> None:
    here = make.customer("Orchard Clinic", tier="A", city="Leeds", industry="healthcare")
    reyes = make.person(here, "Dr Reyes", "0113 496 0000", main=True, role="practice manager")
    make.person(here, "Sam Poole", role="night desk")
    make.row("Fact", here, kind="important", text="no downtime in theatre 2", on_day=ago(19))
    make.row("Fact", here, kind="need", text="quieter dosing", on_day=ago(60))
    make.row("Fact", here, kind="preference", text="phone, Tue-Thu mornings", on_day=ago(19))
    make.row(
        "Fact", here, kind="personal", text="Anna starts college", on_day=ago(10), person_id=reyes
    )
    sale = make.sold(here, 20, 12, title="Dosing pump X2", amount=1_240_000, currency="EUR")
    make.row("Expectation", here, sale_id=sale, text="savings", on_day=ago(20))
    make.row("Expectation", here, sale_id=sale, text="training", on_day=ago(20), state="met")
    make.talked(here, 10, "fits well in theatre 2", person_id=reyes)
    make.row("Touch", here, on_day=ago(2), kind="call", reach="one-way", note="left word")
    make.row("Promise", here, text="send the cleaning card", made_on=ago(5), due_on=ago(-2))
    make.row(
        "Problem",
        here,
        text="drawer sticks",
        severity="trivial",
        known_on=ago(1),
        known_at="2026-06-02T08:00:00Z",
        acknowledged_at="2026-06-02T09:00:00Z",
        planned_at="2026-06-02T09:00:00Z",
    )
    make.row("Evidence", here, text="delivered complete", on_day=ago(12))
    make.row("Followup", here, what="call about the valves", due_on=ago(-1), at="10:00")


def _hollis(make: Maker) -> None:
    here = make.customer("Hollis Dairy", city="Thirsk", industry="dairy")
    make.person(here, "Tom Hollis", "01845 555 020", main=True)
    sale = make.sold(here, 25, 12, title="Milking line")
    make.talked(here, 4, "valve leaks again")
    make.row(
        "Problem",
        here,
        sale_id=sale,
        text="valve leak",
        severity="major",
        known_on=ago(6),
        known_at="2026-05-28T08:00:00Z",
    )


def _fir(make: Maker) -> None:
    """All is well, and the gate to Settled is open."""
    here = make.customer("Fir Tree Bakery", city="Ripon", industry="bakery")
    make.person(here, "Mia Fir", main=True)
    sale = make.sold(here, 60, 50, title="Oven")
    for days in (30, 8):
        make.row("Check", here, sale_id=sale, on_day=ago(days), score=1, words="better than hoped")
    make.row("Evidence", here, text="12 % less gas", on_day=ago(30), told_on=ago(28))
    make.talked(here, 3, "oven runs well")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_blink(monkeypatch: pytest.MonkeyPatch) -> None:
    from textual.widgets import Input

    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The small book, made once."""
    path = tmp_path_factory.mktemp("book") / "small.repbook"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        return path, furnish(book)


@pytest.fixture
def ids(furnished: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """The ids of the small book's customers."""
    return furnished[1]


@pytest.fixture
def path(furnished: tuple[Path, dict[str, int]], tmp_path: Path) -> Path:
    """A copy of the small book for one test."""
    copy = tmp_path / "book.repbook"
    copy.write_bytes(furnished[0].read_bytes())
    return copy


@pytest.fixture
def book(path: Path) -> Any:
    """The small book, open beside the app, for looking into it."""
    with Book(path, FixedClock(NOW)) as opened:
        yield opened


@pytest.fixture
def make_app(path: Path) -> Any:
    """Builds the app over the small book, or over an empty one."""
    from repbook.ui.app.app import RepbookApp

    keepers: list[Keeper] = []

    def build(where: Path = path, **given: Any) -> RepbookApp:
        if not where.exists():
            new_book(where)
        clock = FixedClock(NOW)
        keeper = Keeper(where, clock)
        keepers.append(keeper)
        first: Future[Any] = keeper.submit(today_view.today, rules=DEFAULT)
        return RepbookApp(keeper, clock, first, **{"demo": True, **given})

    yield build
    for keeper in keepers:
        keeper.close()


Shown = Callable[[Any], str]


@pytest.fixture
def shown() -> Shown:
    """The letters that a screen or a widget shows, line by line."""

    def read(widget: Any) -> str:
        lines = widget.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)

    return read


@pytest.fixture
def settled() -> Callable[[Any], Any]:
    """Waits until workers and the storage thread have nothing left to do."""

    async def wait(pilot: Any) -> None:
        for _ in range(3):
            busy = [worker for worker in pilot.app.workers if worker.group != "verb"]
            for worker in busy:
                with suppress(WorkerCancelled):  # another took its place, which is waited for too
                    await worker.wait()
            await pilot.app.keeper.ask(lambda book: None)
            await pilot.pause()

    return wait
