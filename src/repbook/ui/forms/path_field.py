"""A field for the path of a file: Tab completes what is typed, as a shell does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...paths import alike
from .text_field import LineInput


class PathInput(LineInput):
    """A path; Tab writes on as far as one file or folder only can be meant."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def action_complete(self) -> None:
        """Write on."""
        self.value = completed(self.value)
        self.cursor_position = len(self.value)


def completed(typed: str) -> str:
    """What was typed, with as much behind it as all names that begin so have in common.

    A folder ends in a slash; what is hidden is only named where the dot is typed; what can't be read is nothing.
    """
    folder, start = os.path.split(typed)
    try:
        names = [
            f"{each.name}/" if each.is_dir() else each.name
            for each in Path(folder or ".").expanduser().iterdir()
            if each.name.startswith(start) and (start or not each.name.startswith("."))
        ]
    except (OSError, RuntimeError, ValueError):
        return typed
    common = names[0][: alike(names)] if names else ""
    return f"{typed[: len(typed) - len(start)]}{common}" if len(common) > len(start) else typed


def new_file(name: str) -> Path:
    """The path that was typed; raises ``InvalidInput`` for none, ``BadFile`` for what is there already."""
    from ...errors import BadFile

    path = given_path(name)
    if os.path.lexists(path):
        raise BadFile(f"{path} is already there", "give it another name")
    return path


def given_path(name: str) -> Path:
    """The path that was typed; raises ``InvalidInput`` for none."""
    from ...errors import InvalidInput
    from ...wording import clean

    name = clean(name)
    if not name:
        raise InvalidInput("the file needs a name")
    try:
        return Path(name).expanduser()
    except RuntimeError:  # a home that nobody has
        return Path(name)
