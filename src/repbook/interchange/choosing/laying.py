"""How the columns of a table are understood: by its program, by its headings, by what the rep says of them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...errors import BadFile
from ..columns.asked_columns import unlike
from ..columns.borne_out import why_aside
from ..columns.column_values import Look, looks
from ..mapping.layout import Layout, keys_of, lay_out
from ..plain.further_people import departments, layouts, numbered, parted
from ..plain.sold_or_not import half_sales
from ..plain.unknown_tables import of_whom, plain_profile, sells, without_a_day
from ..programs import profiles as known
from ..programs.profiles import Profile
from ..programs.record_ids import told_by_ids
from ..reading.columns import ASIDE, LEFT_OUT, Column, Mapped, Why, bare, samples
from ..reading.table_lines import Table
from .field_words import Chosen, word_of
from .mapped_tables import mapped, plain_header
from .own_words import is_its_own, with_words
from .told_columns import place_of, places

NOBODY: Mapping[int, Mapping[int, str]] = {}
SOLD = frozenset(("sale", "deal"))
Remembered = Mapping[str, Mapped]
"""What the rep said of earlier tables, by their headings."""


NO_SALES = "bring in invoices or orders; if they are sales, say what the columns are with --map"
UNCLEAR = {
    "returns": ("the rows are returns, or credit notes, and no sales", NO_SALES),
    "expenses": ("the rows are expenses, and no sales", NO_SALES),
    "calls of a telephone": (
        "the rows are calls of a telephone, with anybody, customers or not",
        'if all are with customers, say who is one, as in --map "Name=name"',
    ),
    "payments": (
        "the rows are payments, of what was sold some other day",
        "bring in invoices or orders; if each is a sale of that day, say which column is the day of the sale",
    ),
    "money": (
        "the rows have days and amounts, and nothing says that they are sales",
        "if they are, say which column is the day of the sale",
    ),
    "what you buy": ("the rows are what you buy, from suppliers, and no sales", NO_SALES),
    "wages or hours of your own staff": (
        "the rows are wages or hours of your own staff, and no sales",
        "bring in what customers ordered, or what happened with them",
    ),
    "issues": (
        "the rows are issues or tasks, and name no customer",
        "if a column names one, say which with --map",
    ),
    "lines of orders": (
        "the rows are lines of orders, and name nobody who bought",
        "bring in the list of orders, which names who bought",
    ),
    "articles": (
        "the rows are articles, with their prices or stocks, and name nobody who bought",
        "bring in a list of orders or invoices, which names who bought",
    ),
    "loans": ("the rows are payments on loans, and no sales", NO_SALES),
    "cards of a board": (
        "the rows are cards of a board, of which no column says whether they are customers",
        'if they are, say which column names them, as in --map "Card Name=company"',
    ),
    "payments at a till": (
        "the rows are payments at a till, which name no customer",
        "bring in a list of invoices or orders, which names who bought",
    ),
}
"""What is said of tables that could be of anybody, and what to do."""
MAY_BE_SALES = ("money", "payments")
MAY_NAME_SOME = ("cards of a board", "calls of a telephone", *MAY_BE_SALES)
"""Of the others no column can be taken for customers."""


class UnknownTable(BadFile):
    """A table of which no column says whose it is; ``columns`` are what there is to say something of.

    ``headings`` is what it is remembered by, "" where it has none. ``dayless`` are the columns that could
    tell the day of the sales that its rows are; None where they are none. ``whom`` says of whom it is that buys
    nothing; it is ``hopeless`` where nobody in it does.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        headings: str,
        *,
        dayless: Sequence[int] | None = None,
        whom: str = "",
    ) -> None:
        self.columns = tuple(columns)
        self.headings = headings
        self.dayless = dayless
        self.hopeless = whom in UNCLEAR and whom not in MAY_NAME_SOME
        hint = "say what they are with --map, or which program wrote it with --from"
        if whom in UNCLEAR:
            said, hint = UNCLEAR[whom]
        elif whom:
            said = f"the table is one of {whom}, who are no customers"
        elif dayless is not None:
            said = "no column tells the day on which each sale was made"
        elif headings:
            said = "no column names a customer, a person, or a sale"
        else:
            said = "the table has no headings that say what its columns are"
        super().__init__(said, hint)


