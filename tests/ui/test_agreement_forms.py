"""The five questions card and the agreement form, as a rep opens and fills them."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page
from repbook.ui.dialogs.sales.agreement import AgreementForm
from repbook.ui.dialogs.sales.questions import QuestionsForm
from repbook.ui.shell.target import Target
from repbook.ui.verbs.customers import fact


@pytest.mark.practice("R37")
@pytest.mark.practice("R73")
@pytest.mark.practice("R79")
async def test_the_row_that_asks_opens_its_card(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int], book: Book
) -> None:
    orchard = ids["Orchard Clinic"]
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        for kind, card in (("questions", QuestionsForm), ("agreement", AgreementForm)):
            app.run_worker(
                fact(app, Target(orchard, "Orchard Clinic", kind, orchard)), group="verb"
            )
            await settled(pilot)
            assert type(app.screen) is card
            form = app.screen
            if kind == "questions":
                assert "“no downtime in theatre 2”" in shown(form)  # so it is not asked twice
                form.put({"why_us": "you rang back"})
                form.action_save()
            else:
                assert form.values()["times"] == "Tue–Thu am"
                form.put({"every": "now and then"})
                form.action_save()
                await settled(pilot)
                assert app.screen is form
                form.put({"every": "monthly", "first": "Jo", "answer": "2", "vital": "quiet; dry"})
                form.action_save()
            await settled(pilot)
            assert app.screen is not form
    page = customer_page(book, orchard, rules=DEFAULT)
    assert page is not None
    said = {row.text for row in page.remarks}
    assert {"phone · Tue–Thu am · monthly", "Jo first · answer in 2 h", "quiet", "dry"} <= said
    assert [row.said_by for row in page.remarks if row.kind == "why us"] == ["Dr Reyes"]
    assert (page.facts.answer_hours, page.wish_limit) == (2, 30)
