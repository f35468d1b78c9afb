"""Signs in a line: where one files something, where it is text, and where the line asks which.

An answer names what the line files, in the order typed: ``note | evidence promise``; a line that asks about a
sign says ``asks`` and the sign. Today is Wed 10 Jun 2026.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.line.capture import parse_line
from tables import each

TODAY = date(2026, 6, 10)


def rows(table: str) -> list[tuple[str, str]]:
    pairs = [line.split(" => ") for line in table.strip().splitlines() if line]
    return [(typed.strip(), answer.strip()) for typed, answer in pairs]


TEXT = """
5 * 3 metres
5 * 3 m
needs 5 * 3 m of hose
needs 5m * 3m of hose
10 cm * 20 cm plate
1.5 * 2 m
plate 10 cm * 20 cm * 3 cm
£40 * 3 pumps
-5 * -3 fits
2 * 2 = 4
rate * hours
is billed at rate * hours
price * quantity is wrong on the invoice
length * width * height
a * b
W * H on the drawing
pump * 2
valve 3 * 2
A + B arrived
x + y
plan A + B are both fine
line A + B stopped
ring ext + 3
ext. + 3
ring ext + 300 after lunch
new number + 44 1632 960117
+ 44 1632 960117
call + 49 30 1234567
his mobile + 44 7700 900123 now
tel + 1 555 0100
2 + 2
3 + 1 offer
3 pumps + 2 valves
ordered 3 pumps + 2 valves
2 boxes + 1 pallet came
10 % + 5 %
Smith + Sons called
called Smith + Sons
spoke to Smith + Sons about valves
Anna + Tom
two * three
Marks + Spencer ordered
Jo + Anna were both there
Anna + 3
qty 3 @ 40
qty 3 @ 40 each
3 pumps @ £40
3 pumps @ 40 EUR
10 @ 2.50
pumps @ $3
hoses @ 40 each
runs @ 60 rpm
tested @ 3 bar
held @ 80 %
stored @ 20 C
meeting @ 3pm
meeting @ 3pm fri
meeting @ 3 pm fri
meeting @ 15:00
meeting @ 14h30
call me @ 9
lunch @ noon
lunch @ 12
dinner @ eight
lunch @ midday
coffee @ half past ten
meeting @ ten past nine
meeting @ 10.30am
Ça va ? oui
Ça va ? Oui, merci
Tout va bien ? oui
livré ? oui, hier
Ça va ? Oui !
alles gut ? ja
all well ? yes
any problems ? no
any problems ? none
all fine ? yes, very
ready ? not yet
10 ? 12
5 ! 3
5 > 3
flow 5 > 3
a > b
what? really! a@b.com C++ x>y 5*3
up +15% since +3d
ring +49 30 1234
wow !! and ?? and ** and >> x
flow >= 3 and +/- 2
C++ and => and ->
1 + 1 = 2
3.5 + 2
"""

FILES = """
* delivered complete => | evidence
*delivered => | evidence
ok *delivered => ok | evidence
fits well * delivered complete thu => fits well | evidence
fits well * delivered => fits well | evidence
fits well in theatre 2 * delivered complete => fits well in theatre 2 | evidence
runs cold * 3 h saved => runs cold | evidence
runs cold, * 3 h saved => runs cold | evidence
Len is pleased * foam trial passed => Len is pleased | evidence
wheel 4,001 came out as it should * second export batch accepted => wheel 4,001 came out as it should | evidence
talked * arrived on time => talked | evidence
all fine * on time => all fine | evidence
visited * the demo went well => visited | evidence
talked to Jo * pump installed => talked to Jo | evidence
talked to Jo * saves an hour a day => talked to Jo | evidence
talked to Jo * first batch done => talked to Jo | evidence
spoke to Ann. * foam trial => spoke to Ann. | evidence
ok, * foam trial => ok | evidence
met Anna * they renewed => met Anna | evidence
* foam trial => | evidence
* on time => | evidence
* 3 h saved => | evidence
called * went live mon => called | evidence
rang back * no more leaks => rang back | evidence
all good * 20 % less waste => all good | evidence
on time * works first time => on time | evidence
talked * all passed => talked | evidence
+ loves it => | praise
no standstill so far + would recommend you => no standstill so far | praise
no standstill so far + they would gladly recommend you => no standstill so far | praise
+ quick answers => | praise
+loves it => | praise
+ 3 hours saved a week => | praise
up + 15% => up | praise
friendly ? invoices come late + quick answers => friendly | problem praise
fits well + loves the dosing pump => fits well | praise
talked + loves it => talked | praise
talked + says it is the best pump ever => talked | praise
all fine + very happy with Tom => all fine | praise
all good + great service => all good | praise
rang back + they love it => rang back | praise
met Anna + likes the display => met Anna | praise
talked to Jo, + told two colleagues => talked to Jo | praise
on time @ chess + loves it => on time | personal praise
fits well + so much faster => fits well | praise
spoke + pleased with the fitter => spoke | praise
fits well + recommends us to others => fits well | praise
arrived today + thinks it is super => arrived today | praise
@ Anna starts college => | personal
@Anna starts college => | personal
talked @ Anna starts college => talked | personal
yeast room done, Len is pleased @ Len's boat is called Bung => yeast room done, Len is pleased | personal
leak fixed @ Anna sails => leak fixed | personal
on time @ chess => on time | personal
all well @ has a new dog => all well | personal
@ Anna starts college @ has a new dog => | personal personal
talked @ likes golf => talked | personal
talked @ daughter plays chess => talked | personal
spoke to Jo, @ 3 kids => spoke to Jo | personal
@ 3 kids => | personal
@ 50th birthday in may => | personal
talked @ his wife is ill => talked | personal
rang @ on holiday in may => rang | personal
arrived complete and on the hour @ Jo's son starts at the dairy school => arrived complete and on the hour | personal
visit went well @ Tom plays golf => visit went well | personal
? drawer sticks => | problem
?drawer sticks => | problem
fits well ? drawer sticks => fits well | problem
all ok ? drawer sticks => all ok | problem
happy ? no power in hall 2 => happy | problem
talked ? leak in hall 3 major => talked | problem
runs, but ? the drawer sticks !trivial => runs, but | problem
? leak ? drawer => | problem problem
fits well ? manual missing ? lid scratched => fits well | problem problem
will call again ? leaking valve => will call again | problem
is happy ? drawer sticks => is happy | problem
works ? not as fast as promised => works | problem
fits well in theatre 2 ? 3 screws missing => fits well in theatre 2 | problem
! send card fri => | promise
!send card fri => | promise
talked ! send card fri => talked | promise
all great ! send card fri => all great | promise
great ! send card fri => great | promise
talked, ! send manual fri => talked | promise
fits well in theatre 2 ! 3 cards fri => fits well in theatre 2 | promise
> fri call => | follow-up
talked > fri call => talked | follow-up
fits well in theatre 2 > 3 pumps quote fri => fits well in theatre 2 | follow-up
talked > +3d call => talked | follow-up
talked > 12 jun call => talked | follow-up
talked > 16:00 call back => talked | follow-up
met Anna > Tom to call fri => met Anna | follow-up
fits well ! send seal fri > mon call ? leak major => fits well | promise follow-up problem
5 * 3 m hose fits well * delivered complete => 5 * 3 m hose fits well | evidence
Smith + Sons called ! send card fri => Smith + Sons called | promise
lunch @ noon ! send card fri => lunch @ noon | promise
! send 3 @ 40 fri => | promise
! meet Smith + Sons fri => | promise
> fri lunch @ noon => | follow-up
? 5 * 3 m hose leaks => | problem
* sold 3 @ 40 => | evidence
5 \\> 3 => 5 > 3 |
Smith \\+ sons => Smith + sons |
"""

ASKS = """
pump + valve => +
Smith + sons => +
manual + kit sent => +
up + running => +
up + running since mon => +
tested + approved => +
pump checked + cleaned => +
pump ok + valve ok => +
called Anna + sent manual => +
all fine + invoice sent => +
calm + friendly => +
quick + easy => +
ordered hoses + 3 valves => +
Jo + 2 came => +
black + white => +
sales + service => +
tea + biscuits => +
pump + the valve arrived => +
Anna + her team came => +
left voicemail + mail => +
list price * discount => *
is list price * discount factor => *
team * leader => *
met Anna * foam trial => *
ordered pump * 2 and seals => *
lunch @ Dino's => @
works @ Bosch => @
sees us @ fair => @
spoke to Tom @ Acme => @
Tom @ Acme said ok => @
price ? 40 => ?
tue ? wed => ?
drawer sticks ? minor => ?
fixed ? no, still leaks => ?
vous venez ? peut-être => ?
flow > 5 l/min today => >
temp > max today => >
5 ! 6 fri => !
the 5 * hotel booked => *
meeting @ Leeds => @
met @ the fair => @
visit @ site => @
demo @ their office => @
coffee @ Jo's => @
meeting @ HQ tomorrow => @
call @ fri => @
parking @ 5th street => @
saw it on twitter @acme => @
how are you ? fine => ?
how is it ? drawer sticks => ?
Ça va ? un peu tard => ?
what did she say ? nothing => ?
can we come fri ? maybe => ?
are they happy ? mostly => ?
is it ready ? tomorrow => ?
wann kommt es ? morgen => ?
temp > 40 today => >
pressure > 3 bar today => >
moved Leeds > York fri => >
flow > 20 l tomorrow => >
wow ! 3 broken today => !
attention ! livraison 12 jun => !
merci ! see you fri => !
"""


def shown(line: str) -> str:
    capture = parse_line(line, TODAY)
    kinds = " ".join(item.kind.value for item in capture.items)
    return f"{capture.note} | {kinds}".strip()


def _a_sign_that_joins_is_text(line: str) -> None:
    capture = parse_line(line, TODAY)
    assert capture.items == ()
    assert capture.note == line
    assert capture.errors == ()


def test_a_sign_that_joins_is_text() -> None:
    each([line for line in TEXT.strip().splitlines() if line], _a_sign_that_joins_is_text)


def _a_sign_that_opens_a_record_files_it(line: str, answer: str) -> None:
    assert shown(line) == answer
    assert parse_line(line, TODAY).errors == ()


def test_a_sign_that_opens_a_record_files_it() -> None:
    each(rows(FILES), _a_sign_that_opens_a_record_files_it)


def _a_sign_that_could_be_either_is_asked_about(line: str, sign: str) -> None:
    errors = parse_line(line, TODAY).errors
    (error,) = [error for error in errors if error.message.startswith(f'"{sign}"')]
    assert line[error.start] == sign
    assert f"\\{sign}" in error.hint
    before, after = line[: error.start].rstrip(), line[error.start + 1 :].lstrip()
    text = parse_line(f"{before} \\{sign} {after}", TODAY)
    assert text.note.startswith(f"{before} {sign}")
    assert not any(other.message.startswith(f'"{sign}"') for other in text.errors)
    record = parse_line(f"{before}, {sign} {after}", TODAY)
    assert len(record.items) == 1
    assert not any(other.message.startswith('"') for other in record.errors)


def test_a_sign_that_could_be_either_is_asked_about() -> None:
    each(rows(ASKS), _a_sign_that_could_be_either_is_asked_about)


def test_what_is_in_doubt_is_seen_in_the_preview() -> None:
    capture = parse_line("pump + valve", TODAY)
    assert capture.note == "pump"
    assert [item.text for item in capture.items] == ["valve"]


@given(words=st.lists(st.text(alphabet="abcdé 0123456789.,:;-'\"%€", max_size=12), max_size=12))
def test_a_line_without_signs_is_all_note(words: list[str]) -> None:
    line = " ".join(words)
    capture = parse_line(line, TODAY)
    assert capture.items == ()
    assert capture.errors == ()
    assert capture.note == " ".join(line.split())


WORDS = st.sampled_from(
    [
        "*",
        "+",
        "@",
        "?",
        "!",
        ">",
        "5",
        "3",
        "m",
        "A",
        "B",
        "Smith",
        "Sons",
        "ext",
        "rate",
        "hours",
        "lunch",
        "noon",
        "3pm",
        "fri",
        "delivered",
        "loves",
        "it",
        "Ça",
        "va",
        "oui",
        "send",
        "card",
        "pump",
        "fine",
        ",",
        "well",
        "\\+",
        "\\@",
    ]
)


@given(words=st.lists(WORDS, max_size=14))
def test_no_word_is_lost_whatever_a_sign_is_taken_for(words: list[str]) -> None:
    line = " ".join(words)
    capture = parse_line(line, TODAY)
    kept = capture.note.split()
    for item in capture.items:
        text = "" if item.text == "catch up" else item.text
        kept += [line[item.start], *text.split(), *item.said.split()]
    assert sorted(kept) == sorted(word.removeprefix("\\") for word in words)
