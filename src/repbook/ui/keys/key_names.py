"""What keys are called: by Textual, in a settings file, and on the screen."""

from __future__ import annotations

import re
import unicodedata

KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Backspace",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
}
KEYS_NAMED = {name: key for key, name in KEY_NAMES.items()}
SIGNS = {
    **{"!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign"},
    **{"%": "percent_sign", "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis"},
    **{")": "right_parenthesis", "*": "asterisk", "+": "plus", ",": "comma", "-": "minus"},
    **{".": "full_stop", "/": "slash", ":": "colon", ";": "semicolon", "<": "less_than_sign"},
    **{"=": "equals_sign", ">": "greater_than_sign", "?": "question_mark", "@": "at"},
    **{"[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket"},
    **{"^": "circumflex_accent", "_": "underscore", "`": "grave_accent", "|": "vertical_line"},
    **{"{": "left_curly_bracket", "}": "right_curly_bracket", "~": "tilde"},
}
"""Their names in Unicode, of which Textual shortens six; to ask for them would load its table of all names."""
FUNCTION = re.compile(r"[Ff][0-9]{1,2}")


def bound_key(key: str) -> str:
    """A key of the table as Textual names it: ``question_mark`` for ``?``."""
    if len(key) != 1 or key.isalnum():
        return key
    if key in SIGNS:
        return SIGNS[key]
    return unicodedata.name(key, key).casefold().replace("-", "_").replace(" ", "_")


def key_name(key: str) -> str:
    """A key of the table as a rep reads it: ``Esc``, ``Ctrl+P``, ``?`` also for ``question_mark``."""
    if len(key) == 1 or key in KEY_NAMES:
        return KEY_NAMES.get(key, key)
    head, plus, last = key.rpartition("+")
    if plus and last:
        return "+".join((*(part.capitalize() for part in head.split("+")), _last(last)))
    if FUNCTION.fullmatch(key):
        return key.upper()
    return next((sign for sign, name in SIGNS.items() if name == key), key)


def _last(key: str) -> str:
    return key.upper() if len(key) == 1 else key_name(key)


def short_name(name: str) -> str:
    """A key as a narrow place shows it: ``^P`` for ``Ctrl+P``."""
    last = name.removeprefix("Ctrl+")
    return f"^{last}" if last != name and len(last) == 1 else name


def pressed(name: str) -> str:
    """The key that a text names, as Textual has it: ``escape`` for ``Esc``; "" where it names none."""
    if name in KEYS_NAMED:
        return KEYS_NAMED[name]
    if name.casefold() in KEY_NAMES:
        return name.casefold()
    if len(name) == 1:
        typed = name.isalnum() or name.isascii() or unicodedata.category(name) == "Sc"
        return bound_key(name) if typed and not name.isspace() else ""
    if FUNCTION.fullmatch(name):
        return name.casefold()
    if len(name) == 2 and name[0] == "^" and name[1].isalpha():
        return f"ctrl+{name[1].casefold()}"
    head, plus, last = name.rpartition("+")
    if plus and head.casefold() in ("ctrl", "alt", "shift") and last:
        key = pressed(last)
        return f"{head.casefold()}+{key.casefold()}" if key else ""
    return ""
