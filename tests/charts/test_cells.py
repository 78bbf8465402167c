import numpy as np
from matplotlib.figure import Figure

from crampdiary.charts.cells import draw_cells, draw_diagonals, draw_hatched, draw_shades, quads
from crampdiary.charts.style import SCREEN_DAY
from tests.charts.artists import pixels


def bare() -> Figure:
    figure = Figure(figsize=(1, 1), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 100)
    return figure


def grey(figure: Figure) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    shown: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = pixels(figure)[::-1, :, :3].mean(-1)
    return shown


def test_single_numbers_hold_for_every_rectangle() -> None:
    found = quads([1, 2, 3], [2, 3, 4], 0, 9)
    assert found.shape == (3, 4, 2)
    assert found[1].tolist() == [[2, 0], [2, 9], [3, 9], [3, 0]]
    assert quads([], [], 0, 1).shape == (0, 4, 2)


def test_cells_fill_their_rectangles_and_nothing_else() -> None:
    figure = bare()
    corners = quads([10, 50], [30, 60], [20, 20], [40, 90])
    draw_cells(figure.axes[0], corners, gid="cells", zorder=1, face="#000000")
    shown = grey(figure)
    filled = np.zeros((100, 100), dtype=bool)
    filled[20:40, 10:30] = filled[20:90, 50:60] = True
    assert (shown[filled] == 0).all()
    assert (shown[~filled] == 255).all()


def test_shades_that_meet_leave_no_seam() -> None:
    figure = bare()
    edges = np.linspace(10, 90, 24)
    faces = np.zeros((23, 3))
    draw_shades(figure.axes[0], quads(edges[:-1], edges[1:], 10, 90), faces, gid="cells")
    assert (grey(figure)[12:88, 12:88] == 0).all()


def test_each_square_has_diagonals_that_stay_in_it() -> None:
    figure = bare()
    draw_diagonals(figure.axes[0], quads([10, 60], [20, 90], [10, 60], [20, 90]), SCREEN_DAY)
    inked = grey(figure) < 250
    assert inked[10:20, 10:20].any()
    assert inked[60:90, 60:90].any()
    inked[9:21, 9:21] = inked[59:91, 59:91] = False
    assert not inked.any()


def test_nothing_to_draw_adds_no_artist() -> None:
    figure = bare()
    axes, none = figure.axes[0], quads([], [], 0, 1)
    before = len(axes.get_children())
    draw_cells(axes, none, gid="a", zorder=1, face="#000000")
    draw_shades(axes, none, np.zeros((0, 3)), gid="b")
    draw_hatched(axes, none, SCREEN_DAY)
    draw_diagonals(axes, none, SCREEN_DAY)
    assert len(axes.get_children()) == before
