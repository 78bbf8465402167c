"""Random diaries and visits: from nothing to twenty years, every part of the page at its extreme.

What has many (nights, cramps, doses) is scattered by chance from a few drawn numbers, so that an
example is quick to draw; what a person writes is drawn letter by letter.
"""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from crampdiary.domain.checks import MAX_NAME
from crampdiary.domain.choices import (
    DoseStatus,
    DurationBasis,
    Provenance,
    ReportPart,
    Side,
    Site,
    TreatmentKind,
)
from crampdiary.domain.nights import NightState, from_wall_clock
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import (
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.domain.report_choices import MAX_QUESTION
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

TODAY = date(2026, 11, 22)
LAST = TODAY - timedelta(days=1)
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
ZONE = "Europe/Berlin"
# No word of the app, of any catalogue or of a language.
PERSON = "Zdenqua Oyelarvik"
_FIRST_NAME, _LAST_NAME = PERSON.split()
# So many more examples, and twenty years among them, take minutes.
EXAMPLES = int(os.environ.get("CRAMPDIARY_REPORT_EXAMPLES", "0"))
_LONGEST = 7_300 if EXAMPLES else 800
_MOST_CRAMPS = 31_000 if EXAMPLES else 500
_MOST_PARTS = len(ReportPart) if EXAMPLES else 2

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzäöüßéñçøåłşğABCXYZ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАЩαβγδεζηθικλμνξοπρστυφχψωΣΩ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौं",
    "夜间小腿抽筋维生素镁片こむらがえりカルシウム錠",
)
_SOURCE = (
    '#read("/etc/passwd")',
    "<script>alert(1)</script><img src=x>",
    "{{ 7 * 7 }} {% raw %}",
    "$x^2$ *bold* _it_ `raw` <label> @ref \\u{41} // end",
    "= Heading #pagebreak() #set page(width: 1cm)",
    "]] ) } #let x = 1; --- \\",
    "50 % & more; a | b\ttab\nnew line\r\n\x07bell \x1b[31m \u202eback\u202c so\u00adft",
    "e\u0301\u0302\u0303\u0304\u0305 a\u200db \u200b \ufeff",
)
_words = st.one_of(
    *(st.text(letters, min_size=1, max_size=14) for letters in _ALPHABETS),
    *(st.text(letters, min_size=15, max_size=90) for letters in _ALPHABETS),
    st.sampled_from(_SOURCE),
    st.sampled_from((PERSON, PERSON.upper(), f"({_FIRST_NAME})", f"{_LAST_NAME}'s")),
)


def _texts(most: int) -> st.SearchStrategy[str]:
    """Return texts of up to `most` letters, in one script or several, some at their longest."""
    some = st.lists(_words, min_size=1, max_size=4).map(" ".join)
    full = _words.map(lambda word: (f"{word} " * most)[:most])
    return st.one_of(some, some, full).map(lambda text: text[:most].strip()).filter(str.strip)


