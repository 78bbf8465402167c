from hypothesis import given
from hypothesis import strategies as st

from crampdiary.charts.layout import Parts, natural_height_px, plan


def parts(treatments: int = 2, labs: int = 1, *, has_labs: bool = True, scale: float = 1) -> Parts:
    return Parts(
        treatment_rows=treatments,
        lab_rows=labs,
        has_labs=has_labs,
        labs_head_px=20,
        scale=scale,
    )


all_parts = st.builds(
    parts,
    st.integers(0, 60),
    st.integers(0, 30),
    has_labs=st.booleans(),
    scale=st.sampled_from([1.0, 1.5, 2.0]),
)


@given(all_parts)
def test_at_its_natural_height_nothing_is_left_out(wanted: Parts) -> None:
    shares = plan(wanted, natural_height_px(wanted))
    assert (shares.treatment_rows, shares.lab_rows) == (wanted.treatment_rows, wanted.lab_rows)
    assert not shares.has_more
    assert (shares.labs_px > 0) == wanted.has_labs


@given(all_parts, st.floats(250, 2000))
def test_the_parts_never_need_more_than_the_room(wanted: Parts, room_px: float) -> None:
    room_px *= wanted.scale
    shares = plan(wanted, room_px)
    rows = shares.treatment_rows + shares.lab_rows + shares.has_more
    used = shares.nights_px + (shares.part_gap_px if rows else 0)
    used += rows * (shares.row_px + shares.row_gap_px)
    if shares.labs_px:
        used += shares.part_gap_px + shares.labs_px + wanted.labs_head_px
    assert used <= room_px + 0.01


def test_rows_shrink_before_any_is_left_out() -> None:
    tight = plan(parts(6, 2), 460)
    assert tight.row_px < 30
    assert (tight.treatment_rows, tight.lab_rows) == (6, 2)


def test_what_is_left_out_has_a_row_that_says_so() -> None:
    crowded = plan(parts(40, 2), 450)
    assert crowded.has_more
    assert 0 < crowded.treatment_rows < 40
    assert crowded.lab_rows == 2


def test_treatments_are_kept_rather_than_the_lab_panel() -> None:
    small = plan(parts(3, 0), 200)
    assert small.labs_px == 0
    assert small.treatment_rows == 3
    assert small.lab_rows + small.has_more == 1
