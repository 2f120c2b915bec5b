"""The rules as plain Python over validated models: what a developer would write without any engine. None is unknown."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from batch_peers.firm_by_firm import assess_file
from batch_peers.provincial_measures import MEASURES

Truth = bool | None
Range = tuple[int, int]

Count = Annotated[int, Field(ge=0)]
Money = Annotated[int, Field(ge=0)]
Year = Annotated[int, Field(ge=0, le=2100)]
Share = Annotated[float, Field(ge=0, le=1)]
Several = BeforeValidator(lambda text: text if text is None else text.split(",") if text != "none" else [])

AI_FIELDS = Literal["ai", "robotics", "other"]
LINKS = Literal["rnd_design", "production_operation", "om_service", "supply_chain"]
AI_SECTORS = Literal["education", "medical", "transport", "civil_affairs", "finance", "security"]
ROBOT_SECTORS = Literal["industry", "agriculture", "urban_management", "medical", "elderly_care", "special_operations"]
# fmt: off
CITIES = Literal[
    "guangzhou", "shaoguan", "shenzhen", "zhuhai", "shantou", "foshan", "jiangmen", "zhanjiang", "maoming", "zhaoqing", "huizhou", "meizhou",
    "shanwei", "heyuan", "yangjiang", "qingyuan", "dongguan", "zhongshan", "chaozhou", "jieyang", "yunfu", "hengqin",
]
# fmt: on


def _alias(name: str) -> str:
    """The column of an attribute: ``section__name`` stands in ``section.name``."""
    return name.replace("__", ".")


class Firm(BaseModel):
    """One row."""

    model_config = ConfigDict(alias_generator=_alias, frozen=True)

    enterprise__kind: Literal["enterprise", "research_institute", "university", "public_institution", "industry_body", "other"] | None
    enterprise__in_guangdong: bool | None
    enterprise__city: CITIES | None
    enterprise__fields: Annotated[frozenset[Literal["ai", "robotics", "manufacturing", "software", "other"]] | None, Several]
    enterprise__independent_legal_person: bool | None
    enterprise__independent_civil_liability: bool | None
    compliance__serious_dishonesty_list: bool | None
    compliance__abnormal_operations_list: bool | None
    compliance__tax_compliant: bool | None
    compliance__honest_operation: bool | None
    compliance__major_dispute_3y: bool | None
    compliance__fund_violation_3y: bool | None
    compliance__major_accident_3y: bool | None
    titles__little_giant_year: Year | None
    titles__little_giant_city_award: Money | None
    titles__single_champion_year: Year | None
    titles__single_champion_city_award: Money | None
    innovation_centre__level: Literal["national", "provincial", "city", "none"] | None
    innovation_centre__approved_year: Year | None
    innovation_centre__operating: bool | None
    innovation_centre__equipment_cost: Money | None
    national_project__in_major_project: bool | None
    national_project__field: AI_FIELDS | None
    national_project__meets_matching_conditions: bool | None
    national_project__central_funds: Money | None
    national_project__contract_signed: bool | None
    national_project__first_tranche_received: bool | None
    rnd_special__topic: Literal["ai", "robotics", "none"] | None
    rnd_special__lead: bool | None
    rnd_special__units: Count | None
    rnd_special__guide_requires_enterprise_lead: bool | None
    rnd_special__own_funding_share: Share | None
    benchmark__kind: Literal["industrial_model", "application_solution", "ai_application", "none"] | None
    benchmark__in_guangdong: bool | None
    benchmark__links: Annotated[frozenset[LINKS] | None, Several]
    benchmark__cost: Money | None
    benchmark__started: date | None
    benchmark__finished: date | None
    benchmark__invoices_in_period: bool | None
    open_source__platform: bool | None
    open_source__field: AI_FIELDS | None
    open_source__active_users: Count | None
    open_source__served_enterprises: Count | None
    scenario__ai_sectors: Annotated[frozenset[AI_SECTORS] | None, Several]
    scenario__robot_sectors: Annotated[frozenset[ROBOT_SECTORS] | None, Several]


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file."""
    assess_file(source, target, assess)


