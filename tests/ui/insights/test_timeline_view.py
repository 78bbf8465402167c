"""Looking around in the timeline, with real wheels, keys, mice and fingers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.insights import Nights, Stretch
from crampdiary.ui.insights.timeline_view import TimelineView
from tests.ui.diary_sessions import click, key
from tests.ui.insights.desk import LAST_NIGHT, InsightsDesk, quiet_nights, settle
from tests.ui.page_desk import demo_file

MakeDesk = Callable[..., InsightsDesk]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
NOTCH = 120


@pytest.fixture
def here(desk: MakeDesk) -> InsightsDesk:
    made = desk(file=demo_file(years=3))
    settle(made)
    return made


def test_the_wheel_zooms_at_the_pointer_and_the_night_below_it_stays(here: InsightsDesk) -> None:
    view = here.page.timeline
    x = _x(view, 0.25)
    night, before = view.night_at(x), _shown(here)
    assert _turn(view, x, QPoint(0, NOTCH))
    assert view.is_moving
    assert view.night_at(x) == night
    settle(here)
    assert _count(_shown(here)) == pytest.approx(_count(before) * 0.8, abs=1)
    assert night is not None
    # The names at the left may take another width, by which all nights move.
    assert abs(view.x_of(night) - x) <= 12
    _turn(view, x, QPoint(0, -NOTCH))
    settle(here)
    assert _count(_shown(here)) == pytest.approx(_count(before), abs=2)
    assert here.page.range_bar.wish is None


@pytest.mark.parametrize(
    ("turned", "modifier"), [(QPoint(0, NOTCH), SHIFT), (QPoint(NOTCH, 0), NONE)]
)
def test_the_wheel_pans_with_shift_or_sideways(
    here: InsightsDesk, turned: QPoint, modifier: Qt.KeyboardModifier
) -> None:
    before = _shown(here)
    assert _turn(here.page.timeline, _x(here.page.timeline, 0.5), turned, modifier)
    settle(here)
    after = _shown(here)
    assert _count(after) == _count(before)
    assert after.first < before.first


def test_where_the_wheel_can_do_nothing_the_page_may_scroll(here: InsightsDesk) -> None:
    view = here.page.timeline
    assert not _turn(view, 20, QPoint(0, NOTCH))
    click(here.page.range_bar.stretch.button(Stretch.ALL))
    settle(here)
    assert not _turn(view, _x(view, 0.5), QPoint(0, -NOTCH))
    assert not view.is_moving


def test_dragging_takes_the_nights_along_and_opens_none(here: InsightsDesk) -> None:
    view, opened = here.page.timeline, _opened(here)
    before, start = _shown(here), QPoint(round(_x(view, 0.2)), 120)
    night = view.night_at(start.x())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(100, 0))
    QTest.mouseMove(view, start + QPoint(300, 0))
    assert view.is_moving
    assert view.night_at(start.x() + 300) == night
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(300, 0))
    settle(here)
    assert _count(_shown(here)) == _count(before)
    assert _shown(here).last < before.last
    assert opened == []


def test_a_click_opens_the_night_below_the_pointer(here: InsightsDesk) -> None:
    view, opened = here.page.timeline, _opened(here)
    night = LAST_NIGHT - timedelta(days=40)
    click(view, QPoint(round(view.x_of(night)), 120))
    click(view, QPoint(5, 120))
    assert opened == [night]


def test_hovering_tells_the_night_and_its_cramps_and_leaving_nothing(desk: MakeDesk) -> None:
    cramps = [Cramp(night=LAST_NIGHT - timedelta(days=7)) for _ in range(3)]
    here = desk(
        *quiet_nights(7),
        *cramps,
        Night(night=LAST_NIGHT - timedelta(days=20), answer=NightState.DONT_REMEMBER),
    )
    settle(here)
    view = here.page.timeline
    QTest.mouseMove(view, QPoint(round(view.x_of(LAST_NIGHT - timedelta(days=7))), 100))
    assert view.tip.isVisible()
    assert _lines(view) == ["Night of Sat 14 Nov 2026", "3 cramps"]
    QTest.mouseMove(view, QPoint(round(view.x_of(LAST_NIGHT - timedelta(days=10))), 100))
    assert _lines(view)[1] == "not recorded"
    assert view.rect().contains(view.tip.geometry())
    QTest.mouseMove(view, QPoint(2, 100))
    assert not view.tip.isVisible()


def test_hovering_tells_a_lab_result_and_what_was_taken(here: InsightsDesk) -> None:
    view, story = here.page.timeline, here.page.story
    assert story is not None
    result = max(story.data.labs, key=lambda one: one.taken_on)
    view.point_at(result.taken_on)
    said = " ".join(view.tip.lines)
    assert "25-OH vitamin D" in said
    assert "Vitamin D3 2,000 IU daily" in said


def test_arrows_pan_plus_and_minus_zoom_and_home_and_end_go_to_the_ends(
    here: InsightsDesk,
) -> None:
    view = here.page.timeline
    assert here.page.story is not None
    limits, before = here.page.story.limits, _shown(here)
    key(view, Qt.Key.Key_Left)
    settle(here)
    assert _shown(here).last < before.last
    key(view, Qt.Key.Key_Right)
    settle(here)
    assert _shown(here) == before
    key(view, Qt.Key.Key_Plus)
    settle(here)
    closer = _count(_shown(here))
    assert closer < _count(before)
    key(view, Qt.Key.Key_Minus)
    settle(here)
    assert _count(_shown(here)) > closer
    key(view, Qt.Key.Key_Home)
    settle(here)
    assert _shown(here).first == limits.first
    key(view, Qt.Key.Key_PageDown)
    settle(here)
    assert _shown(here).first > limits.first
    key(view, Qt.Key.Key_End)
    settle(here)
    assert _shown(here).last == limits.last


def test_ctrl_and_arrows_go_from_night_to_night_are_heard_and_enter_opens(
    here: InsightsDesk,
) -> None:
    view, opened = here.page.timeline, _opened(here)
    summary = view.accessibleDescription()
    assert "cramps per week of recorded nights" in summary
    view.setFocus()
    key(view, Qt.Key.Key_Left, CTRL)
    assert _cursor(view) == LAST_NIGHT
    key(view, Qt.Key.Key_Left, CTRL)
    night = LAST_NIGHT - ONE_DAY
    assert _cursor(view) == night
    assert view.accessibleDescription().startswith("Night of Fri 20 Nov 2026. ")
    key(view, Qt.Key.Key_Return)
    assert opened == [night]
    key(view, Qt.Key.Key_Escape)
    assert _cursor(view) is None
    assert view.accessibleDescription() == summary


def test_the_keys_take_the_view_along_to_nights_beside_it(here: InsightsDesk) -> None:
    view = here.page.timeline
    key(view, Qt.Key.Key_Home)
    settle(here)
    last = _shown(here).last
    key(view, Qt.Key.Key_Left, CTRL)
    key(view, Qt.Key.Key_Right, CTRL)
    settle(here)
    assert view.cursor_night == last + ONE_DAY
    assert _shown(here).last == last + ONE_DAY


def test_two_fingers_zoom_and_one_pans(here: InsightsDesk, touch: QPointingDevice) -> None:
    view, before = here.page.timeline, _shown(here)
    middle = QPoint(round(_x(view, 0.5)), 150)
    near, far = QPoint(60, 0), QPoint(120, 0)
    QTest.touchEvent(view, touch).press(0, middle - near).press(1, middle + near)
    QTest.touchEvent(view, touch).move(0, middle - far).move(1, middle + far)
    QTest.touchEvent(view, touch).release(0, middle - far).release(1, middle + far)
    settle(here)
    closer = _shown(here)
    assert _count(closer) == pytest.approx(_count(before) / 2, abs=2)
    QTest.touchEvent(view, touch).press(0, middle)
    QTest.touchEvent(view, touch).move(0, middle + far)
    QTest.touchEvent(view, touch).release(0, middle + far)
    settle(here)
    assert _count(_shown(here)) == _count(closer)
    assert _shown(here).first < closer.first


def test_a_touch_tells_a_night_and_another_one_opens_it(
    here: InsightsDesk, touch: QPointingDevice
) -> None:
    view, opened = here.page.timeline, _opened(here)
    click(here.page.range_bar.stretch.button(Stretch.THREE_MONTHS))
    settle(here)
    night = LAST_NIGHT - timedelta(days=80)  # beyond the screen of the tests nothing is touched
    at = view.mapTo(view.window(), QPoint(round(view.x_of(night)), 120))
    for expected in ([], [night]):
        QTest.touchEvent(view, touch).press(0, at)
        QTest.touchEvent(view, touch).release(0, at)
        assert view.tip.isVisible()
        assert opened == expected


def test_what_lies_beside_the_view_is_at_hand_before_it_moves(here: InsightsDesk) -> None:
    view = here.page.timeline
    picture = view.picture
    assert picture is not None
    assert picture.belt is not None
    assert picture.belt.nights_before >= 200
    held = view.grab().toImage()
    view.pan_by(-60)
    moved = view.grab().toImage()
    assert picture.geometry is not None
    left, top = round(picture.geometry.left), round(picture.geometry.top)
    gutter = held.copy(4, top, left - 8, 40)
    assert moved.copy(4, top, left - 8, 40) == gutter
    assert moved.copy(left, top, 200, 60) != held.copy(left, top, 200, 60)


@pytest.fixture
def touch() -> QPointingDevice:
    device = QTest.createTouchDevice()
    assert isinstance(device, QPointingDevice)
    return device


def _x(view: TimelineView, share: float) -> float:
    picture = view.picture
    assert picture is not None
    assert picture.geometry is not None
    return picture.geometry.left + share * (picture.geometry.right - picture.geometry.left)


def _lines(view: TimelineView) -> list[str]:
    return list(view.tip.lines)


def _cursor(view: TimelineView) -> date | None:
    return view.cursor_night


def _turn(view: TimelineView, x: float, by: QPoint, modifier: Qt.KeyboardModifier = NONE) -> bool:
    """Turn the wheel; tell whether the timeline took it."""
    at = QPointF(x, 120)
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        by,
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by its place alone
    )
    view.wheelEvent(event)
    QApplication.processEvents()
    return event.isAccepted()


def _shown(desk: InsightsDesk) -> Nights:
    picture = desk.page.timeline.picture
    assert picture is not None
    return Nights(first=picture.drawing.data.first, last=picture.drawing.data.last)


def _count(nights: Nights) -> int:
    return (nights.last - nights.first).days + 1


def _opened(desk: InsightsDesk) -> list[date]:
    opened: list[date] = []
    desk.session.night_requested.connect(opened.append)
    return opened
