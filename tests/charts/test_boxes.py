from crampdiary.charts.boxes import Box, first_free


def box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left=left, top=top, right=right, bottom=bottom)


def test_boxes_that_share_an_edge_do_not_meet() -> None:
    assert not box(0, 0, 10, 10).meets(box(10, 0, 20, 10))
    assert box(0, 0, 10, 10).meets(box(9, 9, 20, 20))


def test_the_first_place_that_is_free_and_inside_is_taken() -> None:
    bounds, taken = box(0, 0, 100, 20), [box(0, 0, 50, 20)]
    outside, busy, free, later = box(90, 0, 110, 20), box(40, 0, 60, 20), box(50, 0, 70, 20), bounds
    assert first_free([outside, busy, free, later], taken, bounds) is free
    assert first_free([outside, busy], taken, bounds) is None
