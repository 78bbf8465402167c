"""The names of all charts, for a help page that names them without loading them."""

CHART_NAMES = (
    "timeline",
    "night-raster",
    "weekly-rate",
    "calendar",
    "hour-of-night",
    "pain-and-duration",
    "leg-map",
    "comparison",
    "adherence",
    "factors",
    "labs",
)
