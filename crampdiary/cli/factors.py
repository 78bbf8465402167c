"""`factors`: what went together with cramps on the day before."""

from crampdiary.analysis.factor_results import FactorFlag
from crampdiary.analysis.sentences.factors import FACTOR_WORDS
from crampdiary.cli.comparison_documents import factor_document
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.lines import wrapped
from crampdiary.cli.ranges import read_range, recorded_span
from crampdiary.services.factors import factors_of


@command("factors", "crampdiary factors", "crampdiary factors --from 2026-05-11 --json")
@range_options
def factors(session: Session, first: str | None, last: str | None) -> None:
    """Say what went together with cramps on the day and evening before.

    Nights after days with little to drink (less than usual), hard exercise, alcohol, long sitting,
    heat or travel are set against the other nights of the same two weeks. Nights of which nothing
    was told about the day before are left out. It shows what went together, not what led to what.
    """
    span = read_range(first, last)
    with session.reading() as diary:
        begin, end = recorded_span(diary, session.clock, span)
        found = factors_of(diary, session.clock, begin, end)
    told = [result for result in found if FactorFlag.NOT_TOLD not in result.flags]
    untold = [FACTOR_WORDS[result.factor] for result in found if result not in told]
    lines = [line for result in told for line in ("", *wrapped(result.sentence))][1:]
    if untold:
        lines += [""] if lines else []
        lines += wrapped(f"Nothing is noted yet about {', '.join(untold)}.")
    document = {
        "first_night": begin.isoformat(),
        "last_night": end.isoformat(),
        "comparisons": max((result.comparisons for result in found), default=1),
        "factors": [factor_document(result) for result in found],
    }
    session.say(document, *lines)
