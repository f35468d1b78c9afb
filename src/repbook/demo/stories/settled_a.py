"""The eight settled customers of tier A: the ones the book is about."""

from __future__ import annotations

from ..shapes import (
    ONE_WAY,
    Asked,
    Check,
    Customer,
    Expect,
    Fact,
    Line,
    Person,
    Post,
    Problem,
    Promise,
    Proof,
    Route,
    Sale,
    Todo,
    Touch,
    Yearly,
)

STORY: tuple[Line, ...] = (
    # Twenty years this week.
    Customer(
        "Hartwell Breweries Group",
        "A",
        "brewery",
        "Burton upon Trent",
        "UK",
        last=9,
        street="Cooper's Yard",
        postcode="DE14 1HB",
        goal="all five sites on one cleaning plan",
        note="Reception knows me as 'the pump'. Park behind the cooperage.",
    ),
    Person("George Hartwell", "chairman", birthday=(130, 71), do_not="no e-mail, he prints them"),
    Person("Priya Raman", "group engineering", True, birthday=(76, 44), newsletter=True),
    Person("Len Cope", "site manager, Burton", mobile=True),
    Route("phone", "out of hours", "duty engineer"),
    Route("email", "billing", "shared services"),
    Sale("First dosing pump", "20y+3", amount=1_150, history_note := "", by="George")
    if False
    else Sale("First dosing pump, one", "20y+3", amount=1_150, by="George"),
)
