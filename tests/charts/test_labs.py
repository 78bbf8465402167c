"""Lab results as small multiples: values as written, one unit a test, one stretch of time."""

from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from crampdiary.charts.labs import LABS, LabsData, labs, summary, table, too_little
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.domain.choices import Comparator
from crampdiary.domain.records import LabResult
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts
from tests.charts.diaries import FIRST, LAST, day, lab
from tests.charts.odd_diaries import LONG_NAMES


def of(*results: LabResult) -> LabsData:
    return LabsData(first=FIRST, last=LAST, labs=results)


VITAMIN_D = (
    lab("25-OH vitamin D", "14.20", "ng/mL", day(16)),
    lab("25-OH vitamin D", "82.6", "nmol/L", day(90)),
    lab("25-OH vitamin D", "36.4", "ng/mL", day(200)),
)
CK = lab("CK", "20", "U/L", day(3), comparator=Comparator.BELOW, limits=("0", "190"))


def test_each_test_has_a_panel_on_the_same_stretch_of_time() -> None:
    figure = labs(of(*VITAMIN_D, CK, lab("Sodium", "140", "mmol/L", day(270))), SCREEN_DAY)
    assert len(drawn(figure, "labs")) == 3
    assert {axes.get_xlim() for axes in figure.axes} == {(0.0, 280.0)}
    assert texts(figure, "title")[1:] == [
        "25-OH vitamin D, ng/mL",
        "Creatine kinase, U/L",
        "Sodium, mmol/L",
    ]


def test_values_stand_as_the_lab_wrote_them_and_converted_ones_are_counted() -> None:
    figure = labs(of(*VITAMIN_D), SCREEN_DAY)
    assert set(texts(figure, "lab-value")) == {"14.20", "33.09", "36.4"}
    assert "1 result converted from nmol/L" in " ".join(texts(figure, "note"))


def test_what_was_not_a_value_but_a_limit_is_hollow() -> None:
    figure = labs(of(CK), SCREEN_DAY)
    (limits,) = drawn(figure, "lab-limits")
    assert isinstance(limits, Line2D)
    assert np.asarray(limits.get_ydata()).tolist() == [20]
    assert limits.get_markerfacecolor() == SCREEN_DAY.background
    assert texts(figure, "lab-value") == ["< 20"]
    assert "hollow: a limit, not a value" in " ".join(texts(figure, "note"))


def test_the_labs_own_range_is_shaded_and_in_words() -> None:
    figure = labs(of(lab("Sodium", "140", "mmol/L", day(9), limits=("135", "145"))), SCREEN_DAY)
    (band,) = drawn(figure, "lab-band")
    assert isinstance(band, Rectangle)
    assert (band.get_y(), band.get_height()) == (135, 10)
    said = " ".join(texts(figure, "note"))
    assert "shaded: the lab's own range" in said
    assert "the lab's range 135 to 145" in said


@pytest.mark.parametrize("value", ["0", "9.2", "100", "10000"])
def test_a_value_beyond_the_range_is_seen_beyond_it(value: str) -> None:
    figure = labs(of(lab("Sodium", value, "mg/L", day(9), limits=("20", "60"))), SCREEN_DAY)
    (band,) = drawn(figure, "lab-band")
    assert isinstance(band, Rectangle)
    assert band.get_height() > 0
    bottom, top = figure.axes[0].get_ylim()
    assert bottom <= float(value) < top
    assert not band.get_y() < float(value) < band.get_y() + band.get_height()


def test_only_vitamin_d_without_a_range_has_the_commonly_used_limits() -> None:
    figure = labs(of(VITAMIN_D[0], lab("Sodium", "140", "mmol/L", day(9))), SCREEN_DAY)
    bands = [band for band in drawn(figure, "lab-band") if isinstance(band, Rectangle)]
    assert [band.get_y() + band.get_height() for band in bands] == [20, 30]
    said = " ".join(texts(figure, "note"))
    assert "below 20 and below 30, commonly used limits" in said
    assert "the lab's own range" not in said


@pytest.mark.parametrize(("value", "top"), [("0", 1), ("10000", 12_000)])
def test_a_lone_value_is_drawn_on_a_scale_from_zero(value: str, top: float) -> None:
    figure = labs(of(lab("Ferritin", value, "µg/L", day(9))), SCREEN_DAY)
    (axes,) = figure.axes
    assert axes.get_ylim() == pytest.approx((0, top))
    assert texts(figure, "lab-value") == [value]