def assess(row: dict[str, Any]) -> dict[str, object]:
    """The result for one firm."""
    firm = Firm.model_validate(row)
    met: dict[str, Truth] = {
        **dict.fromkeys(MEASURES, in_ai_or_robotics(firm)),
        "national-project-match": national_project_match(firm),
        "rnd-special-ai": rnd_special_ai(firm),
        "rnd-special-robotics": is_one_of(firm.rnd_special__topic, "robotics"),
        "innovation-centre": innovation_centre(firm),
        "single-champion-award": new_title(firm, firm.titles__single_champion_year),
        "little-giant-award": new_title(firm, firm.titles__little_giant_year),
        "ai-scenarios": some(has(firm.enterprise__fields, "ai"), any_at_all(firm.scenario__ai_sectors)),
        "robot-plus": some(has(firm.enterprise__fields, "robotics"), any_at_all(firm.scenario__robot_sectors)),
        "benchmark-supplier": benchmark_supplier(firm),
        "benchmark-user": benchmark_user(firm),
        "open-source-operation": open_source_operation(firm),
        "industry-fund": every(is_one_of(firm.enterprise__kind, "enterprise"), in_ai_or_robotics(firm)),
    }
    result: dict[str, object] = {f"{measure}.status": status(truth) for measure, truth in met.items()}
    brings = {
        "innovation-centre": to_be_won(met["innovation-centre"], centre_amount(firm)),
        "single-champion-award": by_formula(met["single-champion-award"], champion_amount(firm)),
        "little-giant-award": by_formula(met["little-giant-award"], giant_amount(firm)),
        "benchmark-supplier": to_be_won(met["benchmark-supplier"], benchmark_amount(firm)),
        "benchmark-user": to_be_won(met["benchmark-user"], benchmark_amount(firm)),
        "open-source-operation": to_be_won(met["open-source-operation"], 8_000_000),
    }
    for measure, (low, high) in brings.items():
        result[f"{measure}.low"], result[f"{measure}.high"] = low, high
    result["total.low"], result["total.if_all_met"] = totals(brings, has(firm.enterprise__fields, "ai"))
    return result


def status(met: Truth) -> str:
    """People judge something of each measure: none is more than conditional."""
    return "undetermined" if met is None else "conditional" if met else "ineligible"


def every(*truths: Truth) -> Truth:
    """Kleene's and."""
    return False if False in truths else None if None in truths else True


def some(*truths: Truth) -> Truth:
    """Kleene's or."""
    return True if True in truths else None if None in truths else False


def no(truth: Truth) -> Truth:
    """Kleene's not."""
    return None if truth is None else not truth


def is_one_of(value: str | None, *accepted: str) -> Truth:
    """Whether a choice is one of these."""
    return None if value is None else value in accepted


def has(values: frozenset[str] | None, *wanted: str) -> Truth:
    """Whether one of these was chosen."""
    return None if values is None else not values.isdisjoint(wanted)


def any_at_all(values: frozenset[str] | None) -> Truth:
    """Whether anything was chosen."""
    return None if values is None else bool(values)


def at_least(value: float | None, bound: float) -> Truth:
    """Whether a number reaches a bound."""
    return None if value is None else value >= bound


def between(value: int | None, first: int, last: int) -> Truth:
    """Whether a number lies in a range, ends included."""
    return None if value is None else first <= value <= last


def in_ai_or_robotics(firm: Firm) -> Truth:
    """What all that is known of half of the measures asks."""
    return has(firm.enterprise__fields, "ai", "robotics")


