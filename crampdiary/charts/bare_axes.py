"""Axes without what no chart here shows: ticks, spines and a grid cost more than all that is drawn.

This module loads with the first figure, never before.
"""

from typing import Any

from matplotlib.axes import Axes  # noqa: TID253 - see above
from matplotlib.axis import Axis, Tick, XAxis, YAxis  # noqa: TID253 - see above
from matplotlib.spines import Spine  # noqa: TID253 - see above


class _NoTicks(Axis):
    majorTicks: list[Tick] = []  # noqa: N815, RUF012 - matplotlib's name, and nothing is added
    minorTicks: list[Tick] = []  # noqa: N815, RUF012 - as above

    def get_major_ticks(self, numticks: int | None = None) -> list[Tick]:
        """Return none, whatever number is asked for."""
        del numticks
        return []

    get_minor_ticks = get_major_ticks


class _BareX(_NoTicks, XAxis):
    """The horizontal scale."""


class _BareY(_NoTicks, YAxis):
    """The vertical scale."""


class BareAxes(Axes):
    """Two scales and what is drawn over them; scales and dates are written by `charts` itself."""

    def _init_axis(self) -> None:
        """Take axes that make no ticks. Where matplotlib should cease to ask, it takes its own."""
        new_x: Any = _BareX
        new_y: Any = _BareY
        self.xaxis = new_x(self, clear=False)
        self.yaxis = new_y(self, clear=False)

    def _gen_axes_spines(self, *_args: Any, **_named: Any) -> dict[str, Spine]:
        return {}

    def grid(self, *_args: Any, **_named: Any) -> None:
        """Draw none: matplotlib asks for it while it makes the axes."""
