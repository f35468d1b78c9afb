"""The patterns of words around how it was, and of what stands before and behind (§4): ``words/patterns.txt``."""

from __future__ import annotations

from ..words.word_lists import Patterns

HEAD = Patterns("patterns")
WEEKDAY, END = HEAD.piece("{WEEKDAY}"), HEAD.piece("{END}")
