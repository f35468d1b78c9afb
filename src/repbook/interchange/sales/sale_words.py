"""The words of tables of money."""

from __future__ import annotations

from ...domain.words.word_lists import WordLists

SALES = WordLists("sale_words", beside=__file__)