def test_nothing_measured_gives_a_friendly_sentence_instead_of_axes() -> None:
    data = of(lab("Sodium", "140", "mmol/L", FIRST - timedelta(days=1)))
    figure = labs(data, SCREEN_DAY)
    assert not figure.axes
    assert too_little(data) == summary(data)
    assert too_little(data).startswith("No lab result lies in this time.")
    assert table(data).rows == ()


def test_a_low_figure_leaves_out_tests_and_says_how_many() -> None:
    many = [lab(f"Test {number:02}", "4", "", day(number)) for number in range(20)]
    figure = labs(of(*many), SCREEN_DAY, (5, 4))
    panels = len(drawn(figure, "labs"))
    assert 0 < panels < 20
    assert f"{20 - panels} more tests not drawn: too little room" in " ".join(texts(figure, "note"))
    assert_every_text_has_its_room(figure)
    assert len(drawn(labs(of(*many), SCREEN_DAY), "labs")) == 20


def test_the_summary_tells_counts_and_the_latest_values() -> None:
    low = lab("Potassium", "3.4", "mmol/L", day(30), limits=("3.5", "5.1"))
    assert summary(of(*VITAMIN_D, low)) == (
        "4 results of 2 tests, 5 Jan 2026 to 11 Oct 2026; the latest: 25-OH vitamin D 36.4 ng/mL on"
        " 24 Jul 2026, Potassium 3.4 mmol/L (low) on 4 Feb 2026."
    )
    many = [lab(f"Test {number}", "4", "", day(number)) for number in range(7)]
    assert summary(of(*many)).endswith(", and 3 more tests.")


def test_the_table_keeps_digits_sign_unit_and_range_and_tells_what_is_drawn() -> None:
    found = table(of(*VITAMIN_D[:2], VITAMIN_D[2], CK))
    assert found.columns[0:5] == ("Test", "Date", "Sign", "Value", "Unit")
    assert found.rows == (
        (
            "25-OH vitamin D",
            day(16),
            "",
            Decimal("14.20"),
            "ng/mL",
            "",
            "",
            Decimal("14.20"),
            "ng/mL",
        ),
        (
            "25-OH vitamin D",
            day(90),
            "",
            Decimal("82.6"),
            "nmol/L",
            "",
            "",
            Decimal("33.09"),
            "ng/mL",
        ),
        (
            "25-OH vitamin D",
            day(200),
            "",
            Decimal("36.4"),
            "ng/mL",
            "",
            "",
            Decimal("36.4"),
            "ng/mL",
        ),
        ("Creatine kinase", day(3), "<", Decimal(20), "U/L", "0 to 190", "", Decimal(20), "U/L"),
    )


def test_what_cannot_be_converted_is_in_the_table_but_drawn_nowhere() -> None:
    data = of(
        lab("Zinc test", "4", "mg", day(3)),
        lab("Zinc test", "5", "cups", day(4)),
        lab("Zinc test", "6", "mg", day(5)),
    )
    assert [row[7] for row in table(data).rows] == [4, None, 6]
    said = " ".join(texts(labs(data, SCREEN_DAY), "note"))
    assert "1 result in other units not drawn" in said


def test_the_command_line_knows_it_as_labs() -> None:
    assert LABS.name == "labs"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    results=st.lists(
        st.builds(
            lab,
            st.sampled_from([*LONG_NAMES, "25-OH vitamin D", "Mg", "Potassium"]),
            st.sampled_from(["0", "10000", "4.10", "0.000001", "9999999.99", "14.2"]),
            st.sampled_from(["ng/mL", "nmol/L", "", "mmol/L"]),
            st.integers(0, 279).map(day),
            limits=st.sampled_from([None, ("0", "170"), ("3.5", "5.1"), ("30", "100")]),
            comparator=st.none() | st.sampled_from(Comparator),
        ),
        max_size=24,
    ),
    style=st.sampled_from([PRINT, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    width=st.floats(2.9, 19),
    height=st.none() | st.floats(2.5, 9),
)
def test_whatever_was_measured_no_text_collides_or_leaves_the_figure(
    results: list[LabResult], style: ChartStyle, width: float, height: float | None
) -> None:
    assert_every_text_has_its_room(labs(of(*results), style, (width, height)))


@pytest.mark.parametrize("height", [2.0, 2.5, 2.8])
@pytest.mark.parametrize("value", ["0", "0.5", "4.1", "10000"])
def test_a_figure_too_low_for_one_panel_says_so(value: str, height: float) -> None:
    one = lab("Potassium", value, "mmol/L", day(0), limits=("3.5", "5.1"))
    figure = labs(of(one), SCREEN_DAY.scaled(1.5), (3.0, height))
    assert_every_text_has_its_room(figure)
    assert bool(drawn(figure, "labs")) != bool(texts(figure, "hint"))
