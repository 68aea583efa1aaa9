"""The method note says what the code does: its figures are recomputed, in both languages.

Truth leaned on: the product itself and docs/method/coverage.md, the simulation's printed tables.
"""

import re
from pathlib import Path

import pytest

from analysis.intervals import PROPORTION_INTERVALS, answers_to_decide
from analysis.planning import verdict_power, verdict_sample_size
from analysis.results import Moments
from analysis.sensitivity import data_defect_correlation, tipping_point

ROOT = Path(__file__).parents[2]
NOTES = {code: (ROOT / f"app/method/note.{code}.md").read_text() for code in ("en", "vi")}
COVERAGE = (ROOT / "docs/method/coverage.md").read_text()

languages = pytest.mark.parametrize("language", NOTES)


def says(language, text):
    """Whether the note holds an English figure, written as its language writes numbers."""
    if language == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text in NOTES[language]


@languages
def test_the_example_of_45_in_50_is_what_the_code_computes(language):
    interval = PROPORTION_INTERVALS["mid_p"](45, 50, 0.95)
    assert says(language, f"{interval.low * 100:.1f}%")
    assert says(language, f"{interval.high * 100:.1f}%")
    more = answers_to_decide(Moments.of(0.9, 0.0018, 50, 49, simple=1), target=0.8)
    sentence = {"en": f"{more} more answers", "vi": f"thêm {more} phiếu"}
    assert sentence[language] in NOTES[language]


@languages
def test_everyone_of_12_satisfied_is_what_the_code_computes(language):
    assert says(language, f"{PROPORTION_INTERVALS['mid_p'](12, 12, 0.95).low * 100:.1f}%")


@languages
def test_the_planning_figures_are_what_the_code_computes(language):
    for truth in (0.83, 0.85, 0.90, 0.95):
        assert says(language, f"{verdict_sample_size(truth).n:,}")
    for truth in (0.83, 0.85):
        assert says(language, f"{verdict_power(384, truth).power * 100:.0f}%")


@languages
def test_the_silent_quarter_is_what_the_code_computes(language):
    assert says(language, f"{tipping_point(0.25, 0.86).nonrespondent_share * 100:.0f}%")
    assert says(language, f"{data_defect_correlation(0.25, 0.86):.3f}")


@languages
def test_formulas_are_written_for_readers_not_for_tex(language):
    assert "$" not in NOTES[language]
    assert "\\frac" not in NOTES[language]


def printed(setting, figure):
    row = re.search(rf"^\| {setting} \| {figure} \| ([\d.]+) \|", COVERAGE, re.MULTILINE)
    return float(row[1])


@languages
@pytest.mark.parametrize(
    "setting",
    ["binary mid_p", "halo company", "weak company", "mixed company", "clusters high company"],
)
def test_the_coverage_quoted_is_the_coverage_printed(language, setting):
    assert says(language, f"{printed(setting, 'least') * 100:.1f}%")


@languages
@pytest.mark.parametrize("setting", ["halo company", "weak company", "mixed company"])
def test_the_widths_quoted_are_the_widths_printed(language, setting):
    assert says(language, f"{printed(setting, 'width'):.3f}")


def missed():
    """Errors above the bar, stress settings apart: ``(where, found)``."""
    rows = re.findall(r"^\| (.+) \| (?:met|not_met) \| ([\d.]+) \| .*\*\*missed", COVERAGE, re.M)
    return [(where, float(found)) for where, found in rows if "stress" not in where]


@languages
def test_every_error_above_3_percent_is_confessed(language):
    assert len(missed()) >= 2, "the table is not read"
    for where, found in missed():
        assert says(language, f"{found * 100:.1f}%"), where


@languages
def test_what_is_said_of_the_yardstick_is_printed(language):
    least = min(printed(f"{part} gaffke", "least") for part in ("halo", "weak", "mixed"))
    assert says(language, f"{least * 100:.1f}%")
    rows = re.findall(r"beside Gaffke's \| width \| ([\d.]+) \| <= ([\d.]+)", COVERAGE)
    wider = [float(bar) / float(width) - 1 for width, bar in rows]
    said = {"en": "{:.0f} to {:.0f}% wider", "vi": "từ {:.0f} đến {:.0f}%"}[language]
    assert says(language, said.format(100 * min(wider), 100 * max(wider)))


@languages
def test_the_seed_and_the_draws_are_those_of_the_tables(language):
    assert "seed 20261123, 20,000 draws" in COVERAGE
    assert "20261123" in NOTES[language]
    assert says(language, "20,000")


@languages
def test_every_reference_is_cited_and_every_citation_exists(language):
    body, references = re.split(
        r"^## (?:References|Tài liệu tham khảo)$", NOTES[language], flags=re.M
    )
    listed = {int(number) for number in re.findall(r"^(\d+)\. ", references, re.MULTILINE)}
    cited = {int(n) for group in re.findall(r"\[([\d, ]+)\]", body) for n in group.split(",")}
    assert listed == set(range(1, 22))
    assert cited <= listed
    assert listed - cited == {16}, "that one is cited by its section"


def test_both_languages_say_the_same_in_the_same_order():
    shapes = [
        (len(re.findall(pattern, note, re.MULTILINE)))
        for note in NOTES.values()
        for pattern in (r"^## ", r"^\|", r"^- ", r"^```", r"^\d+\. ")
    ]
    assert shapes[:5] == shapes[5:]
    commands = [re.findall(r"^python .*$", note, re.MULTILINE) for note in NOTES.values()]
    assert commands[0] == commands[1]


@languages
def test_the_note_is_plain_markdown(language):
    assert not re.search(r"<[a-zA-Z/!]", NOTES[language]), "no raw HTML"
    assert NOTES[language].count("\n# ") == 0, "one title"
