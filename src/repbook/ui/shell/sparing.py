"""Drawing only what changed and what is seen: of each widget the lines that are asked for, where nothing covers them.

Textual's compositor draws every line of every widget within the rectangle that surrounds all changes: a row that
changes together with the foot of the screen would draw the whole screen, and throw nearly all of it away. And it
draws what lies beneath, the grounds of a screen and of whatever holds other widgets, though all of it is covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Line = dict[int, "Strip | None"]
"""The parts of a line by where they begin, as they are cut by the edges of widgets; None until one is drawn."""


class SparingCompositor(Compositor):
    """Textual's, with less to draw."""

    _bands: tuple[Region, ...] = ()
    """The lines that change, each run of them as a rectangle; none while the whole screen is drawn."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what changed."""
        self._bands = bands(self._regions_to_spans(self._dirty_regions))
        try:
            return super().render_partial_update()
        finally:
            self._bands = ()

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """The lines of a picture, from what lies above all to what lies beneath it."""
        cuts = self.cuts
        lines: list[Line] = [dict.fromkeys(each[:-1]) for each in cuts]
        for band in self._bands or (crop,):
            for widget, (region, clip) in self.visible_widgets.items():
                seen = region.intersection(clip)
                if not (wanted := still_open(lines, cuts, seen, seen.intersection(band))):
                    continue
                drawn = widget.render_lines(wanted.translate(-region.offset))
                for y, strip in zip(wanted.line_range, drawn, strict=False):
                    fill(lines[y], cuts[y], seen, strip)
        return lines  # type: ignore[return-value]


def still_open(
    lines: Sequence[Line], cuts: Sequence[Sequence[int]], seen: Region, wanted: Region
) -> Region:
    """The lines of a widget, as far as they are wanted and something of them is drawn by none above it.

    What is wanted may begin, and end, within a part.
    """
    left, right = wanted.column_span
    found = [
        y
        for y in wanted.line_range
        if any(lines[y][at] is None and at < right and end > left for at, end in pairwise(cuts[y]))
    ]
    return Region(seen.x, found[0], seen.width, found[-1] + 1 - found[0]) if found else Region()


def fill(line: Line, cuts: Sequence[int], seen: Region, strip: Strip) -> None:
    """Put what a widget draws into those parts of a line that are open."""
    left, right = seen.column_span
    here = [at for at in cuts if left <= at <= right]
    for at, part in zip(here, strip.divide([at - left for at in here[1:]]), strict=False):
        if line.get(at, strip) is None:
            line[at] = part


def bands(spans: Iterable[tuple[int, int, int]]) -> tuple[Region, ...]:
    """Spans, each a line with where it begins and ends, as rectangles around those of neighbouring lines."""
    found: list[Region] = []
    for y, left, right in spans:
        here = Region(left, y, right - left, 1)
        if found and found[-1].bottom >= y:
            found[-1] = found[-1].union(here)
        else:
            found.append(here)
    return tuple(found)
