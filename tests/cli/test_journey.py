"""The whole job as a person does it: real processes, a real file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# The shape of real diaries: one row a night, gaps, a column that turns to 1 with a treatment.
NIGHTS = "night_of,logged,cramps,on_supplement\n" + "".join(
    f"2026-{month:02}-{day:02},{int(day != 13)},{'' if day == 13 else day % 3},{int(month > 4)}\n"
    for month in (3, 4, 5, 6)
    for day in range(1, 31)
)


class Terminal:
    """Runs the app in a folder, on a diary named by `--diary`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"
        self.elsewhere = folder / "elsewhere"
        theirs = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        self.env = os.environ | dict.fromkeys(theirs, str(self.elsewhere))
        self.env.pop("MPLCONFIGDIR", None)
        self.env |= {
            "PYTHONPATH": str(ROOT),
            "CRAMPDIARY_HOME": str(self.home),
            "LC_ALL": "C",
            "PYTHONIOENCODING": "latin-1",
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-W", "error", "-m", "crampdiary", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, timeout=120, check=False
        )

    def said(self, *arguments: str) -> str:
        finished = self.run(*arguments)
        assert finished.returncode == 0, finished.stderr.decode()
        return finished.stdout.decode()

    def told(self, *arguments: str) -> Any:
        return json.loads(self.said(*arguments, "--json"))


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_from_a_file_of_nights_to_chart_and_page(terminal: Terminal) -> None:
    folder = terminal.folder
    (folder / "nights.csv").write_text(NIGHTS)
    diary = ["--diary", "mine.crampdiary"]
    take = ["import", "nights.csv", "--period-column", "on_supplement", "--treatment", "Vitamin D3"]
    assert terminal.told(*diary, *take)["cramps"]["added"] == 116
    before = (folder / "mine.crampdiary").read_bytes()
    assert terminal.told(*diary, *take)["nights"] == {
        "added": 0,
        "left_as_is": 0,
        "unchanged": 116,
    }
    assert (folder / "mine.crampdiary").read_bytes() == before
    rate = terminal.told(*diary, "rate")
    assert (rate["cramps"], rate["nights_recorded"], rate["nights_in_range"]) == (116, 116, 122)
    assert rate["cramps_per_week_low"] < 7 < rate["cramps_per_week_high"]
    (treatment,) = terminal.told(*diary, "list", "treatments")
    assert [(phase["start"], phase["end"]) for phase in treatment["phases"]] == [
        ("2026-05-01", "2026-05-30"),
        ("2026-06-01", "2026-06-30"),
    ]
    terminal.said(*diary, "chart", "timeline", "-o", "timeline.png")
    (folder / "matplotlibrc").write_text("savefig.bbox: tight\nfont.size: 40\n")
    terminal.said(*diary, "chart", "timeline", "-o", "again.png")
    assert (folder / "again.png").read_bytes() == (folder / "timeline.png").read_bytes()
    terminal.said(*diary, "report", "-o", "doctor.pdf", "--question", "Was it the salt?")
    assert (folder / "timeline.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "doctor.pdf").read_bytes().startswith(b"%PDF")
    terminal.said(*diary, "undo")
    assert terminal.told(*diary, "list", "cramps") == []
    assert not list(terminal.home.glob("*.crampdiary"))
    # matplotlib keeps a list of fonts, by itself in the person's folders for caches and settings.
    assert not terminal.elsewhere.exists()


def test_a_night_live_in_the_own_diary_and_out_again(terminal: Terminal) -> None:
    assert "crampdiary stop" in terminal.said("now")
    assert terminal.told("stop")["duration_s"] < 60
    terminal.said("add", "cramp", "--night", "2026-02-03", "--note", "Ōsaka ☾")
    assert "Ōsaka ☾" in terminal.said("list", "cramps")
    terminal.said("export", "-o", "all.json")
    terminal.said("--diary", "copy.crampdiary", "import", "all.json")
    assert terminal.told("--diary", "copy.crampdiary", "list", "cramps") == terminal.told(
        "list", "cramps"
    )
    assert list((terminal.folder / "home").glob("*.crampdiary"))


def test_vitamin_d_from_deficiency_to_retest(terminal: Terminal) -> None:
    said, told = terminal.said, terminal.told
    first = told(
        *("add", "labs", "--on", "2026-01-21", "--laboratory", "Unilab", "--fasting"),
        *("25-OH vitamin D=14.2 ng/mL [30 - 100]", "Magnesium=0,82 mmol/L [0.70 - 1.00]"),
        *("Calcium=8.9 mg/dL", "Albumin=3.4 g/dL"),
    )
    assert [(it["flag"], it["band"]) for it in first[:2]] == [("low", "deficient"), (None, None)]
    text = said(
        *("add", "treatment", "Vitamin D3", "--prescribed", "--from", "2026-03-16", "--reason"),
        *("deficiency", "--regimen", "50,000 IU weekly for 8 weeks, then 2,000 IU daily"),
    )
    assert "7,143 IU (179 µg) a day on average: a prescribed course" in text
    said("dose", "Vit D", "2026-04-06", "missed")
    said("add", "lab", "25-hydroxyvitamin D", "--value", "82 nmol/L", "--on", "2026-09-03")
    loading, maintenance = told("list", "treatments")[0]["phases"]
    assert (loading["end"], maintenance["start"]) == ("2026-05-10", "2026-05-11")
    assert (loading["adherence"]["taken"], loading["adherence"]["planned"]) == (7, 8)
    assert maintenance["daily"][0]["amount_ug"] == 50.0
    labs = told("list", "labs")
    levels = [it for it in labs if it["test_key"] == "vitd25oh"]
    assert [it["value_as_written"] for it in levels] == ["14.2 ng/mL", "82 nmol/L"]
    assert [it["canonical_as_shown"] for it in levels] == ["14.2 ng/mL", "32.9 ng/mL"]
    assert [it["trend"] for it in levels] == [None, "up"]
    assert [it["canonical_as_shown"] for it in labs if it["calculated"]] == ["9.4 mg/dL"]
    assert told("totals", "--on", "2026-04-01")["totals"][0]["prescribed_course"]
    before = (terminal.home / "diary.crampdiary").read_bytes()
    assert terminal.run("add", "labs", "--on", "2026-09-03", "K=4 mmol/L", "K=99").returncode == 1
    assert (terminal.home / "diary.crampdiary").read_bytes() == before
    said("export", "-o", "all.json")
    said("--diary", "copy.crampdiary", "import", "all.json")
    assert told("--diary", "copy.crampdiary", "list", "treatments") == told("list", "treatments")
    assert told("--diary", "copy.crampdiary", "list", "labs") == labs


def test_demo_is_made_looked_at_and_never_overwritten(terminal: Terminal) -> None:
    terminal.said("demo", "-o", "demo.crampdiary")
    assert [path.name for path in terminal.folder.iterdir()] == ["demo.crampdiary"]
    assert terminal.told("--diary", "demo.crampdiary", "rate")["nights_in_range"] == 364
    again = terminal.run("demo", "-o", "demo.crampdiary")
    assert (again.returncode, again.stdout) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["rate"], 1),
        (["--diary", "text.crampdiary", "rate"], 1),
        (["--diary", "text.crampdiary", "now"], 1),
        (["--diary", "none/here/rate", "list", "cramps"], 1),
        (["import", "text.crampdiary"], 1),
        (["export", "-o", "x.json"], 1),
        (["add", "cramp", "--at", "never"], 1),
        (["add", "lab"], 2),
        (["nonsense"], 2),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, list) else "",
)
def test_bad_input_ends_in_words_and_never_in_a_traceback(
    terminal: Terminal, arguments: list[str], code: int
) -> None:
    (terminal.folder / "text.crampdiary").write_text("dear diary\n")
    finished = terminal.run(*arguments)
    assert finished.returncode == code
    assert finished.stdout == b""
    assert b"Error: " in finished.stderr
    assert b"Traceback" not in finished.stderr


def test_logging_a_cramp_loads_nothing_that_draws_or_computes(terminal: Terminal) -> None:
    terminal.said("now")
    code = (
        "import sys; from crampdiary.app.main import main; main(['now']); "
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], env=terminal.env, capture_output=True, check=True
    )
    loaded = finished.stderr.decode()
    assert "'crampdiary'" in loaded
    for name in ("alembic", "matplotlib", "numpy", "PySide6", "scipy", "typst"):
        assert f"'{name}'" not in loaded
    assert "crampdiary.domain.catalogues" not in loaded
