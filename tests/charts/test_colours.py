"""What must be told apart where it stands together, by any eyes and on a grey copy.

By colour alone: at least `CLEAR`, four times a just seen difference, as all five eyes see it. Where
colours come closer, shape, hatch or label tells the two apart, and a test here says which.
"""

from collections import Counter

import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from crampdiary.charts.night_panel import shade_of_gaps
from crampdiary.charts.style import (
    PRINT,
    PRINT_GREY,
    SCREEN_DAY,
    SCREEN_NIGHT,
    ChartStyle,
    contrast,
)
from crampdiary.charts.timeline import timeline
from crampdiary.services.charts.catalogue import CHARTS
from tests.charts.artists import boxes, drawn, pixels, texts
from tests.charts.colours import EYES, distance
from tests.charts.diaries import nine_months
from tests.charts.odd_diaries import data_of

CLEAR = 9.2
STYLES = {"day": SCREEN_DAY, "print": PRINT, "grey print": PRINT_GREY, "night": SCREEN_NIGHT}
every_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
every_eye = pytest.mark.parametrize("eyes", EYES)


def alike(pairs: dict[str, tuple[str, str]], eyes: str) -> dict[str, float]:
    """Return the pairs that are too close for those eyes."""
    measured = {said: distance(one, other, eyes) for said, (one, other) in pairs.items()}
    return {said: far for said, far in measured.items() if far < CLEAR}


def test_the_simulations_leave_white_and_black_alone_and_grey_has_no_hue() -> None:
    for eyes in EYES:
        assert distance("#FFFFFF", "#000000", eyes) == pytest.approx(100, abs=0.1)
    assert distance("#FF0000", "#707070", "grey") < 15 < distance("#FF0000", "#707070", "usual")


def test_who_lacks_a_cone_confuses_what_is_known_to_be_confused() -> None:
    assert distance("#B5532A", "#6B6B24", "deuteranopia") < 15
    assert distance("#B5532A", "#6B6B24", "usual") > 40


@every_style
@every_eye
def test_cramps_line_gaps_and_ground_differ_by_colour_alone(style: ChartStyle, eyes: str) -> None:
    palette, ground = style.palette, style.background
    assert not alike(
        {
            "many cramps, one cramp": (palette.cramp, palette.cramp_light),
            "most cramps, one cramp": (palette.cramp_dark, palette.cramp_light),
            "line, bars": (style.line, palette.cramp_light),
            "bars, ground": (palette.cramp_light, ground),
            "bars, not recorded": (palette.cramp_light, palette.none_recorded),
            "bars, narrow gap": (palette.cramp_light, shade_of_gaps(style)),
            "narrow gap, ground": (shade_of_gaps(style), ground),
            "hatch, its ground": (palette.hatch, palette.none_recorded),
            "hatch, ground": (palette.hatch, ground),
        },
        eyes,
    )


@every_style
@every_eye
def test_lab_marks_differ_by_colour_alone_from_every_band(style: ChartStyle, eyes: str) -> None:
    palette = style.palette
    grounds = palette.band_low, palette.band_middle, palette.band_good, style.background
    assert not alike({ground: (palette.lab, ground) for ground in grounds}, eyes)


@every_style
@every_eye
def test_every_treatment_differs_by_colour_alone_from_the_ground(
    style: ChartStyle, eyes: str
) -> None:
    palette = style.palette
    edges = palette.vitamin_d, palette.magnesium, *palette.others
    assert not alike({edge: (edge, style.background) for edge in edges}, eyes)
    assert not alike({"vitamin D, magnesium": (palette.vitamin_d, palette.magnesium)}, eyes)


@every_style
def test_treatments_of_close_colours_are_told_apart_by_their_names(style: ChartStyle) -> None:
    data = data_of("timeline", "forty_treatments")
    names = texts(timeline(data, style), "lane-name")
    assert set(names) == {treatment.name for treatment, _ in data.treatments}


@every_style
def test_what_is_not_recorded_is_hatched_as_its_pale_ground_alone_would_not_show(
    style: ChartStyle,
) -> None:
    (gaps,) = drawn(timeline(nine_months(), style), "not-recorded")
    assert isinstance(gaps, PolyCollection)
    assert gaps.get_hatch()


@every_style
def test_bands_of_close_colours_end_at_a_number_of_the_scale(style: ChartStyle) -> None:
    assert {"20", "30"} <= set(texts(timeline(nine_months(), style), "scale"))


@every_style
def test_lab_values_and_cramps_of_one_grey_differ_by_shape(style: ChartStyle) -> None:
    (marks,) = drawn(timeline(nine_months(), style), "lab-values")
    assert isinstance(marks, Line2D)
    assert marks.get_marker() == "D"
    (bars,) = drawn(timeline(nine_months(), style), "bars")
    assert isinstance(bars, PolyCollection)


@every_style
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("diary", ["demo", "forty_treatments", "long_names"])
def test_every_word_can_be_read_on_what_lies_below_it(
    name: str, diary: str, style: ChartStyle
) -> None:
    figure = CHARTS[name].chart.figure(data_of(name, diary), style, None)
    places = boxes(figure)
    for text in figure.texts:
        text.set_visible(False)
    bare = pixels(figure)[::-1, :, :3]
    for text, box in places.items():
        # The middle of the line, where the letters are.
        half = box.height / 4
        low, high = round(box.y0 + half), round(box.y1 - half)
        below = bare[low : high + 1, max(0, round(box.x0)) : round(box.x1) + 1].reshape(-1, 3)
        colours = Counter(map(tuple, below.tolist())).most_common(1)
        ground = "#{:02X}{:02X}{:02X}".format(*colours[0][0])
        seen = contrast(to_hex(text.get_color()), ground)
        assert seen >= style.min_contrast - 0.01, (text, ground, seen)
