"""What is said of how a treatment's nights lie in a diary, before any figure."""

NO_DATES = "No dates are recorded for {name}, so there is nothing to compare yet."
NOT_BEGUN = "{name} begins on {start}, after the nights compared here."
ENDED_BEFORE = "{name} was not taken on any of the nights compared here."
AS_NEEDED = (
    "{name} is taken as needed, so nights with it and nights without it cannot be told apart."
)

OVERLAPPED_WEEKS = "{name} overlapped for {weeks} of the {of_weeks} weeks."
OVERLAPPED_NIGHTS = "{name} overlapped for {nights} of the {of_nights} nights."
OVERLAPPED_THROUGHOUT = "{name} was taken as well, all the time."
OVERLAPPED_TOO = "{count} other treatments overlapped as well."
AS_NEEDED_BESIDE = "{name} was taken as needed meanwhile, which is not allowed for."

NOT_STEADY_YET = (
    "No night with {name} from night {steady_from} on is counted yet: until then its level is "
    "still building up."
)
BUILDING_UP = (
    "Nights with {name} before night {steady_from} are counted too, while its level is still "
    "building up."
)
WEARING_OFF = (
    "Nights without {name} up to night {wears_off_until} after an end are counted too, while it is "
    "still wearing off."
)

# Of a shorter course, and of a shorter overlap, nights say more than weeks.
_LEAST_WEEKS = 2
_NIGHTS_A_WEEK = 7


def overlap_sentence(name: str, nights: int, of_nights: int, *, is_regular: bool = True) -> str:
    """Return for how much of a course of `of_nights` another treatment was taken as well.

    >>> overlap_sentence("Magnesium", 63, 154)
    'Magnesium overlapped for 9 of the 22 weeks.'
    """
    if not is_regular:
        return AS_NEEDED_BESIDE.format(name=name)
    if nights >= of_nights:
        return OVERLAPPED_THROUGHOUT.format(name=name)
    weeks, of_weeks = round(nights / _NIGHTS_A_WEEK), round(of_nights / _NIGHTS_A_WEEK)
    if weeks < _LEAST_WEEKS or weeks == of_weeks:
        return OVERLAPPED_NIGHTS.format(name=name, nights=nights, of_nights=of_nights)
    return OVERLAPPED_WEEKS.format(name=name, weeks=weeks, of_weeks=of_weeks)
