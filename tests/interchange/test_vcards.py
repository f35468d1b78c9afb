"""vCards of every age, each read leniently (F97, F98, F99)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from repbook.domain.spine.kinds import DateKind, RouteKind
from repbook.errors import BadFile
from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.records import DateRecord, Parsed, PhotoRecord, RouteRecord

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 3, 18)

Give = Callable[..., Parsed]


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


@pytest.mark.fault("F97")
class TestSamples:
    def test_android_in_quoted_printable(self, dialect: Give) -> None:
        (jana,) = dialect("android-21-qp.vcf").people
        assert (jana.name, jana.customer_name) == ("Jana Müßig", "Backhaus Müßig KG")
        assert jana.note == "Ruft gern an, mag kein Fax.\nZweite Zeile über das Angebot"
        assert RouteRecord(RouteKind.PHONE, "073155501", "073155501", "Büro") in jana.routes
        assert RouteRecord(RouteKind.MOBILE, "+4917055502", "4917055502") in jana.routes
        assert jana.dates == (DateRecord(DateKind.ANNIVERSARY, 6, 1, 2012),)
        assert jana.extra == {"department": "Einkauf"}

    def test_iphone_with_groups(self, dialect: Give) -> None:
        parsed = dialect("iphone-ios17.vcf")
        (jana,), (supply,) = parsed.people, parsed.customers
        assert (jana.role, jana.note) == ("Inhaberin", "Line one\nline two, with comma")
        assert [(one.value, one.label) for one in jana.routes if one.kind is RouteKind.PHONE] == [
            ("+49 731 55501", "Zentrale")
        ]
        assert jana.routes[-1] == RouteRecord(
            RouteKind.WEB, "http://backhaus.example", "", "HomePage"
        )
        assert jana.dates == (
            DateRecord(DateKind.BIRTHDAY, 3, 18),
            DateRecord(DateKind.ANNIVERSARY, 6, 1, 2012),
        )
        assert jana.personal == ("Spouse: Eva",)
        assert (supply.name, supply.line, supply.routes[0].label) == (
            "Harbor & Pine Supply",
            25,
            "main",
        )

    def test_version_four(self, dialect: Give) -> None:
        (jana,) = dialect("vcard40-rfc6350.vcf").people
        assert jana.external_id == "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
        assert jana.routes[0] == RouteRecord(RouteKind.MOBILE, "+49-170-55502", "4917055502")
        assert jana.dates == (
            DateRecord(DateKind.BIRTHDAY, 3, 18),
            DateRecord(DateKind.ANNIVERSARY, 6, 1, 2012),
        )
        assert (jana.personal, jana.extra["categories"]) == (("Spouse: Eva",), "Customer, VIP")


def test_a_name_with_a_bare_comma_stays_whole(give: Give) -> None:
    (person,) = give(card("FN:Reyes, Ana", "ORG:Acme, Sons\\; Co;Sales"), "a.vcf").people
    assert (person.name, person.customer_name) == ("Reyes, Ana", "Acme, Sons; Co")


def test_a_card_without_fn_takes_its_parts_or_its_mail(give: Give) -> None:
    parsed = give(card("N:Lee;Ann;May;;") + card("EMAIL:info@acme.test"), "a.vcf")
    assert [person.name for person in parsed.people] == ["Ann May Lee", "info"]
    assert parsed.notices == ("2 people have no company: a customer of that name",)


def test_a_firms_own_card_is_a_customer(give: Give) -> None:
    lines = ("FN:Acme", "ORG:Acme", "KIND:org", "ADR:;;Weg 1;Ulm;BW;89073;DE", "URL:acme.test")
    (acme,) = give(card(*lines, version="4.0"), "a.vcf").customers
    assert (acme.street, acme.city, acme.region, acme.postcode, acme.country, acme.website) == (
        *("Weg 1", "Ulm", "BW", "89073", "DE"),
        "acme.test",
    )


@pytest.mark.fault("F98")
class TestDamage:
    def test_folded_within_a_character_with_mark_and_small_letters(self, give: Give) -> None:
        name = "FN:Jürgen Müller".encode()
        cut = name.index("ü".encode()) + 1
        data = b"begin:vcard\r\n" + name[:cut] + b"\r\n " + name[cut:] + b"\r\nend:vcard\r\n"
        for mark in (b"", b"\xef\xbb\xbf"):
            assert [p.name for p in give(mark + data, "a.vcf").people] == ["Jürgen Müller"]

    def test_utf16(self, give: Give) -> None:
        parsed = give(card("FN:Jürgen Müller").encode("utf-16"), "a.vcf")
        assert ([p.name for p in parsed.people], parsed.encoding) == (["Jürgen Müller"], "utf-16")

    def test_an_old_code_page(self, give: Give) -> None:
        parsed = give(card("FN:Jürgen Müller").encode("cp1252"), "a.vcf")
        assert ([p.name for p in parsed.people], parsed.encoding) == (["Jürgen Müller"], "cp1252")

    def test_good_cards_come_in_and_bad_ones_are_listed(self, give: Give) -> None:
        text = (
            card("FN:Ann", "garbage without a colon")
            + "BEGIN:VCARD\r\nFN:No End\r\n"
            + card("TEL:+49 1 234")
            + card("FN:Bo")
            + card("N:;;;;")
        )
        parsed = give(text, "a.vcf")
        assert [person.name for person in parsed.people] == ["Ann", "No End", "+49 1 234", "Bo"]
        assert [(p.line, p.reason) for p in parsed.problems] == [
            (4, "a line that is no vCard: left out"),
            (6, "the card has no END"),
            (16, "the card has neither a name nor a way to reach anybody: left out"),
        ]
        assert parsed.rows == 5

    def test_a_bad_day_costs_the_day_alone(self, give: Give) -> None:
        parsed = give(card("FN:Ann", "BDAY:1985-02-30"), "a.vcf")
        assert parsed.people[0].dates == ()
        assert parsed.problems[0].line == 1

    def test_zero_bytes_and_foreign_code_pages_end_in_words(self, give: Give) -> None:
        with pytest.raises(BadFile, match="be read as cp037"):
            give(card("FN:Ann"), "a.vcf", encoding="cp037")
        odd = b"\0 \x01\0\0\t\x02\0\0\t\x98\0\0\xc2"
        assert give(b"BEGIN:VCARD\n" + odd, "b.vcf").people == ()

    def test_a_file_without_cards_is_refused(self, give: Give) -> None:
        with pytest.raises(BadFile, match="holds no vCard"):
            give("hello\r\n", "a.vcf")


def test_a_label_on_a_line_of_its_own_belongs_to_its_group(give: Give) -> None:
    lines = ("FN:Ann", "item1.TEL:1", "item1.X-ABLABEL:Hotline", "TEL;TYPE=work:2", "item2.TEL:3")
    (ann,) = give(card(*lines, "X-ABLABEL:nobody's"), "a.vcf").people
    assert [(one.value, one.label) for one in ann.routes] == [
        ("1", "Hotline"),
        ("2", "work"),
        ("3", ""),
    ]


@pytest.mark.fault("F99")
def test_pictures_are_kept_as_they_came_and_sounds_are_left_out(give: Give) -> None:
    picture = "\r\n ".join(["PHOTO;ENCODING=b;TYPE=JPEG:", *["A" * 74] * 20_000])
    lines = (picture, "item1.LOGO:data:x", "SOUND:x", "KEY;ENCODING=B:eA==", "NOTE:kept")
    parsed = give(card("FN:Ann", *lines), "a.vcf")
    assert (parsed.people[0].note, parsed.people[0].extra) == ("kept", {})
    assert parsed.people[0].photos == (
        PhotoRecord("PHOTO;ENCODING=b;TYPE=JPEG", "A" * 74 * 20_000),
        PhotoRecord("LOGO", "data:x"),
    )
    assert parsed.notices[-1] == "2 sounds or keys left out"


@pytest.mark.fault("F95")
def test_the_same_card_has_the_same_id(give: Give) -> None:
    ann, bo = card("FN:Ann", "ORG:Acme"), card("FN:Bo", "ORG:Acme")
    there, back = give(ann + bo, "a.vcf").people, give(bo + ann, "b.vcf").people
    assert {p.external_id for p in there} == {p.external_id for p in back}


def test_progress_is_told(give: Give) -> None:
    told: list[tuple[int, int]] = []
    text = "".join(card(f"FN:Person {number}") for number in range(600))
    give(text, "a.vcf", progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 600)
    assert told[-1] == (600, 600)
    assert all(b - a <= 500 for (a, _), (b, _) in pairwise(told))


# -- cards of other kinds than one would write, and what they must bring -------------------------

CARDS = DATA / "cards"


def names(parsed: Parsed) -> list[str]:
    return [person.name for person in parsed.people]


@pytest.mark.fault("F98")
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("BEGIN:VCARD|  FN:Ann|  NOTE:a|    b|END:VCARD", [("Ann", "a b")]),
        ("  BEGIN:VCARD|  FN:Ann|  END:VCARD", [("Ann", "")]),
        ("\tBEGIN:VCARD|\tFN:Ann|\tNOTE:a|\t b|\tEND:VCARD", [("Ann", "ab")]),
        (
            "BEGIN:VCARD|FN:Ann|END:VCARD|  BEGIN:VCARD|  FN:Bo|  END:VCARD",
            [("Ann", ""), ("Bo", "")],
        ),
        ("BEGIN:VCARD|FN:Ann|END:VCARDBEGIN:VCARD|FN:Bo|END:VCARD", [("Ann", ""), ("Bo", "")]),
        ("begin: vcard|FN:Ann|end: vcard", [("Ann", "")]),
        (
            "BEGIN:VCARD|FN:Ann|AGENT:|BEGIN:VCARD|FN:Bo|END:VCARD|NOTE:hers|END:VCARD",
            [("Ann", "hers")],
        ),
        ("BEGIN:VCARD|FN:Ann|NOTE;ENCODING=B:aGVycw==|END:VCARD", [("Ann", "hers")]),
    ],
)
def test_however_the_lines_stand(give: Give, lines: str, expected: list[tuple[str, str]]) -> None:
    parsed = give(lines.replace("|", "\r\n") + "\r\n", "a.vcf")
    assert [(person.name, person.note) for person in parsed.people] == expected
    assert parsed.problems == ()


@pytest.mark.fault("F99")
def test_a_picture_that_nobody_indented_is_one_picture(give: Give) -> None:
    lines = (
        "FN:Ann",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/AAA",
        *["B" * 70] * 500,
        "CC==",
        "",
        "TEL:+44 1632 1",
    )
    parsed = give(card(*lines, version="2.1"), "a.vcf")
    assert (names(parsed), parsed.problems) == (["Ann"], ())
    (photo,) = parsed.people[0].photos
    assert (photo.head, len(photo.value)) == ("PHOTO;ENCODING=BASE64;JPEG", 7 + 500 * 70 + 4)
    assert [one.value for one in parsed.people[0].routes] == ["+44 1632 1"]


def test_a_long_run_of_bad_lines_is_named_once_and_a_short_one_line_by_line(give: Give) -> None:
    many = give(card("FN:Ann", *["no line of a card"] * 40), "a.vcf").problems
    assert [one.reason for one in many] == [
        "40 lines, of which this is the first: a line that is no vCard: left out"
    ]
    assert len(give(card("FN:Ann", *["no line of a card"] * 4), "a.vcf").problems) == 4


def test_what_stands_between_the_cards_is_named(give: Give) -> None:
    parsed = give("hello\r\n" + card("FN:Ann") + "there\r\n" + card("FN:Bo"), "a.vcf")
    assert [(one.line, one.reason) for one in parsed.problems] == [
        (1, "stands between the cards: left out"),
        (6, "stands between the cards: left out"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "ADR;HOME;PREF;:;;Street 12;Town;;98765;Land",
            ("home", "Street 12", "Town", "", "98765", "Land"),
        ),
        (
            "ADR;TYPE=work:box;floor 2;4 Mill Lane;Kelder;Kent;TN1;UK",
            ("work", "4 Mill Lane, floor 2, box", "Kelder", "Kent", "TN1", "UK"),
        ),
        ("ADR:;;4 Mill Lane\\nYard;Kelder", ("", "4 Mill Lane, Yard", "Kelder", "", "", "")),
        (
            'ADR;LABEL="4 Mill Lane\\nKelder";TYPE=home:;;;;;;',
            ("home", "4 Mill Lane, Kelder", "", "", "", ""),
        ),
        ("item1.ADR:;;Lane;;;;\r\nitem1.X-ABLabel:Farm", ("Farm", "Lane", "", "", "", "")),
    ],
)
def test_an_address(give: Give, line: str, expected: tuple[str, ...]) -> None:
    parsed = give(card("FN:Ann", line), "a.vcf")
    (found,) = parsed.people[0].addresses
    assert ((found.label, *found.place), parsed.problems) == (expected, ())


@pytest.mark.parametrize(
    ("lines", "extra"),
    [
        (
            ("ORG:A", "ORG:B;Sales", "TITLE:x", "TITLE:y"),
            {"further company": "B, Sales", "further title": "y"},
        ),
        (("ORG:A;Milking;East",), {"department": "Milking, East"}),
        (("CATEGORIES:VIP,Milking", "CATEGORIES:North"), {"categories": "VIP, Milking, North"}),
        (("BDAY:1970-05",), {"birthday": "1970-05"}),
        (("BDAY:--05",), {"birthday": "--05"}),
        (("BDAY:1971",), {"birthday": "1971"}),
        (("BDAY;VALUE=text:circa 1800",), {"birthday": "circa 1800"}),
        (("item1.X-ABDATE:soon", "item1.X-ABLabel:first visit"), {"first visit": "soon"}),
        (("BDAY:",), {}),
        (
            ("IMPP:xmpp:ann@im.example", "TITLE:head", "ROLE:buyer"),
            {"chat": "xmpp:ann@im.example", "function": "buyer"},
        ),
        (("X-MESSAGING/XMPP-ALL:ann@im.example",), {"X-MESSAGING/XMPP-ALL": "ann@im.example"}),
        (("FN:Annie",), {"also called": "Annie"}),
    ],
)
def test_what_no_field_takes_is_kept(
    give: Give, lines: tuple[str, ...], extra: dict[str, str]
) -> None:
    (person,) = give(card("FN:Ann", *lines), "a.vcf").people
    assert person.extra == extra


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("N:;;;;", "TEL;CELL:+441632960009"), "+441632960009"),
        (("TEL:01632 960009", "ADR:;;4 Mill Lane;Kelder"), "01632 960009"),
        (("ADR:;;4 Mill Lane;Kelder",), "4 Mill Lane, Kelder"),
        (("NICKNAME:Bobby", "TEL:1234"), "Bobby"),
        (("EMAIL:ann@kelder.example", "TEL:1234"), "ann"),
        (("URL:kelder.example",), "kelder.example"),
        (("N:山田;太郎",), "山田 太郎"),
        (("N:Lee;Ann;May",), "Ann May Lee"),
    ],
)
def test_what_a_card_without_a_name_is_kept_under(
    give: Give, lines: tuple[str, ...], name: str
) -> None:
    parsed = give(card(*lines), "a.vcf")
    assert names(parsed) == [name]
    numbers = "1 card has no name: kept under the number" in parsed.notices
    assert numbers is (not any(map(str.isalpha, name)))


def test_groups_are_a_category_of_their_members(give: Give) -> None:
    people = card("UID:urn:uuid:A1", "FN:Ann", "CATEGORIES:VIP") + card("UID:b2", "FN:Bo")
    mail = card("FN:Cy", "EMAIL:cy@kelder.example")
    group = card(
        "KIND:group",
        "FN:Milking",
        "MEMBER:urn:uuid:a1",
        "MEMBER:mailto:cy@kelder.example",
        version="4.0",
    )
    apple = card(
        "FN:North",
        "X-ADDRESSBOOKSERVER-KIND:group",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:b2",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:nobody",
    )
    parsed = give(group + people + mail + apple, "a.vcf")
    kept = {one.name: one.extra.get("categories") for one in parsed.people}
    assert kept == {"Ann": "VIP, Milking", "Bo": "North", "Cy": "Milking"}
    assert parsed.notices[1:] == (
        "2 groups kept as a category of its members",
        'group "North": 1 member not in this file',
    )


RIGHT = [
    ("w02-person-address.vcf", ["Ella Marsh"], 0),
    ("w09-name-parts.vcf", ["Dr. Ella Jane Marsh, MBA", "Max Mustermann sen."], 0),
    ("w12-address-extra-semicolon.vcf", ["Bob Ray"], 0),
    ("w12-indented-card.vcf", ["lower case", "Indented Card", "No End"], 1),
    ("w12-partial-birthday.vcf", ["Ella Marsh", "Tom Bell", "Ruth Vale"], 3),
    ("w12-phone-without-name.vcf", ["+441632960009"], 0),
    ("w12-two-jobs.vcf", ["Ella Marsh"], 0),
    ("r17-type-with-comma.vcf", ["Anna Lee"], 0),
    ("r18-bad-card-among-good.vcf", ["Ivo Reed", "Bad Card", "Good After"], 2),
    ("r19-quoted-printable.vcf", ["Коммерса"], 0),
    ("r20-firm-card.vcf", ["Ella Marsh"], 0),
    ("r21-birthdays.vcf", ["Ella Marsh", "Tom Bell"], 0),
    ("r22-pseudo-card.vcf", [], 5),
]


@pytest.mark.parametrize(("name", "people", "problems"), RIGHT)
def test_small_files_that_went_wrong(name: str, people: list[str], problems: int) -> None:
    parsed = read(CARDS / name, today=TODAY)
    assert (names(parsed), len(parsed.problems)) == (people, problems)
