from matplotlib.axis import Axis

from crampdiary.charts.boxes import Box
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import SCREEN_DAY


def test_a_panel_has_scales_but_no_ticks_and_no_frame() -> None:
    sheet = Sheet(style=SCREEN_DAY, width_px=300, height_px=200)
    room = Box(left=10, top=20, right=290, bottom=180)
    panel = sheet.panel(room, x_limits=(0, 14), y_limits=(0, 4), kind="nights")
    assert panel.axes.get_xlim() == (0, 14)
    assert panel.axes.transData.transform((7, 2)).tolist() == [150, 100]
    assert not panel.axes.spines
    for axis in panel.axes.findobj(Axis):
        assert isinstance(axis, Axis)
        assert not axis.get_major_ticks(3)
        assert not axis.get_minor_ticks()
        assert not axis.majorTicks
        assert not axis.minorTicks
