"""Charts on paper outlive a fax (one bit a dot, 100 dots an inch), and grey ones have no colour."""

from typing import Any

import numpy as np
import pytest

from crampdiary.charts.style import (
    FAX_BLACK,
    FAX_WHITE,
    PRINT,
    PRINT_GREY,
    SCREEN_DAY,
    SCREEN_NIGHT,
    ChartStyle,
    grey,
)
from crampdiary.services.charts.catalogue import CHARTS
from tests.charts.artists import drawn, pixels
from tests.charts.odd_diaries import data_of

FAX_DPI = 100
_DARKER_THAN_HALF = 128
# A fax has to show at least so many dots of a kind of mark.
_LEAST_DOTS = 12
# What a chart is drawn for, by the names of its marks.
MARKS = [
    ("timeline", "bars"),
    ("timeline", "line"),
    ("timeline", "band"),
    ("timeline", "phase"),
    ("timeline", "not-recorded"),
    ("timeline", "lab-values"),
    ("calendar", "cramps-1"),
    ("calendar", "cramps-3"),
    ("calendar", "not-recorded"),
    ("hour-of-night", "bars"),
    ("pain-and-duration", "bars"),
    ("weekly-rate", "intervals"),
    ("weekly-rate", "not-recorded"),
    ("adherence", "taken"),
    ("adherence", "missed"),
    ("adherence", "not-recorded"),
    ("leg-map", "row-bars"),
    ("night-raster", "marks-light"),
    ("night-raster", "not-recorded"),
    ("comparison", "intervals"),
    ("comparison", "filled-dots"),
    ("factors", "intervals"),
    ("labs", "lab-values"),
]
on_paper = pytest.mark.parametrize("style", [PRINT, PRINT_GREY], ids=["print", "grey print"])


def faxed(figure: Any) -> "np.ndarray[Any, Any]":
    figure.set_dpi(FAX_DPI)
    shades = pixels(figure)[..., :3] @ np.array([0.299, 0.587, 0.114])
    dots: np.ndarray[Any, Any] = shades < _DARKER_THAN_HALF
    return dots


@on_paper
@pytest.mark.parametrize(("name", "kind"), MARKS)
def test_a_fax_shows_every_kind_of_mark(name: str, kind: str, style: ChartStyle) -> None:
    figure = CHARTS[name].chart.figure(data_of(name, "demo"), style, None)
    whole = faxed(figure)
    found = drawn(figure, kind)
    assert found
    for artist in found:
        artist.set_visible(False)
    assert (whole != faxed(figure)).sum() >= _LEAST_DOTS


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("diary", ["demo", "empty", "long_names", "forty_treatments"])
def test_a_grey_chart_has_no_colour(name: str, diary: str) -> None:
    figure = CHARTS[name].chart.figure(data_of(name, diary), PRINT_GREY, None)
    shown = pixels(figure)[..., :3].astype(int)
    assert (shown.max(axis=2) - shown.min(axis=2)).max() == 0


@on_paper
def test_marks_are_black_on_a_fax_and_what_words_stand_on_is_white(style: ChartStyle) -> None:
    palette = style.palette
    for colour in (palette.vitamin_d, palette.magnesium, palette.lab, *palette.others):
        assert grey(style.mark(colour)) <= FAX_BLACK
        assert grey(style.fill_under_text(colour)) >= FAX_WHITE
    for colour in (palette.ink, palette.quiet, palette.cramp, palette.lab, palette.hatch):
        assert grey(colour) <= FAX_BLACK
    assert grey(palette.cramp_light) < _DARKER_THAN_HALF
    for colour in (palette.band_low, palette.band_middle, palette.band_good, style.background):
        assert grey(colour) >= FAX_WHITE


@pytest.mark.parametrize("style", [SCREEN_DAY, SCREEN_NIGHT])
def test_on_a_screen_marks_keep_their_colour(style: ChartStyle) -> None:
    for colour in (style.palette.vitamin_d, *style.palette.others):
        assert style.mark(colour) == colour