def national_project_match(firm: Firm) -> Truth:
    """Article 1."""
    return every(
        firm.national_project__in_major_project,
        is_one_of(firm.national_project__field, "ai", "robotics"),
        firm.national_project__meets_matching_conditions,
        firm.enterprise__in_guangdong,
        no(is_one_of(firm.enterprise__city, "shenzhen")),
        firm.enterprise__independent_legal_person,
        at_least(firm.national_project__central_funds, 20_000_000),
        firm.national_project__contract_signed,
        firm.national_project__first_tranche_received,
    )


def rnd_special_ai(firm: Firm) -> Truth:
    """Article 1, with the call of 2025."""
    is_enterprise = is_one_of(firm.enterprise__kind, "enterprise")
    follows, any_may_lead = no(firm.rnd_special__lead), no(firm.rnd_special__guide_requires_enterprise_lead)
    share = firm.rnd_special__own_funding_share
    return every(
        is_one_of(firm.rnd_special__topic, "ai"),
        some(
            follows,
            every(firm.enterprise__in_guangdong, firm.enterprise__independent_legal_person, no(is_one_of(firm.enterprise__kind, "other"))),
        ),
        some(no(is_enterprise), firm.enterprise__in_guangdong),
        no(at_least(firm.rnd_special__units, 6)),
        some(follows, is_enterprise, any_may_lead),
        at_least(share, 0.5),
        some(at_least(share, 0.7), any_may_lead),
    )


def innovation_centre(firm: Firm) -> Truth:
    """Article 1."""
    return every(
        is_one_of(firm.innovation_centre__level, "national", "provincial"),
        between(firm.innovation_centre__approved_year, 2025, 2027),
        firm.innovation_centre__operating,
        in_ai_or_robotics(firm),
        firm.enterprise__in_guangdong,
    )


def new_title(firm: Firm, year: int | None) -> Truth:
    """Article 2: a national title won by an enterprise in the period."""
    return every(
        between(year, 2024, 2026), is_one_of(firm.enterprise__kind, "enterprise"), in_ai_or_robotics(firm), firm.enterprise__in_guangdong
    )


def benchmark_in_general(firm: Firm) -> Truth:
    """Article 4: what the call of 2026 asks on both routes."""
    return every(
        firm.enterprise__in_guangdong,
        some(firm.enterprise__independent_legal_person, firm.enterprise__independent_civil_liability),
        firm.benchmark__in_guangdong,
        None if firm.benchmark__started is None else firm.benchmark__started >= date(2022, 7, 1),
        None if firm.benchmark__finished is None else firm.benchmark__finished <= date(2025, 7, 31),
        firm.benchmark__invoices_in_period,
        no(firm.compliance__major_dispute_3y),
        no(firm.compliance__fund_violation_3y),
        no(firm.compliance__major_accident_3y),
        firm.compliance__honest_operation,
        firm.compliance__tax_compliant,
        no(firm.compliance__serious_dishonesty_list),
        no(firm.compliance__abnormal_operations_list),
    )


def benchmark_supplier(firm: Firm) -> Truth:
    """Article 4, the supplier's route."""
    return every(
        is_one_of(firm.enterprise__kind, "enterprise", "research_institute"),
        some(is_one_of(firm.enterprise__kind, "research_institute"), has(firm.enterprise__fields, "ai")),
        is_one_of(firm.benchmark__kind, "industrial_model", "application_solution"),
        benchmark_in_general(firm),
    )


def benchmark_user(firm: Firm) -> Truth:
    """Article 4, the user's route."""
    return every(
        is_one_of(firm.enterprise__kind, "enterprise"),
        has(firm.enterprise__fields, "manufacturing"),
        is_one_of(firm.benchmark__kind, "ai_application"),
        any_at_all(firm.benchmark__links),
        benchmark_in_general(firm),
    )


def open_source_operation(firm: Firm) -> Truth:
    """Article 7."""
    return every(
        firm.open_source__platform,
        is_one_of(firm.open_source__field, "ai", "robotics"),
        some(at_least(firm.open_source__active_users, 1_000_001), at_least(firm.open_source__served_enterprises, 201)),
        firm.enterprise__in_guangdong,
    )


