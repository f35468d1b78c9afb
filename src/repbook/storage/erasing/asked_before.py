"""Whether somebody whom a file brings asked to be forgotten before."""

from __future__ import annotations

from collections.abc import Iterable

from . import marks
from .wishes import Wish


class AskedBefore:
    """All who asked, by their marks."""

    def __init__(self, wishes: Iterable[Wish]) -> None:
        self._by_salt: dict[str, tuple[set[str], set[str], set[str]]] = {}
        for one in wishes:
            names, contacts, sources = self._by_salt.setdefault(one.salt, (set(), set(), set()))
            names.update(one.names)
            contacts.update(one.contacts)
            sources.update(one.sources)
        self._named: dict[tuple[str, str], bool] = {}

    def __bool__(self) -> bool:
        return bool(self._by_salt)

    def by_name(self, kind: str, name: str) -> bool:
        """Whether somebody of that name asked: it may be a namesake."""
        key = (kind, name)
        if key not in self._named:
            self._named[key] = any(
                not names.isdisjoint(marks.of_names(salt, kind, (name,)))
                for salt, (names, _, _) in self._by_salt.items()
            )
        return self._named[key]

    def by_contact(self, kind: str, name: str, contacts: Iterable[str]) -> bool:
        """Whether somebody of that name who is reached so asked."""
        every = tuple(contacts)
        return self.by_name(kind, name) and any(
            not known.isdisjoint(marks.of_contacts(salt, kind, (name,), every))
            for salt, (_, known, _) in self._by_salt.items()
        )

    def by_source(self, program: str, entity: str, external_id: str) -> bool:
        """Whether the row of that number was somebody's who asked."""
        return any(
            marks.of_source(salt, program, entity, external_id) in sources
            for salt, (_, _, sources) in self._by_salt.items()
        )
