"""The patterns of words around how it was, and of what stands before and behind (§4): ``words/patterns.txt``."""

from __future__ import annotations

from ..words.patterns import Patterns

HEAD = Patterns("patterns")
