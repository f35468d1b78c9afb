"""The columns of every table, as the SQLModel classes declare them, without what it takes to load those.

A test holds this against the classes; ``python tests/house/columns.py`` writes it anew. A column is a text, or a
``:flag``, ``:number``, ``:day``; ``>`` names the table whose row it points to. It lacks nothing where a ``?`` (none)
or a ``=`` (this, ``~`` a space) stands behind it. ``once`` says which columns together no two rows have alike.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TABLES = """\
Customer customers
  name folded tier=B state=active state_reason= state_on:day? wake_on:day? industry= website= street= city=
  region= postcode= country= goal= wish_aim:number? wish_limit:number? note= created_on:day followed_from=
  answer_hours:number? fix_days:number? follow_consent_on:day? left_risk:number?
Touch touches
  customer_id:number>customers person_id:number>people? sale_id:number>sales? on_day:day at= kind reach
  topic=business incoming:flag=0 minutes:number? note=
Review reviews
  week started_on:day finished_on:day? card= verdicts=[] learned= page= once(week)
Source sources
  program entity seen_on:day once(program,entity)
Mapping mappings
  headings program= fields={} used_on:day once(headings)
Draft drafts
  form customer_id:number=0 row_id:number=0 content saved_at once(form,customer_id,row_id)
Operation operations
  op_id at label by=app state=done undone_step:number=0 erased_on:day? once(op_id)
JournalEntry journal
  operation_id:number>operations table_name row_id:number customer_id:number? before? after?
JournalRun journal_runs
  operation_id:number>operations table_name first_id:number last_id:number owners=[] packed?
Forgotten forgotten
  mark kind on_day:day salt told once(mark)
SentOut sent_out
  on_day:day kind path customer_id:number?
Person people
  customer_id:number>customers name folded role= main:flag=0 since_on:day? left_on:day? newsletter:flag=0
  newsletter_since:day? do_not= note= name_prefix= given_name= middle_name= family_name= name_suffix=
Route routes
  customer_id:number>customers person_id:number>people? kind value digits= label= situation=
Citation citations
  customer_id:number>customers letter_id:number>letters evidence_id:number>evidence
  once(letter_id,evidence_id)
Origin origins
  customer_id:number>customers source_id:number>sources row_id:number external_id seen_on:day? extra={}
  said={} once(source_id,external_id)
Address addresses
  customer_id:number>customers person_id:number>people? label= street= city= region= postcode= country=
Photo photos
  customer_id:number>customers person_id:number>people? head value
Sale sales
  customer_id:number>customers person_id:number>people? title number= kind=one-off ordered_on:day
  promised_on:day? live_on:day? invoice_due_on:day? paid_on:day? settled_on:day? cancel_until:day?
  cancelled_on:day? next_cycle_on:day? cycle_days:number? amount:number? currency= under_pressure:flag=0
  no_expectations:flag=0 history:flag=0 agenda= note=
Followup followups
  customer_id:number>customers person_id:number>people? sale_id:number>sales? due_on:day at= what kind=call
  source=rep state=open reason= done_on:day? touch_id:number>touches? promise_id:number>promises?
  problem_id:number>problems? step= anchor= offset:number? unit= delegated_to= snoozes:number=0
  every_days:number?
Expectation expectations
  customer_id:number>customers person_id:number>people? sale_id:number>sales? text on_day:day due_on:day?
  state=not~asked asked_on:day? words=
Ask asks
  customer_id:number>customers person_id:number>people? need_id:number>facts? kind text asked_on:day answer=
  answered_on:day? outcome= thanked_on:day? override_reason= no_need:flag=0 referred=
ImportantDate dates
  customer_id:number>customers person_id:number>people? kind=birthday label= month:number day:number
  year:number?
Apart apart
  customer_id:number>customers person_id:number>people? other_id:number>customers
  other_person_id:number>people? on_day:day
Check checks
  customer_id:number>customers person_id:number>people? sale_id:number>sales? touch_id:number>touches?
  on_day:day score:number words= change_text= became= quality_ok:flag? delivery_ok:flag? price_ok:flag?
  gained= works_well= to_improve=
Promise promises
  customer_id:number>customers person_id:number>people? sale_id:number>sales? touch_id:number>touches?
  problem_id:number>problems? text made_on:day due_on:day state=open closed_on:day? reason= theirs:flag=0
Problem problems
  customer_id:number>customers person_id:number>people? sale_id:number>sales? touch_id:number>touches? text
  severity=minor arose_on:day? known_on:day known_at acknowledged_at? planned_at? plan= fix_by:day?
  solved_on:day? resolution_kind= resolution= confirmed_on:day? customer_said= recheck_on:day?
  rechecked_on:day? cause=
Letter letters
  customer_id:number>customers person_id:number>people? sale_id:number>sales? touch_id:number>touches? kind
  subject= body= by_hand:flag=0 made_on:day posted_on:day? source= need_id:number>facts?
Evidence evidence
  customer_id:number>customers person_id:number>people? sale_id:number>sales? touch_id:number>touches?
  kind=success text on_day:day amount= unit= source= tags= permission_on:day? told_on:day? told_by=
  letter_id:number>letters?
Fact facts
  customer_id:number>customers person_id:number>people? sale_id:number>sales? touch_id:number>touches? kind
  text on_day:day said_by= confidential:flag=0 state= state_on:day? last_asked_on:day? done_on:day?
"""


class Column:
    """A column: its kind, whether it has a default, and which; the table that it points to."""

    __slots__ = ("default", "kind", "needed", "points_to")

    def __init__(self, said: str) -> None:
        said, has_default, default = said.partition("=")
        none = said.endswith("?")
        said, _, self.points_to = said.removesuffix("?").partition(">")
        self.kind = said or "text"
        self.needed = not (none or has_default)
        self.default: Any = None
        if has_default:
            self.default = _value(self.kind, default)


class Declared:
    """A table: the name of its class, its own, its columns but for ``id``, and what is once in it."""

    __slots__ = ("columns", "model", "name", "once")

    def __init__(self, model: str, name: str) -> None:
        self.model, self.name = model, name
        self.columns: dict[str, Column] = {}
        self.once: list[tuple[str, ...]] = []


def _value(kind: str, said: str) -> Any:
    if kind == "flag":
        return said == "1"
    return int(said) if kind == "number" else said.replace("~", " ")


def _read() -> dict[str, Declared]:
    found: dict[str, Declared] = {}
    table = Declared("", "")
    for line in TABLES.splitlines():
        if not line.startswith(" "):
            table = Declared(*line.split(" "))
            found[table.name] = table
            continue
        for word in line.split():
            if word.startswith("once("):
                table.once.append(tuple(word[5:-1].split(",")))
                continue
            cut = min((at for at in map(word.find, ":?=>") if at > 0), default=len(word))
            name, said = word[:cut], word[cut:]
            table.columns[name] = Column(said.removeprefix(":"))
    return found


DECLARED = _read()
"""Every table by its name."""
