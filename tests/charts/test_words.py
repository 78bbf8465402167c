from io import BytesIO

import numpy as np
import pytest
from matplotlib.figure import Figure

from crampdiary.charts.fonts import font
from crampdiary.charts.sheet import Sheet, text_width_px
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT
from tests.charts.artists import pixels

INK = SCREEN_DAY.palette.ink


def by_matplotlib(said: str, *, dpi: float) -> Figure:
    figure = Figure(figsize=(3, 0.5), dpi=dpi)
    figure.text(10 / 288, 0.5, said, va="center", color=INK, fontproperties=font(12))
    return figure


def by_us(said: str, *, dpi: float) -> Figure:
    sheet = Sheet(style=SCREEN_DAY, width_px=288, height_px=48)
    sheet.text(10, 24, said)
    sheet.figure.set_dpi(dpi)
    return sheet.figure


@pytest.mark.parametrize("said", ["300 mg at bedtime", "Åjy·…", "1,000", "أقراص"])
@pytest.mark.parametrize("dpi", [96, 144, 192])
def test_words_look_as_matplotlib_sets_them(said: str, dpi: float) -> None:
    ours, theirs = (pixels(draw(said, dpi=dpi)).astype(int) for draw in (by_us, by_matplotlib))
    for shown in (ours, theirs):
        assert shown.min() < 120
    rows, columns = np.nonzero((ours < 160).any(axis=-1))
    others = np.nonzero((theirs < 160).any(axis=-1))
    for ends, other in ((rows, others[0]), (columns, others[1])):
        assert abs(ends.min() - other.min()) <= 1
        assert abs(ends.max() - other.max()) <= 1
    assert ours.mean() == pytest.approx(theirs.mean(), abs=0.4)


@pytest.mark.parametrize(("align", "side"), [("left", "min"), ("right", "max")])
def test_words_stand_where_their_measured_room_is(align: str, side: str) -> None:
    sheet = Sheet(style=SCREEN_DAY, width_px=288, height_px=48)
    sheet.text(144, 24, "between", align="left" if align == "left" else "right")
    _, columns = np.nonzero((pixels(sheet.figure) != 255).any(axis=-1))
    assert getattr(columns, side)() == pytest.approx(144, abs=2)
    (words,) = sheet.figure.texts
    extent = words.get_window_extent()
    assert (columns.min(), columns.max()) == pytest.approx((extent.x0, extent.x1), abs=2)


def test_words_keep_their_colour_to_the_last_grey_pixel() -> None:
    sheet = Sheet(style=SCREEN_NIGHT, width_px=288, height_px=48)
    sheet.text(10, 24, "red only")
    shown = pixels(sheet.figure)
    assert shown[..., 0].max() > 100
    assert shown[..., 1:3].max() <= 24


def test_hidden_words_are_not_drawn() -> None:
    figure = by_us("hidden", dpi=96)
    figure.texts[0].set_visible(False)
    assert pixels(figure).min() == 255


def test_words_stay_text_in_a_drawing_of_lines() -> None:
    stream = BytesIO()
    figure = by_us("words", dpi=96)
    pixels(figure)
    figure.savefig(stream, format="pdf")
    assert b"/Subtype /Image" not in stream.getvalue()


def test_an_x_that_stands_alone_has_the_room_of_the_sign_it_becomes_on_paper() -> None:
    assert text_width_px("2 x 3 x", 12) == text_width_px(
        "2 \N{MULTIPLICATION SIGN} 3 \N{MULTIPLICATION SIGN}", 12
    )
    assert text_width_px("x", 12) > text_width_px("xx", 12) / 2
