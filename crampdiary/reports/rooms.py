"""How much of the page's rows and words is shown, from generous to narrow."""

from dataclasses import dataclass

_FEW_LABS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many rows of each table and of each list, and how long texts in them may get.

    `chart_mm` is the chart's greatest height; it is as wide as the page where that leaves it lower.
    """

    periods: int
    labs: int
    listed: int
    cell_letters: int
    line_letters: int
    question_letters: int
    chart_mm: int = 150


# From generous to narrow: first texts are shortened, then rows left out. The first that fits on
# one page is taken; the last always does.
ROOMS = (
    *(
        Room(
            periods=11,
            labs=18,
            listed=8,
            cell_letters=letters,
            line_letters=max(letters, 100),
            question_letters=max(letters, 120),
        )
        for letters in (240, 160, 110, 80, 60)
    ),
    *(
        Room(
            periods=2 * (labs + 3) // 3,
            labs=labs,
            listed=(labs + 1) // 2,
            cell_letters=60 if labs > _FEW_LABS else 40,
            line_letters=100,
            question_letters=120,
        )
        for labs in range(17, 3, -1)
    ),
    *(
        Room(
            periods=rows,
            labs=rows,
            listed=1,
            cell_letters=10 + 10 * rows,
            line_letters=20 * rows,
            question_letters=30 * rows,
            chart_mm=60 + 20 * rows,
        )
        for rows in (3, 2, 1)
    ),
)
