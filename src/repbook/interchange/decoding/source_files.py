"""A path to bytes, and what sort of file they are; what can't be read is refused in one line (F91)."""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import BadFile
from .archives import ZIP, is_workbook, only_file

TABLE, SHEET, CARDS = "table", "sheet", "cards"
OLD_SHEET = b"\xd0\xcf\x11\xe0"
SHEET_SUFFIXES = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))
SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
MAILS = frozenset((".eml", ".mbox", ".msg", ".pst"))
OF_A_MAIL = re.compile(
    rb"(?:From \S+ .*\r?\n)?(?:(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To): .*\r?\n(?:[ \t].*\r?\n)*){3}",
    re.IGNORECASE,
)
"""Three lines that mails begin with; one may stand over a table as well."""
READS = "repbook reads CSV, spreadsheets, and vCards"
HEAD = 4096
LARGEST = 400_000_000
"""Bytes of a file that is read: some millions of rows, and all of it in memory (F94)."""
SOMETHING = re.compile(rb"[^\0 \r\n\t\xef\xbb\xbf\xff\xfe]")


def load(path: Path) -> bytes:
    """The bytes of a file. Raises ``BadFile`` for what is missing, no file, empty, or not allowed."""
    try:
        if path.is_dir():
            raise BadFile("it is a folder", "name a file in it")
        if path.exists() and not path.is_file():
            raise BadFile("it is no file", "name a file that was exported")
        if path.stat().st_size > LARGEST:
            large = f"the file is too large ({path.stat().st_size // 1_000_000:,} MB)"
            raise BadFile(large, f"split it: {LARGEST // 1_000_000} MB at most")
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadFile("there is no such file", "check the name") from None
    except OSError as error:
        raise BadFile(
            f"the file can't be read: {error.strerror}", "check its permissions"
        ) from None
    if data.startswith(ZIP) and not is_workbook(data):
        data = only_file(data, LARGEST)
    if not SOMETHING.search(data):
        raise BadFile("the file is empty", "choose another file")
    return data


def sort_of(path: Path, data: bytes) -> str:
    """Whether ``data`` is a table, a sheet, or cards: by what it holds, its name only in doubt.

    Raises ``BadFile`` for pictures, archives, JSON, and other files that hold no table.
    """
    suffix = path.suffix.lower()
    if data.startswith(ZIP):
        if is_workbook(data):
            return SHEET
        raise BadFile("it is a zip archive in another", "unpack it, and import the files in it")
    if data.startswith(OLD_SHEET) and suffix in SHEET_SUFFIXES:
        return SHEET
    for signature, sort in SIGNATURES:
        if data.startswith(signature) and not (signature == b"BM" and _is_text(data)):
            raise BadFile(f"it is {sort}", READS)
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    if suffix == ".json" or (head[:1] in (b"{", b"[") and _is_json(head)):
        raise BadFile("it is JSON", "export it as CSV; of JSON only repbook's own comes in")
    if suffix == ".ics" or head[:15].lower() == b"begin:vcalendar":
        raise BadFile("it is a calendar", READS)
    if suffix in (".html", ".htm") or head[:15].lower() == b"<!doctype html>":
        raise BadFile("it is no table", READS)
    if suffix in MAILS or OF_A_MAIL.match(head):
        raise BadFile("it is mail", READS)
    if _without_zeros(data[:HEAD]).lstrip()[:11].upper() == b"BEGIN:VCARD" or suffix in (
        ".vcf",
        ".vcard",
    ):
        return CARDS
    if not _is_text(data):
        raise BadFile("it is no text file", READS)
    return TABLE


def _without_zeros(head: bytes) -> bytes:
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def _is_text(data: bytes) -> bool:
    """Control characters are rare in text; zero bytes on one side only are UTF-16."""
    head = data[:HEAD]
    zeros = head[0::2].count(0), head[1::2].count(0)
    if min(zeros) * 10 > max(zeros) and sum(zeros) > len(head) // 50:
        return False
    odd = sum(byte < 32 and byte not in (0, 9, 10, 11, 12, 13, 27) for byte in head)
    return odd * 50 < len(head) or max(zeros) * 3 > len(head)


def _is_json(head: bytes) -> bool:
    return head[:1] == b"{" or head[1:].lstrip()[:1] in (b"{", b"[", b'"', b"]")
