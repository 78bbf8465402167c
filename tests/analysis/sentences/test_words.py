"""No sentence of the statistics claims more than figures can: all templates, and many made."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crampdiary.analysis.sentences as package
from crampdiary.analysis.comparison import compare
from crampdiary.analysis.rate_ratio import Method
from crampdiary.analysis.results import Context
from crampdiary.analysis.sentences.details import comparison_details
from tests.analysis.nights import labels, series

NEVER = re.compile(
    r"pro(ve|of)|\bwork(s|ed|ing)?\b|effective|efficac|caus(e|al|ing)|significan|missing|cure|heal",
    re.IGNORECASE,
)
PLAIN_LENGTH = 330


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


def templates() -> list[tuple[str, str]]:
    return [
        (f"{found.name}.{name}", text)
        for found in pkgutil.iter_modules(package.__path__)
        for name, value in vars(importlib.import_module(f"{package.__name__}.{found.name}")).items()
        if name.isupper()
        for text in strings(value)
    ]


def test_every_module_of_sentences_keeps_its_templates_in_constants() -> None:
    modules = {name.partition(".")[0] for name, _ in templates()}
    assert modules == {found.name for found in pkgutil.iter_modules(package.__path__)}


@pytest.mark.parametrize(("name", "text"), templates())
def test_no_template_claims_anything(name: str, text: str) -> None:
    assert not NEVER.search(text)
    assert len(text) <= PLAIN_LENGTH
    assert all(field is None or field.isidentifier() for _, field, _, _ in Formatter().parse(text))


@pytest.mark.parametrize(
    "claim",
    ["It works.", "This proves it", "was effective", "Caused by", "a significant fall", "Working"],
)
def test_the_words_looked_for_would_be_found(claim: str) -> None:
    assert NEVER.search(claim)


nightly = st.sampled_from(["", "0", "1", "2", "0000000", "1010101", "1-00-00", "3000000", "-"])
stretches = st.lists(nightly, max_size=25).map(lambda parts: "".join(parts) * 4)


@settings(max_examples=150, deadline=None)
@given(
    stretches,
    stretches,
    stretches,
    st.sampled_from([None, *Method]),
    st.integers(1, 6),
    st.builds(
        Context,
        left_out_before=st.sampled_from([0, 1, 5, 28, 30]),
        lag=st.sampled_from([0, 1, 3, 28]),
        others=st.sampled_from([(), ("Magnesium",), ("Magnesium", "K2")]),
    ),
    st.booleans(),
)
def test_no_sentence_made_of_any_diary_claims_anything(
    before: str,
    during: str,
    after: str,
    method: Method | None,
    comparisons: int,
    context: Context,
    together: bool,
) -> None:
    text = before + during + after
    strata = ("0" * len(before) + "1" * (len(during) + len(after))) if together else None
    kinds = labels("b" * len(before) + "t" * len(during) + "b" * len(after), strata)
    found = compare(
        series(text),
        kinds,
        name="Vitamin D3",
        method=method,
        comparisons=comparisons,
        context=context,
        with_weeks_before=kinds,
        steady=kinds,
    )
    said = (*found.sentences, *comparison_details(found))
    for sentence in said:
        assert not NEVER.search(sentence)
        assert "{" not in sentence
        assert "None" not in sentence
        assert "nan" not in sentence
        assert "inf" not in sentence.replace("information", "")
        assert "  " not in sentence
        assert not re.search(r"\b1 (nights|recorded nights|cramps)\b", sentence)
    assert all(sentence.endswith(".") for sentence in said)
