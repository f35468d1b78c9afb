"""What a path that is being typed can mean: folders, and files that can be brought in. No widgets here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from ....files import own_folder, write
from ....paths import alike, shown, state_folder
from ....values import NamedTuple

READ = frozenset((".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".vcf", ".vcard", ".json"))
"""The names that files have which an import may read; any other can be typed out."""
USUAL = ("Downloads", "Documents", "Desktop")
MOST_RECENT = 6
MOST_SHOWN = 400
RECENT = "recent-folders.json"


class Place(NamedTuple):
    """A folder or a file. ``size`` in bytes, ``changed`` in seconds since 1970; both 0 for a folder."""

    path: Path
    folder: bool
    size: int = 0
    changed: float = 0


def places(typed: str, recent: Sequence[Path] = ()) -> list[Place]:
    """What can be chosen for what is typed: folders by name, then files, the newest first.

    Nothing typed lists the recent folders and the usual ones. A name that begins with a dot is
    shown only where one is typed.
    """
    if not typed.strip():
        usual = (Path.home() / name for name in USUAL)
        return [Place(each, True) for each in _there((*recent, *usual, Path.home(), Path.cwd()))]
    folder, begun = _parts(typed)
    found = [
        place
        for place in _inside(folder)
        if place.path.name.casefold().startswith(begun.casefold())
        and (begun.startswith(".") or not place.path.name.startswith("."))
        and (place.folder or place.path.suffix.lower() in READ or begun)
    ]
    found.sort(key=lambda one: (not one.folder, -one.changed, one.path.name.casefold()))
    return found[:MOST_SHOWN]


def completed(typed: str, found: Sequence[Place]) -> str:
    """What is typed, as far as all that was found goes on in the same way; a lone folder is entered."""
    folder, begun = _parts(typed)
    names = [place.path.name for place in found]
    if not names:
        return typed
    if len(found) == 1:
        return shown(found[0].path) + (os.sep if found[0].folder else "")
    same = alike([name.casefold() for name in names])
    return _joined(folder, names[0][:same]) if same > len(begun) else typed


def meant(typed: str) -> Path:
    """The path that is typed, quotes of a shell or a dropped file taken off."""
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    if bare.startswith("file://"):
        from urllib.parse import unquote, urlsplit

        bare = unquote(urlsplit(bare).path)
    path = Path(bare)
    with suppress(RuntimeError):  # "~nobody" is a name like any other
        path = path.expanduser()
    return path.absolute()


def recent_folders() -> tuple[Path, ...]:
    """Where the last files came from, the newest first; nothing if that can't be read."""
    with suppress(OSError, ValueError):
        told = json.loads((state_folder() / RECENT).read_text("utf-8"))
        return tuple(Path(each) for each in told if isinstance(each, str))[:MOST_RECENT]
    return ()


def remember(folder: Path) -> None:
    """Keep a folder as the most recent one; a disk that can't be written to is no reason to stop."""
    kept = dict.fromkeys((folder, *recent_folders()))
    with suppress(OSError):
        own_folder(state_folder())
        told = json.dumps([str(each) for each in list(kept)[:MOST_RECENT]])
        write(state_folder() / RECENT, (told,))


def _parts(typed: str) -> tuple[Path, str]:
    """The folder that is typed, and the name that is begun in it."""
    bare = typed.strip().strip("'\"")
    if bare in ("~", ".."):
        bare += os.sep
    head, name = os.path.split(bare)
    return meant(head or "."), name


def _joined(folder: Path, name: str) -> str:
    return os.path.join(shown(folder), name)  # noqa: PTH118 - the name may be half a name


def _inside(folder: Path) -> Iterable[Place]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        with suppress(OSError):
            if entry.is_dir():
                yield Place(Path(entry.path), True)
            elif entry.is_file():
                stat = entry.stat()
                yield Place(Path(entry.path), False, stat.st_size, stat.st_mtime)


def _there(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        with suppress(OSError):
            if path.is_dir():
                found[path] = None
    return list(found)
