"""The words of other programs: lists in a text file."""

from __future__ import annotations

from ...domain.words.word_lists import WordLists

WORDS = WordLists("record_words", beside=__file__)
