"""Where the text says enterprise, firm, manufacturer, maker or institute, nobody else is offered the measure."""

from datetime import date

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from tests.bundled_catalogue import bundled_catalogue

DAY = date(2026, 11, 23)
ENTERPRISES = {"enterprise"}
FOR_SOME = {
    "benchmark-supplier": {"enterprise", "research_institute"},
    "benchmark-user": ENTERPRISES,
    "dongguan-ai-challenge": ENTERPRISES,
    "dongguan-compute-voucher": {"enterprise", "university", "research_institute"},
    "dongguan-joint-rnd": ENTERPRISES,
    "dongguan-smart-factory": ENTERPRISES,
    "foshan-first-set-robot": ENTERPRISES,
    "foshan-joint-rnd": ENTERPRISES,
    "industry-fund": ENTERPRISES,
    "little-giant-award": ENTERPRISES,
    "shenzhen-corpus-voucher": ENTERPRISES,
    "shenzhen-hit-product": ENTERPRISES,
    "shenzhen-training-voucher": {"enterprise", "university", "research_institute"},
    "single-champion-award": ENTERPRISES,
    "gd-manufacturing-loan-subsidy": ENTERPRISES,
    "gd-renovation-equipment": ENTERPRISES,
    "gd-renovation-insurance": ENTERPRISES,
    "gd-renovation-leasing": ENTERPRISES,
    "gd-renovation-loan": ENTERPRISES,
    "haizhu-opc-algorithm": ENTERPRISES,
    "haizhu-opc-compute": ENTERPRISES,
    "haizhu-opc-model": ENTERPRISES,
    "haizhu-opc-orders": ENTERPRISES,
    "haizhu-opc-scene": ENTERPRISES,
    "huadu-chain-leader": ENTERPRISES,
    "huadu-national-title-award": ENTERPRISES,
    "huadu-provincial-title-award": ENTERPRISES,
    "huadu-rent": ENTERPRISES,
    "huadu-scene": ENTERPRISES,
    "huadu-unicorn-award": ENTERPRISES,
    "nansha-start-up-compute": ENTERPRISES,
    "zhuhai-filing-awards": ENTERPRISES,
}
FOR_ANYBODY = {
    "ai-scenarios", "baiyun-annotation", "baiyun-challenge", "baiyun-compute", "baiyun-data-set", "baiyun-model-or-algorithm",
    "cn-equipment-deduction", "cn-equipment-renewal-loan-subsidy", "cn-first-set-insurance", "cn-high-tech-tax-rate", "cn-key-little-giant",
    "cn-loss-carry-forward", "cn-rnd-super-deduction", "cn-rnd-super-deduction-listed", "cn-small-low-profit-tax",
    "cn-small-private-loan-subsidy", "cn-vat-extra-credit", "cn-vat-software-refund", "data-elements", "dongguan-ai-application-centre",
    "dongguan-robot-innovation-centre", "dongguan-robot-standards", "exchange-platforms", "foshan-innovation-centre", "foshan-vertical-model",
    "gd-specialised-sme-loan-subsidy", "huangpu-filed-algorithm", "huangpu-filed-model", "huangpu-model-compute",
    "huangpu-open-source-community", "huangpu-scene-demonstration", "huangpu-trusted-data-space", "huizhou-ai-cases", "huizhou-ai-scenarios",
    "huizhou-compute", "industry-alliance", "innovation-centre", "key-projects", "leading-talent", "longgang-compute", "longhua-compute",
    "longhua-growth-award", "national-project-match", "open-source-operation", "prudent-regulation", "rnd-special-ai", "rnd-special-robotics",
    "robot-plus", "shenzhen-benchmark-application", "shenzhen-corpus-opening", "shenzhen-demonstration-application", "shenzhen-model-voucher",
    "shenzhen-national-challenge", "shenzhen-national-project-match", "shenzhen-opc-demonstration", "shenzhen-opc-joint-research",
    "shenzhen-open-source-award", "shenzhen-source-innovation-centre", "standards", "zhongshan-compute-voucher", "zhongshan-platform-operation",
    "zhuhai-compute-voucher", "zhuhai-model-voucher",
}  # fmt: skip
"""Their texts say unit, organisation, developer, user, buyer, platform or centre; or, as for a special, ask it of the lead unit only."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def kinds(catalogue: Catalogue) -> list[str]:
    return [choice.id for choice in catalogue.facts["enterprise.kind"].choices]


def test_who_each_measure_is_for_was_thought_about(catalogue: Catalogue) -> None:
    assert FOR_SOME.keys() | FOR_ANYBODY == catalogue.measures.keys()


def test_nobody_is_offered_what_is_for_others(catalogue: Catalogue) -> None:
    for kind in kinds(catalogue):
        ruled_out = {
            result.measure.id
            for result in assess(catalogue, Profile(facts={"enterprise.kind": kind}), DAY).measures
            if result.eligibility == "ineligible"
        }
        assert ruled_out == {measure for measure, admitted in FOR_SOME.items() if kind not in admitted}, kind


@pytest.mark.parametrize(
    ("facts", "measure"),
    [
        ({"titles.little_giant_year": 2025, "enterprise.fields": frozenset({"ai"})}, "little-giant-award"),
        ({"enterprise.city": "dongguan", "enterprise.fields": frozenset({"robotics"}), "challenge.joint_rnd": True}, "dongguan-joint-rnd"),
        ({"enterprise.city": "shenzhen", "application.ai_product": True, "application.embodied_robot": False}, "shenzhen-hit-product"),
    ],
)
def test_of_an_applicant_whose_kind_is_not_known_it_is_asked(catalogue: Catalogue, facts: dict[str, object], measure: str) -> None:
    profile = Profile(facts={"enterprise.in_guangdong": True, **facts})  # type: ignore[dict-item]
    (result,) = (result for result in assess(catalogue, profile, DAY).measures if result.measure.id == measure)
    assert (result.eligibility, result.missing) == ("undetermined", ("enterprise.kind",))
