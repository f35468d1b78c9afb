"""The rep's own letter templates: a text file for each kind, beside the settings."""

from __future__ import annotations

from pathlib import Path

from ...domain.letters.letter import check_template
from ...domain.letters.letter_texts import TEXTS, file_name
from ...domain.spine.kinds import LetterKind
from ...errors import BadSettings
from . import outfile

LARGEST = 100_000
"""Bytes of a letter that somebody wrote; a larger file is something else."""


def template(kind: LetterKind, folder: Path) -> str | None:
    """The rep's own template of a kind, or None where there is none.

    Raises ``BadSettings``, naming the file and the line, for one that can't be read or filled.
    """
    path = folder / file_name(kind)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadSettings(
            f"the letter template {path} can't be read: {error.strerror}", "mend or remove the file"
        ) from None
    if len(raw) > LARGEST:
        raise BadSettings(f"{path} is too large for a letter template", "mend or remove the file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadSettings(
            f"the letter template {path} is not UTF-8 in line {line}", "save it as UTF-8"
        ) from None
    check_template(text, f"the letter template {path}")
    return text


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write the default templates that are not there yet, and say which; a rep's own stay as they are.

    Raises ``BadFile`` where the folder can't be written.
    """
    outfile.make_folder(folder)
    missing = [(folder / file_name(kind), text) for kind, text in TEXTS.items()]
    return outfile.write_all((path, [text]) for path, text in missing if not path.exists())
