"""Days in a line: the day of a promise or follow-up, and the words that stay its text.

An answer is ``text | day [hour]``, or ``asks text``: asked, refused or past, with nothing cut from the text.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.daytables import Case, cases
from repbook.domain.line.capture import ItemKind, parse_line
from tables import each

FOLLOWUPS = cases(
    """
2026-06-10 Wed
> fri call = call | 2026-06-12
> call fri = call | 2026-06-12
> call Anna tomorrow 9 = call Anna | 2026-06-11 09:00
> tue 10am call about valves = call about valves | 2026-06-16 10:00
> 3rd = catch up | 2026-07-03
> fri = catch up | 2026-06-12
> 2nd pump = asks 2nd pump
> 1st aid kit = asks 1st aid kit
> 3rd party quote = asks 3rd party quote
> 3d model review = asks 3d model review
> 4th pump quote = asks 4th pump quote
> sat nav quote = asks sat nav quote
> sun shade quote = asks sun shade quote
> sat phone = asks sat phone
> 2nd pump fri = 2nd pump | 2026-06-12
> 1st aid kit mon = 1st aid kit | 2026-06-15
> 3rd party quote 20 jun = 3rd party quote | 2026-06-20
> 3d model review fri = 3d model review | 2026-06-12
> 3d print samples by tue = 3d print samples | 2026-06-16
> sat nav quote fri = sat nav quote | 2026-06-12
> sun shade quote 20 jun = sun shade quote | 2026-06-20
> sun cream order tomorrow = sun cream order | 2026-06-11
> sat dish mon 10am = sat dish | 2026-06-15 10:00
> 2 week trial = asks 2 week trial
> 2 week trial fri = 2 week trial | 2026-06-12
> 3 day hire quote mon = 3 day hire quote | 2026-06-15
> 2nd visit = asks 2nd visit
> 2nd visit fri = 2nd visit | 2026-06-12
> 2w trial = asks 2w trial
> 1y service contract fri = 1y service contract | 2026-06-12
> 1y service contract = asks 1y service contract
> 5m hose fri = 5m hose | 2026-06-12
> 12m cable = asks 12m cable
> fortnight trial fri = fortnight trial | 2026-06-12
> q3 planning = asks q3 planning
> w27 report = asks w27 report
> q3 review mon = asks q3 review mon
> 3d call Anna = call Anna | 2026-06-13
> 2w call = call | 2026-06-24
> 2 weeks call = call | 2026-06-24
> +3d model review = model review | 2026-06-13
> in 2 weeks see Anna = see Anna | 2026-06-24
> 5bd chase the offer = chase the offer | 2026-06-17
> in 3 business days ring Jo = ring Jo | 2026-06-15
> fortnight call = call | 2026-06-24
> sat call Tom = call Tom | 2026-06-13
> on sat pick up the drill = pick up the drill | 2026-06-13
> the 20th: call = call | 2026-06-20
> may order = asks may order
> jul order = asks jul order
> jul order 15 jul = jul order | 2026-07-15
> mar samples fri = mar samples | 2026-06-12
> dec figures = asks dec figures
> first call = asks first call
> second opinion fri = second opinion | 2026-06-12
> 3 pumps fri = 3 pumps | 2026-06-12
> today's list fri = today's list | 2026-06-12
> mon report fri = asks mon report fri
> tue meeting minutes fri = asks tue meeting minutes fri
> q3 planning 15 jul = asks q3 planning 15 jul
> tomorrow remind him fri = asks tomorrow remind him fri
> today send list fri = asks today send list fri
> mon call Anna 16 jun = asks mon call Anna 16 jun
> next week plan fri = asks next week plan fri
> 12 jun report 15 jun = asks 12 jun report 15 jun
> +3d send list fri = asks +3d send list fri
> 2w call fri = asks 2w call fri
> tomorrow call by fri = asks tomorrow call by fri
> on mon report by fri = asks on mon report by fri
> sat visit sun = asks sat visit sun
> mon call Anna tue 10am = asks mon call Anna tue 10am
> fri call Anna 12 jun = call Anna | 2026-06-12
> mon call Jo mon = call Jo | 2026-06-15
> tomorrow call Anna thu 9am = call Anna | 2026-06-11 09:00
> mon: report for fri = report for fri | 2026-06-15
> mon report for fri = report for fri | 2026-06-15
> mon call about fri = call about fri | 2026-06-15
> mon: report fri = report fri | 2026-06-15
> mon ask about the visit on tue = asks mon ask about the visit on tue
> mon through wed trade fair = asks mon through wed trade fair
> mon thru wed fair = asks mon thru wed fair
> mon to fri on site = asks mon to fri on site
> mon - wed fair = asks mon - wed fair
> mon-wed fair = asks mon-wed fair
> fri & sat call = asks fri & sat call
> mon, tue calls = asks mon, tue calls
> mon or tue call = asks mon or tue call
> fri or so call = asks fri or so call
> 12-14 jun fair = asks 12-14 jun fair
> mon 22 call = call | 2026-06-22
> thu 25 = catch up | 2026-06-25
> thu 25 ring Jo = ring Jo | 2026-06-25
> fri 19 visit = visit | 2026-06-19
> thu 25 pumps = asks thu 25 pumps
> fri 12 valves = asks fri 12 valves
> tue 9 valves = 9 valves | 2026-06-16
> tue 9 call = asks tue 9 call
> call Anna tue 9 = asks call Anna tue 9
> call Anna mon 22 = call Anna | 2026-06-22
> call Anna mon 22 10am = call Anna | 2026-06-22 10:00
> call Anna tue at 9 = call Anna | 2026-06-16 09:00
> mon 22:00 call = call | 2026-06-15 22:00
> 16:00 call back = call back | 2026-06-10 16:00
> call back 16:00 = call back | 2026-06-10 16:00
> call back at 4pm = call back | 2026-06-10 16:00
> 4pm ring Jo = ring Jo | 2026-06-10 16:00
> at noon ring Jo = ring Jo | 2026-06-10 12:00
> 14:30 ring again today = ring again | 2026-06-10 14:30
> 10am call Anna tomorrow = call Anna | 2026-06-11 10:00
> fri call Anna 10am = call Anna | 2026-06-12 10:00
> fri call Anna at 10:30 = call Anna | 2026-06-12 10:30
> 10am call Anna fri 11am = asks 10am call Anna fri 11am
> call before 16:00 = asks call before 16:00
> this afternoon ring Jo = ring Jo | 2026-06-10 14:00
> tonight ring Jo = ring Jo | 2026-06-10 18:00
> tomorrow morning ring Jo = ring Jo | 2026-06-11 09:00
> ring Jo tomorrow morning = ring Jo | 2026-06-11 09:00
> ring Jo friday afternoon = ring Jo | 2026-06-12 14:00
> first thing friday ring Jo = ring Jo | 2026-06-12 09:00
> ring Jo in the morning = asks ring Jo in the morning
> a week on monday visit = visit | 2026-06-22
> visit a week on monday = visit | 2026-06-22
> week on monday visit = visit | 2026-06-22
> monday week visit = visit | 2026-06-22
> visit two weeks on monday = visit | 2026-06-29
> a week from friday visit = visit | 2026-06-19
> week today ring Jo = ring Jo | 2026-06-17
> couple of days ring Jo = ring Jo | 2026-06-12
> in a couple of days ring Jo = ring Jo | 2026-06-12
> friday after next visit = asks friday after next visit
> visit friday after next = asks visit friday after next
> first monday of july visit = visit | 2026-07-06
> visit first monday of july = visit | 2026-07-06
> last friday of the month review = review | 2026-06-26
> review last friday of the month = review | 2026-06-26
> end of month review = review | 2026-06-30
> review at end of month = review | 2026-06-30
> review in mid july = review | 2026-07-15
> w27 visit = visit | 2026-06-29
> visit week 27 = visit | 2026-06-29
> visit in week 27 = visit | 2026-06-29
> 12 jun 27 call = asks 12 jun 27 call
> 12 jun 30 min call = asks 12 jun 30 min call
> 12-Jun-26 call = call | 2026-06-12
> fri 10am 12 jun call = call | 2026-06-12 10:00
> tomorow call = asks tomorow call
> call Anna, fri = call Anna, | 2026-06-12
> Fri: call Anna = call Anna | 2026-06-12
> (fri) call = call | 2026-06-12
> call (fri) = call | 2026-06-12
> call fri! = call | 2026-06-12
> call fri pls = call pls | 2026-06-12
> call fri? = asks call fri?
> maybe fri call = asks maybe fri call
> starting mon ring daily = asks starting mon ring daily
> every mon ring = asks every mon ring
> lunch with Tom fri = lunch with Tom | 2026-06-12
> fri lunch with Tom = lunch with Tom | 2026-06-12
> fri morning call = call | 2026-06-12 09:00
> friday lunch ring Jo = ring Jo | 2026-06-12 12:00
> may 3 pumps arrive = asks may 3 pumps arrive
> monitor swap fri = monitor swap | 2026-06-12
> money talk mon = money talk | 2026-06-15
> fri 10 call = asks fri 10 call
> june 12 pumps = asks june 12 pumps
> june 12 kg salt = asks june 12 kg salt
> june 12 review = review | 2026-06-12
> call Anna - fri = call Anna | 2026-06-12
> fridays call = asks fridays call
> next week or the week after call = asks next week or the week after call
> visit 12/13 jun = asks visit 12/13 jun
> 9:30 fri standup = standup | 2026-06-12 09:30
> call Anna at 10 = asks call Anna at 10
> 24/7 support fri = 24/7 support | 2026-06-12
> 2-day course fri = 2-day course | 2026-06-12
> call 4pm = call | 2026-06-10 16:00
> meeting with Jo 3pm = meeting with Jo | 2026-06-10 15:00
> fri confirm delivery 10am = confirm delivery 10am | 2026-06-12
> confirm delivery 10am = asks confirm delivery 10am
> call by 5pm = call | 2026-06-10 17:00
> 20260612 call = asks 20260612 call
> on 20260612 call = call | 2026-06-12
> 2026-06-12 call = call | 2026-06-12
> 2026-W27 visit = visit | 2026-06-29
> yesterday call = asks yesterday call
> 3/4 call = asks 3/4 call
> 30m call = asks 30m call
> 30m cable fri = 30m cable | 2026-06-12
> call in 10 min = asks call in 10 min
> call in an hour = asks call in an hour

