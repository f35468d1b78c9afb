"""Drawing anew only what changed: of each widget the lines that are asked for, and of no other widget anything.

Textual's compositor draws every line of every widget within the rectangle that surrounds all changes: a row that
changes together with the foot of the screen would draw the whole screen, and throw nearly all of it away.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Textual's, where a part of the screen changes."""

    _bands: tuple[Region, ...] = ()
    """The lines that change, each run of them as a rectangle; none while the whole screen is drawn."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what changed."""
        self._bands = bands(self._regions_to_spans(self._dirty_regions))
        try:
            return super().render_partial_update()
        finally:
            self._bands = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not self._bands:
            yield from super()._get_renders(crop)
            return
        for band in self._bands:
            for widget, (region, clip) in self.visible_widgets.items():
                seen = region.intersection(clip)
                if band.overlaps(seen):
                    top, end = max(seen.y, band.y), min(seen.bottom, band.bottom)
                    lines = Region(seen.x, top, seen.width, end - top)
                    yield region, lines, widget.render_lines(lines.translate(-region.offset))


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
