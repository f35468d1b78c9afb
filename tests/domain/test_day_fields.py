"""A day field: what a rep types there, on ordinary days and on the edges of weeks, months and years.

An answer is a day, with its hour if it has one, or ``asks`` (with the days to choose from), or ``refused``.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.daytables import Case, cases
from repbook.domain.days.dates import NoSuchDay, When, parse_when
from repbook.domain.spine.calendar import BusinessDays
from repbook.errors import AmbiguousDay, InvalidInput
from tables import each

AHEAD = cases(
    """
2026-06-10 Wed, week 24
today = 2026-06-10
tonight = 2026-06-10 18:00
tonight 8pm = 2026-06-10 20:00
tonight at 8 = 2026-06-10 20:00
tonight 19:30 = 2026-06-10 19:30
this morning = 2026-06-10 09:00
this afternoon = 2026-06-10 14:00
this evening = 2026-06-10 18:00
this lunchtime = 2026-06-10 12:00
tomorrow = 2026-06-11
tomorrow morning = 2026-06-11 09:00
tomorrow morning at 4 = refused
tomorrow morning at 5 = 2026-06-11 05:00
tomorrow morning at 12:30 = refused
tomorrow lunchtime at 10 = refused
tomorrow lunchtime at 11 = 2026-06-11 11:00
tomorrow lunchtime at 2 = 2026-06-11 14:00
tomorrow lunchtime at 3 = refused
tomorrow afternoon at 12:30 = 2026-06-11 12:30
tomorrow afternoon at 6 = 2026-06-11 18:00
tomorrow afternoon at 7 = refused
tomorrow afternoon 3am = refused
tomorrow evening at 3 = refused
tomorrow evening at 4 = 2026-06-11 16:00
on friday morning = 2026-06-12 09:00
tomorrow thu 18 june = asks 2026-06-11 2026-06-18
tomorrow thu = 2026-06-11
today week tuesday = asks 2026-06-10 2026-06-23
first monday of next year = 2027-01-04
fifth friday of july 2027 = 2027-07-30
tomorrow afternoon = 2026-06-11 14:00
tomorrow evening = 2026-06-11 18:00
tomorrow lunchtime = 2026-06-11 12:00
tomorrow 3pm = 2026-06-11 15:00
3pm tomorrow = 2026-06-11 15:00
tomorrow at 3pm = 2026-06-11 15:00
tomorrow 9 = 2026-06-11 09:00
tomorrow first thing = 2026-06-11 09:00
first thing tomorrow = 2026-06-11 09:00
tmrw pm = 2026-06-11 14:00
friday afternoon = 2026-06-12 14:00
friday lunch = 2026-06-12 12:00
fri am = 2026-06-12 09:00
fri pm = 2026-06-12 14:00
fri first thing = 2026-06-12 09:00
first thing friday = 2026-06-12 09:00
first thing on friday = 2026-06-12 09:00
fri noon = 2026-06-12 12:00
fri morning 10 = 2026-06-12 10:00
fri afternoon 3 = 2026-06-12 15:00
fri afternoon at 3 = 2026-06-12 15:00
fri afternoon 3pm = 2026-06-12 15:00
fri 3 in the afternoon = 2026-06-12 15:00
friday in the afternoon = 2026-06-12 14:00
fri evening at 7 = 2026-06-12 19:00
monday morning = 2026-06-15 09:00
next tue afternoon = 2026-06-16 14:00
12 jun morning = 2026-06-12 09:00
afternoon of 12 jun = 2026-06-12 14:00
on the morning of 12 jun = 2026-06-12 09:00
fri morning 3pm = refused
morning = refused
afternoon = refused
fri night = 2026-06-12 18:00
fri midnight = refused
16:00 = 2026-06-10 16:00
at 16:00 = 2026-06-10 16:00
4pm = 2026-06-10 16:00
14h30 = 2026-06-10 14:30
noon = 2026-06-10 12:00
16 = refused
at 16 = refused
25:00 = refused
13pm = refused
eod = 2026-06-10
fri eod = 2026-06-12
cob friday = 2026-06-12
fri = 2026-06-12
wed = 2026-06-17
thu = 2026-06-11
sun = 2026-06-14
on fri = 2026-06-12
by fri = 2026-06-12
by friday at the latest = 2026-06-12
by 5pm fri = 2026-06-12 17:00
by noon tomorrow = 2026-06-11 12:00
by 5pm = 2026-06-10 17:00
month end = 2026-06-30
year end = 2026-12-31
june end = 2026-06-30
close of business fri = 2026-06-12
end of business friday = 2026-06-12
Friday. = 2026-06-12
fri! = 2026-06-12
(fri) = 2026-06-12
2026-06-12T14:00 = 2026-06-12 14:00
fri @ 3pm = 2026-06-12 15:00
half past 3 fri = refused
fri half past three = refused
half past three = refused
fri half past six = refused
quarter to seven fri = refused
fri at ten to seven = refused
fri half past seven = 2026-06-12 07:30
fri half past ten = 2026-06-12 10:30
fri at half past ten = 2026-06-12 10:30
by half past ten fri = 2026-06-12 10:30
half-past 10 fri = 2026-06-12 10:30
half past ten = 2026-06-10 10:30
half past ten 12 jun = 2026-06-12 10:30
next fri half past nine = 2026-06-19 09:30
tomorrow quarter to ten = 2026-06-11 09:45
a quarter to ten tomorrow = 2026-06-11 09:45
fri quarter past twelve = 2026-06-12 12:15
fri quarter to one = 2026-06-12 12:45
fri ten past nine = 2026-06-12 09:10
fri 10 past 9 = 2026-06-12 09:10
fri 11 past 9 = refused
fri twenty-five past nine = 2026-06-12 09:25
fri half past 13 = 2026-06-12 13:30
fri half past 25 = refused
fri half past three pm = 2026-06-12 15:30
fri half past ten pm = 2026-06-12 22:30
fri quarter to twelve pm = 2026-06-12 23:45
fri half past 13 pm = refused
fri half past three in the afternoon = 2026-06-12 15:30
fri afternoon at half past three = 2026-06-12 15:30
half past ten in the evening fri = 2026-06-12 22:30
half past nine in the afternoon fri = refused
tonight at quarter to eight = 2026-06-10 19:45
fri at ten to nine = 2026-06-12 08:50
at ten to nine in the morning fri = 2026-06-12 08:50
at twenty-five past nine in the morning fri = 2026-06-12 09:25
fri ten to nine = refused
mon ten to eleven = refused
fri half to ten = refused
fri half three = refused
fri at half ten = refused
half ten = refused
half three pm fri = refused
half past fri = refused
quarter to fri = refused
fri late afternoon = refused
early next week = refused
second week of july = refused
mon 10 to 11 = refused
27w = 2026-12-16
2 fridays from now = refused
fri latest = 2026-06-12
no later than fri = 2026-06-12
next wed = 2026-06-17
next fri = 2026-06-19
this fri = 2026-06-12
this coming friday = 2026-06-12
fri this week = 2026-06-12
fri next week = 2026-06-19
friday of next week = 2026-06-19
monday week = 2026-06-22
fri week = 2026-06-19
week on monday = 2026-06-22
a week on monday = 2026-06-22
a week on fri = 2026-06-19
a week on wed = 2026-06-24
a week friday = 2026-06-19
one week on monday = 2026-06-22
two weeks on monday = 2026-06-29
2 weeks on fri = 2026-06-26
two weeks monday = 2026-06-29
three weeks on thu = 2026-07-02
a fortnight on monday = 2026-06-29
fortnight on fri = 2026-06-26
monday fortnight = 2026-06-29
week today = 2026-06-17
a week today = 2026-06-17
today week = 2026-06-17
week tomorrow = 2026-06-18
a week tomorrow = 2026-06-18
tomorrow week = 2026-06-18
two weeks today = 2026-06-24
2 weeks tomorrow = 2026-06-25
two weeks tomorrow = 2026-06-25
fortnight = 2026-06-24
a fortnight = 2026-06-24
in a fortnight = 2026-06-24
fortnight today = 2026-06-24
a fortnight today = 2026-06-24
fortnight tomorrow = 2026-06-25
a week from friday = 2026-06-19
a week from today = 2026-06-17
week from tomorrow = 2026-06-18
two weeks from friday = 2026-06-26
2 weeks from mon = 2026-06-29
a month from today = 2026-07-10
3 days from fri = 2026-06-15
a week from 12 jun = 2026-06-19
a week on 12 jun = refused
couple of days = 2026-06-12
a couple of days = 2026-06-12
in a couple of days = 2026-06-12
couple days = 2026-06-12
in a couple of weeks = 2026-06-24
a couple of weeks = 2026-06-24
in a couple of months = 2026-08-10
in a few days = refused
few days = refused
+3 = 2026-06-13
+3d = 2026-06-13
3d = 2026-06-13
2w = 2026-06-24
+1m = 2026-07-10
1m = 2026-07-10
24m = 2028-06-10
25m = refused
30m = refused
+30m = refused
in 30m = refused
45m = refused
90m = refused
in 30 months = 2028-12-10
10 min = refused
in 2 hours = refused
in 2 weeks = 2026-06-24
in 3 days time = 2026-06-13
in 3 days' time = 2026-06-13
in a week's time = 2026-06-17
in 6 weeks = 2026-07-22
2 weeks from now = 2026-06-24
2bd = 2026-06-12
+2bd = 2026-06-12
3bd = 2026-06-15
5bd = 2026-06-17
5 bd = 2026-06-17
10bd = 2026-06-24
in 3 business days = 2026-06-15
3 business days = 2026-06-15
three working days = 2026-06-15
in 2 working days = 2026-06-12
in one business day = 2026-06-11
in a business day = 2026-06-11
in 2 workdays = 2026-06-12
2 business days from fri = 2026-06-16
next business day = 2026-06-11
next working day = 2026-06-11
end of month = 2026-06-30
at end of month = 2026-06-30
by the end of the month = 2026-06-30
eom = 2026-06-30
end of week = 2026-06-12
end of next week = 2026-06-19
beginning of next week = 2026-06-15
middle of next week = 2026-06-17
next week = 2026-06-15
week after next = 2026-06-22
the week after next = 2026-06-22
month after next = 2026-08-01
friday after next = asks 2026-06-19 2026-06-26
the monday after next = asks 2026-06-22 2026-06-29
monday after next = asks 2026-06-22 2026-06-29
end of july = 2026-07-31
end of 2026 = 2026-12-31
start of 2027 = 2027-01-01
first monday of july = 2026-07-06
the first monday of july = 2026-07-06
first monday in july = 2026-07-06
1st monday in july = 2026-07-06
on the first monday of july = 2026-07-06
2nd tuesday in july = 2026-07-14
second tue of july = 2026-07-14
third thursday of july = 2026-07-16
fourth friday of july = 2026-07-24
fifth friday of july = 2026-07-31
5th friday of june = refused
fifth monday of july = refused
sixth monday of july = refused
last friday of the month = 2026-06-26
last friday of month = 2026-06-26
last friday of this month = 2026-06-26
last friday in june = 2026-06-26
last friday in july = 2026-07-31
last monday of next month = 2026-07-27
first monday of next month = 2026-07-06
first monday next month = 2026-07-06
first monday of the month = asks 2026-06-01 2026-07-06
last wed of the month = 2026-06-24
last sunday of the month = 2026-06-28
first monday of july 2027 = 2027-07-05
last friday of february 2028 = 2028-02-25
first monday = refused
second friday = refused
last day of july = 2026-07-31
the last day of july = 2026-07-31
last day of the month = 2026-06-30
last day of next month = 2026-07-31
last day of february 2028 = 2028-02-29
last day of q3 = 2026-09-30
last day of the year = 2026-12-31
first day of july = 2026-07-01
first day of next month = 2026-07-01
first of july = 2026-07-01
the first of july = 2026-07-01
second of july = 2026-07-02
third of august = 2026-08-03
last of july = refused
first working day of july = 2026-07-01
first working day of august = 2026-08-03
last working day of the month = 2026-06-30
last business day of october = 2026-10-30
15th of next month = 2026-07-15
the 15th of the month = 2026-06-15
the 5th of next month = 2026-07-05
31st of next month = 2026-07-31
31st of this month = refused
w27 = 2026-06-29
W27 = 2026-06-29
wk27 = 2026-06-29
wk 27 = 2026-06-29
week 27 = 2026-06-29
in week 27 = 2026-06-29
kw27 = 2026-06-29
kw 27 = 2026-06-29
2026-W27 = 2026-06-29
2026w27 = 2026-06-29
w27 2026 = 2026-06-29
week 27 of 2026 = 2026-06-29
2026-W27-3 = 2026-07-01
2027-W01 = 2027-01-04
2027-w1 = 2027-01-04
w53 = 2026-12-28
w52 = 2026-12-21
w54 = refused
w0 = refused
w00 = refused
week 60 = refused
2027-W53 = refused
w24 = asks 2026-06-12 2027-06-14
w20 = asks 2026-05-11 2027-05-17
fri w27 = 2026-07-03
w27 fri = 2026-07-03
friday of week 27 = 2026-07-03
thu week 25 = 2026-06-18
end of w27 = 2026-07-03
start of week 27 = 2026-06-29
mid w27 = 2026-07-01
mid july = 2026-07-15
in mid july = 2026-07-15
mid-july = 2026-07-15
early july = 2026-07-05
in early july = 2026-07-05
late august = 2026-08-25
mid april 2027 = 2027-04-15
mid april = asks 2026-04-15 2027-04-15
12 jun = 2026-06-12
12 june = 2026-06-12
12th june = 2026-06-12
june 12 = 2026-06-12
12 jun 27 = 2027-06-12
12 june 27 = 2027-06-12
12-jun-27 = 2027-06-12
12-Jun-26 = 2026-06-12
12/jun/26 = 2026-06-12
12.jun.26 = 2026-06-12
12 jun '27 = 2027-06-12
12 jun 65 = refused
12 jun 9 = refused
12 jun 20 = refused
1 sept 26 = 2026-09-01
20260901 = 2026-09-01
20270101 = 2027-01-01
20261301 = refused
20260931 = refused
2026091 = refused
202609011 = refused
12 june next year = 2027-06-12
12th of june next year = 2027-06-12
12 june this year = 2026-06-12
mid march next year = 2027-03-15
q1 next year = 2027-01-01
mon 22 = 2026-06-22
fri 19 = 2026-06-19
thu 25 = 2026-06-25
fri 12 = 2026-06-12
tue 16 = 2026-06-16
wed 1 = asks 2026-06-17 2026-07-01
fri 10 = asks 2026-06-12 2026-07-10
tue 14 = 2026-07-14
monday 22 = 2026-06-22
mon the 22nd = 2026-06-22
mon 22nd = 2026-06-22
mon 22 june = 2026-06-22
mon 22 10am = 2026-06-22 10:00
mon 22 at 10 = 2026-06-22 10:00
mon 22:00 = 2026-06-15 22:00
mon 10pm = 2026-06-15 22:00
mon at 22 = 2026-06-15 22:00
fri at 9 = 2026-06-12 09:00
mon 16 = refused
tue 3 = refused
fri 9 = refused
fri 5 = refused
mon 31 = refused
mon 32 = refused
mon 16 june = asks 2026-06-15 2026-06-16
3/4 = asks 2027-03-04 2027-04-03 2026-03-04 2026-04-03
1/7 = asks 2026-07-01 2026-01-07 2027-01-07
25/12 = 2026-12-25
12.6.26 = 2026-06-12
12.6. = 2026-06-12
q3 = 2026-07-01
Q3 = 2026-07-01
end of q3 = 2026-09-30
q4 2026 = 2026-10-01
q5 = refused
fri 10am 12 jun = 2026-06-12 10:00
fri 10am 19 jun = 2026-06-19 10:00
fri 10am 13 jun = asks
10am fri 12 jun = 2026-06-12 10:00
fri 12 jun 10am = 2026-06-12 10:00
fri 10:30 12 jun = 2026-06-12 10:30
fri 12 june 14:30 = 2026-06-12 14:30
tomorrow 10am 11 jun = 2026-06-11 10:00
tomorrow thu = 2026-06-11
thu tomorrow = 2026-06-11
tomorrow fri = asks 2026-06-11 2026-06-12
tomorrow, 11 jun = 2026-06-11
tomorow = refused
tommorow = refused
firday = refused
wensday = refused
asap = refused
soon = refused
weekend = refused
next weekend = refused
mon or tue = refused
every monday = refused
half term = refused
fri? = refused
maybe fri = refused
31 feb = refused
31 june = refused
29 feb 2027 = refused
friday 13th = asks 2026-06-12 2026-06-13
6-8-26 = refused
12 - 14 jun = refused
-14 jun = refused
- 14 jun = refused
-3d = refused