2026-06-12 Fri
> fri call = call | 2026-06-19
> mon 22 call = call | 2026-06-22
> 2nd pump mon = 2nd pump | 2026-06-15
> 1bd ring = ring | 2026-06-15
> fri 12 = catch up | 2026-06-12

2026-12-31 Thu
> fri call = call | 2027-01-01
> mon 4 call = call | 2027-01-04
> first monday of january visit = visit | 2027-01-04
> tomorrow report fri = report | 2027-01-01
> w1 visit = visit | 2027-01-04
"""
)

PROMISES = cases(
    """
2026-06-10 Wed
! send card fri = send card | 2026-06-12
! send card by fri = send card | 2026-06-12
! fri send card = send card | 2026-06-12
! send card fri! = send card | 2026-06-12
! send card (fri) = send card | 2026-06-12
! send card (by fri) = send card | 2026-06-12
! send card fri pls = send card pls | 2026-06-12
! send card fri please = send card please | 2026-06-12
! send card fri 👍 = send card 👍 | 2026-06-12
! send card fri thanks! = send card thanks! | 2026-06-12
! send card fri. = send card | 2026-06-12
! send card fri? = asks send card fri?
! send card fri asap = asks send card fri asap
! review at end of month = review | 2026-06-30
! review at the end of the month = review | 2026-06-30
! by friday at the latest send card = send card | 2026-06-12
! send card by friday at the latest = send card | 2026-06-12
! send card no later than fri = send card | 2026-06-12
! send card tonight = send card | 2026-06-10 18:00
! send card in a fortnight = send card | 2026-06-24
! send card in 3 business days = send card | 2026-06-15
! send card 5bd = send card | 2026-06-17
! send card a week on monday = send card | 2026-06-22
! send card monday week = send card | 2026-06-22
! send card first of july = send card | 2026-07-01
! send card last day of july = send card | 2026-07-31
! send card w27 = send card | 2026-06-29
! send card week today = send card | 2026-06-17
! send card mon 22 = send card | 2026-06-22
! send card the 20th = send card | 2026-06-20
! send card by the 3rd = send card | 2026-07-03
! send card tomorow = asks send card tomorow
! mon send report fri = asks mon send report fri
! today send list fri = asks today send list fri
! tomorrow remind him fri = asks tomorrow remind him fri
! send list mon tue = asks send list mon tue
! send list 31 dec fri = asks send list 31 dec fri
! fri send card 12 jun = send card | 2026-06-12
! 2nd pump fri = 2nd pump | 2026-06-12
! 3rd party quote by mon = 3rd party quote | 2026-06-15
! 1st aid kit = asks 1st aid kit
! sat nav fri = sat nav | 2026-06-12
! fit the 2nd = asks fit the 2nd
! be there 1st = asks be there 1st
! renew contract ending 31 dec = asks renew contract ending 31 dec
! renew the contract ending 31 dec = asks renew the contract ending 31 dec
! contract starting 1 jul = asks contract starting 1 jul
! check the lease beginning mon = asks check the lease beginning mon
! pay invoice dated 3 jun = asks pay invoice dated 3 jun
! pay invoice dated 30 jun = asks pay invoice dated 30 jun
! fit pump arriving fri = asks fit pump arriving fri
! pay bill due 30 jun = asks pay bill due 30 jun
! plan for w/c 29 jun = asks plan for w/c 29 jun
! rota w/c mon = asks rota w/c mon
! rota week commencing 29 jun = asks rota week commencing 29 jun
! check the goods sent mon = asks check the goods sent mon
! renew licence expiring 31 dec = asks renew licence expiring 31 dec
! renew licence that expires 31 dec = asks renew licence that expires 31 dec
! offer valid until 30 jun = asks offer valid until 30 jun
! offer valid 30 jun = asks offer valid 30 jun
! price list effective 1 jul = asks price list effective 1 jul
! price list as of 1 jul = asks price list as of 1 jul
! keep the loaner until fri = asks keep the loaner until fri
! keep price up to 30 jun = asks keep price up to 30 jun
! replace stock older than 1 jun = asks replace stock older than 1 jun
! quote for fri = asks quote for fri
! report from mon = asks report from mon
! collect pump leaving fri = asks collect pump leaving fri
! cover the shift running 3 jul = asks cover the shift running 3 jul
! send what was ordered fri = asks send what was ordered fri
! send the parts promised mon = asks send the parts promised mon
! bring the quote requested fri = asks bring the quote requested fri
! match the price quoted mon = asks match the price quoted mon
! renew contract which ends 31 dec = asks renew contract which ends 31 dec
! extend trial that started 1 jun = asks extend trial that started 1 jun
! contract ending on 31 dec = asks contract ending on 31 dec
! buy a card for Anna's birthday 20 jun = asks buy a card for Anna's birthday 20 jun
! slides for the meeting thu = asks slides for the meeting thu
! be there for the delivery mon = asks be there for the delivery mon
! remind Jo of the deadline 30 jun = asks remind Jo of the deadline 30 jun
! finish the training fri = finish the training | 2026-06-12
! finish training fri = finish training | 2026-06-12
! book training fri = book training | 2026-06-12
! send pricing mon = send pricing | 2026-06-15
! send drawing tomorrow = send drawing | 2026-06-11
! arrange a meeting fri = arrange a meeting | 2026-06-12
! do the wiring mon = do the wiring | 2026-06-15
! send the listing fri = send the listing | 2026-06-12
! replace the ring fri = replace the ring | 2026-06-12
! bring the thing mon = bring the thing | 2026-06-15
! get it fixed fri = get it fixed | 2026-06-12
! have the pump repaired by fri = have the pump repaired | 2026-06-12
! get it done fri = get it done | 2026-06-12
! pump repaired by fri = pump repaired | 2026-06-12
! renew contract ending 31 dec by fri = renew contract ending 31 dec | 2026-06-12
! fri renew contract ending 31 dec = renew contract ending 31 dec | 2026-06-12
! send the feed fri = send the feed | 2026-06-12
! fix the bed mon = fix the bed | 2026-06-15
! send red valves mon = send red valves | 2026-06-15
! send kit when the need arises = asks send kit when the need arises
! demo 12-14 jun = asks demo 12-14 jun
! demo 12 - 14 jun = asks demo 12 - 14 jun
! demo mon - wed = asks demo mon - wed
! call back 16:00 = asks call back 16:00
! ship order 20260901 = asks ship order 20260901
! ship order by 20260901 = ship order | 2026-09-01
! send 3 cards end of month = send 3 cards | 2026-06-30
! lend pump fortnight = asks lend pump fortnight
! train them 2 days = asks train them 2 days
! train them a couple of days = asks train them a couple of days
! we may = asks we may
! call Tom = asks call Tom
! send kit yesterday = asks send kit yesterday
! send card next week = send card | 2026-06-15
! send card fri 10am = send card | 2026-06-12 10:00
! send card fri 10am 12 jun = send card | 2026-06-12 10:00
! send card fri afternoon = send card | 2026-06-12 14:00
! send card 12 jun 27 = send card | 2027-06-12
! send card 12 june next year = send card | 2027-06-12
! renew the lease that runs out 31 dec = asks renew the lease that runs out 31 dec
! renew insurance running out 31 dec = asks renew insurance running out 31 dec
! be there when it goes live 1 jul = asks be there when it goes live 1 jul
! pick up the pallet coming fri = asks pick up the pallet coming fri
! stop deliveries w.e.f. 1 jul = asks stop deliveries w.e.f. 1 jul
! order parts available mon = asks order parts available mon
! send report q3 = asks send report q3
! send report w27 = asks send report w27
! send sales figures week 27 = asks send sales figures week 27
! send report in week 27 = send report | 2026-06-29
! send quote fri, call mon = asks send quote fri, call mon
! send quote fri; call mon = asks send quote fri; call mon
! send quote fri and call mon = asks send quote fri and call mon
! send quote for fri and call mon = send quote for fri and call | 2026-06-15
! send card - fri = send card | 2026-06-12
! send card end of play fri = send card | 2026-06-12
! reply to mail from yesterday = asks reply to mail from yesterday
! keep it running mon = asks keep it running mon
! pump ready mon = pump ready | 2026-06-15
! send it in 2-3 days = asks send it in 2-3 days
! send it two days after mon = asks send it two days after mon
! send it the day after tomorrow = send it | 2026-06-12
! send card probably fri = asks send card probably fri
! not before mon = asks not before mon
! send half of it fri = send half of it | 2026-06-12
! send list fri half past ten = send list | 2026-06-12 10:30
! call by half past nine tomorrow = call | 2026-06-11 09:30
> fri half past ten call Anna = call Anna | 2026-06-12 10:30
> half past ten call Anna fri = call Anna | 2026-06-12 10:30
> at half past ten call Anna fri = call Anna | 2026-06-12 10:30
> fri call Anna quarter to eleven = call Anna | 2026-06-12 10:45
> call Anna at ten to nine fri = call Anna | 2026-06-12 08:50
> half past ten call Anna = call Anna | 2026-06-10 10:30
> call Anna half past three fri = asks call Anna half past three fri
> half past three call Anna fri = asks half past three call Anna fri
> fri half three call Anna = asks fri half three call Anna
> half three call Anna fri = asks half three call Anna fri
! deliver five to ten fri = deliver five to ten | 2026-06-12
! send twenty to Leeds fri = send twenty to Leeds | 2026-06-12
! talk of the past quarter fri = talk of the past quarter | 2026-06-12
! have sample at 3 bar mon = have sample at 3 bar | 2026-06-15
! hose of 30m = asks hose of 30m
! hose 30m = asks hose 30m
! support 24/7 = asks support 24/7
"""
)

EVIDENCE = cases(
    """
