"""A small drawing keeps its words inside and apart, whatever the values are."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import Comparator
from crampdiary.domain.records import LabResult
from crampdiary.services.lab_readings import LabRow
from crampdiary.tokens import CHART_TEXT
from crampdiary.ui.labs.multiples import SmallMultiples
from crampdiary.ui.labs.spark import Spark, scale_of
from crampdiary.ui.shared.theme import Theme
from tests.ui.labs.support import rows_of

START = date(2026, 1, 21)


def row_of(
    values: list[tuple[int, str]],
    *,
    low: str | None = None,
    high: str | None = None,
    limit_at: int | None = None,
) -> LabRow:
    results = [
        LabResult(
            test="Magnesium",
            value=Decimal(value),
            unit="mmol/L",
            taken_on=START + timedelta(days=day),
            comparator=Comparator.BELOW if number == limit_at else None,
            range_low=None if low is None else Decimal(low),
            range_high=None if high is None else Decimal(high),
        )
        for number, (day, value) in enumerate(values)
    ]
    (row,) = rows_of(*results)
    return row


def spark_of(qtbot: QtBot, row: LabRow, width: int = 200, scale: float = 1.0) -> Spark:
    spark = Spark(
        row=row,
        first=row.readings[0].taken_on,
        last=row.latest.taken_on,
        theme=Theme(scale=scale),
    )
    qtbot.addWidget(spark)
    spark.resize(width, spark.sizeHint().height())
    return spark


def boxes(spark: Spark) -> list[QRectF]:
    return [
        *(rect for rect, _ in spark.range_labels()),
        *(rect for rect, _ in spark.date_labels()),
        spark.last_label()[0],
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    values=st.lists(
        st.tuples(st.integers(0, 900), st.decimals(0, 2000, places=2).map(str)),
        min_size=2,
        max_size=9,
        unique_by=lambda pair: pair[0],
    ),
    ends=st.none() | st.tuples(st.integers(0, 1000), st.integers(0, 1000)),
    width=st.integers(170, 500),
    scale=st.sampled_from([1.0, 1.5, 2.0]),
)
def test_no_label_leaves_the_drawing_or_touches_another(
    qtbot: QtBot,
    values: list[tuple[int, str]],
    ends: tuple[int, int] | None,
    width: int,
    scale: float,
) -> None:
    low, high = (None, None) if ends is None else map(str, sorted(ends))
    spark = spark_of(qtbot, row_of(values, low=low, high=high), round(width * scale), scale)
    room = QRectF(spark.rect()).adjusted(-0.5, -0.5, 0.5, 0.5)
    for box in boxes(spark):
        assert room.contains(box)
    for one, other in combinations(boxes(spark), 2):
        assert not one.adjusted(0.5, 0.5, -0.5, -0.5).intersects(other)
    for reading in spark.row.readings:
        assert room.contains(spark.point(reading))


def test_a_drawing_too_small_for_its_last_value_still_names_it(qtbot: QtBot) -> None:
    for width in range(1, 60, 7):
        spark = spark_of(qtbot, row_of([(0, "0.780"), (9, "1000000.25")]), width)
        assert spark.last_label()[1] == "1000000.25"


def test_higher_values_lie_higher_and_later_ones_further_right(qtbot: QtBot) -> None:
    spark = spark_of(qtbot, row_of([(0, "0.78"), (90, "0.84"), (120, "0.60")]))
    points = [spark.point(reading) for reading in spark.row.readings]
    assert points[1].y() < points[0].y() < points[2].y()
    assert points[0].x() < points[1].x() < points[2].x()


def test_the_last_value_is_named_with_its_digits(qtbot: QtBot) -> None:
    assert spark_of(qtbot, row_of([(0, "0.780"), (9, "0.840")])).last_label()[1] == "0.840"


def test_a_far_end_of_the_range_does_not_press_the_values_flat() -> None:
    scale = scale_of(row_of([(0, "14"), (9, "36")], low="30", high="100"), START, START)
    assert 0 < scale.low < 14
    assert 36 < scale.high < 60


def test_both_ends_are_named_where_the_values_lie_between(qtbot: QtBot) -> None:
    spark = spark_of(qtbot, row_of([(0, "2.21"), (9, "2.33")], low="2.15", high="2.4"))
    assert [text for _, text in spark.range_labels()] == ["2.15", "2.4"]


def test_the_type_is_large_enough_to_read() -> None:
    assert CHART_TEXT >= 11


def test_it_is_told_in_words_too(qtbot: QtBot) -> None:
    spark = spark_of(qtbot, row_of([(0, "0.78"), (9, "0.84")], low="0.70", limit_at=1))
    assert spark.accessibleName() == "Magnesium over time"
    assert "30 Jan 2026: < 0.84 mmol/L" in spark.accessibleDescription()


def test_no_line_runs_to_a_limit_value(qtbot: QtBot) -> None:
    def drawn_halfway(spark: Spark) -> bool:
        first, second, _ = map(spark.point, spark.row.readings)
        middle = ((first + second) / 2).toPoint()
        image = spark.grab().toImage()
        around = range(-3, 4)
        seen = {image.pixel(middle.x() + x, middle.y() + y) for x in around for y in around}
        return len(seen) > 1

    values = [(0, "1"), (200, "9"), (400, "1")]
    assert drawn_halfway(spark_of(qtbot, row_of(values), 300))
    assert not drawn_halfway(spark_of(qtbot, row_of(values, limit_at=1), 300))


@pytest.mark.parametrize(("width", "shown"), [(240, 1), (500, 2), (1000, 4)])
def test_charts_that_do_not_fit_in_a_row_are_a_press_away(
    qtbot: QtBot, width: int, shown: int
) -> None:
    rows = [row_of([(0, "1"), (9, "2")]) for _ in range(5)]
    multiples = SmallMultiples(theme=Theme(scale=1.0))
    qtbot.addWidget(multiples)
    multiples.resize(width, 200)
    multiples.show_rows(rows)
    with qtbot.waitExposed(multiples):
        multiples.show()
    qtbot.waitUntil(lambda: sum(card.isVisible() for card in multiples.cards) == shown)
    assert multiples.more_button.text() == f"Show {5 - shown} more"
    multiples.more_button.click()
    assert sum(card.isVisible() for card in multiples.cards) == 5
    assert multiples.more_button.text() == "Show fewer charts"


def test_without_two_values_there_is_no_chart(qtbot: QtBot) -> None:
    multiples = SmallMultiples(theme=Theme(scale=1.0))
    qtbot.addWidget(multiples)
    multiples.show_rows([row_of([(0, "1")])])
    assert multiples.cards == []
    assert not multiples.isVisible()