2026-06-13 Sat, week 24
2bd = 2026-06-16
1bd = 2026-06-15
next business day = 2026-06-15
mon = 2026-06-15
sat = 2026-06-20
a week on sat = 2026-06-27
next mon = 2026-06-15
week on monday = 2026-06-22
tomorrow morning = 2026-06-14 09:00
next week = 2026-06-15
week after next = 2026-06-22
end of week = asks 2026-06-12 2026-06-19

2026-06-14 Sun, week 24
1bd = 2026-06-15
mon = 2026-06-15
next mon = 2026-06-15
a week on monday = 2026-06-22
sunday week = 2026-06-28
w25 = 2026-06-15
mon 15 = 2026-06-15
sun 14 = 2026-06-14

2026-06-15 Mon, week 25
mon = 2026-06-22
next mon = 2026-06-22
monday week = 2026-06-29
a week on monday = 2026-06-29
w25 = 2026-06-15
this week = 2026-06-19
5bd = 2026-06-22

2026-06-12 Fri, week 24
3bd = 2026-06-17
1bd = 2026-06-15
fri = 2026-06-19
fri week = 2026-06-26
fri 12 = 2026-06-12
fri 19 = 2026-06-19
end of week = 2026-06-12

2026-06-30 Tue, month's end
tomorrow = 2026-07-01
wed 1 = 2026-07-01
tue 30 = 2026-06-30
end of month = 2026-06-30
last day of the month = 2026-06-30
the 1st = 2026-07-01
first of july = 2026-07-01
last friday of the month = asks 2026-06-26 2026-07-31
first monday of next month = 2026-07-06
mon 31 = refused
fri 31 = 2026-07-31
+1m = 2026-07-30
2bd = 2026-07-02

