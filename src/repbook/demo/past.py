"""The years between: the calls, visits, surveys, promises, and small troubles of a settled customer."""

from __future__ import annotations

from datetime import date, timedelta

from ..domain.spine.calendar import plus
from ..domain.spine.kinds import Tier
from ..domain.spine.rules import DEFAULT
from . import shapes as s
from .account import Account, called
from .days import BUSINESS, workday
from .owing import instant
from .sheet import Row
from .stories import notes, years

DENSE = 50  # days from live on which the agenda speaks for itself
CHECK_EVERY = 80  # days at least between two checks of a settled customer
WISHES = 0.1  # how many of these checks bring something to improve
QUIET = 30  # days of late history left to the story alone: no promise or trouble made up there
YEAR = DEFAULT.clocks.survey
NEWSLETTER = 40  # days ago
KINDS = ("call",) * 11 + ("visit",) * 4 + ("email",) * 3 + ("message",) * 2


def fill_years(account: Account) -> None:
    """Go back from the last touch in the customer's own rhythm, to when the book knew them first."""
    told = account.customer
    if told.last is not None:
        day = workday(account.day(told.last))
        aim = DEFAULT.rhythm.settled[Tier(told.tier)].aim
        checked: date | None = None
        while day > account.row["created_on"]:
            if not _busy(account, day):
                talk = _talk(account, day)
                if checked is None or (checked - day).days >= CHECK_EVERY:
                    checked = day
                    _check(account, talk)
                if (account.today - day).days > QUIET:
                    _came_of_it(account, talk)
            day = workday(day - timedelta(round(aim * account.dice.uniform(0.8, 1.3))))
    _surveys(account)
    _newsletter(account)


def keep_in_rhythm(account: Account) -> None:
    """A settled customer without a next step gets the one that the rhythm asks for, if it is ahead."""
    todos = account.sheet.tables["followups"]
    planned = any(row["customer_id"] is account.row and row["state"] == "open" for row in todos)
    if planned or account.customer.state != "active" or not account.touches:
        return
    aim = DEFAULT.rhythm.settled[Tier(account.customer.tier)].aim
    due = BUSINESS.roll(max(account.touches) + timedelta(aim))
    if due > account.today:
        account.add(
            "followups",
            person_id=account.main_on(account.today),
            due_on=due,
            what="keep in touch",
            source="rhythm",
        )


def _busy(account: Account, day: date) -> bool:
    """Whether the agenda of a sale, or the story itself, speaks for this day."""
    return day in account.touches or any(
        row["ordered_on"] <= day <= plus(row["live_on"] or row["ordered_on"], DENSE)
        for _, row in account.sales
        if not row["history"]
    )


def _talk(account: Account, day: date) -> Row:
    """A two-way touch, now and then after an attempt that nobody answered."""
    dice, main = account.dice, account.main_on(day)
    others = [row for _, row in account.people if row is not main and row["since_on"] is None]
    person = dice.choice(others) if others and dice.random() < 0.3 else main
    if dice.random() < 0.1:
        before = workday(day - timedelta(dice.randint(1, 3)))
        if dice.random() < 0.6:
            account.touch(before, "call", account.pick(notes.VOICEMAILS), person, reach=s.ONE_WAY)
        else:
            account.touch(before, "call", "", person, reach=s.NO_ANSWER)
    kind = dice.choice(KINDS)
    personal = kind == "call" and dice.random() < 0.16
    pool = notes.PERSONAL if personal else _pool(account, kind)
    return account.touch(
        day,
        kind,
        account.pick(pool).format(who=called(person)),
        person,
        topic="personal" if personal else "both" if dice.random() < 0.15 else "business",
        incoming=int(kind != "visit" and dice.random() < 0.2),
        minutes=dice.choice((3, 5, 8, 10, 15, 25)) if kind in ("call", "visit") else None,
    )


def _pool(account: Account, kind: str) -> tuple[str, ...]:
    if kind == "email":
        return notes.MAILS
    if kind == "message":
        return notes.MESSAGES
    trade = notes.TRADE[account.customer.industry]
    return (notes.VISITS if kind == "visit" else notes.CALLS) + trade


