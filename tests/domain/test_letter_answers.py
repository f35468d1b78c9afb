"""What a letter ticks, speaks of, and thanks for; what it does not answer stays as it is."""

from __future__ import annotations

import pytest

from domain.made import TODAY, ago, customer, sale, step
from repbook.domain.spine.facts import AskFacts, CustomerFacts
from repbook.domain.spine.kinds import AskKind, AskOutcome, FollowupKind, LetterKind
from repbook.domain.today.letter_answers import Answers, answers

L = LetterKind
YES, GIVEN = AskOutcome.YES, ago(2)


def facts() -> CustomerFacts:
    """A sale, a thank-you and a call that are due, a referral that was thanked for and one that was not."""
    asks = (
        AskFacts(7, AskKind.REFERRAL, "who else?", ago(90), YES, ago(80), ago(79), "Jo"),
        AskFacts(8, AskKind.REFERRAL, "and who?", ago(9), YES, GIVEN, None, "Al"),
        AskFacts(9, AskKind.TESTIMONIAL, "a word?", ago(9), YES, GIVEN, None),
    )
    thanks = step(1, FollowupKind.THANKS, id=3, sale_id=1)
    call = step(1, id=4, sale_id=1)
    sales = (
        sale(20, id=1, thanked_on=None),
        sale(9, id=2, thanked_on=ago(5)),
        sale(400, id=5, history=True),
        sale(-2, id=6),
    )
    return customer(*sales, followups=(thanks, call), asks=asks)


CASES = {
    ("followup", 3, L.THANKS): Answers(3, 1, None),
    ("followup", 3, L.NOTE): Answers(None, None, None),
    ("followup", 4, L.NOTE): Answers(None, None, None),
    ("sale", 1, L.THANKS): Answers(None, 1, None),
    ("sale", 2, L.THANKS): Answers(None, 2, None),
    ("sale", 5, L.THANKS): Answers(None, 1, None),
    ("sale", 5, L.REASSURANCE): Answers(None, 2, None),
    ("sale", 5, L.EVIDENCE): Answers(None, 5, None),
    ("reassurance", 1, L.REASSURANCE): Answers(None, 1, None),
    ("customer", 1, L.THANKS): Answers(None, 1, None),
    ("customer", 1, L.NOTE): Answers(None, None, None),
    ("customer", 1, L.REFERRAL_THANKS): Answers(None, None, 8),
    ("ask", 7, L.REFERRAL_THANKS): Answers(None, None, 7),
    ("ask", 8, L.NOTE): Answers(None, None, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_letter_answers_only_what_asks_for_one_of_its_kind(
    case: tuple[str, int, LetterKind],
) -> None:
    kind, row_id, letter = case
    assert answers((kind, row_id), facts(), letter, TODAY) == CASES[case]