2026-06-10 Wed
* delivered complete thu = 2026-06-04
* delivered mon = 2026-06-08
* delivered yesterday = 2026-06-09
* delivered yesterday afternoon = 2026-06-09
* fitted 2 jun = 2026-06-02
* fitted first of june = 2026-06-01
* fitted mon 8 = 2026-06-08
* invoice dated 3 may = none
* contract ending 31 may = none
* renewed until 31 may = none
* paid the bill due 1 jun = none
* fits well = none
* rated 9/10 = none
* arrived 10:30 = none
* order 20260601 = none
* fits the 2nd = none
"""
)


def outcome(case: Case) -> str:
    """What becomes of the line's only item, in the words of the tables."""
    capture = parse_line(case.typed, case.today)
    assert capture.note == ""
    (item,) = capture.items
    if capture.errors:
        (error,) = capture.errors
        assert error.message
        assert error.hint
        return f"asks {item.text}"
    return f"{item.text} | {item.day} {item.at}".strip()


def asked(case: Case) -> str:
    """What the table wants; a question cuts nothing from the text."""
    return case.answer


def _the_day_of_a_promise_or_followup(case: Case) -> None:
    assert outcome(case) == asked(case)


def test_the_day_of_a_promise_or_followup() -> None:
    each(FOLLOWUPS + PROMISES, _the_day_of_a_promise_or_followup)


