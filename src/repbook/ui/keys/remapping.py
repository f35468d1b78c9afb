"""The keys that a settings file gives to commands."""

from __future__ import annotations

from collections.abc import Mapping

from ...errors import BadSettings
from .commands import BY_ID, COMMANDS, LOCAL, Command
from .key_names import bound_key, pressed

ALWAYS = {
    "open": "enter",
    "back": "escape",
    "down": "down",
    "up": "up",
    "first": "home",
    "last": "end",
    "next": "tab",
}
"""The keys for moving about that no setting takes away."""


def keymap(table: tuple[Command, ...]) -> dict[str, str]:
    """The keys for moving about that are not as they come, by command, as Textual wants them."""
    return {
        command.id: ",".join(dict.fromkeys((*map(bound_key, command.keys), ALWAYS[command.id])))
        for command in table
        if command.id in ALWAYS and command.keys != BY_ID[command.id].keys
    }


def remapped(overrides: Mapping[str, object]) -> tuple[Command, ...]:
    """The table with a settings file's keys: ``{"log": "L", "find": ["/", "ctrl+f"]}``.

    Raises ``BadSettings`` for a command that does not exist, a key given twice, or one that a screen has for itself:
    there another thing would happen than the foot says.
    """
    if not overrides:
        return COMMANDS
    for name in overrides:
        if name not in BY_ID:
            raise BadSettings(
                f"settings name a key for '{name}'", "see `repbook keys` for the names"
            )
    table = tuple(
        command._replace(keys=_keys(command, overrides[command.id]))
        if command.id in overrides
        else command
        for command in COMMANDS
    )
    seen: dict[str, str] = {}
    for command in table:
        for key in command.keys:
            if key in seen:
                raise BadSettings(
                    f"settings give the key '{key}' to {seen[key]} and {command.id}",
                    "give one of them another key",
                )
            seen[key] = command.id
            place = _own_keys().get(bound_key(key)) if key not in BY_ID[command.id].keys else None
            if place is not None:
                raise BadSettings(
                    f"settings give the key '{key}' to {command.id}, but it is another {place}",
                    "give it a key that `repbook keys` does not list",
                )
    return table


def _own_keys() -> dict[str, str]:
    """The keys that screens have for themselves beside those of commands, and where; an import takes no commands."""
    return {
        key: f"{place[0].lower()}{place[1:]}"
        for place, listed in LOCAL.items()
        if place != "On an import"
        for names, _ in listed
        for name in names.split()
        if (key := pressed(name))
    }


def _keys(command: Command, given: object) -> tuple[str, ...]:
    keys = (given,) if isinstance(given, str) else given
    if not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
        raise BadSettings(f"the key of '{command.id}' must be a text", 'such as log = "L"')
    return tuple(keys)
