"""Work that leads to another screen: keys wait for it, and for nothing else."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.screen import Screen, ScreenResultType
from textual.worker import NoActiveWorker, Worker, WorkerError, get_current_worker

from .ready_screen import ReadyScreen
from .telling import Telling

if TYPE_CHECKING:
    from .protocol import Work


class Motion(Telling):
    """An app that knows whether something is under way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._moving: set[Worker[Any]] = set()
        self._asked: dict[Worker[Any], Screen[Any]] = {}
        """The dialog whose answer some work waits for."""

    def start(
        self,
        work: Work,
        *,
        group: str,
        exclusive: bool = False,
        node: DOMNode | None = None,
    ) -> None:
        """Run a coroutine function that leads to another screen or changes this one.

        Keys wait until it is over, or until a dialog that it asks for stands. It ends with ``node``, if one
        is given; ``exclusive`` ends what is under way there in the same group.
        """
        work = partial(self._through, work)
        self._moving.add(self.aside(work, group=group, exclusive=exclusive, node=node))

    def aside(
        self, work: Work, *, group: str, exclusive: bool = False, node: DOMNode | None = None
    ) -> Worker[Any]:
        """Run a coroutine function beside the app's own loop, which waits for nothing."""
        return (node or self).run_worker(work, group=group, exclusive=exclusive)

    async def _through(self, work: Work) -> None:
        try:
            await work()
        finally:
            asyncio.get_running_loop().call_soon(self.keys_may_come)

    async def push_screen_wait(  # type: ignore[override]
        self, screen: Screen[ScreenResultType], **options: Any
    ) -> ScreenResultType | None:
        """Show a screen and wait for its result; keys are for that screen meanwhile."""
        try:
            worker = get_current_worker()
        except NoActiveWorker:
            return await super().push_screen_wait(screen, **options)
        self._asked[worker] = screen
        self.draw_on()
        try:
            return await super().push_screen_wait(screen, **options)
        finally:
            self._asked.pop(worker, None)

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """Show a screen over this one, which knows beforehand how large it will be."""
        if isinstance(screen, ReadyScreen) and not screen.is_running:
            screen.take_size(self.size)
            if screen.seen_whole:
                self.hold_still(coming=True)
        return super().push_screen(screen, *args, **options)

    @property
    def in_motion(self) -> bool:
        """Whether something is under way that keys have to wait for."""
        return bool(self._under_way_now())

    def _under_way_now(self) -> list[Worker[Any]]:
        # One that is cancelled before it began never says that it is finished.
        self._moving = {
            worker for worker in self._moving if not (worker.is_finished or worker.is_cancelled)
        }
        return [
            worker
            for worker in self._moving
            if worker not in self._asked or getattr(self._asked[worker], "gone", False)
        ]

    async def come_to_rest(self) -> None:
        """Wait for what is under way that keys wait for, as long as the picture is held."""
        while self.is_still and (moving := self._under_way_now()):
            # Whoever waits no longer, as its screen went, must not take along what it waited for.
            await asyncio.gather(*(asyncio.shield(_is_over(each)) for each in moving))

    def wait_no_more(self) -> None:
        """Keys wait for nothing that is under way now."""
        self._moving.clear()

    def on_worker_state_changed(self) -> None:
        """Work may be over, also what never began."""
        self.keys_may_come()

    def keys_may_come(self) -> None:
        """Say that a screen stands, or that work is over."""
        raise NotImplementedError


async def _is_over(worker: Worker[Any]) -> None:
    """Wait for its end; how it ended is told elsewhere."""
    with suppress(WorkerError):
        await worker.wait()
