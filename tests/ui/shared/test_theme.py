from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crampdiary.tokens import DAY, NIGHT, Palette
from crampdiary.ui.shared.fonts import system_scale
from crampdiary.ui.shared.stylesheet import stylesheet
from crampdiary.ui.shared.theme import Theme, qt_palette
from tests.ui.pixels import MOST_GREEN_OR_BLUE


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


TEXT_ON_GROUND = [
    (text, ground) for text in ("ink", "quiet") for ground in ("paper", "card", "field", "selected")
] + [("on_strong", "strong"), ("danger", "card"), ("danger", "paper"), ("focus", "card")]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
@pytest.mark.parametrize(("palette", "least"), [(DAY, 4.5), (NIGHT, 3.0)], ids=["day", "night"])
def test_words_are_legible_on_every_ground(
    palette: Palette, least: float, text: str, ground: str
) -> None:
    assert _contrast(getattr(palette, text), getattr(palette, ground)) >= least


def test_focus_ring_stands_out_from_card_and_paper() -> None:
    for palette in (DAY, NIGHT):
        assert _contrast(palette.focus, palette.card) >= 3
        assert _contrast(palette.focus, palette.paper) >= 3


def _colours_in(text: str) -> list[QColor]:
    return [
        QColor(f"#{part[:6]}") for part in text.split("#")[1:] if QColor(f"#{part[:6]}").isValid()
    ]


def test_stylesheet_of_the_night_names_only_red_light() -> None:
    found = _colours_in(stylesheet(NIGHT))
    assert len(found) > 50
    assert all(max(colour.green(), colour.blue()) <= MOST_GREEN_OR_BLUE for colour in found)


def test_every_role_of_the_palette_comes_from_the_tokens() -> None:
    for palette in (DAY, NIGHT):
        known = {
            QColor(value).name()
            for item in fields(palette)
            if isinstance(value := getattr(palette, item.name), str)
        }
        made = qt_palette(palette)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
            for role in QPalette.ColorRole:
                if role not in {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}:
                    assert made.color(group, role).name() in known, (group, role)


def test_theme_changes_the_whole_application_and_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(scale=1.0)
    theme.apply(qapp)
    with qtbot.waitSignal(theme.changed):
        theme.use(NIGHT)
    assert theme.is_night
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(NIGHT.paper)
    theme.use(DAY)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DAY.paper)


def test_same_colours_again_change_nothing(qtbot: QtBot) -> None:
    theme = Theme(scale=1.0)
    with qtbot.assertNotEmitted(theme.changed):
        theme.use(DAY)


@pytest.mark.parametrize(("wished", "scale"), [("1.5", 1.5), ("0.2", 1.0), ("9", 2.0), ("2", 2.0)])
def test_text_grows_from_one_to_two_times(
    monkeypatch: pytest.MonkeyPatch, wished: str, scale: float
) -> None:
    monkeypatch.setenv("CRAMPDIARY_FONT_SCALE", wished)
    assert system_scale() == scale


def test_text_of_a_label_grows_with_the_scale(qtbot: QtBot, qapp: QApplication) -> None:
    heights = []
    for scale in (1.0, 1.5, 2.0):
        Theme(scale=scale).apply(qapp)
        label = QLabel("Words")
        qtbot.addWidget(label)
        label.ensurePolished()
        heights.append(label.sizeHint().height())
    Theme(scale=1.0).apply(qapp)
    assert heights[1] / heights[0] == pytest.approx(1.5, abs=0.1)
    assert heights[2] / heights[0] == pytest.approx(2.0, abs=0.12)
