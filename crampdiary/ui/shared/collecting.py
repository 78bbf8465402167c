"""Python's collecting of cycles, kept off while work runs in the background.

It runs in whichever thread happens to set it off. In a worker it may end widgets, which only the
window's thread may do; seen once as a standstill of both threads. So it waits until nothing runs,
which is seconds at most.
"""

import gc


class Collecting:
    """Counts what runs; for the window's thread alone."""

    def __init__(self) -> None:
        """Begin with nothing that runs."""
        self._running = 0

    def pause(self) -> None:
        """Keep it off from now on, until as many have called `go_on`."""
        self._running += 1
        gc.disable()

    def go_on(self) -> None:
        """Let it run again where nothing else keeps it off."""
        self._running -= 1
        if not self._running:
            gc.enable()


collecting = Collecting()