2026-01-31 Sat, a short month ahead
+1m = 2026-02-28
a month from today = 2026-02-28
last day of february = 2026-02-28
last friday of next month = 2026-02-27
sat 28 = 2026-02-28
sun 29 = refused
1bd = 2026-02-02
end of next month = 2026-02-28

2026-02-16 Mon, two months of like weekdays
mon 16 = 2026-02-16
mon 23 = 2026-02-23
mon 2 = asks 2026-02-23 2026-03-02
tue 31 = 2026-03-31

2028-02-28 Mon, before the leap day
tomorrow = 2028-02-29
tue 29 = 2028-02-29
29 feb = 2028-02-29
last day of the month = 2028-02-29
end of month = 2028-02-29
last tuesday of february = 2028-02-29
fifth tuesday of february = 2028-02-29
1bd = 2028-02-29
2bd = 2028-03-01
12m = 2029-02-28
a week today = 2028-03-06

2028-02-29 Tue, the leap day
+1m = 2028-03-29
12m = 2029-02-28
1y = 2029-02-28
tue = 2028-03-07
29 feb = 2028-02-29
29 feb next year = refused

2026-12-30 Wed, week 53
tomorrow = 2026-12-31
fri = 2027-01-01
next mon = 2027-01-04
mon 4 = 2027-01-04
fri 1 = 2027-01-01
a week on monday = 2027-01-11
w53 = 2027-01-01
w1 = 2027-01-04
week 1 = 2027-01-04
2026-W53 = 2026-12-28
w53 2027 = refused
2bd = 2027-01-01
3bd = 2027-01-04
first monday of january = 2027-01-04
last day of the year = 2026-12-31
end of q4 = 2026-12-31
q1 = 2027-01-01
5 jan = 2027-01-05
5 jan 27 = 2027-01-05
12 june next year = 2027-06-12
early january = 2027-01-05
next month = 2027-01-01
month after next = 2027-02-01

