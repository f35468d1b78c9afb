"""A line that is cut at any prompt: what was typed is kept, what was not said to its end is not done."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from plain.sitting import JOBS, NOW, copy_of_the_book, hold, played
from repbook.actions.touches import drafts
from repbook.clock import FixedClock
from repbook.storage.book.book import Book

STEPS = "SELECT count(*) FROM operations WHERE state = 'done'"


def done_by_then(job: str, typed: list[str], folder: Path) -> list[int]:
    """How many steps are done in a job when each of its lines is asked for, and at its end."""
    counts: list[int] = []
    with Book(copy_of_the_book(folder / f"{job}.db"), FixedClock(NOW)) as book:
        hold(book, typed, asked=lambda: counts.append(book.rows(STEPS)[0][0]))
    return counts


@pytest.mark.parametrize("job", [path.stem for path in JOBS.glob("*.txt")])
@pytest.mark.slow("every job, cut at each of its prompts")
def test_an_end_at_any_prompt_ends_quietly_and_does_nothing_by_halves(
    job: str, tmp_path: Path
) -> None:
    typed = played((JOBS / f"{job}.txt").read_text("utf-8"))
    done = done_by_then(job, typed, tmp_path)
    assert len(done) == len(typed)
    for lines, following in enumerate(typed):
        if not following and lines and not typed[lines - 1]:
            continue  # one empty line after another: the same end
        path = copy_of_the_book(tmp_path / f"{job}{lines}.db")
        with Book(path, FixedClock(NOW)) as book:
            status, paper = hold(book, typed[:lines], half=following)
            assert status == 0, paper
            assert "Traceback" not in paper and "should not have happened" not in paper
            assert book.rows(STEPS)[0][0] == done[lines], f"{following!r} had no end, and was done"


@pytest.mark.parametrize(
    ("typed", "half", "kept"),
    [
        (["l 1", "2"], "asked for a call ba", "asked for a call ba"),
        (["l 1", "", "fits well"], "", "fits well"),
        (["p 1", "send kit"], "", "send kit"),
        (["p 1"], "send k", "send k"),
        ([], "l 1 fits we", "fits we"),
        ([], ". marsh foods: fits we", "marsh foods: fits we"),
        (["s 1", "4", "runs well"], "oil", "oil"),
        (["w park", "Cooler", "", "", "mon"], "", "mon"),
        (["W", "3"], "fri", "fri"),
        (["W", "c"], "ring before no", "ring before no"),
    ],
)
def test_what_was_typed_is_kept(typed: list[str], half: str, kept: str, tmp_path: Path) -> None:
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        before = book.rows(STEPS)
        paper = hold(book, typed, half=half).paper
        (draft,) = drafts.waiting(book)
        assert kept in draft.content.values(), paper
        assert book.rows(STEPS) == before
        assert not half or "The line was cut. What was typed is kept." in paper


def hang_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def break_off() -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is nothing to hang up")
def test_a_line_that_is_hung_up_keeps_what_was_typed(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGHUP)
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        status, paper = hold(book, ["l 1", "2", "asked for a call back"], ends=hang_up)
        assert status == 128 + signal.SIGHUP, paper
        assert [draft.content["line"] for draft in drafts.waiting(book)] == [
            "asked for a call back"
        ]
    assert signal.getsignal(signal.SIGHUP) == before


def test_ctrl_c_leaves_a_form_with_its_draft_and_then_the_sitting(tmp_path: Path) -> None:
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        status, paper = hold(book, ["l 1", "2", "asked for a call back"], ends=break_off)
        assert status == 130
        assert "The draft is kept: l brings it back." in paper
        assert drafts.waiting(book)[0].content["line"] == "asked for a call back"


def test_what_is_beside_a_form_is_left_with_ctrl_c_as_well(tmp_path: Path) -> None:
    asked: list[bool] = []

    def once() -> None:
        asked.append(True)
        if len(asked) == 1:
            raise KeyboardInterrupt

    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        status, paper = hold(book, ["d 1"], ends=once)
        assert status == 0 and "Left; nothing was done.\nToday>" in paper


@pytest.mark.parametrize(
    ("then", "left"),
    [
        (["l 1", "", "", "", "."], 0),
        (["l 1", "x", "<"], 0),
        (["l 1", "", "<"], 1),
        (["resume", "1", "", "", "", "."], 0),
    ],
)
def test_a_draft_comes_back(then: list[str], left: int, tmp_path: Path) -> None:
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        hold(book, ["l 1", "2", "asked for a call back"])
        paper = hold(book, then).paper
        assert "asked for a call back" in paper
        assert len(drafts.waiting(book)) == left
        logged = book.rows("SELECT reach FROM touches WHERE note = 'asked for a call back'")
        assert logged == ([] if "<" in then else [("one-way",)])


def test_a_draft_is_of_the_form_that_the_app_has(tmp_path: Path) -> None:
    """The names and the values are those of its fields, so that either goes on with it."""
    from repbook.ui.dialogs.common.dated import FollowupForm, PromiseForm
    from repbook.ui.dialogs.common.row_forms import EvidenceForm, FactForm, ProblemForm
    from repbook.ui.dialogs.logging.new_customer import PersonForm

    theirs = (FollowupForm, PromiseForm, EvidenceForm, FactForm, ProblemForm, PersonForm)
    ours: Callable[[str], str] = {
        "followup": "f", "promise": "p", "evidence": "e", "fact": "i", "problem": "x",
        "person": "person",
    }.__getitem__  # fmt: skip
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        for form in theirs:
            first = [] if form is not FactForm else ["2"]
            hold(book, [f"{ours(form.form_id)} park", *first], half="a word")
            (draft,) = drafts.waiting(book)
            assert draft.form == form.form_id
            fields = {field.name for field in form.asks}
            assert set(draft.content) - {"typed on"} == fields
            drafts.drop(book, draft.form, draft.customer_id, draft.row_id)
