"""No case beside a measure describes an applicant that cannot be."""

from guangdong_ai.catalogue.source_files import bundled_folder
from tests.bundled_catalogue import bundled_catalogue
from tests.oracle.written import read_cases, read_catalogue


def test_no_case_contradicts_itself() -> None:
    catalogue = bundled_catalogue()
    cases = [facts for titles in (False, True) for facts in read_cases(read_catalogue(bundled_folder(), titles=titles))]
    assert len(cases) > 400
    assert [(facts, found) for facts in cases if (found := catalogue.answer_rules(None).conflicts(facts))] == []
