"""The columns of the list of nights: their titles, and the orders that a press on one asks for."""

from enum import IntEnum

from crampdiary.services.ordering import NightOrder
from crampdiary.ui.diary.filter_words import ORDER_WORDS


class Column(IntEnum):
    """What stands where."""

    NIGHT = 0
    CRAMPS = 1
    EVENING = 2
    SLEEP = 3


HEADERS = ("Night", "Cramps", "The evening before", "Sleep disturbed")
FILL_IN = "Fill in"
# What a press on a title asks for first, and what a second press does.
ORDERS: dict[Column, tuple[NightOrder, NightOrder]] = {
    Column.NIGHT: (NightOrder.NEWEST, NightOrder.OLDEST),
    Column.CRAMPS: (NightOrder.MOST_CRAMPS, NightOrder.FEWEST_CRAMPS),
    Column.SLEEP: (NightOrder.MOST_DISTURBED, NightOrder.LEAST_DISTURBED),
}
_ARROWS = ("\u2193", "\u2191")


def title(column: Column, order: NightOrder, *, is_narrow: bool = False) -> str:
    """Return a title, with an arrow where nights stand in its order: down is the first one.

    A narrow title has each word on a line of its own.
    """
    orders = ORDERS.get(column, ())
    words = HEADERS[column].replace(" ", "\n") if is_narrow else HEADERS[column]
    return words + (f" {_ARROWS[orders.index(order)]}" if order in orders else "")


def spoken_title(column: Column, order: NightOrder) -> str:
    """Return a title with its order in words."""
    words = f", {ORDER_WORDS[order]}" if order in ORDERS.get(column, ()) else ""
    return HEADERS[column] + words


def next_order(column: Column, order: NightOrder) -> NightOrder | None:
    """Return what a press on a title asks for; None where its column has no order."""
    orders = ORDERS.get(column)
    if orders is None:
        return None
    return orders[1] if order is orders[0] else orders[0]
