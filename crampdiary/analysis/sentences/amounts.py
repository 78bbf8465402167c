"""How counts, ratios and ranges of them are told; phrases that stand inside whole sentences.

>>> more_or_fewer(0.53), more_or_fewer(1.3), more_or_fewer(3.84), more_or_fewer(0)
('47 % fewer', '30 % more', '3.8 times as many', 'none at all')
>>> range_of(0.4, 1.5), range_of(0.3, 0.92), range_of(1.97, None)
('60 % fewer to 50 % more', '8 % to 70 % fewer', '97 % more upwards')
"""

from collections.abc import Sequence

NONE_AT_ALL = "none at all"
FEWER = "{percent} % fewer"
MORE = "{percent} % more"
TWICE_AS_MANY = "twice as many"
TIMES_AS_MANY = "{times} times as many"
UNDER_ONE_FEWER = "under 1 % fewer"
UNDER_ONE_MORE = "under 1 % more"
OVER_99_FEWER = "over 99 % fewer"
OVER_100_TIMES = "over 100 times as many"
AS_MANY = "just as many"

RANGE = "{low} to {high}"
RANGE_FEWER = "{least} % to {most} % fewer"
RANGE_MORE = "{least} % to {most} % more"
RANGE_TIMES = "{least} to {most} times as many"
RANGE_UPWARDS = "{low} upwards"
RANGE_OPEN = "{low} to any number more"

SEVERAL = "{names} and {last}"
AND_OTHERS = "{names} and {count} others"

ONE_CRAMP = "1 cramp"
CRAMPS = "{count} cramps"
ONE_NIGHT = "1 recorded night"
NIGHTS = "{count} recorded nights"

# From twice as many on, times are easier to picture than per cent.
_TIMES_FROM = 2
_WHOLE_TIMES_FROM = 10
_MOST_TIMES = 100
_ONE_PERCENT = 0.01
_MOST_NAMES, _NAMED_OF_MANY = 5, 3


def more_or_fewer(ratio: float) -> str:
    """Tell a ratio as a change, rounded so that it never becomes no change, nor all."""
    if ratio == 0:
        return NONE_AT_ALL
    if ratio == 1:
        return AS_MANY
    if ratio < 1:
        return _fewer(ratio)
    if ratio < _TIMES_FROM:
        barely = ratio - 1 < _ONE_PERCENT
        return UNDER_ONE_MORE if barely else MORE.format(percent=_percent_more(ratio))
    if ratio > _MOST_TIMES:
        return OVER_100_TIMES
    times = _times(ratio)
    return TWICE_AS_MANY if times == "2" else TIMES_AS_MANY.format(times=times)


def range_of(low: float, high: float | None) -> str:
    """Tell an interval of ratios; the end nearer to no change first. `high` None is no limit."""
    if high is None:
        return (RANGE_UPWARDS if low > 1 else RANGE_OPEN).format(low=more_or_fewer(low))
    if low >= _ONE_PERCENT and high <= 1 - _ONE_PERCENT:
        return RANGE_FEWER.format(least=_percent_fewer(high), most=_percent_fewer(low))
    if low >= 1 + _ONE_PERCENT and high < _TIMES_FROM:
        return RANGE_MORE.format(least=_percent_more(low), most=_percent_more(high))
    if low >= _TIMES_FROM and high <= _MOST_TIMES:
        return RANGE_TIMES.format(least=_times(low), most=_times(high))
    ends = more_or_fewer(low), more_or_fewer(high)
    if high < 1:
        ends = ends[::-1]
    return RANGE.format(low=ends[0], high=ends[1])


def all_of(names: Sequence[str]) -> str:
    """Join names as a sentence does; of more than five, name three and count the others.

    >>> all_of(["Magnesium", "K2", "Stretching"])
    'Magnesium, K2 and Stretching'
    """
    if len(names) > _MOST_NAMES:
        named = ", ".join(names[:_NAMED_OF_MANY])
        return AND_OTHERS.format(names=named, count=len(names) - _NAMED_OF_MANY)
    *others, last = names
    return SEVERAL.format(names=", ".join(others), last=last) if others else last


def cramps(count: int) -> str:
    """Count cramps."""
    return ONE_CRAMP if count == 1 else CRAMPS.format(count=count)


def nights(count: int) -> str:
    """Count recorded nights."""
    return ONE_NIGHT if count == 1 else NIGHTS.format(count=count)


def _times(ratio: float) -> str:
    digits = 0 if ratio >= _WHOLE_TIMES_FROM else 1
    return f"{ratio:.{digits}f}".removesuffix(".0")


def _fewer(ratio: float) -> str:
    if 1 - ratio < _ONE_PERCENT:
        return UNDER_ONE_FEWER
    if ratio < _ONE_PERCENT:
        return OVER_99_FEWER
    return FEWER.format(percent=_percent_fewer(ratio))


def _percent_fewer(ratio: float) -> int:
    return round(100 * (1 - ratio))


def _percent_more(ratio: float) -> int:
    return min(round(100 * (ratio - 1)), 99)