@dataclass(frozen=True, slots=True)
class Told:
    """What the rep says of a file: its program, its columns by heading or number, its sheet, its headings.

    What is ``remembered`` counts for the columns that ``mapping`` does not name, unless ``forget`` leaves it aside. ``strict`` refuses a column that the file does not have. ``headed`` is None
    where the values tell whether the first row is one of headings. ``currency`` is the rep's own.
    """

    profile: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    forget: bool = False
    strict: bool = True
    sheet: str = ""
    headed: bool | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A table with the meaning of its columns."""

    layout: Layout
    columns: tuple[Column, ...]
    mapped: Mapped | None
    unmet: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def headings_of(table: Table) -> str:
    """What a table is known by the next time: its headings in any order; "" where it has none."""
    if not table.headed:
        return ""
    keys = zip(keys_of(table.header), table.header, strict=True)
    return "\n".join(sorted(key or name for key, name in keys))


def laid(table: Table, told: Told, remembered: Remembered) -> Laid:
    """Find out what the columns of a table hold.

    Raises ``UnknownTable``, and ``InvalidInput`` where the rep must say more or else: field "map" or "profile".
    """
    headings = headings_of(table)
    before = None if told.forget else remembered.get(headings)
    earlier = places(table.header, before.fields, strict=False) if before else {}
    said = places(table.header, told.mapping, strict=told.strict)
    chosen = earlier | said
    why = dict.fromkeys(earlier, Why.REMEMBERED) | dict.fromkeys(said, Why.CHOSEN)
    program = told.profile or (before.program if before else "")
    layout, by_program = _layout(table, program, chosen)
    columns = _columns(table, layout, chosen, why, by_program)
    unmet = [column for column in told.mapping if place_of(table.header, column) is None]
    new = {table.header[place]: _said(told, table, place) for place in said}
    return Laid(
        layout,
        columns,
        _to_keep(headings, before, new, told),
        tuple(unmet),
        tuple(_notices(table, columns, layout)),
    )


def _said(told: Told, table: Table, place: int) -> str:
    return next(
        word for name, word in told.mapping.items() if place_of(table.header, name) == place
    )


def _to_keep(
    headings: str, before: Mapped | None, new: dict[str, str], told: Told
) -> Mapped | None:
    """What is to be remembered of the table; nothing where it has no headings, or nobody said anything."""
    if not headings:
        return None
    if new or (before and told.profile):
        fields = {**(before.fields if before else {}), **new}
        return Mapped(headings, fields, told.profile or (before.program if before else ""))
    return before or (Mapped(headings) if told.forget else None)


def _looks_alike(profile: Profile, header: Sequence[str], held: Sequence[Look]) -> bool:
    """Whether a table of sales only looks like a program's of people: in small letters many headings are alike."""
    sold = {"deal", "sale"} & set(profile.makes)
    return not sold and not known.is_known(header) and sells(header, held)


