"""A text in the rep's own editor, and back: the app steps aside while it runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import SuspendNotSupported

from ...errors import RepbookError
from ...wording import clean

AS_IT_WAS = "the text is as it was"
LARGEST = 1_000_000
"""Bytes of a text that somebody typed."""


def words(command: str, windows: bool = os.name == "nt") -> list[str]:
    """The words of a command as its system writes them; none where they can't be told apart.

    On Windows a backslash is part of a path, and only double quotes hold words together.
    """
    if windows:
        return [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|([^\s"]+)', command)]
    try:
        return shlex.split(command)
    except ValueError:
        return []


def edited(suspend: Callable[[], AbstractContextManager[None]], text: str) -> str:
    """The text as the editor leaves it: the one in ``VISUAL`` or ``EDITOR``, run without a shell (F106).

    ``suspend`` lends the terminal for as long as it is held.

    Raises ``RepbookError`` where there is none, or it failed, was killed, or took the file away (F47).
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    parts = words(command)
    if not parts:
        raise RepbookError("no editor is named", "set EDITOR, such as EDITOR=nano")
    with TemporaryDirectory(prefix="repbook-") as folder:  # 0700: nobody else reads along
        path = Path(folder) / "letter.txt"
        path.write_text(text, encoding="utf-8")
        try:
            with suspend():
                code = subprocess.run([*parts, str(path)], check=False).returncode  # noqa: S603 - the rep's own
        except SuspendNotSupported:
            raise RepbookError("this terminal can't be lent to an editor", AS_IT_WAS) from None
        except OSError:
            raise RepbookError(f"the editor '{parts[0]}' can't be run", AS_IT_WAS) from None
        if code:
            raise RepbookError(f"the editor ended with {code}", AS_IT_WAS)
        try:
            with path.open("rb") as file:
                return clean(file.read(LARGEST).decode("utf-8"), lines=True)
        except (OSError, UnicodeDecodeError):
            raise RepbookError("the editor left no text", AS_IT_WAS) from None
