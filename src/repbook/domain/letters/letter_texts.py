"""The letters as they are begun: plain texts that a rep may replace by files of their own.

The first lines are subjects, of which the first that can be filled is taken. A line whose placeholder has
nothing is left out. A line with a placeholder of many is written once for each of them, and a line that ends
in a colon goes when nothing of its list is left. Nobody's templates can invent a claim: what is filled in comes
from rows, and what is claimed beside it is refused before it is posted (R25).
"""

from __future__ import annotations

from pathlib import Path

from ..spine.kinds import LetterKind
from ..words.word_lists import pairs

_FOLDER = Path(__file__).with_name("templates")


def file_name(kind: LetterKind) -> str:
    """The file of a kind's template, shipped or the rep's own: ``note-after-a-call.txt``."""
    return f"{kind.replace(' ', '-')}.txt"


TEXTS = {kind: (_FOLDER / file_name(kind)).read_text("utf-8") for kind in LetterKind}
"""The default template of each kind of letter."""
REMEMBERED = pairs("remembered")
"""``{remembered}``: one line that only this customer can get (R32), from the first that there is and that the
template does not name itself."""
STEPS = pairs("steps")
"""An agenda step as the customer may read it, by its key; nothing where it is ours alone."""