names = _texts(MAX_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A diary, and the report that is asked for."""

    diary: MemoryDiary
    visit: Visit
    paper: str

    def __repr__(self) -> str:
        """Tell only what differs between examples at a glance."""
        kinds = (Night, Cramp, Treatment, Phase, Dose, LabResult, Condition)
        counts = {kind.kind: len(self.diary.records(kind)) for kind in kinds}
        return f"Case({counts}, {self.visit}, {self.paper})"


def _few_or_many(most: int) -> st.SearchStrategy[int]:
    return st.one_of(st.integers(0, min(5, most)), st.integers(0, most), st.just(most))


def _amount(chance: random.Random) -> Decimal:
    return Decimal(chance.choice(["0", "0.000001", "3.4", "14.20", "2000", "9999999.999"]))


def _nights(
    chance: random.Random, count: int, cramps: int, notes: Sequence[str]
) -> Iterator[Record]:
    """Yield so many nights up to the last one, some not recorded, with about so many cramps."""
    share = chance.choice([0.1, 0.5, 0.9, 1.0])
    left_out = chance.random() / 3
    for number in range(count):
        night = LAST - timedelta(days=number)
        if chance.random() < left_out:
            continue
        disturbance = chance.choice([None, *range(11)])
        note = chance.choice(notes)
        if chance.random() > share or not cramps:
            yield Night(
                night=night,
                answer=chance.choice(
                    [NightState.WITHOUT_CRAMPS] * 5
                    + [NightState.DONT_REMEMBER, NightState.NOT_TRACKING]
                ),
                sleep_disturbance=disturbance,
                note=note,
            )
            continue
        if chance.random() < 0.5:
            yield Night(night=night, sleep_disturbance=disturbance, note=note)
        mean = cramps / max(1.0, count * share * (1 - left_out))
        for _ in range(min(60, max(1, round(chance.expovariate(1 / mean))))):
            yield _cramp(chance, night, note)


def _cramp(chance: random.Random, night: date, note: str) -> Cramp:
    hour = chance.uniform(20, 33)
    local = datetime.combine(night, datetime.min.time()) + timedelta(hours=hour)
    start = from_wall_clock(local, ZONE) if chance.random() < 0.8 else None
    duration_s = chance.choice([None, 0, 20, 95, 180, 700, 1_700, 3_000, 86_400])
    return Cramp(
        night=night,
        start_utc=start.utc if start else None,
        zone=start.zone if start else None,
        offset_min=start.offset_min if start else None,
        duration_s=duration_s,
        duration_basis=None if duration_s is None else chance.choice([None, *DurationBasis]),
        pain=chance.choice([None, *range(11)]),
        side=chance.choice([None, *Side]),
        sites=frozenset(chance.sample(list(Site), chance.randrange(4))),
        provenance=chance.choice(list(Provenance)),
        medicine_taken=note[:40],
        note=note,
    )


def _treatments(
    chance: random.Random, count: int, span: int, texts: Sequence[str]
) -> Iterator[Record]:
    """Yield so many treatments, each with one to three phases one after the other."""
    for number in range(count):
        kind = chance.choice(list(TreatmentKind))
        known = ["Vitamin D3", "Magnesium citrate", "Furosemide", "Atorvastatin"]
        name = chance.choice([*texts, *known])[:MAX_NAME]
        treatment = Treatment(name=name, type=kind, note=texts[number % len(texts)])
        yield treatment
        start = LAST - timedelta(days=chance.randrange(-20, span + 400))
        for _ in range(chance.randint(1, 3)):
            end = start + timedelta(days=chance.randrange(max(2, span // 2)))
            is_open = chance.random() < 0.3
            is_dosed = chance.random() < 0.9
            every = chance.choice([1, 1, 1, 2, 7, 28, None])
            yield Phase(
                treatment_id=treatment.id,
                start=start,
                end=None if is_open else end,
                dose=_amount(chance) if is_dosed else None,
                unit=chance.choice(["IU", "mg", "tablets", texts[0][:40]]) if is_dosed else "",
                form=chance.choice(["", texts[-1][:60]]),
                every_days=every,
                times_a_day=chance.choice([1, 1, 3, 24]) if every else 1,
                at_bedtime=chance.random() < 0.3,
                prescribed=chance.choice([None, True, False]),
                reason=chance.choice(["", texts[0]]),
            )
            days = min((end - start).days, 40)
            for step in sorted(chance.sample(range(days + 1), min(days, 6))):
                yield Dose(
                    treatment_id=treatment.id,
                    day=start + timedelta(days=step),
                    status=chance.choice(list(DoseStatus)),
                )
            if is_open:
                break
            start = end + timedelta(days=1 + chance.randrange(60))


def _labs(chance: random.Random, count: int, span: int, texts: Sequence[str]) -> Iterator[Record]:
    """Yield so many results of known tests and of some that nobody knows."""
    known = [("25-OH vitamin D", "ng/mL"), ("25-OH vitamin D", "nmol/L"), ("Potassium", "mmol/L")]
    own = [(text, chance.choice(["", "mmol/L", text[:40]])) for text in texts]
    for _ in range(count):
        test, unit = chance.choice(known + own)
        has_range = chance.random() < 0.6
        yield LabResult(
            test=test[:MAX_NAME],
            value=_amount(chance),
            unit=unit,
            taken_on=LAST - timedelta(days=chance.randrange(-3, span + 60)),
            range_low=Decimal("3.5") if has_range else None,
            range_high=Decimal("100.00") if has_range else None,
            range_text=chance.choice(["", "", texts[0][:MAX_NAME]]),
            note=chance.choice(texts),
        )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a diary and a report of it."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    texts = draw(st.lists(names, min_size=1, max_size=6))
    # Now and then one of twenty years, which takes as long as twenty others.
    few, usual = st.integers(0, 20), st.integers(0, 400)
    count = draw(st.one_of(few, usual, usual, st.integers(0, _LONGEST)))
    cramps = draw(st.one_of(few, usual, usual, _few_or_many(_MOST_CRAMPS)))
    span = max(count, 30)
    records: list[Record] = [
        *_nights(chance, count, min(cramps, 8 * count), texts),
        *_treatments(chance, draw(_few_or_many(40)), span, texts),
        *_labs(chance, draw(_few_or_many(200)), span, texts),
    ]
    for number in range(draw(_few_or_many(30))):
        name = chance.choice([*texts, "Type 2 diabetes", "Kidney disease"])[:MAX_NAME]
        since = date(2010, 1, 1) + timedelta(days=99 * number)
        records.append(Condition(name=name, since=chance.choice([None, since]), note=texts[0]))
    records.append(Preferences(person_name=PERSON, birth_year=1959))
    length = draw(st.one_of(st.integers(1, 14), st.integers(15, 400), st.just(span)))
    last = LAST - timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 40])))
    is_named = draw(st.booleans())
    asked = st.lists(_texts(MAX_QUESTION), max_size=3)
    return Case(
        diary=MemoryDiary(records),
        visit=Visit(
            first=last - timedelta(days=length - 1),
            last=last,
            on=draw(st.sampled_from([TODAY, date(2026, 11, 24), date(2027, 3, 1)])),
            name=PERSON if is_named else None,
            birth_year=draw(st.sampled_from([None, 1959])) if is_named else None,
            questions=tuple(draw(asked)),
            parts=draw(
                st.one_of(
                    st.just(frozenset()),
                    st.frozensets(st.sampled_from(ReportPart), max_size=2),
                    st.frozensets(st.sampled_from(ReportPart), max_size=_MOST_PARTS),
                )
            ),
            is_grey=draw(st.booleans()),
        ),
        paper=draw(st.sampled_from(["a4", "letter"])),
    )
