"""Files that are nearly right: every reader is given what its samples become when they are cut, doubled, and mixed.

``python tests/faults/imports.py --seed 1 --count 5000``. Each is read, or refused in one line, within a time and a memory.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from faults.harness import WRONG, Found, command
from faults.power_cuts import TODAY
from repbook.errors import RepbookError
from repbook.interchange.filing.read_file import read
from repbook.interchange.writing import whole_json
from repbook.storage.book.migrations import LATEST
from repbook.storage.transfer import older_books

DATA = Path(__file__).parents[1] / "data"
ENDINGS = (".csv", ".txt", ".tsv", ".vcf", ".xlsx", ".ods", ".xls", ".json", ".ics", ".gz")
LARGEST = 300_000
SECONDS, MEGABYTES = 20.0, 400
Way = Callable[[bytearray, random.Random], None]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _twice(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.randrange(1, 2000)]


def _without(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randrange(1, 300)]


def _sign(data: bytearray, chance: random.Random) -> None:
    signs = (b'"', b"\n", b"\r", b",", b";", b"\t", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"=1+1", b"\\",
             b"END:VCARD\r\n", b"BEGIN:VCARD\r\n", b":", b"\x1b[2J", b"9" * 400, b'"' * 5000)  # fmt: skip
    for _ in range(chance.randrange(1, 10)):
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice(signs)


def _lines(data: bytearray, chance: random.Random) -> None:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    data[:] = b"".join(lines)


WAYS: tuple[Way, ...] = (_flip, _cut, _twice, _without, _sign, _lines)


def samples() -> list[tuple[str, bytes]]:
    """The files of the tests, each with the ending that it is read by."""
    found = []
    for path in sorted(DATA.rglob("*")):
        if path.is_file() and path.suffix in ENDINGS and path.stat().st_size:
            name, data = path.name, path.read_bytes()
            if path.suffix == ".gz":
                name, data = path.stem, gzip.decompress(data)
            if len(data) <= LARGEST and not name.endswith(".repbook"):
                found.append((name, data))
    return found


def _read(path: Path) -> str:
    try:
        if path.suffix == ".json":
            whole_json.read(path, LATEST, older_books.tables_of)
        else:
            read(path, today=TODAY)
    except RepbookError as error:
        return (
            "files refused"
            if "\n" not in str(error)
            else f"{WRONG}more than one line: {error}"[:150]
        )
    return "files read"


def run(count: int, seed: int) -> Found:
    """So many files."""
    chance, found, known = random.Random(seed), Counter[str](), samples()
    first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with tempfile.TemporaryDirectory(prefix="nearly-") as place:
        for number in range(count):
            name, sample = chance.choice(known)
            data = bytearray(sample)
            for _ in range(chance.randrange(1, 4)):
                if data:
                    chance.choice(WAYS)(data, chance)
            path = Path(place) / f"nearly{Path(name).suffix}"
            path.write_bytes(data)
            began = time.perf_counter()
            try:
                became = _read(path)
            except Exception as error:
                became = f"{WRONG}{name} ({number}): {type(error).__name__}: {error}"[:160]
            if time.perf_counter() - began > SECONDS:
                became = f"{WRONG}{name} ({number}): over {SECONDS:.0f} seconds"
            found[became] += 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - first
    if grown > MEGABYTES:
        found[f"{WRONG}{grown} MB taken"] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("files that are nearly right", run, 500))
