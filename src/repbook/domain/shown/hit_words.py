"""What a list says of a search result. A leaf: the shell asks for it before anything else is loaded."""

from __future__ import annotations

SHORT = 24
"""Characters of a text that leave room in a list for why it was found."""


def hit_words(kind: str, text: str, snippet: str) -> str:
    """The text for a list with what the row was found by, which comes first beside a long text.

    A customer's name is left out: it stands beside every hit.
    """
    named = kind == "customer" or snippet.strip("…") in " ".join(text.split())
    if snippet and named:
        return snippet
    text = "" if kind == "customer" else text
    parts = (text, snippet) if len(text) <= SHORT else (snippet, text)
    return " · ".join(filter(None, parts))
