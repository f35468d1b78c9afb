"""What an id says of its row: Salesforce's first three signs tell the kind of record, whatever the file is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..reading.table_lines import Line
from .profiles import Profile, known, squeezed

SALESFORCE = re.compile(r"[0-9a-zA-Z]{15}(?:[0-9A-Za-z]{3})?")
HEADS = frozenset(
    ("id", "iddepiste", "leadid", "recordid", "casesafeid", "18digitid", "18characterid")
)
OWN_KIND = re.compile(r"[aexm][0-9a-zA-Z]{2}")
"""A company's own kinds of record begin so."""
NOBODY = "000"

MADE_OF = {
    "001": "salesforce.accounts",
    "003": "salesforce.contacts",
    "006": "salesforce.opportunities",
    "00Q": "salesforce.leads",
    "00T": "salesforce.tasks",
    "00U": "salesforce.events",
}
"""The tables whose rows a book takes."""
TAKEN_AS = {
    "customer": frozenset(("001",)),
    "person": frozenset(("003", "00Q", "001")),
    "sale": frozenset(("006", "801")),
    "deal": frozenset(("006", "801")),
    "activity": frozenset(("00T", "00U", "02s", "002")),
}
"""What a row may be to make such a record; a person account is an account and a person."""
OTHERS = {
    "00v": ("a member of a campaign", "members of campaigns"),
    "701": ("a campaign", "campaigns"),
    "01t": ("a product", "products"),
    "01s": ("a price list", "price lists"),
    "01u": ("a price", "prices"),
    "005": ("a user", "users"),
    "00D": ("an organization of users", "organizations of users"),
    "00G": ("a group of users", "groups of users"),
    "00E": ("a role of users", "roles of users"),
    "00e": ("a profile of users", "profiles of users"),
    "012": ("a record type", "record types"),
    "500": ("a case", "cases"),
    "501": ("a solution", "solutions"),
    "800": ("a contract", "contracts"),
    "802": ("a line of an order", "lines of orders"),
    "00k": ("a line of a deal", "lines of deals"),
    "00K": ("a role in a deal", "roles in deals"),
    "00J": ("a competitor", "competitors"),
    "00I": ("a partner's role", "partners' roles"),
    "07k": ("a tie of a contact", "ties of contacts"),
    "02Z": ("a role at an account", "roles at accounts"),
    "02i": ("an asset", "assets"),
    "0Q0": ("a quote", "quotes"),
    "0QL": ("a line of a quote", "lines of quotes"),
    "069": ("a document", "documents"),
    "068": ("a document", "documents"),
    "06A": ("a document", "documents"),
    "015": ("a document", "documents"),
    "00P": ("an attachment", "attachments"),
    "008": ("a history of a deal", "histories of deals"),
    "001": ("an account", "accounts"),
    "003": ("a contact", "contacts"),
    "006": ("a deal", "deals"),
    "00Q": ("a lead", "leads"),
    "00T": ("a task", "tasks"),
    "00U": ("an event", "events"),
    "002": ("a note", "notes"),
    "02s": ("an e-mail", "e-mails"),
    "801": ("an order", "orders"),
}
OWN = ("a record of a kind of your own", "records of kinds of your own")


def kind_of(external_id: str) -> str:
    """The three signs of a Salesforce id that tell its kind; "" for what is none."""
    if not SALESFORCE.fullmatch(external_id):
        return ""
    kind = external_id[:3]
    return kind if kind in OTHERS or OWN_KIND.fullmatch(kind) else ""


def id_columns(header: Sequence[str], lines: Iterable[Line]) -> frozenset[int]:
    """The columns of rows' own ids that are Salesforce's without an exception."""
    own = [place for place, name in enumerate(header) if squeezed(name) in HEADS]
    return frozenset(place for place in own if _all_kinds(line.cells[place] for line in lines))


def _all_kinds(cells: Iterable[str]) -> bool:
    found: set[str] = set()
    for cell in filter(None, map(str.strip, cells)):
        if not (kind := kind_of(cell)):
            return False
        found.add(kind)
    own = found - OTHERS.keys()
    return bool(found) and (len(own) < 2 or bool(found - own))


def told_by_ids(header: Sequence[str], lines: Iterable[Line]) -> Profile | None:
    """The table of Salesforce that the ids of its rows tell, if most are of one kind that a book takes."""
    for place in id_columns(header, lines):
        kinds = Counter(kind_of(line.cells[place].strip()) for line in lines)
        name = MADE_OF.get(kinds.most_common(1)[0][0])
        if name:
            return known()[name]
    return None


def said(kind: str, number: int) -> str:
    """``1 row is a campaign``, ``3 rows are members of campaigns``."""
    one, many = OTHERS.get(kind, OWN)
    return f"1 row is {one}" if number == 1 else f"{number} rows are {many}"
