"""The look in one place: colours, spaces, radii and type sizes.

Window (day and night) and charts derive from these; no other module states a colour or a size.
Colours are `#RRGGBB`, lengths are logical pixels at 100 % font size, type sizes are pixels too and
grow with the system's font.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Every colour that a screen or a chart may use."""

    paper: str
    card: str
    hairline: str
    ink: str
    quiet: str
    strong: str
    on_strong: str
    selected: str
    field: str
    hatch: str
    focus: str
    danger: str
    cramp: str
    cramp_light: str
    cramp_dark: str
    none_recorded: str
    vitamin_d: str
    magnesium: str
    lab: str
    band_low: str
    band_middle: str
    band_good: str
    others: tuple[str, ...]


DAY = Palette(
    paper="#F6F5F1",
    card="#FFFFFF",
    hairline="#E6E4DD",
    ink="#22303F",
    quiet="#5F6C7A",
    strong="#1B2E5C",
    on_strong="#FFFFFF",
    selected="#E8ECF7",
    field="#EEF1F6",
    hatch="#C9CCD3",
    focus="#3D5A9E",
    danger="#B5532A",
    cramp="#3D5A9E",
    cramp_light="#A9B9DC",
    cramp_dark="#24408A",
    none_recorded="#EEF1F6",
    vitamin_d="#E0A13A",
    magnesium="#3C9D8F",
    lab="#B5532A",
    band_low="#F3D9CF",
    band_middle="#FAEFD8",
    band_good="#E4EEE8",
    others=("#8C6BB1", "#6B8E23", "#CC79A7", "#56B4E9", "#7F7F7F"),
)

# Red light only: no colour has green or blue above 24 of 255.
NIGHT = Palette(
    paper="#000000",
    card="#0A0000",
    hairline="#4A0C0C",
    ink="#DC1818",
    quiet="#C01818",
    strong="#C01616",
    on_strong="#000000",
    selected="#2A0404",
    field="#160202",
    hatch="#5A0E0E",
    focus="#FF1818",
    danger="#E61818",
    cramp="#DC1818",
    cramp_light="#8C1010",
    cramp_dark="#FF1818",
    none_recorded="#1E0303",
    vitamin_d="#A81212",
    magnesium="#701010",
    lab="#E61818",
    band_low="#2E0505",
    band_middle="#1E0303",
    band_good="#120202",
    others=("#901212", "#641010", "#C01616", "#480A0A", "#781010"),
)

# Charts on paper: white, and so dark that a grey printer and a fax keep words, lines and hatching.
PAPER = replace(
    DAY,
    paper="#FFFFFF",
    ink="#10171F",
    quiet="#2B3540",
    hairline="#C9CCD3",
    hatch="#666E78",
    cramp_light="#6A7DB8",
)
# No colour at all: shades of grey, so far apart as their number allows; words tell them apart too.
PAPER_GREY = replace(
    PAPER,
    ink="#111111",
    quiet="#333333",
    hairline="#C9C9C9",
    strong="#111111",
    selected="#E8E8E8",
    field="#EEEEEE",
    hatch="#6C6C6C",
    focus="#333333",
    danger="#333333",
    cramp="#4C4C4C",
    cramp_light="#727272",
    cramp_dark="#262626",
    none_recorded="#EEEEEE",
    vitamin_d="#A6A6A6",
    magnesium="#7A7A7A",
    lab="#333333",
    band_low="#DADADA",
    band_middle="#ECECEC",
    band_good="#E8E8E8",
    others=("#6A6A6A", "#8A8A8A", "#9C9C9C", "#B4B4B4", "#787878"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageColours:
    """The colours of the doctor's page."""

    ink: str
    quiet: str
    line: str
    accent: str


# Darker than on the screen: the page must live through a grey printer and a fax.
PAGE = PageColours(ink="#10171F", quiet="#2B3540", line="#7A8088", accent="#8F3A1A")
# Without any colour; what the accent says stands in words beside it.
PAGE_GREY = PageColours(ink="#111111", quiet="#333333", line="#707070", accent="#111111")

GRID = 8
RADIUS_CARD = 14
RADIUS_CONTROL = 9
CONTROL_HEIGHT = 40
NIGHT_TARGET_HEIGHT = 64
SIDEBAR_WIDTH = 212

TEXT_SMALL = 13
TEXT_BODY = 15
TEXT_LEAD = 17
TEXT_TITLE = 25
TEXT_NIGHT = 24
TEXT_NIGHT_ACTION = 36
TEXT_NIGHT_TIMER = 150
CHART_TEXT = 12
CHART_TITLE = 14

FONT_FAMILY = "Inter"
# All shipped, best first: each prints what those before it have no letter for. Inter stands before
# all because the others bring digits and some punctuation of their own.
FONT_FAMILIES = (
    FONT_FAMILY,
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Droid Sans Fallback",
)