def _layout(table: Table, name: str, chosen: Mapping[int, Chosen]) -> tuple[Layout, Container[int]]:
    """The layout of a table, and which of its columns a program's profile tells of."""
    header, others = table.header, NOBODY
    held = list(looks(table.lines, len(header)))
    if name:
        profile = known.chosen(name, header)
    else:
        profile = told_by_ids(header, table.lines) or known.detect(header)
        if profile and (
            _looks_alike(profile, header, held) or not is_its_own(profile, header, held)
        ):
            profile = None
    by_program: frozenset[int] = frozenset()
    if profile:
        profile, worded = with_words(profile, header, held, chosen)
        by_program = frozenset(range(len(header))) - worded
        others = numbered(header, profile.further, chosen) if profile.further else NOBODY
    else:
        for place in chosen:
            held[place] = Look.WORDS  # the rep's word goes before what the values say
        header, others = parted(unlike(header, held), chosen)
        more = departments(header, held, max(others, default=1), chosen)
        header = tuple(
            "" if any(at in one for one in more.values()) else name
            for at, name in enumerate(header)
        )
        others = {**others, **more}
        profile = plain_profile(plain_header(header, chosen), held, told=bool(chosen))
    if not chosen:
        if profile is None:
            whom = of_whom(table.header, held)
            asked = whom in ("", *MAY_BE_SALES)
            dayless = without_a_day(table.header, held) if asked else None
            columns = bare(table.header, _cells(table))
            raise UnknownTable(columns, headings_of(table), dayless=dayless, whom=whom)
        return _with_others(profile, table.header, keys_of(header), others), by_program
    fills = any(one.name not in (ASIDE, LEFT_OUT) for one in chosen.values())
    if profile is None and not fills:
        raise UnknownTable(bare(table.header, _cells(table)), headings_of(table))
    if profile and not profile.makes:
        return lay_out(profile, table.header), by_program
    seen, keys = mapped(profile, header, chosen)
    return _with_others(seen, table.header, keys, others), by_program


def _with_others(
    profile: Profile,
    header: tuple[str, ...],
    keys: tuple[str, ...],
    others: Mapping[int, Mapping[int, str]],
) -> Layout:
    """The layout of a table whose rows may tell of ``others`` beside the first person."""
    layout = lay_out(profile, header, keys)
    if not others or "person" not in layout.columns:
        return layout
    further = layouts(profile, header, keys, others)
    own = {place for columns in others.values() for place in columns}
    spare = tuple(place for place in layout.spare if place not in own)
    return replace(layout, further=further, spare=spare)


def _columns(
    table: Table,
    layout: Layout,
    chosen: Mapping[int, Chosen],
    why: Mapping[int, Why],
    by_program: Container[int],
) -> tuple[Column, ...]:
    makes = layout.profile.makes
    words: list[dict[str, None]] = [{} for _ in table.header]
    for kind, fields in layout.columns.items():
        for name, at in fields.items():
            for place in at:
                words[place][word_of(kind, name, makes)] = None
    for place in layout.labels.values():
        words[place]["label"] = None
    for number, further in enumerate(layout.further, 2):
        for name, at in further.columns["person"].items():
            for place in set(at) - layout.used():
                words[place][f"{word_of('person', name, makes)} of person {number}"] = None
    held = samples(_cells(table), len(table.header))
    found: list[Column] = []
    for place, heading in enumerate(table.header):
        one = chosen.get(place)
        word = ", ".join(words[place]) or (LEFT_OUT if one and one.name == LEFT_OUT else ASIDE)
        other = Why.PROGRAM if place in by_program else Why.WORDS
        reason = why.get(place) or (other if words[place] else Why.NONE)
        found.append(Column(place + 1, heading, word, reason, held[place]))
    return tuple(found)


def _notices(table: Table, columns: Sequence[Column], layout: Layout) -> list[str]:
    said: list[str] = []
    if not table.headed:
        said.append("the first row is a row like the others: there are no headings")
    said += filter(None, map(why_aside, columns))
    behind = [one.heading for one in columns if one.field == LEFT_OUT]
    if behind:
        said.append(f"left out as you said: {', '.join(behind)}")
    if not SOLD & set(layout.profile.makes):
        said += half_sales([one for one in columns if one.field == ASIDE])
    return said


def _cells(table: Table) -> Iterator[Sequence[str]]:
    """The cells to show values of; those of a row with too many stand under other headings than their own."""
    return (line.cells for line in table.lines if not line.surplus)