def centre_amount(firm: Firm) -> int:
    """The most that a centre gets: two fifths of its equipment, up to a cap by its level."""
    cap = 10_000_000 if firm.innovation_centre__level == "provincial" else 50_000_000
    cost = firm.innovation_centre__equipment_cost
    return cap if cost is None else min(cost * 2 // 5, cap)


def benchmark_amount(firm: Firm) -> int:
    """The most that a benchmark project gets."""
    return 8_000_000 if firm.benchmark__cost is None else min(firm.benchmark__cost * 3 // 10, 8_000_000)


def champion_amount(firm: Firm) -> Range:
    """The award to a single champion of 2024 to 2026."""
    year = firm.titles__single_champion_year
    award: tuple[int, int | None] = (0, None)
    if firm.titles__single_champion_city_award is not None:
        award = (firm.titles__single_champion_city_award, firm.titles__single_champion_city_award)
    elif year is not None and firm.enterprise__city is not None:
        if firm.enterprise__city == "guangzhou" and year >= 2025:
            award = (0, 1_500_000)
        elif firm.enterprise__city == "zhuhai" and year >= 2025:
            award = (0, 0)
        elif firm.enterprise__city == "dongguan" and year <= 2024:
            award = (0, max(3_000_000 - paid_in_dongguan(firm), 0))
        elif firm.enterprise__city == "foshan":
            award = (0, 3_000_000)
    return as_much_as_the_city(award, 3_000_000)


def paid_in_dongguan(firm: Firm) -> int:
    """What a champion there was surely paid as little giant before: it gets the difference."""
    if firm.titles__little_giant_city_award is not None:
        return firm.titles__little_giant_city_award
    return 500_000 if firm.titles__little_giant_year == 2021 else 0


def giant_amount(firm: Firm) -> Range:
    """The award to a little giant of 2024 to 2026."""
    year = firm.titles__little_giant_year
    award: tuple[int, int | None] = (0, None)
    if firm.titles__little_giant_city_award is not None:
        award = (firm.titles__little_giant_city_award, firm.titles__little_giant_city_award)
    elif year is not None and firm.enterprise__city is not None:
        if firm.enterprise__city == "guangzhou" and year >= 2025:
            award = (1_000_000 if year == 2025 else 0, 1_000_000)
        elif firm.enterprise__city == "shenzhen" and year <= 2025:
            award = (0, 500_000)
        elif firm.enterprise__city == "zhuhai" and year >= 2025:
            award = (0, 0)
        elif firm.enterprise__city == "foshan":
            award = (0, 2_000_000)
    return as_much_as_the_city(award, 2_000_000)


def as_much_as_the_city(award: tuple[int, int | None], cap: int) -> Range:
    """The province adds the city's award, by one reading up to the cap, by the other as far as the cap leaves room for both."""
    low, high = award
    if high is None:
        return 0, cap
    return min(low, max(cap - high, 0)), min(high, cap)


def to_be_won(met: Truth, most: int) -> Range:
    """Money won in competition or after review may come to nothing."""
    return 0, 0 if met is False else most


def by_formula(met: Truth, amount: Range) -> Range:
    """Nothing to the ineligible, from nothing to the undetermined."""
    return (0, 0) if met is False else (0, amount[1]) if met is None else amount


def totals(brings: dict[str, Range], ai: Truth) -> Range:
    """Of the two routes one counts. Whether both titles are awarded is not published: surely the larger, perhaps both.

    Without AI only an institute is a supplier, and only an enterprise has titles or is a user.
    """
    most = {measure: high for measure, (_, high) in brings.items()}
    as_enterprise = max(0 if ai is False else most["benchmark-supplier"], most["benchmark-user"])
    titles = most["single-champion-award"] + most["little-giant-award"]
    low = max(brings["single-champion-award"][0], brings["little-giant-award"][0])
    return low, most["innovation-centre"] + most["open-source-operation"] + max(most["benchmark-supplier"], titles + as_enterprise)
