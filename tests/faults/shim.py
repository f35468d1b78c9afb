"""What SQLite asks of the disk, call by call: noted down, or refused at a call of one's choice.

A VFS of our own stands before that of the system, in the very library that Python uses, so that repbook's own code runs
over it unchanged. Where that library can't be reached (it is built in), ``Disk`` can't be had.
"""

from __future__ import annotations

import ctypes as c
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

POINTER, INT, INT64, TEXT = c.c_void_p, c.c_int, c.c_int64, c.c_char_p
OK, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE, FULL, CANTOPEN = (
    0, 10 | 3 << 8, 10 | 4 << 8, 10 | 6 << 8, 10 | 10 << 8, 13, 14,
)  # fmt: skip
# A name goes on as the pointer that it is: SQLite holds on to it for as long as the file is open.
OPEN = c.CFUNCTYPE(INT, POINTER, POINTER, POINTER, INT, POINTER)
DELETE = c.CFUNCTYPE(INT, POINTER, POINTER, INT)
CLOSE = c.CFUNCTYPE(INT, POINTER)
WRITE = c.CFUNCTYPE(INT, POINTER, POINTER, INT, INT64)
TRUNCATE = c.CFUNCTYPE(INT, POINTER, INT64)
SYNC = c.CFUNCTYPE(INT, POINTER, INT)
REFUSALS = {
    "write": IOERR_WRITE,
    "sync": IOERR_FSYNC,
    "truncate": IOERR_TRUNCATE,
    "delete": IOERR_DELETE,
}


class Vfs(c.Structure):
    _fields_ = [
        ("version", INT), ("file_size", INT), ("path_size", INT), ("next", POINTER), ("name", TEXT),
        ("data", POINTER), ("open", POINTER), ("delete", POINTER), *[(f"rest{n}", POINTER) for n in range(14)],
    ]  # fmt: skip


class Methods(c.Structure):
    _fields_ = [
        ("version", INT), ("close", POINTER), ("read", POINTER), ("write", POINTER), ("truncate", POINTER),
        ("sync", POINTER), *[(f"rest{n}", POINTER) for n in range(13)],
    ]  # fmt: skip


class File(c.Structure):
    _fields_ = [("methods", POINTER)]


class Call(NamedTuple):
    """One call: what was asked, of which file (by its name in the folder), where, and what was to be written."""

    what: str
    name: str = ""
    at: int = 0
    data: bytes = b""


def library() -> c.CDLL | None:
    """SQLite as Python has it; None where its calls can't be reached."""
    import _sqlite3

    try:
        found = c.CDLL(_sqlite3.__file__)
        found.sqlite3_vfs_find.restype = POINTER
        found.sqlite3_vfs_find.argtypes = [TEXT]
        found.sqlite3_vfs_register.argtypes = [POINTER, INT]
        found.sqlite3_vfs_unregister.argtypes = [POINTER]
    except (AttributeError, OSError, TypeError):
        return None
    version = found.sqlite3_libversion
    version.restype = TEXT
    return found if version().decode() == sqlite3.sqlite_version else None


class Disk:
    """The disk beneath one folder: ``calls`` are noted, and the ``refused``-th from now on fails, with all behind it
    while ``stays_broken``."""

    def __init__(self, folder: Path) -> None:
        found = library()
        if found is None:
            raise OSError("SQLite's own calls can't be reached")
        self.folder = str(folder.resolve())
        self.calls: list[Call] = []
        self.refused = 0
        self.code = 0
        self.stays_broken = False
        self._names: dict[int, str] = {}
        self._methods: dict[int, tuple[Methods, Methods, Any]] = {}
        self._sqlite = found
        self._system = found.sqlite3_vfs_find(None)
        self._vfs = Vfs()
        c.memmove(c.byref(self._vfs), self._system, c.sizeof(Vfs))
        self._under = Vfs.from_address(self._system)
        self._vfs.next, self._vfs.name = None, b"noted"
        self._kept: list[Any] = [OPEN(self._open), DELETE(self._delete)]
        self._vfs.open, self._vfs.delete = (c.cast(each, POINTER).value for each in self._kept)

    @contextmanager
    def beneath(self) -> Iterator[None]:
        """From now on every connection that is opened goes through here."""
        self._sqlite.sqlite3_vfs_register(c.byref(self._vfs), 1)
        try:
            yield
        finally:
            self._sqlite.sqlite3_vfs_unregister(c.byref(self._vfs))
            self._sqlite.sqlite3_vfs_register(self._system, 1)

    def mark(self, words: str) -> None:
        """Note that something was acknowledged."""
        self.calls.append(Call("mark", words))

    def _asked(self, call: Call) -> int:
        if self.refused:
            self.refused -= 1
            if not self.refused:
                self.refused = int(self.stays_broken)
                return self.code or REFUSALS[call.what]
        self.calls.append(call)
        return OK

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        status: int = OPEN(self._under.open)(vfs, name, file, flags, out)
        path = c.string_at(name).decode() if name else ""
        held = File.from_address(file)
        if status != OK or not held.methods or not path.startswith(self.folder):
            return status
        self._names[file] = Path(path).name
        self.calls.append(Call("open", self._names[file]))
        if held.methods not in self._methods:
            self._methods[held.methods] = self._noting(held.methods)
        held.methods = c.addressof(self._methods[held.methods][1])
        return status

    def _noting(self, methods: int) -> tuple[Methods, Methods, Any]:
        """Methods that note, and then do what the system's do."""
        system, ours = Methods.from_address(methods), Methods()
        c.memmove(c.byref(ours), methods, c.sizeof(Methods))
        write, truncate, sync, close = (
            WRITE(system.write), TRUNCATE(system.truncate), SYNC(system.sync), CLOSE(system.close),
        )  # fmt: skip

        def noted_write(file: int, data: int, size: int, at: int) -> int:
            call = Call("write", self._names[file], at, c.string_at(data, size))
            return self._asked(call) or write(file, data, size, at)

        def noted_truncate(file: int, size: int) -> int:
            return self._asked(Call("truncate", self._names[file], size)) or truncate(file, size)

        def noted_sync(file: int, flags: int) -> int:
            return self._asked(Call("sync", self._names[file])) or sync(file, flags)

        def noted_close(file: int) -> int:
            self._names.pop(file, None)
            return close(file)

        kept = (WRITE(noted_write), TRUNCATE(noted_truncate), SYNC(noted_sync), CLOSE(noted_close))
        ours.write, ours.truncate, ours.sync, ours.close = (
            c.cast(each, POINTER).value for each in kept
        )
        return system, ours, kept

    def _delete(self, vfs: int, name: int, sync_folder: int) -> int:
        path = c.string_at(name).decode()
        refused = OK
        if path.startswith(self.folder) and Path(path).exists():
            refused = self._asked(Call("delete", Path(path).name, sync_folder))
        status: int = refused or DELETE(self._under.delete)(vfs, name, sync_folder)
        return status
