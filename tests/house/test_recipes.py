"""What is named once is named once: kinds of facts, the columns of a fact and of a line of Customers."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from repbook.domain.shown.customer_views import CustomerPage, CustomerRow
from repbook.domain.spine import facts
from repbook.domain.spine.fact_kinds import BRIEF, OFFERED, SHOWN, InLetters, in_letters
from repbook.domain.spine.kinds import FactKind, Severity
from repbook.storage.facts import customer_facts_sql
from repbook.storage.facts.fields import Query, query
from repbook.storage.views import listing_sql
from repbook.storage.views.customer_page import COLUMNS, PARTS
from repbook.ui.dialogs.common.row_forms import FactForm

SOURCE = Path(__file__).parents[2] / "src" / "repbook"
HOME = "fact_kinds.py"


def test_every_kind_of_fact_has_its_entry_and_its_places() -> None:
    assert set(SHOWN) == set(FactKind)
    assert [SHOWN[kind].form for kind in OFFERED] == [*range(1, len(OFFERED) + 1)]
    assert [place for place, _, _ in BRIEF] == [*range(1, len(BRIEF) + 1)]
    assert FactForm.asks[0].options == tuple(map(str, OFFERED))
    told = [kind for how in InLetters for kind in in_letters(how)]
    assert set(told) == {kind for kind in FactKind if SHOWN[kind].letters}


def test_no_other_module_lists_the_kinds_of_facts() -> None:
    """A handful is a rule of its own; whoever names more than that keeps a list of them."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
                named = {
                    each.attr
                    for each in ast.walk(node)
                    if isinstance(each, ast.Attribute)
                    and ast.unparse(each.value).endswith("FactKind")
                }
                if len(named) > 5 and path.name != HOME:
                    found.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("module", [customer_facts_sql, listing_sql])
def test_every_column_of_a_query_is_a_field_of_its_value(module: ModuleType) -> None:
    found = [each for each in vars(module).values() if isinstance(each, Query)]
    assert found
    for each in found:
        assert set(each.names) <= set(each.kind._fields)
        needed = set(each.kind._fields) - set(each.kind._field_defaults)
        assert needed <= set(each.names)


def test_every_column_of_a_customers_page_is_a_field() -> None:
    assert set(COLUMNS) | {"standing", "titles", "usual"} == set(CustomerPage._fields)
    for part in PARTS.values():
        known = set(part.kind._fields)
        assert known - set(part.kind._field_defaults) <= set(part.columns) <= known


def test_a_field_is_read_by_its_type() -> None:
    problems = query(
        facts.ProblemFacts,
        {
            "id": "1",
            "text": "''",
            "severity": "''",
            "known_on": "''",
            "known_at": "''",
            "fix_by": "''",
        },
        "",
    )
    read = problems.value(7, "it leaks", "major", "2026-06-03", "2026-06-03T09:00:00Z", "")
    assert (read.severity, read.known_on, read.fix_by) == (Severity.MAJOR, date(2026, 6, 3), None)
    assert problems.value(7, "", "major", "2026-06-03", "", "2026-06-05").fix_by == date(2026, 6, 5)
    for damaged in ("2026-02-31", "", None):
        with pytest.raises((ValueError, TypeError)):
            problems.value(7, "it leaks", "major", damaged, "", None)
    with pytest.raises(ValueError, match="dire"):
        problems.value(7, "it leaks", "dire", "2026-06-03", "", None)
    assert query(CustomerRow, {"twin": "1"}, "").named([1]) == {"twin": True}
