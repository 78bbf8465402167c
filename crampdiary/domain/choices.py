"""What a field of a record may be chosen from; the values are what is stored and exported."""

from enum import StrEnum


class Provenance(StrEnum):
    """How an entry came in."""

    LIVE = "live"
    NEXT_MORNING = "next_morning"
    RECALLED = "recalled"
    IMPORTED = "imported"


class Side(StrEnum):
    """Which leg."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Site(StrEnum):
    """Where it cramped; `thigh` is for whoever did not say front or back."""

    CALF = "calf"
    FOOT = "foot"
    TOES = "toes"
    THIGH = "thigh"
    THIGH_FRONT = "thigh_front"
    THIGH_BACK = "thigh_back"
    HAND = "hand"
    OTHER = "other"


class Relief(StrEnum):
    """What helped."""

    STRETCHING = "stretching"
    WALKING = "walking"
    MASSAGE = "massage"
    HEAT = "heat"
    COLD = "cold"
    DRINKING = "drinking"
    OTHER = "other"


class Sign(StrEnum):
    """What came along with the cramp."""

    TWITCHING = "twitching"
    NUMBNESS = "numbness"
    TINGLING = "tingling"
    WEAKNESS = "weakness"


class EveningTag(StrEnum):
    """What was out of the ordinary on the day and evening before the night."""

    ALCOHOL = "alcohol"
    CAFFEINE = "caffeine"
    HARD_EXERCISE = "hard_exercise"
    LONG_SITTING = "long_sitting"
    HEAT = "heat"
    DAYLIGHT = "daylight"
    STRETCHED = "stretched"
    TRAVEL = "travel"


class DurationBasis(StrEnum):
    """Where a duration comes from: both ends pressed, said by the person, or a guess they took."""

    TIMED = "timed"
    TOLD = "told"
    ESTIMATED = "estimated"


class DoseStatus(StrEnum):
    """How a day's doses were otherwise than planned."""

    MISSED = "missed"
    EXTRA = "extra"
    LATE = "late"


class Soreness(StrEnum):
    """Soreness on the morning after."""

    NO = "no"
    A_LITTLE = "a_little"
    A_LOT = "a_lot"


class TreatmentKind(StrEnum):
    """What a treatment is."""

    SUPPLEMENT = "supplement"
    MEDICINE = "medicine"


class Nutrient(StrEnum):
    """What daily amounts are added up for, over everything that contains it."""

    VITAMIN_D = "vitamin_d"
    MAGNESIUM = "magnesium"
    CALCIUM = "calcium"
    POTASSIUM = "potassium"
    VITAMIN_B6 = "vitamin_b6"
    VITAMIN_K = "vitamin_k"
    VITAMIN_E = "vitamin_e"


class DoseBasis(StrEnum):
    """What the weight of a salt stands for: the element in it, or the whole salt."""

    ELEMENTAL = "elemental"
    SALT = "salt"


class Weekday(StrEnum):
    """On which day of the week something is taken, in the order of `date.weekday`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class CatalogueKind(StrEnum):
    """Which catalogue an own entry belongs to."""

    SUPPLEMENT = "supplement"
    MEDICINE = "medicine"
    TEST = "test"
    FLAG = "flag"


class Comparator(StrEnum):
    """How a laboratory limits a value that it could not measure exactly."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="

    @property
    def is_upper(self) -> bool:
        """Tell whether the value lies below what is written, not above."""
        return self in {Comparator.BELOW, Comparator.AT_MOST}


class ReportPeriod(StrEnum):
    """Which nights the page for the doctor is about."""

    THREE_MONTHS = "three_months"
    SIX_MONTHS = "six_months"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    ALL = "all"
    TREATMENT = "treatment"
    DATES = "dates"


class ReportPart(StrEnum):
    """What may follow the page for the doctor, in this order; each only if it is asked for."""

    NIGHTS = "nights"
    CRAMPS = "cramps"
    LABS = "labs"
    ADHERENCE = "adherence"
    CHARTS = "charts"
    METHOD = "method"
