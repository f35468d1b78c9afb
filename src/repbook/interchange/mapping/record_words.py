"""The words of other programs, and of company names: lists in a text file."""

from __future__ import annotations

from ...domain.words.word_lists import WordLists

WORDS = WordLists("record_words", beside=__file__)
