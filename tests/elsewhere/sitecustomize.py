"""Found by every Python that a test starts while the suite runs without what only Unix has."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import without_posix

without_posix.take_away()
