"""A rate ratio in words: "47 % fewer", "2.3 times as many", "60 % fewer to 50 % more"."""

FEWER = "{percent} % fewer"
MORE = "{percent} % more"
TIMES = "{times} times as many"
ALIKE = "just as many"
NONE = "none at all"

FEWER_TO_FEWER = "{least} % to {most} % fewer"
MORE_TO_MORE = "{least} % to {most} % more"
ONE_TO_OTHER = "{low} to {high}"
TO_NO_LIMIT = "{low} to no upper limit"

_WHOLE = 100
# From here on percentages say less than multiples: "2.5 times as many", not "150 % more".
_MULTIPLE = 2


def change_words(ratio: float) -> str:
    """Return how many more or fewer a rate ratio means, in whole percent.

    >>> change_words(0.53), change_words(1.35), change_words(2.3), change_words(1.001)
    ('47 % fewer', '35 % more', '2.3 times as many', 'just as many')
    """
    if ratio <= 0:
        return NONE
    percent = round((ratio - 1) * _WHOLE)
    if ratio >= _MULTIPLE:
        return TIMES.format(times=f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}")  # noqa: PLR2004 - tenths of more than ten say nothing
    if percent == 0:
        return ALIKE
    return (MORE if percent > 0 else FEWER).format(percent=_percent(abs(percent)))


def range_words(low: float, high: float | None) -> str:
    """Return the limits of a rate ratio, the smaller change first; `high` None has no limit.

    >>> range_words(0.3, 0.92), range_words(0.4, 1.5), range_words(1.1, 1.4)
    ('8 % to 70 % fewer', '60 % fewer to 50 % more', '10 % to 40 % more')
    """
    if high is None:
        return TO_NO_LIMIT.format(low=change_words(low))
    least, most = round((low - 1) * _WHOLE), round((high - 1) * _WHOLE)
    if most < 0 < low:
        return FEWER_TO_FEWER.format(least=-most, most=_percent(-least))
    if least > 0 and high < _MULTIPLE:
        return MORE_TO_MORE.format(least=least, most=most)
    return ONE_TO_OTHER.format(low=change_words(low), high=change_words(high))


def _percent(percent: int) -> int:
    """Return a percentage that never says all of it where a little is left."""
    return min(percent, _WHOLE - 1)
