"""What cannot be is said in one clear sentence; the diary stays as it was, and nothing is half."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.domain.records import RECORD_TYPES, Condition, Record, Treatment
from tests.cli.desk import Desk

LONGEST, TOO_LONG = "n" * 10_000, "n" * 10_001
LAB = ("add", "lab", "Magnesium", "--value", "0.82 mmol/L", "--on")
TREATMENT = ("add", "treatment", "Vitamin D3")
EMOJI, HEBREW, STEERING = "Magnesium 💊", "ויטמין \u202eD", "Evil\x1b[31m\u202e\nname"

BAD = {
    "lab in the future": ((*LAB, "2026-11-23"), "lies in the future"),
    "lab of a thousand years ago": ((*LAB, "1026-11-23"), "1900-01-01"),
    "lab on no day": ((*LAB, "2026-02-30"), "is not a date"),
    "labs in the future": (("add", "labs", "Mg=1 mmol/L", "--on", "2027-01-01"), "the future"),
    "lab in a unit of another dimension": (
        ("add", "lab", "Magnesium", "--value", "0.82 IU", "--on", "2026-01-21"),
        "does not fit here; use mmol/L",
    ),
    "lab with two readings": (
        ("add", "lab", "Rubidium", "--value", "1.250 mg/L", "--on", "2026-01-21"),
        "1250 or 1.25",
    ),
    "lab with a comma that has two readings": (
        ("add", "lab", "Rubidium", "--value", "2,125 mg/L", "--on", "2026-01-21"),
        "2125 or 2.125",
    ),
    "lab below zero": (
        ("add", "lab", "Magnesium", "--value=-1 mmol/L", "--on", "2026-01-21"),
        "is below zero",
    ),
    "lab without end": (
        ("add", "lab", "Rubidium", "--value", f"0.{'1' * 60} mg/L", "--on", "2026-01-21"),
        "40 digits",
    ),
    "lab with too long a note": ((*LAB, "2026-01-21", "--note", TOO_LONG), "too long"),
    "treatment that ends before it begins": (
        (*TREATMENT, "--from", "2026-05-02", "--to", "2026-05-01"),
        "comes before its beginning",
    ),
    "phase that ends before it begins": (
        (*TREATMENT, "--phase", "1 tablet daily from 2026-05-02 to 2026-05-01"),
        "comes before its beginning",
    ),
    "negative dose": ((*TREATMENT, "--dose=-2 tablets"), "is below zero"),
    "negative dose in words": ((*TREATMENT, "--regimen", "-2 tablets daily"), "is below zero"),
    "dose of another dimension": ((*TREATMENT, "--dose", "2 mmol"), "use IU or µg"),
    "dose as a concentration": ((*TREATMENT, "--dose", "2 mmol/L"), "does not fit here"),
    "dose with two readings": ((*TREATMENT, "--dose", "1.250 IU"), "1,250 or 1.25"),
    "dose without a unit": ((*TREATMENT, "--dose", "5"), "needs a unit"),
    "dose in letters": ((*TREATMENT, "--dose", "lots"), "is not a number"),
    "dose in endless letters": ((*TREATMENT, "--dose", "l" * 50_000), "is not a number"),
    "dose in letters that steer": ((*TREATMENT, "--dose", "\x1b[31m"), "(?[31m) is not a number"),
    "dose as a limit": ((*TREATMENT, "--dose", "< 5 mg"), "is not a number"),
    "dose beyond all bounds": ((*TREATMENT, "--dose", "99999999 IU"), "0 to 10,000,000"),
    "no rhythm": ((*TREATMENT, "--every", "often"), "cannot be read"),
    "weekday of a daily dose": (
        (*TREATMENT, "--every", "day", "--on", "monday"),
        "needs a rhythm of whole weeks",
    ),
    "many times a day": ((*TREATMENT, "--times-a-day", "25"), "1 to 24"),
    "treatment of a thousand years ago": ((*TREATMENT, "--from", "1026-05-02"), "1900-01-01"),
    "treatment in a thousand years": ((*TREATMENT, "--from", "3026-05-02"), "1900-01-01"),
    "treatment in two years": ((*TREATMENT, "--from", "2028-05-02"), "--sure"),
    "treatment without a name": (("add", "treatment", " "), "The name"),
    "treatment with too long a name": (("add", "treatment", "n" * 201), "up to 200"),
    "treatment with too long a note": ((*TREATMENT, "--note", TOO_LONG), "too long"),
    "period with too long a note": ((*TREATMENT, "--phase-note", TOO_LONG), "too long"),
    "regimen without end": ((*TREATMENT, "--regimen", "n" * 100_000), "1,000 characters"),
    "treatment that cannot be stored": (("add", "treatment", "\udcff"), "cannot be stored"),
    "condition that ends before it begins": (
        ("add", "condition", "Gout", "--since", "2019-04-01", "--until", "2018-04-01"),
        "comes before its beginning",
    ),
    "condition of a thousand years ago": (
        ("add", "condition", "Gout", "--since", "1026-01-01"),
        "1900-01-01",
    ),
    "condition with too long a note": (("add", "condition", "X", "--note", TOO_LONG), "too long"),
}


def everything(desk: Desk) -> list[Record]:
    return [record for kind in RECORD_TYPES.values() for record in desk.diary.records(kind)]


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk.said("add", "treatment", "Calcium", "--dose", "500 mg", "--from", "2026-01-01")
    return desk


@pytest.mark.parametrize(("arguments", "words"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_said_in_one_line_and_changes_nothing(
    kept: Desk, arguments: tuple[str, ...], words: str
) -> None:
    before = everything(kept)
    for extra in ([], ["--json"]):
        text = kept.refused(*arguments, *extra)
        assert words in text
        assert "\n" not in text
        assert "Nothing was changed." in text
        assert len(text) < 700
    assert everything(kept) == before
    assert len(kept.diary.batches()) == 1


@pytest.mark.parametrize("name", [EMOJI, HEBREW, STEERING, "D" * 200])
def test_names_of_any_letters_are_kept_and_cannot_steer_the_terminal(desk: Desk, name: str) -> None:
    desk.said("add", "treatment", name, "--dose", "1 tablet")
    desk.said("add", "condition", name)
    desk.said("add", "lab", name, "--value", "17 mg/L", "--on", "2026-01-21")
    desk.said("add", "own", "medicine", name)
    assert {it.name for it in desk.diary.records(Treatment)} == {name}
    assert {it.name for it in desk.diary.records(Condition)} == {name}
    for kind in ("treatments", "conditions", "labs", "own"):
        text = desk.said("list", kind)
        assert "\x1b" not in text
        assert "\u202e" not in text
        told = desk.told("list", kind)[0]
        assert told["test" if kind == "labs" else "name"] == name
    desk.said("dose", name, "2026-11-22", "missed")
    assert "\x1b" not in desk.refused("add", "treatment", name.upper() + " ", "--to=2026-01-01")


def test_a_note_of_ten_thousand_letters_is_kept_whole_and_shown_short(desk: Desk) -> None:
    desk.said(*TREATMENT, "--note", LONGEST, "--phase-note", LONGEST)
    desk.said(*LAB, "2026-01-21", "--note", LONGEST)
    desk.said("add", "condition", "Gout", "--note", LONGEST)
    assert desk.told("list", "treatments")[0]["phases"][0]["note"] == LONGEST
    assert desk.told("list", "labs")[0]["note"] == LONGEST
    for kind in ("treatments", "labs", "conditions"):
        assert max(map(len, desk.said("list", kind).splitlines())) < 200


_PIECES = ["1.250", "2,125", "-3", "<", ">=", "1e9", "mg", "mmol/L", "IU", "tablets", "½", "0"]
_PIECES += ["daily", "weekly", "for 8 weeks", "then", "from 2026-03-16", "to 2026-02-30", "="]
_PIECES += ["[", "]", "vitamin D", "every", "99999999999999", "twice a day", "🦵", "\u202e", ";"]
TYPED = st.text(max_size=40) | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "lab", "Magnesium", "--on=2026-01-21", "--value={}"],
        ["add", "lab", "Magnesium", "--on=2026-01-21", "--value=0.82 mmol/L", "--range={}"],
        ["add", "lab", "--on=2026-01-21", "--value=0.82 mmol/L", "--", "{}"],
        ["add", "labs", "--on=2026-01-21", "--", "K=4 mmol/L", "{}"],
        ["add", "treatment", "X", "--dose={}"],
        ["add", "treatment", "X", "--every={}"],
        ["add", "treatment", "X", "--regimen={}"],
        ["add", "treatment", "X", "--phase={}", "--phase={}"],
        ["add", "treatment", "X", "--contains={}"],
        ["add", "treatment", "X", "--counts-as={}"],
        ["add", "treatment", "--dose=300 mg", "--", "{}"],
        ["add", "own", "supplement", "X", "--share={}"],
        ["add", "own", "test", "X", "--unit={}", "--other-unit=mg/L", "--factor={}"],
        ["add", "own", "flag", "Potassium", "--unit=mmol/L", "--note=x", "--above={}"],
        ["dose", "--", "{}", "2026-11-20", "missed"],
        ["list", "supplements", "--", "{}"],
    ],
    ids=" ".join,
)
@settings(max_examples=40, deadline=None)
@given(text=TYPED)
def test_whatever_is_typed_is_stored_whole_or_refused_in_words(
    arguments: list[str], text: str
) -> None:
    desk = Desk()
    desk.said("add", "treatment", "Calcium", "--dose", "500 mg", "--from", "2026-01-01")
    result = desk.run(*(part.replace("{}", text) for part in arguments))
    batches = len(desk.diary.batches())
    if result.exit_code == 0:
        assert batches == (1 if arguments[0] == "list" else 2)
    else:
        assert result.exit_code in {1, 2}
        assert result.stdout == ""
        assert "Error: " in result.stderr
        assert batches == 1
    for kind in ("treatments", "labs", "own"):
        assert "\u202e" not in desk.said("list", kind)
