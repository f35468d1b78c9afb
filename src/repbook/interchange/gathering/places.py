"""Numbers by key, for as many keys as a large file has ids: twenty bytes each, where a dict takes two hundred."""

from __future__ import annotations

from array import array

SMALLEST = 1024
SIGNS = (1 << 64) - 1


class Places:
    """A number for each key. Keys are told apart by 64 bits: of a million, two are taken for one once in
    forty million files.
    """

    __slots__ = ("_at", "_held", "_mark", "_marks", "_numbers")

    def __init__(self) -> None:
        self._held = 0
        self._marks = array("Q", bytes(8 * SMALLEST))
        self._numbers = array("Q", bytes(8 * SMALLEST))
        """Each number and one more; 0 where the spot is free."""
        self._mark, self._at = -1, 0
        """Who was asked for last, and where that is: mostly the same is asked for again at once."""

    def __len__(self) -> int:
        return self._held

    def get(self, *key: str) -> int | None:
        """The number of a key; None where it has none."""
        spot = self._spot(hash(key) & SIGNS)
        number = self._numbers[spot]
        return number - 1 if number else None

    def put(self, number: int, *key: str) -> None:
        """Give a key a number, whatever it had before."""
        mark = hash(key) & SIGNS
        spot = self._spot(mark)
        if not self._numbers[spot]:
            self._held += 1
            if self._held * 3 > len(self._marks) * 2:
                self._grow()
                spot = self._spot(mark)
        self._marks[spot], self._numbers[spot] = mark, number + 1

    def _spot(self, mark: int) -> int:
        """Where a mark stands, or would."""
        if mark == self._mark:
            return self._at
        marks, numbers = self._marks, self._numbers
        last = len(marks) - 1
        spot = mark & last
        while numbers[spot] and marks[spot] != mark:
            spot = (spot + 1) & last
        self._mark, self._at = mark, spot
        return spot

    def _grow(self) -> None:
        marks, numbers = self._marks, self._numbers
        self._mark = -1
        self._marks = array("Q", bytes(16 * len(marks)))
        self._numbers = array("Q", bytes(16 * len(marks)))
        for mark, number in zip(marks, numbers, strict=True):
            if number:
                spot = self._spot(mark)
                self._marks[spot], self._numbers[spot] = mark, number
