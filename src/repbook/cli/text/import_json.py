"""What an import did, or would do, for another program: a file each, with its columns and what became of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .as_json import plain

if TYPE_CHECKING:
    from ...actions.changes.differences import Difference
    from ...actions.imports.filing import ImportReport
    from ...errors import RepbookError
    from ...interchange.filing.read_file import OwnSheet
    from ...interchange.reading.records import Parsed

Fields = Mapping[str, Any]


def outcome(
    parsed: Sequence[Parsed],
    reports: Sequence[ImportReport],
    own: Sequence[tuple[Path, OwnSheet]],
    refused: Sequence[tuple[Path, RepbookError]],
    *,
    dry_run: bool,
) -> Fields:
    """``added`` is what would be, where ``dry_run`` is true; ``duplicates`` is null where nobody looked."""
    doubles = reports[-1].duplicates if reports else ()
    return {
        "dry_run": dry_run,
        "files": [_file(*each) for each in zip(parsed, reports, strict=True)],
        "not_taken": [
            {"file": str(path), "why": error.message, "hint": error.hint}
            for path, error in (*refused, *own)
        ],
        "duplicates": plain(doubles),
    }


def _file(parsed: Parsed, report: ImportReport) -> Fields:
    return {
        "file": parsed.path,
        "program": parsed.program,
        "program_name": parsed.program_name,
        "encoding": parsed.encoding,
        "delimiter": parsed.delimiter,
        "day_order": parsed.day_order,
        "sheet": parsed.sheet,
        "rows": parsed.rows,
        "columns": [
            {
                "number": one.number,
                "heading": one.heading,
                "fills": one.field,
                "why": one.why,
                "samples": list(one.samples),
            }
            for one in parsed.columns
        ],
        "added": report.added,
        "known": report.known,
        "left_out": report.left_out,
        "in_part": report.in_part,
        "differences": [_difference(one) for one in report.differences],
        "problems": [
            {"line": one.line, "reason": one.reason, "kept": one.kept} for one in report.problems
        ],
        "notes": list(report.notices),
    }


def _difference(one: Difference) -> Fields:
    return {
        "entity": one.entity,
        "customer": one.customer,
        "name": one.name,
        "field": one.field,
        "book": one.before,
        "file": one.after,
        "came": one.came,
        "line": one.line,
    }
