"""What the charts of a report look like."""

from crampdiary.charts.style import PRINT, PRINT_GREY, ChartStyle
from crampdiary.services.report.visit import Visit


def style_of(visit: Visit) -> ChartStyle:
    """Return the style of paper, without any colour where it was chosen so."""
    return PRINT_GREY if visit.is_grey else PRINT
