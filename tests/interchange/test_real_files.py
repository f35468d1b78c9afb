"""Whole books of real exports: every row that should come in does, and quickly."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repbook.errors import BadFile
from repbook.interchange.reading.records import Parsed

Real = Callable[..., Parsed]
NORTHWIND, MAVEN = date(1998, 5, 6), date(2018, 1, 2)


def rows(parsed: Parsed) -> list[dict[str, str]]:
    """The file as the standard library alone reads it."""
    with Path(parsed.path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestNorthwind:
    def test_91_customers_each_with_a_main_person(self, real: Real) -> None:
        parsed = real("northwind/northwind-customers.csv", NORTHWIND)
        assert (len(parsed.customers), len(parsed.people), parsed.problems) == (91, 91, ())
        first, maria = parsed.customers[0], parsed.people[0]
        assert (first.external_id, first.name, first.region) == ("ALFKI", "Alfreds Futterkiste", "")
        assert (first.routes[0].value, first.routes[0].digits) == ("030-0074321", "0300074321")
        assert (maria.name, maria.role, maria.main, maria.customer_external_id) == (
            *("Maria Anders", "Sales Representative", True),
            "ALFKI",
        )
        torn = next(one for one in parsed.customers if one.external_id == "BLONP")
        assert (torn.street, torn.city, torn.country) == (
            "24, place Kléber",
            "Strasbourg",
            "France",
        )

    def test_830_orders_with_their_days(self, real: Real) -> None:
        parsed = real("northwind/northwind-orders.csv", NORTHWIND)
        assert (len(parsed.sales), parsed.problems) == (830, ())
        first = parsed.sales[0]
        assert (first.number, first.customer_external_id, first.title) == (
            *("10248", "VINET"),
            "Order 10248",
        )
        assert (first.ordered_on, first.promised_on, first.live_on) == (
            date(1996, 7, 4),
            date(1996, 8, 1),
            date(1996, 7, 16),
        )
        assert sum(sale.live_on is None for sale in parsed.sales) == 21
        assert "176 rows" in parsed.notices[0]
        wide = next(sale for sale in parsed.sales if sale.number == "10250")
        assert wide.extra["shipAddress"] == "Rua do Paço, 67"

    @pytest.mark.parametrize("name", ["products", "order-details"])
    def test_what_names_nobody_is_refused(self, real: Real, name: str) -> None:
        with pytest.raises(BadFile, match="nobody who bought"):
            real(f"northwind/northwind-{name}.csv", NORTHWIND)


class TestMaven:
    def test_85_customers(self, real: Real) -> None:
        parsed = real("maven-crm/maven-crm-accounts.csv", MAVEN)
        assert (len(parsed.customers), parsed.problems) == (85, ())
        acme = parsed.customers[0]
        assert (acme.name, acme.industry, acme.country) == (
            *("Acme Corporation", "technolgy"),
            "United States",
        )

    @pytest.mark.slow("reads and files a public set of thousands of rows")
    def test_a_sale_for_every_deal_that_was_won(self, real: Real) -> None:
        parsed = real("maven-crm/maven-crm-sales_pipeline.csv", MAVEN)
        told = rows(parsed)
        won = [row for row in told if row["deal_stage"] == "Won"]
        assert (parsed.rows, len(parsed.sales), parsed.problems) == (8800, len(won), ())
        assert parsed.notices == (f"{8800 - len(won)} deals are not won: left out",)
        assert parsed.day_order == "month first"
        assert sum(sale.amount or 0 for sale in parsed.sales) == 100 * sum(
            int(row["close_value"]) for row in won
        )
        titles = {sale.title for sale in parsed.sales}
        assert "GTX Pro" in titles
        assert "GTXPro" not in titles
        assert all(sale.live_on is None and sale.customer_name for sale in parsed.sales)