2027-01-02 Sat, still week 53 of 2026
w1 = 2027-01-04
w2 = 2027-01-11
mon = 2027-01-04
next mon = 2027-01-04
week after next = 2027-01-11
31 dec = 2027-12-31
1bd = 2027-01-04
12 jun 26 = 2026-06-12

2025-12-31 Wed, week 1 of 2026
w2 = 2026-01-05
2026-W01 = 2025-12-29
fri 2 = 2026-01-02
first monday of january = 2026-01-05
a week today = 2026-01-07
1 jan 26 = 2026-01-01
"""
)

BEHIND = cases(
    """
2026-06-10 Wed
fri = 2026-06-05
wed = 2026-06-03
tue = 2026-06-09
yesterday = 2026-06-09
yesterday morning = 2026-06-09 09:00
yesterday afternoon = 2026-06-09 14:00
last night = 2026-06-09 18:00
this morning = 2026-06-10 09:00
yesterday 3pm = 2026-06-09 15:00
last fri = 2026-06-05
last friday afternoon = 2026-06-05 14:00
mon 8 = 2026-06-08
fri 5 = 2026-06-05
fri 29 = 2026-05-29
wed 10 = 2026-06-10
mon 1 = asks 2026-06-01 2026-06-08
fri 12 = refused
tue 3 = refused
12 jun = asks 2025-06-12
2 jun = 2026-06-02
12-Jun-25 = 2025-06-12
12 may = 2026-05-12
20260601 = 2026-06-01
first monday of june = 2026-06-01
last friday of may = 2026-05-29
last day of may = 2026-05-31
first of june = 2026-06-01
w23 = 2026-06-01
week 20 = 2026-05-11
2026-W10 = 2026-03-02
w24 = 2026-06-08
2bd ago = 2026-06-08
3 business days ago = 2026-06-05
2 days ago = 2026-06-08
a couple of days ago = 2026-06-08
a fortnight ago = 2026-05-27
couple of weeks ago = 2026-05-27
a week ago = 2026-06-03
12 june last year = 2025-06-12
mid may = 2026-05-15
10:30 = 2026-06-10 10:30
the day before yesterday = 2026-06-08
last week = refused
the other day = refused
yesterdya = refused

