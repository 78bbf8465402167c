import re

import pytest

from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle, contrast, mix
from crampdiary.tokens import DAY, NIGHT


@pytest.mark.parametrize(
    "name",
    ["Vitamin D3", "vitamin d", "VIT. D 2000", "Vit D3 drops", "Cholecalciferol", "colecalciferol"],
)
def test_vitamin_d_is_amber_under_any_of_its_names(name: str) -> None:
    assert SCREEN_DAY.colour_of(name) == DAY.vitamin_d


@pytest.mark.parametrize("name", ["Magnesium citrate", "MAGNESIUM", "slow magnesium 300"])
def test_magnesium_is_teal(name: str) -> None:
    assert SCREEN_DAY.colour_of(name) == DAY.magnesium


@pytest.mark.parametrize("name", ["Quinine", "Vitamin K2", "Vitamin B12", "D-mannose", "µ", " "])
def test_any_other_substance_has_one_colour_of_its_own_set(name: str) -> None:
    assert SCREEN_DAY.colour_of(name) in DAY.others
    assert SCREEN_DAY.colour_of(name) == SCREEN_DAY.colour_of(f" {name.upper().lower()} ")


@pytest.mark.parametrize("style", [SCREEN_DAY, SCREEN_NIGHT, PRINT])
def test_ink_can_be_read_on_every_bar(style: ChartStyle) -> None:
    palette = style.palette
    for colour in (palette.vitamin_d, palette.magnesium, palette.lab, *palette.others):
        assert contrast(palette.ink, style.fill_under_text(colour)) >= style.min_contrast


@pytest.mark.parametrize("style", [SCREEN_DAY, SCREEN_NIGHT, PRINT])
def test_lab_values_can_be_read_on_every_band(style: ChartStyle) -> None:
    palette = style.palette
    bands = palette.band_low, palette.band_middle, palette.band_good, style.background
    written = style.text_on(palette.lab, *bands)
    assert min(contrast(written, band) for band in bands) >= style.min_contrast


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_mixing_ends_at_the_two_colours() -> None:
    assert (mix("#102030", "#FFFFFF", 0), mix("#102030", "#FFFFFF", 1)) == ("#102030", "#FFFFFF")


def test_night_colours_stay_red_when_mixed() -> None:
    for colour in (NIGHT.vitamin_d, NIGHT.magnesium, *NIGHT.others):
        filled = SCREEN_NIGHT.fill_under_text(colour)
        assert all(int(part, 16) <= 24 for part in re.findall("..", filled[3:]))


def test_a_scaled_style_grows_text_and_title_alike() -> None:
    doubled = SCREEN_DAY.scaled(2)
    assert doubled.text_px == 2 * SCREEN_DAY.text_px
    assert doubled.title_px == 2 * SCREEN_DAY.title_px
    assert doubled.scale == 2


def test_what_is_more_is_darker_on_paper_and_brighter_at_night() -> None:
    assert (PRINT.stronger, SCREEN_DAY.stronger, SCREEN_NIGHT.stronger) == (
        "darker",
        "darker",
        "brighter",
    )
