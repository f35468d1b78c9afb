"""Delimiters, line ends, quotes, and rows that do not fit their header."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.errors import BadFile
from repbook.interchange.decoding import delimiters
from repbook.interchange.reading import text_tables
from repbook.interchange.reading.formulas import STARTERS, unguarded
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]


@pytest.mark.fault("F85")
@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("a\n1\n", ""),
        ('"a;x","b;x"\n"1;","2;"\n', ","),
        ("Name;Betrag;Rabatt\nA;1,5;2,0\nB;2,5;3,0\n", ";"),
        ("Name;Adresse\nA;Weg 1, Ulm\nB;Weg 2, Bonn\n", ";"),
        ("sep=;\na,b;c\n1,2;3\n", ";"),
        ("sep=\t\r\na\tb\r\n", "\t"),
        ("Notes:\n\nFirst Name,Last Name,URL\nA,B,C\n", ","),
    ],
)
def test_the_delimiter_is_the_one_by_which_the_rows_agree(text: str, sign: str) -> None:
    assert delimiters.find(text)[0] == sign


@pytest.mark.fault("F85")
def test_lines_are_counted_from_the_sep_line(give: Give) -> None:
    parsed = give("sep=;\r\nCompany;City\r\nAcme;Bonn\r\n")
    assert (parsed.delimiter, parsed.customers[0].line) == (";", 3)


@pytest.mark.fault("F86")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_makes_the_same_rows(give: Give, end: str) -> None:
    parsed = give(end.join(["Company,City", "Acme,Bonn", "Beta,Ulm", ""]))
    assert [(c.line, c.name, c.city) for c in parsed.customers] == [
        (2, "Acme", "Bonn"),
        (3, "Beta", "Ulm"),
    ]


@pytest.mark.fault("F86")
def test_line_ends_in_quotes_and_unicode_ones_belong_to_the_text(give: Give) -> None:
    parsed = give('Company,Notes\r\nAcme,"one\r\ntwo"\r\nBeta,a\u2028b\r\nGamma,c\u0085d\r\n')
    assert [(c.line, c.name, c.note) for c in parsed.customers] == [
        (2, "Acme", "one\ntwo"),
        (4, "Beta", "a\nb"),
        (5, "Gamma", "cd"),
    ]


HEAD = "Company,Contact,Notes\nA Ltd,Ann Lee,ok\n"


@pytest.mark.fault("F87")
@pytest.mark.parametrize(
    ("rest", "firms", "said"),
    [
        # Each line below is plainly a row: all of them are kept.
        (
            'B Ltd,Bob Ray,"never closed\nC Ltd,Cy Poe,fine\n',
            ["A Ltd", "B Ltd", "C Ltd"],
            [(3, "read as far as its line goes")],
        ),
        # The same, where a later mark would have closed it, and swallowed a row without a word.
        (
            'B Ltd,Bob Ray,"never closed\nC Ltd,Cy Poe,fine\nD Ltd,Di Orr,"quoted"\nE Ltd,El Fry,\n',
            ["A Ltd", "B Ltd", "C Ltd", "D Ltd", "E Ltd"],
            [(3, "read as far as its line goes")],
        ),
        (
            'B Ltd,"Bob Ray,x\nC Ltd,Cy Poe,fine\n',
            ["A Ltd", "B Ltd", "C Ltd"],
            [(3, "read as far as its line goes")],
        ),
        # Two of them.
        (
            'B Ltd,Bob Ray,"one\nC Ltd,Cy Poe,"two\nD Ltd,Di Orr,fine\n',
            ["A Ltd", "B Ltd", "C Ltd", "D Ltd"],
            [(3, "read as far as its line goes"), (4, "read as far as its line goes")],
        ),
        # The lines below may be the text's own: left out by name, and the rows above are kept.
        (
            'B Ltd,Bob Ray,"Dear Bob\nas we said, then\nC Ltd,Cy Poe,fine\n',
            ["A Ltd"],
            [(3, "lines 3 to 5 are left out")],
        ),
        (
            'B Ltd,Bob Ray,"we spoke, at length\nC Ltd, who know us, agree\n',
            ["A Ltd"],
            [(3, "lines 3 to 4 are left out")],
        ),
        ('B Ltd,"Bob Ray\n', ["A Ltd"], [(3, "the row is left out")]),
        (
            'B Ltd,Bob Ray,"over\ntwo lines" and more\nC Ltd,Cy Poe,fine\n',
            ["A Ltd", "C Ltd"],
            [(3, "lines 3 to 4 are left out")],
        ),
        # What is closed is nobody's fault.
        ('B Ltd,Bob Ray,"over\n\ntwo ""lines"", so"\nC Ltd,Cy Poe,"f"\n', ["A Ltd", "B Ltd", "C Ltd"], []),
        ('B Ltd,Bob Ray,5" pipe\nC Ltd,Cy Poe,6" pipe\n', ["A Ltd", "B Ltd", "C Ltd"], []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_open_quote_takes_no_other_row_with_it(
    give: Give, rest: str, firms: list[str], said: list[tuple[int, str]], end: str
) -> None:
    parsed = give((HEAD + rest).replace("\n", end))
    assert [one.customer_name for one in parsed.people] == firms
    assert [one.line for one in parsed.problems] == [line for line, _ in said]
    for problem, (_, words) in zip(parsed.problems, said, strict=True):
        assert problem.reason == f"a quotation mark is opened and never closed: {words}"


@pytest.mark.fault("F87")
def test_in_two_columns_any_line_could_be_a_row(give: Give) -> None:
    parsed = give('Company,City\nAcme,Bonn\nBeta,"Ulm\nGamma,Köln\n')
    assert [one.name for one in parsed.customers] == ["Acme"]
    assert [(one.line, "lines 3 to 4" in one.reason) for one in parsed.problems] == [(3, True)]


@pytest.mark.fault("F87")
def test_an_open_quote_above_all_rows_is_refused_by_its_line(give: Give) -> None:
    with pytest.raises(BadFile, match="line 1"):
        give('Company,"City\nAcme,Bonn\n')


@pytest.mark.fault("F88")
def test_zero_bytes_go_and_long_fields_stay(give: Give) -> None:
    parsed = give(f"Company,Notes\nAc\0me,{'x' * 131_073}\n")
    assert parsed.customers[0].name == "Acme"
    assert len(parsed.customers[0].note) == 131_073


@pytest.mark.fault("F89")
class TestRaggedRows:
    def test_surplus_empty_cells_fall_away(self, give: Give) -> None:
        parsed = give("Company,City\nAcme,Bonn,,\n")
        assert parsed.customers[0].city == "Bonn"
        assert (parsed.problems, parsed.notices) == ((), ())

    def test_missing_cells_at_the_end_are_empty_and_listed(self, give: Give) -> None:
        parsed = give("Company,City,Notes\nAcme,Bonn,x\nBeta,Ulm\nGamma,Köln,y\n")
        assert [c.name for c in parsed.customers] == ["Acme", "Beta", "Gamma"]
        assert parsed.notices == ("1 row (line 3) short of columns at the end: read as empty",)

    def test_a_row_of_one_cell_is_kept_with_what_it_has(self, give: Give) -> None:
        parsed = give("Company,City,Notes\nAcme,Bonn,x\nGamma\nBeta,Ulm,y\n")
        assert [c.name for c in parsed.customers] == ["Acme", "Gamma", "Beta"]
        assert parsed.problems == ()
        assert parsed.notices == ("1 row (line 3) short of columns at the end: read as empty",)

    def test_a_sum_of_one_cell_is_left_out(self, give: Give) -> None:
        parsed = give("Company,City,Notes\nAcme,Bonn,x\nsubtotal\nBeta,Ulm,y\n")
        assert [c.name for c in parsed.customers] == ["Acme", "Beta"]
        assert parsed.notices == ("line 3 with totals left out",)

    def test_a_row_torn_in_two_is_refused_with_both_lines(self, give: Give) -> None:
        parsed = give("Company,City,Notes\nAcme,Bonn,x\nBeta,Alt\nUlm,y\nGamma,Köln,z\n")
        assert [c.name for c in parsed.customers] == ["Acme", "Gamma"]
        assert [p.line for p in parsed.problems] == [3, 4]

    def test_a_remark_below_the_rows_is_left_out_where_a_gap_sets_it_apart(
        self, give: Give
    ) -> None:
        rows = "Company,City,Notes\nAcme,Bonn,x\n"
        parsed = give(rows + "\nCopyright 2026\nConfidential\n")
        assert [c.name for c in parsed.customers] == ["Acme"]
        assert parsed.notices == ("2 lines (lines 4, 5) below the rows left out",)
        assert give(rows + "Copyright 2026\n").notices == ("line 3 below the rows left out",)
        pair = give("Company,City\nAcme,Bonn\n\nBeta,\n")  # of two columns one may be empty
        assert [c.name for c in pair.customers] == ["Acme", "Beta"]

    def test_two_short_rows_that_do_not_follow_each_other_are_not_torn(self, give: Give) -> None:
        for between in ("Gamma,Köln,z\n", "\n"):
            parsed = give(f"Company,City,Notes\nBeta,Alt\n{between}Ulm,y\n")
            assert {"Beta", "Ulm"} <= {c.name for c in parsed.customers}
            assert parsed.problems == ()

    def test_a_comma_of_a_sentence_is_put_back(self, give: Give) -> None:
        parsed = give("Company,Street,City\nAcme,Weg 1,Bonn\nBeta,Rua do Paço, 67,Rio\n")
        assert [(c.street, c.city) for c in parsed.customers] == [
            ("Weg 1", "Bonn"),
            ("Rua do Paço, 67", "Rio"),
        ]
        assert "line 3" in parsed.notices[0]

    def test_else_a_wide_row_is_taken_up_to_its_last_day(self, give: Give) -> None:
        header = "Order ID,Customer,Order date,Address,Country\n"
        parsed = give(header + "1,Acme,2026-01-05,Weg 1,DE\n2,Beta,2026-01-06,Weg,2,Ulm,DE\n")
        assert [(s.number, s.customer_name, s.ordered_on.day) for s in parsed.sales] == [
            ("1", "Acme", 5),
            ("2", "Beta", 6),
        ]
        assert parsed.sales[1].extra == {"rest of the row": "Weg | 2 | Ulm | DE"}
        assert "line 3" in parsed.notices[0]

    def test_and_refused_where_no_day_proves_that_it_lines_up(self, give: Give) -> None:
        parsed = give("Company,City,Phone\nAcme,Bonn,1234\nSmith,Jones,Ulm,5678\n")
        assert [c.name for c in parsed.customers] == ["Acme"]
        assert [(p.line, p.reason) for p in parsed.problems] == [
            (3, "the row has 4 columns, the header 3: left out")
        ]

    def test_empty_lines_are_listed_and_cost_nothing(self, give: Give) -> None:
        parsed = give("Company,City\n\nAcme,Bonn\n , \nBeta,Ulm\n\n\n")
        assert [(c.line, c.name) for c in parsed.customers] == [(3, "Acme"), (5, "Beta")]
        assert parsed.notices == ("2 empty lines (lines 2, 4) left out",)


@pytest.mark.fault("F90")
def test_columns_without_a_name_or_of_one_name_are_kept_apart(give: Give) -> None:
    parsed = give("Company,Colour,,Colour,Phone,Phone\nAcme,red,x,blue,111222,333444\n")
    assert parsed.header == ("Company", "Colour", "column 3", "Colour (2)", "Phone", "Phone (2)")
    assert parsed.customers[0].extra == {"Colour": "red", "column 3": "x", "Colour (2)": "blue"}
    assert [route.value for route in parsed.customers[0].routes] == ["111222", "333444"]


def test_remarks_above_the_header_are_left_out(give: Give) -> None:
    remarks = 'Notes:\n"Some addresses, as you see, are missing"\n\n'
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    parsed = give(f"{remarks}{header}Ann,Lee,https://l.example/ann,,Acme,Buyer,12 Mar 2024\n")
    assert parsed.program == "linkedin.connections"
    assert (parsed.people[0].name, parsed.people[0].line) == ("Ann Lee", 5)
    assert parsed.notices == ("2 lines (lines 1, 2) above the header left out",)


@pytest.mark.fault("F91")
@pytest.mark.parametrize("content", ["Company,City\n", "Company,City", "\n\n \n", "\ufeff", ""])
def test_a_table_without_rows_is_refused_in_one_line(give: Give, content: str) -> None:
    with pytest.raises(BadFile) as refused:
        give(content)
    assert "\n" not in str(refused.value)
    assert refused.value.hint


@pytest.mark.fault("F101")
@pytest.mark.parametrize(
    ("guarded", "plain"),
    [
        ("'=1+1", "=1+1"),
        ("'+49 1", "+49 1"),
        ("'-5", "-5"),
        ("'@x", "@x"),
        ("'\tx", "\tx"),
        ("''=x", "'=x"),
        ("'quoted'", "'quoted'"),
        ("'", "'"),
        ("", ""),
    ],
)
def test_the_guard_against_formulas_is_taken_off(guarded: str, plain: str) -> None:
    assert unguarded(guarded) == plain


@pytest.mark.fault("F101")
@given(st.text(max_size=20))
def test_what_the_export_guards_comes_back(text: str) -> None:
    guard = "'" if text.lstrip("'")[:1] in STARTERS else ""
    assert unguarded(guard + text) == text


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_csv_writes_is_read_again(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\0", "") for cell in row] for row in rows]
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    lines = text_tables.split(held.getvalue(), ",")
    assert [line.cells for line in lines] == rows


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("'+44 1632 960002", "+44 1632 960002"),
        ("'01632 960002", "01632 960002"),
        ("''+44 1632 960002", "+44 1632 960002"),
        ("\u2019(01632) 960002", "(01632) 960002"),
        ("+44 1632 960002", "+44 1632 960002"),
        ("'tis 1632 960002", "'tis 1632 960002"),
    ],
)
def test_an_apostrophe_that_kept_a_number_as_text_is_no_part_of_it(
    give: Give, typed: str, kept: str
) -> None:
    parsed = give(f"Company,Contact,Phone\nKelder Dairy,Ella Marsh,{typed}\n")
    (route,) = parsed.people[0].routes
    assert (route.value, route.digits[-6:]) == (kept, "960002")


@pytest.mark.fault("F87")
def test_a_file_of_open_quotes_ends_with_a_word(give: Give) -> None:
    parsed = give(HEAD + 'B Ltd,Bob Ray,"x\n' * 300)
    assert {one.customer_name for one in parsed.people} == {"A Ltd", "B Ltd"}
    assert parsed.problems[-1].reason.endswith("left out with all that is below it")
