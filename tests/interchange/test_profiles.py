"""The shipped profiles hold together, and small readers of cells do what they say."""

from __future__ import annotations

import pytest

from repbook.domain.spine.kinds import RouteKind
from repbook.interchange.mapping.layout import ADDRESS, OWN, ROUTES, TAKEN, lay_out
from repbook.interchange.mapping.markup import to_text
from repbook.interchange.mapping.reach import phone_digits
from repbook.interchange.mapping.reach_cells import route, routes
from repbook.interchange.programs.profiles import Profile, detect, known, squeezed, words

PROFILES = list(known().values())
EVERY_FIELD = frozenset().union(*TAKEN.values())
OF_MONEY = frozenset(("gross", "net", "price", "line amount", "unit price", "quantity", "refunded"))
OF_MONEY |= {"open amount", "order status", "lost on", "next bill", "quote number"}
OF_MONEY |= {
    "loose number",
    "loose title",
    "loose company",
    "is paid",
    "is refunded",
    "cycle unit",
    "cycle count",
}
OF_MONEY |= {"paid amount", "deal id", "activity id"}
"""What a plain table of money is told by, beside the fields of its records."""
BESIDE = OF_MONEY | {"area"}
"""What tells how other columns are to be read, and fills nothing."""
NUMBERS = frozenset(("id", "number", "company", "company id", "name"))
"""What the number of a row may be at once; who has no name is called by it."""


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
class TestEveryProfile:
    def test_its_signatures_tell_it(self, profile: Profile) -> None:
        for signature in profile.signatures:
            assert detect(sorted(signature)) is profile

    def test_it_names_only_fields_that_a_record_takes(self, profile: Profile) -> None:
        for name in profile.fields:
            if name.startswith(OWN):  # a column of the book, of which only our own sheets tell
                assert profile.guarded
                continue
            kind, _, field = name.rpartition(":")
            base, _, label = field.partition("/")
            kinds = [kind] if kind else profile.makes
            assert any(base in TAKEN[one] for one in kinds), name
            assert not label or base in {*ROUTES, *ADDRESS, "personal"}, name

    def test_its_headers_are_squeezed_and_fill_fields(self, profile: Profile) -> None:
        for heads in profile.fields.values():
            assert all(head == squeezed(head) and head for head in heads)
        assert lay_out(profile, [head for heads in profile.fields.values() for head in heads])

    def test_no_header_fills_two_fields_but_an_order_number(self, profile: Profile) -> None:
        for kind in profile.makes:
            own = any(name.startswith(f"{kind}:") for name in profile.fields)
            heads = [
                head
                for name, field in profile.fields.items()
                if name.startswith(f"{kind}:") or not own
                for head in field
                if not (profile.makes[0] == "sale" and name.rpartition(":")[2] in NUMBERS)
            ]
            assert {head for head in heads if heads.count(head) > 1} <= {"orderid", "url"}

    def test_other_people_and_firms_never_fill_anything(self, profile: Profile) -> None:
        heads = {head for field in profile.fields.values() for head in field}
        others = ("owner", "assistant", "parentaccount", "reportsto", "manager", "createdby")
        assert not [head for head in heads if any(other in head for other in others)]


def test_the_words_of_plain_tables_fill_fields() -> None:
    assert {field.partition("/")[0] for field in words()} <= EVERY_FIELD | BESIDE
    assert all(head == squeezed(head) and head for heads in words().values() for head in heads)


def test_capitals_tell_programs_apart() -> None:
    zoho = ["Record Id", "First Name", "Last Name", "Email", "Contact Owner"]
    hubspot = ["Record ID", "First Name", "Last Name", "Email", "Contact owner"]
    found = [profile.id for header in (zoho, hubspot) if (profile := detect(header))]
    assert found == ["zoho.contacts", "hubspot.contacts"]
    lower = detect([cell.lower() for cell in hubspot])
    assert lower is not None
    assert lower.id == "hubspot.contacts"


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("+49 (0)89 555 0102", "49895550102"),
        ("0049 89 555", "4989555"),
        ("(0)89 555", "089555"),
        ("207.555.0144 x12", "2075550144"),
        ("207 555 0144 ext. 12", "2075550144"),
        ("(171) 555-7788", "1715557788"),
        ("tel:+49-170-55502;phone-context=x", "4917055502"),
        ("tel:004989555", "4989555"),
        ("call me", ""),
    ],
)
def test_phone_digits(number: str, digits: str) -> None:
    assert phone_digits(number) == digits


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        (RouteKind.PHONE, "ask reception", RouteKind.OTHER),
        (RouteKind.EMAIL, "none given", RouteKind.OTHER),
        (RouteKind.EMAIL, "a@b.test", RouteKind.EMAIL),
        (RouteKind.FAX, "030 1234", RouteKind.FAX),
    ],
)
def test_what_is_no_number_or_address_is_kept_as_other(
    kind: RouteKind, value: str, found: RouteKind
) -> None:
    made = route(kind, value)
    assert made is not None
    assert (made.kind, made.value) == (found, value)


def test_joined_cells_are_parted_and_each_route_stands_once() -> None:
    made = routes(
        [
            (RouteKind.PHONE, "+49 30 1 ::: 0049 30-1 ::: 030 2", ""),
            (RouteKind.EMAIL, "a@b.test;A@B.test\nc@d.test", ""),
            (RouteKind.FAX, " ", ""),
        ]
    )
    assert [one.value for one in made] == ["+49 30 1", "030 2", "a@b.test", "c@d.test"]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("<p>ask about <b>delivery</b></p>", "ask about delivery"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("<div>a&nbsp;&amp;&nbsp;b</div>", "a & b"),
        ("<style>p{}</style><p>a</p><script>x()</script>", "a"),
        ("Caf&eacute; &amp; Bar", "Café & Bar"),
        ("a < b and b > c", "a < b and b > c"),
        ("3 <pears>", "3 <pears>"),
        ("R&D; as is", "R&D; as is"),
        ("less &lt than", "less &lt than"),
    ],
)
def test_notes_in_html(note: str, text: str) -> None:
    assert to_text(note) == text
