from itertools import product

import numpy as np
import pytest
from matplotlib.path import Path

from crampdiary.charts.legs import HALF_WIDTH, Part, View, legs, middle, part, reach

SEEN = [
    (View.FRONT, Part.THIGH),
    (View.FRONT, Part.THIGH_INNER),
    (View.FRONT, Part.FOOT),
    (View.FRONT, Part.TOES),
    (View.BACK, Part.THIGH),
    (View.BACK, Part.THIGH_INNER),
    (View.BACK, Part.CALF),
]


@pytest.mark.parametrize(("view", "which"), SEEN)
def test_each_part_lies_on_its_leg(view: View, which: Part) -> None:
    outlines = [Path(outline) for outline in legs(view)]
    for is_left in (True, False):
        for piece in part(view, which, is_left=is_left):
            centre = piece.mean(axis=0)
            assert any(outline.contains_point(tuple(centre)) for outline in outlines)
            assert (centre[0] < 0) == is_left


@pytest.mark.parametrize("view", View)
def test_the_right_leg_mirrors_the_left(view: View) -> None:
    outlines = legs(view)
    left, right = outlines[: len(outlines) // 2], outlines[len(outlines) // 2 :]
    for one, other in zip(left, right, strict=True):
        np.testing.assert_allclose(one * [-1, 1], other)


@pytest.mark.parametrize("view", View)
def test_the_drawing_keeps_to_its_own_measures(view: View) -> None:
    for outline in legs(view):
        assert np.abs(outline[:, 0]).max() <= HALF_WIDTH
        assert outline[:, 1].min() >= 0
        assert outline[:, 1].max() <= 1.001


def test_parts_of_one_view_do_not_overlap_but_for_the_muscle_in_the_thigh() -> None:
    for (view, one), (other_view, other) in product(SEEN, SEEN):
        if view is not other_view or one is other or Part.THIGH_INNER in {one, other}:
            continue
        if {one, other} == {Part.FOOT, Part.TOES}:
            continue  # toes lie before the foot
        first, second = (part(view, which, is_left=True)[0] for which in (one, other))
        assert first[:, 1].max() < second[:, 1].min() or second[:, 1].max() < first[:, 1].min()


@pytest.mark.parametrize(("view", "which"), SEEN)
def test_leaders_end_at_the_outline_of_their_part(view: View, which: Part) -> None:
    height = middle(which)
    outline = np.concatenate(part(view, which, is_left=False))
    assert outline[:, 1].min() <= height <= outline[:, 1].max()
    assert outline[:, 0].max() <= reach(view, height) + 0.02