2026-07-31 Fri, the fifth of its month
fifth friday of july = 2026-07-31
fifth friday of may = 2026-05-29

2026-01-02 Fri, over the turn of the year
wed 31 = 2025-12-31
mon = 2025-12-29
w52 = 2025-12-22
last friday of december = 2025-12-26
31 dec = 2025-12-31
3bd ago = 2025-12-30
12 dec 25 = 2025-12-12
last day of last month = 2025-12-31

2028-03-01 Wed, after the leap day
yesterday = 2028-02-29
tue 29 = 2028-02-29
29 feb = 2028-02-29
last day of february = 2028-02-29
last tuesday of february = 2028-02-29
1bd ago = 2028-02-29
"""
)


def outcome(case: Case, *, future: bool) -> str:
    """What becomes of a phrase, in the words of the tables."""
    try:
        when = parse_when(case.typed, case.today, future=future)
    except AmbiguousDay as asked:
        return " ".join(["asks", *asked.choices])
    except InvalidInput as error:
        assert error.hint
        return "refused"
    return f"{when.day} {when.at}".strip()


def agrees(found: str, answer: str) -> bool:
    """An answer may leave out days that a question offers."""
    if answer.startswith("asks"):
        return found.startswith("asks") and set(answer.split()) <= set(found.split())
    return found == answer


def _a_day_to_come(case: Case) -> None:
    found = outcome(case, future=True)
    assert agrees(found, case.answer), found


def test_a_day_to_come() -> None:
    each(AHEAD, _a_day_to_come)


def _a_day_gone_by(case: Case) -> None:
    found = outcome(case, future=False)
    assert agrees(found, case.answer), found


def test_a_day_gone_by() -> None:
    each(BEHIND, _a_day_gone_by)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("2bd", "2026-12-28"),  # Thu 24 is the first, Fri 25 is free, Mon 28 is the second
        ("in 3 business days", "2026-12-29"),
        ("next business day", "2026-12-24"),
        ("last working day of the year", "2026-12-30"),
        ("first business day of january", "2027-01-04"),
    ],
)
def test_business_days_know_the_holidays(phrase: str, day: str) -> None:
    holidays = {date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}
    business = BusinessDays(frozenset(holidays))
    found = parse_when(phrase, date(2026, 12, 23), business=business)
    assert found.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("tomorow", "tomorrow"),
        ("tommorow", "tomorrow"),
        ("firday", "friday"),
        ("next wensday", "next wednesday"),
        ("12 febuary", "12 february"),
        ("tomorow 3pm", "tomorrow 3pm"),
        ("end of mnoth", "end of month"),
        ("12 aprli", "12 april"),
        ("12 marhc", "12 march"),
    ],
)
def test_a_slip_is_refused_with_what_it_may_be(slip: str, meant: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_when(slip, date(2026, 6, 10))
    assert refused.value.hint == f"{meant}?"


@pytest.mark.parametrize("phrase", ["mondays", "mornings", "wk"])
def test_more_than_one_day_is_no_slip_for_one(phrase: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_when(phrase, date(2026, 6, 10))
    assert not refused.value.hint.endswith("?")


@pytest.mark.parametrize("phrase", ["30m", "+25m", "in 90m"])
def test_minutes_are_not_months(phrase: str) -> None:
    with pytest.raises(InvalidInput, match="m is months"):
        parse_when(phrase, date(2026, 6, 10))


DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@given(case=st.sampled_from(AHEAD + BEHIND), today=DAYS, future=st.booleans())
def test_what_is_understood_means_the_same_when_written_out(
    case: Case, today: date, future: bool
) -> None:
    try:
        when = parse_when(case.typed, today, future=future)
    except InvalidInput:
        return
    assert parse_when(f"{when.day} {when.at}", today, future=future) == when
    assert parse_when(when.text(date.min), today, future=future) == when


SAYS_ITS_YEAR = re.compile(r"(19|20)\d\d|[-/.' ]2[67]$|[a-z] [3-9]\d$|this|last year|next year")
# A weekday beside a date says which year is meant: of "mon 16 june" the one gone by, where that was a Monday.
WEEKDAY_AND_DATE = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ .,]+(the )?\d.*\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
OPEN = sorted({case.typed for case in AHEAD if not SAYS_ITS_YEAR.search(case.typed)})


@given(phrase=st.sampled_from(OPEN), today=DAYS)
def test_what_names_no_year_is_never_past(phrase: str, today: date) -> None:
    try:
        when = parse_when(phrase, today)
    except InvalidInput:
        return
    if not phrase.startswith(("w53", "fri 10")) and not WEEKDAY_AND_DATE.search(phrase):
        assert when.day >= today


@given(today=DAYS, count=st.integers(1, 400))
def test_business_days_are_counted_as_the_rules_count_them(today: date, count: int) -> None:
    business = BusinessDays(frozenset({date(today.year, 12, 25), date(today.year, 5, 1)}))
    for phrase in (f"{count}bd", f"+{count} bd", f"in {count} business days"):
        found = parse_when(phrase, today, business=business)
        assert found == When(business.add(today, count))


@given(today=DAYS, day=DAYS)
def test_an_iso_week_is_read_back(today: date, day: date) -> None:
    year, week, weekday = day.isocalendar()
    assert parse_when(f"{year}-W{week:02}-{weekday}", today) == When(day)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("fri half past three", "15:30 or 3:30pm"),
        ("half past three", "15:30 or 3:30pm"),
        ("fri quarter to three", "14:45 or 2:45pm"),
        ("fri half three", "15:30 or 14:30"),
        ("half three", "15:30 or 14:30"),
        ("half seven fri", "7:30 or 6:30"),
        ("half one fri", "13:30 or 12:30"),
        ("half ten pm fri", "22:30 or 21:30"),
        ("half ten am fri", "10:30 or 9:30"),
    ],
)
def test_an_hour_in_words_that_may_be_another_says_how_to_write_it(typed: str, hint: str) -> None:
    with pytest.raises(NoSuchDay, match="may mean another hour") as refused:
        parse_when(typed, date(2026, 6, 10))
    assert refused.value.hint == f"write the time as {hint}"