def _the_day_of_evidence(case: Case) -> None:
    capture = parse_line(case.typed, case.today)
    (item,) = capture.items
    assert capture.errors == ()
    assert item.text == case.typed[2:]
    assert str(item.day).lower() == case.answer


def test_the_day_of_evidence() -> None:
    each(EVIDENCE, _the_day_of_evidence)


def test_a_slip_is_named() -> None:
    (error,) = parse_line("! send card tomorow", date(2026, 6, 10)).errors
    assert error.message == "by when?"
    assert error.hint == "tomorrow?"


def test_a_day_at_both_ends_says_how_to_choose() -> None:
    (error,) = parse_line("> mon report fri", date(2026, 6, 10)).errors
    assert error.message == "two days: Fri 12 Jun or Mon 15 Jun"
    assert error.hint
    for line, day in (("> mon: report fri", 15), ("> mon report for fri", 15)):
        capture = parse_line(line, date(2026, 6, 10))
        assert not capture.errors
        assert capture.items[0].day == date(2026, 6, day)


WORDS = st.sampled_from(
    [
        "fri",
        "mon",
        "22",
        "10am",
        "at",
        "by",
        "on",
        "the",
        "of",
        "in",
        "12",
        "jun",
        "call",
        "pumps",
        "2nd",
        "3d",
        "2w",
        "week",
        "a",
        "fortnight",
        "tomorrow",
        "morning",
        "send",
        "card",
        "first",
        "last",
        "july",
        "month",
        "end",
        "ending",
        "due",
        "for",
        "until",
        "meeting",
        "pls",
        "(fri)",
        "q3",
        "w27",
        "16:00",
        "5bd",
        "business",
        "days",
        "after",
        "next",
    ]
)


@given(
    sign=st.sampled_from("!>"),
    words=st.lists(WORDS, min_size=1, max_size=9),
    today=st.dates(date(1950, 1, 1), date(2150, 1, 1)),
)
def test_words_outside_the_day_are_never_dropped(sign: str, words: list[str], today: date) -> None:
    capture = parse_line(f"{sign} {' '.join(words)}", today)
    (item,) = capture.items
    wanted = ItemKind.PROMISE if sign == "!" else ItemKind.FOLLOWUP
    assert item.kind is wanted
    kept = f"{item.text} {item.said}".replace("catch up", "").split()
    assert sorted(kept) == sorted(words)
    if capture.errors:
        assert not item.said or not item.text or item.day
    else:
        assert item.day is not None
        assert item.day >= today
