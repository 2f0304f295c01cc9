"""What code, tests and docs cite of Freshdesk's API stands in docs/freshdesk-api.md."""

import re

from tests.docs.generate import ROOT

NUMBER = r"\d+(?:\.\d+)?"
CITED = re.compile(rf"freshdesk-api ({NUMBER}(?:(?:, | and | to ){NUMBER})*)")
HEADING = re.compile(rf"^#{{2,3}} ({NUMBER}) ", re.MULTILINE)
FOLDERS = ("assistant", "worker", "docs", "tests")
REFERENCE = ROOT / "docs/freshdesk-api.md"


def cited(text: str) -> list[str]:
    """The sections that `text` names, of a list or a range each one that is written out."""
    return [number for found in CITED.findall(text) for number in re.findall(NUMBER, found)]


def test_a_citation_may_name_several_sections():
    assert ["4.1", "5.1", "6"] == cited("(freshdesk-api 4.1, 5.1, 6)")
    assert ["6.1", "6.4", "8"] == cited("People (freshdesk-api 6.1 to 6.4). The statuses of freshdesk-api 8.")


def test_each_section_that_is_cited_has_its_heading():
    headings = set(HEADING.findall(REFERENCE.read_text()))
    pages = [path for folder in FOLDERS for kind in ("*.py", "*.md") for path in (ROOT / folder).rglob(kind)]
    missing = {str(path.relative_to(ROOT)): set(cited(path.read_text())) - headings for path in pages}

    assert {} == {path: numbers for path, numbers in missing.items() if numbers}


def test_each_section_has_one_heading():
    headings = HEADING.findall(REFERENCE.read_text())

    assert sorted(set(headings)) == sorted(headings)
