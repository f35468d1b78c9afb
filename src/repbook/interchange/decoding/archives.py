"""A zip archive with one file in it, as mail programs and shops send them: that file's bytes."""

from __future__ import annotations

import io
import zipfile
import zlib

from ...errors import BadFile

ZIP = b"PK\x03\x04"
EXCELS = frozenset(("xl/workbook.xml", "xl/workbook.bin"))
OPEN_SHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
ASIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What programs put into an archive beside the files."""


def is_workbook(data: bytes) -> bool:
    """Whether an archive is a workbook itself; one that is damaged is whatever it begins like."""
    if OPEN_SHEET in data[:200]:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not EXCELS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return b"xl/" in data


def only_file(data: bytes, largest: int) -> bytes:
    """The bytes of the one file in an archive. Raises ``BadFile`` for several, for none, and for what can't be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [
                one
                for one in archive.infolist()
                if not (
                    one.is_dir() or one.filename.startswith(ASIDE) or one.filename.endswith(ASIDE)
                )
            ]
            if len(files) != 1:
                held = f"with {len(files)} files in it" if files else "with no file in it"
                raise BadFile(
                    f"it is a zip archive {held}", "unpack it, and import the files in it"
                )
            if files[0].file_size > largest:
                raise BadFile(
                    f"the file in the zip archive is too large ({files[0].file_size // 1_000_000:,} MB)",
                    f"split it: {largest // 1_000_000} MB at most",
                )
            with archive.open(files[0]) as held_file:
                found = held_file.read(largest + 1)
    except RuntimeError:
        raise BadFile(
            "it is a zip archive behind a password", "unpack it, and import the files in it"
        ) from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError):
        raise BadFile("it is a damaged zip archive", "export or fetch it again") from None
    if len(found) > largest:
        raise BadFile("the file in the zip archive is too large", "unpack it, and split it")
    return found