def _check(account: Account, talk: Row) -> None:
    score, words = account.dice.choice(years.CHECKS)
    account.add(
        "checks",
        person_id=talk["person_id"],
        touch_id=talk,
        on_day=talk["on_day"],
        score=score,
        words=words,
        works_well=account.dice.choice(("", "", *years.WORKS_WELL)),
        to_improve=account.dice.choice(years.TO_IMPROVE) if account.dice.random() < WISHES else "",
    )


def _came_of_it(account: Account, talk: Row) -> None:
    """A promise, a trouble, or a success that came out of a talk, all of them long closed."""
    dice, day = account.dice, talk["on_day"]
    links = {"person_id": talk["person_id"], "touch_id": talk}
    chance = dice.random()
    if chance < 0.13:
        due = BUSINESS.add(day, dice.randint(2, 6))
        late = dice.random() < 0.08
        closed = BUSINESS.add(due, dice.randint(1, 2) if late else -dice.randint(0, 2))
        account.add(
            "promises",
            **links,
            text=account.pick(years.PROMISES),
            made_on=day,
            due_on=due,
            state="late" if late else "kept",
            closed_on=closed,
        )
    elif chance < 0.18:
        _trouble(account, talk)
    elif chance < 0.25:
        text, amount, unit = dice.choice(years.WINS)
        account.add(
            "evidence",
            **links,
            text=text,
            on_day=day,
            amount=amount,
            unit=unit,
            source="call",
            tags=account.customer.industry,
            told_on=BUSINESS.add(day, dice.randint(1, 3)),
            told_by=dice.choice(("letter", "call")),
        )


def _trouble(account: Account, talk: Row) -> None:
    """A problem that was solved the next day and confirmed within the week."""
    day = talk["on_day"]
    severity, text, resolution, said = account.dice.choice(years.TROUBLES)
    solved = BUSINESS.add(day, 1)
    recheck = BUSINESS.roll(solved + timedelta(DEFAULT.clocks.recheck))
    account.add(
        "problems",
        person_id=talk["person_id"],
        touch_id=talk,
        text=text,
        severity=severity,
        arose_on=BUSINESS.add(day, -account.dice.randint(0, 4)),
        known_on=day,
        known_at=instant(day, "10:05"),
        acknowledged_at=instant(day, "10:40"),
        planned_at=instant(day, "14:10"),
        plan=resolution,
        solved_on=solved,
        resolution_kind="fix",
        resolution=resolution,
        confirmed_on=recheck,
        customer_said=said,
        recheck_on=recheck,
        rechecked_on=recheck,
    )


def _surveys(account: Account) -> None:
    """The yearly survey, a few days early, and their answer; the latest one is left to the story."""
    if not account.sales or account.customer.state not in ("active", "dormant"):
        return
    own = any(isinstance(line, s.Touch) and line.kind == "survey" for line in account.lines)
    first = min(row["ordered_on"] for _, row in account.sales)
    for year in range(1, (account.today - first).days // YEAR + 1):
        sent = workday(first + timedelta(YEAR * year - 3))
        age = (account.today - sent).days
        if sent <= account.row["created_on"] or age < 13 or (own and age < 40):
            continue
        person = account.main_on(sent)
        account.touch(sent, "survey", "yearly survey", person, reach=s.ONE_WAY)
        back = BUSINESS.roll(sent + timedelta(9))
        answer = account.dice.choice(
            ("4 of 5, 'keep calling'", "5 of 5", "5 of 5, no words", "4 of 5")
        )
        account.touch(back, "survey", answer, person, incoming=1)


def _newsletter(account: Account) -> None:
    """The last newsletter, to those who want it."""
    sent = workday(account.day(NEWSLETTER))
    for person, row in account.people:
        if (
            person.newsletter
            and account.customer.state == "active"
            and account.row["created_on"] < sent
        ):
            account.touch(
                sent, "newsletter", "newsletter: brine, swabs, and a recipe", row, reach=s.ONE_WAY
            )
