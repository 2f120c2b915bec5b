"""The rules written by hand for Polars: what an engineer would write who knows these measures, and Polars, well.

Unknown is null, and Polars does Kleene's logic with nulls. A set of choices becomes an Enum whose number is the set as bits, so that each
string is looked at once. What several measures ask is worked out once. Everything streams.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from batch_peers.provincial_measures import MEASURES, WITH_MONEY

STATUSES = pl.Enum(["ineligible", "undetermined", "conditional"])
"""No measure is ever more than conditional: people judge something of each."""

FIELDS = ("ai", "robotics", "manufacturing", "software", "other")

ONLY_A_FIELD = (
    "industry-alliance",
    "key-projects",
    "data-elements",
    "leading-talent",
    "standards",
    "exchange-platforms",
    "prudent-regulation",
)
"""Measures of which nothing is published but that they are for AI and robotics."""

COMPLIANCE = (
    "serious_dishonesty_list",
    "abnormal_operations_list",
    "tax_compliant",
    "honest_operation",
    "major_dispute_3y",
    "fund_violation_3y",
    "major_accident_3y",
)
NATIONAL_PROJECT = (
    "in_major_project",
    "field",
    "meets_matching_conditions",
    "central_funds",
    "contract_signed",
    "first_tranche_received",
)

NATIONAL_CENTRE, PROVINCIAL_CENTRE = 50_000_000, 10_000_000
CHAMPION_CAP, LITTLE_GIANT_CAP = 3_000_000, 2_000_000
BENCHMARK_CAP, OPEN_SOURCE_CAP = 8_000_000, 8_000_000


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file."""
    assessed(pl.scan_parquet(source)).sink_parquet(target, compression="zstd", row_group_size=125_000)


def assessed(firms: pl.LazyFrame) -> pl.LazyFrame:
    """The result for each firm: what measures share, then whether each is met, then status and amounts, then the total."""
    firms = firms.with_columns(**_shared()).with_columns(**_benchmark())
    firms = firms.with_columns(**_met(), **_amounts())
    firms = firms.select("id", **_results(), missing=_missing())
    return firms.with_columns(**_totals()).select("id", *_columns())


def _shared() -> Mapping[str, pl.Expr]:
    fields = pl.col("enterprise.fields").cast(_sets_of(FIELDS)).to_physical()
    city, in_guangdong, kind = pl.col("enterprise.city"), pl.col("enterprise.in_guangdong"), pl.col("enterprise.kind")
    lead, guide_asks_for_enterprise = pl.col("rnd_special.lead"), pl.col("rnd_special.guide_requires_enterprise_lead")
    share = pl.col("rnd_special.own_funding_share")
    may_lead = in_guangdong & pl.col("enterprise.independent_legal_person") & (kind != "other")
    return {
        "ai": (fields & 1) != 0,
        "robotics": (fields & 2) != 0,
        "ai or robotics": (fields & 3) != 0,
        "manufacturing": (fields & 4) != 0,
        "guangzhou": city == "guangzhou",
        "shenzhen": city == "shenzhen",
        "zhuhai": city == "zhuhai",
        "may lead": may_lead,
        "lead may lead": ~lead | may_lead,
        "enterprise is near": (kind != "enterprise") | in_guangdong,
        "right one leads": ~lead | (kind == "enterprise") | ~guide_asks_for_enterprise,
        "more of its own": (share >= 0.7) | ~guide_asks_for_enterprise,
        "enough users": (pl.col("open_source.active_users") > 1_000_000) | (pl.col("open_source.served_enterprises") > 200),
        "answers for itself": pl.col("enterprise.independent_legal_person") | pl.col("enterprise.independent_civil_liability"),
    }


def _benchmark() -> Mapping[str, pl.Expr]:
    return {
        "benchmark": pl.all_horizontal(
            pl.col("enterprise.in_guangdong"),
            pl.col("answers for itself"),
            pl.col("benchmark.in_guangdong"),
            pl.col("benchmark.started") >= date(2022, 7, 1),
            pl.col("benchmark.finished") <= date(2025, 7, 31),
            pl.col("benchmark.invoices_in_period"),
            ~pl.col("compliance.major_dispute_3y"),
            ~pl.col("compliance.fund_violation_3y"),
            ~pl.col("compliance.major_accident_3y"),
            pl.col("compliance.honest_operation"),
            pl.col("compliance.tax_compliant"),
            ~pl.col("compliance.serious_dishonesty_list"),
            ~pl.col("compliance.abnormal_operations_list"),
        ),
    }


def _sets_of(choices: Sequence[str]) -> pl.Enum:
    """Every set of the choices as the file spells it, at the number that has a bit for each."""
    return pl.Enum(
        [",".join(choice for bit, choice in enumerate(choices) if number >> bit & 1) or "none" for number in range(1 << len(choices))]
    )


def _met() -> Mapping[str, pl.Expr]:
    in_guangdong, legal_person = pl.col("enterprise.in_guangdong"), pl.col("enterprise.independent_legal_person")
    kind, project = pl.col("enterprise.kind"), pl.col("benchmark.kind")
    level = pl.col("innovation_centre.level")
    is_enterprise, is_institute = kind == "enterprise", kind == "research_institute"
    ai, ai_or_robotics = pl.col("ai"), pl.col("ai or robotics")
    of_field = is_enterprise & ai_or_robotics
    return {
        "met national-project-match": pl.all_horizontal(
            pl.col("national_project.in_major_project"),
            pl.col("national_project.field") != "other",
            pl.col("national_project.meets_matching_conditions"),
            in_guangdong,
            ~pl.col("shenzhen"),
            legal_person,
            pl.col("national_project.central_funds") >= 20_000_000,
            pl.col("national_project.contract_signed"),
            pl.col("national_project.first_tranche_received"),
        ),
        "met rnd-special-ai": pl.all_horizontal(
            pl.col("rnd_special.topic") == "ai",
            pl.col("lead may lead"),
            pl.col("enterprise is near"),
            pl.col("rnd_special.units") <= 5,
            pl.col("right one leads"),
            (pl.col("rnd_special.own_funding_share") >= 0.5) & pl.col("more of its own"),
        ),
        "met rnd-special-robotics": pl.col("rnd_special.topic") == "robotics",
        "met innovation-centre": pl.all_horizontal(
            (level == "national") | (level == "provincial"),
            pl.col("innovation_centre.approved_year").is_between(2025, 2027),
            pl.col("innovation_centre.operating"),
            ai_or_robotics,
            in_guangdong,
        ),
        "met single-champion-award": pl.col("titles.single_champion_year").is_between(2024, 2026) & of_field & in_guangdong,
        "met little-giant-award": pl.col("titles.little_giant_year").is_between(2024, 2026) & of_field & in_guangdong,
        "met industry-fund": of_field,
        "met ai-scenarios": ai | (pl.col("scenario.ai_sectors") != "none"),
        "met robot-plus": pl.col("robotics") | (pl.col("scenario.robot_sectors") != "none"),
        "met benchmark-supplier": pl.all_horizontal(
            is_enterprise | is_institute,
            is_institute | ai,
            (project == "industrial_model") | (project == "application_solution"),
            pl.col("benchmark"),
        ),
        "met benchmark-user": pl.all_horizontal(
            is_enterprise,
            pl.col("manufacturing"),
            project == "ai_application",
            pl.col("benchmark.links") != "none",
            pl.col("benchmark"),
        ),
        "met open-source-operation": pl.all_horizontal(
            pl.col("open_source.platform"),
            pl.col("open_source.field") != "other",
            pl.col("enough users"),
            in_guangdong,
        ),
    }


def _amounts() -> Mapping[str, pl.Expr]:
    """What a measure brings to whom nothing keeps from it. A minimum over columns passes over nulls: what is unknown is up to the cap."""
    champion_award, champion_year = pl.col("titles.single_champion_city_award"), pl.col("titles.single_champion_year")
    giant_award, giant_year = pl.col("titles.little_giant_city_award"), pl.col("titles.little_giant_year")
    since_2025 = giant_year >= 2025
    paid_in_dongguan = pl.coalesce(giant_award, pl.when(giant_year == 2021).then(500_000).otherwise(0))
    centre_cap = pl.when(pl.col("innovation_centre.level") == "provincial").then(PROVINCIAL_CENTRE).otherwise(NATIONAL_CENTRE)
    return {
        "most innovation-centre": pl.min_horizontal(pl.col("innovation_centre.equipment_cost") * 2 // 5, centre_cap),
        "most benchmark": pl.min_horizontal(pl.col("benchmark.cost") * 3 // 10, BENCHMARK_CAP),
        "least single-champion-award": _left_of_cap(champion_award, CHAMPION_CAP).fill_null(0),
        "most single-champion-award": pl.when(champion_award.is_not_null())
        .then(pl.min_horizontal(champion_award, CHAMPION_CAP))
        .when(pl.col("guangzhou") & (champion_year >= 2025))
        .then(1_500_000)
        .when(pl.col("zhuhai") & (champion_year >= 2025))
        .then(0)
        .when((pl.col("enterprise.city") == "dongguan") & (champion_year <= 2024))
        .then((CHAMPION_CAP - paid_in_dongguan).clip(lower_bound=0))
        .otherwise(CHAMPION_CAP),
        "least little-giant-award": pl.when(giant_award.is_not_null())
        .then(_left_of_cap(giant_award, LITTLE_GIANT_CAP))
        .when(pl.col("guangzhou") & (giant_year == 2025))
        .then(1_000_000)
        .otherwise(0),
        "most little-giant-award": pl.when(giant_award.is_not_null())
        .then(pl.min_horizontal(giant_award, LITTLE_GIANT_CAP))
        .when(pl.col("guangzhou") & since_2025)
        .then(1_000_000)
        .when(pl.col("zhuhai") & since_2025)
        .then(0)
        .when(pl.col("shenzhen") & (giant_year <= 2025))
        .then(500_000)
        .otherwise(LITTLE_GIANT_CAP),
    }


def _left_of_cap(award: pl.Expr, cap: int) -> pl.Expr:
    """The province adds as much as the city gives, as far as the cap leaves room for both."""
    return pl.min_horizontal(award, (cap - award).clip(lower_bound=0))


def _results() -> Mapping[str, pl.Expr]:
    statuses = {f"{measure}.status": _status(_condition_of(measure)) for measure in MEASURES}
    highest = {
        "innovation-centre": pl.col("most innovation-centre"),
        "single-champion-award": pl.col("most single-champion-award"),
        "little-giant-award": pl.col("most little-giant-award"),
        "benchmark-supplier": pl.col("most benchmark"),
        "benchmark-user": pl.col("most benchmark"),
        "open-source-operation": pl.lit(OPEN_SOURCE_CAP),
    }
    highs = {
        f"{measure}.high": pl.when(_condition_of(measure).fill_null(value=True)).then(most.cast(pl.Int64)).otherwise(0)
        for measure, most in highest.items()
    }
    lows = {
        f"{measure}.low": pl.when(_condition_of(measure)).then(pl.col(f"least {measure}")).otherwise(0)
        for measure in ("single-champion-award", "little-giant-award")
    }
    supplier = pl.when(pl.col("ai").fill_null(value=True)).then(highs["benchmark-supplier.high"]).otherwise(0)
    return {**statuses, **highs, **lows, "supplier as enterprise": supplier}


def _condition_of(measure: str) -> pl.Expr:
    return pl.col("ai or robotics" if measure in ONLY_A_FIELD else f"met {measure}")


def _status(met: pl.Expr) -> pl.Expr:
    undetermined = pl.when(met.is_null()).then(pl.lit("undetermined", STATUSES))
    return undetermined.when(met).then(pl.lit("conditional", STATUSES)).otherwise(pl.lit("ineligible", STATUSES))


def _missing() -> pl.Expr:
    """How many facts are unknown on which a measure that is undetermined still depends; of alternatives, while they are open."""

    def is_open(measure: str) -> pl.Expr:
        return pl.col(f"met {measure}").is_null()

    national, special, centre = is_open("national-project-match"), is_open("rnd-special-ai"), is_open("innovation-centre")
    champion, giant, open_source = is_open("single-champion-award"), is_open("little-giant-award"), is_open("open-source-operation")
    supplier, user = is_open("benchmark-supplier"), is_open("benchmark-user")
    benchmark = supplier | user
    near, leads = pl.col("enterprise is near").is_null(), pl.col("right one leads").is_null()
    may_lead = pl.col("lead may lead").is_null() & pl.col("may lead").is_null()
    own = pl.col("more of its own").is_null()
    where_needed = {
        "enterprise.kind": (special & (may_lead | near | leads)) | benchmark | champion | giant | is_open("industry-fund"),
        "enterprise.in_guangdong": national | centre | champion | giant | benchmark | open_source | (special & (may_lead | near)),
        "enterprise.city": national,
        # Of the measures that ask for nothing but the field each is open.
        "enterprise.fields": pl.lit(value=True),
        "enterprise.independent_legal_person": national | (special & may_lead) | (benchmark & pl.col("answers for itself").is_null()),
        "enterprise.independent_civil_liability": benchmark & pl.col("answers for itself").is_null(),
        **{f"compliance.{fact}": benchmark for fact in COMPLIANCE},
        "titles.little_giant_year": giant,
        "titles.single_champion_year": champion,
        **{f"innovation_centre.{fact}": centre for fact in ("level", "approved_year", "operating")},
        **{f"national_project.{fact}": national for fact in NATIONAL_PROJECT},
        # So is the one that asks for nothing but the topic.
        "rnd_special.topic": pl.lit(value=True),
        "rnd_special.lead": special & (pl.col("lead may lead").is_null() | leads),
        "rnd_special.units": special,
        "rnd_special.guide_requires_enterprise_lead": special & (leads | own),
        "rnd_special.own_funding_share": special,
        "benchmark.kind": benchmark,
        "benchmark.links": user,
        **{f"benchmark.{fact}": benchmark for fact in ("in_guangdong", "started", "finished", "invoices_in_period")},
        "open_source.platform": open_source,
        "open_source.field": open_source,
        "open_source.active_users": open_source & pl.col("enough users").is_null(),
        "open_source.served_enterprises": open_source & pl.col("enough users").is_null(),
        "scenario.ai_sectors": is_open("ai-scenarios"),
        "scenario.robot_sectors": is_open("robot-plus"),
    }
    return pl.sum_horizontal(pl.col(fact).is_null() & needed for fact, needed in where_needed.items()).cast(pl.Int64)


def _totals() -> Mapping[str, pl.Expr]:
    """Of the two routes one counts. Whether both titles are awarded is not published: surely the larger, perhaps both.

    Supplier and user need different projects, so that no applicant has both while the kind is unknown: one of them counts anyway. Without AI
    only an institute is a supplier, and only an enterprise has titles or is a user.
    """
    as_enterprise = pl.max_horizontal("supplier as enterprise", "benchmark-user.high")
    titles = pl.col("single-champion-award.high") + pl.col("little-giant-award.high")
    others = ("innovation-centre", "open-source-operation")
    return {
        "total.low": pl.max_horizontal("single-champion-award.low", "little-giant-award.low"),
        "total.if_all_met": sum(
            (pl.col(f"{measure}.high") for measure in others), pl.max_horizontal("benchmark-supplier.high", titles + as_enterprise)
        ),
    }


def _columns() -> Sequence[pl.Expr]:
    """Whole yuan where there are any, and nulls where a measure has no amount."""
    in_competition = [measure for measure in WITH_MONEY if measure not in ("single-champion-award", "little-giant-award")]
    columns: list[pl.Expr] = []
    for measure in MEASURES:
        nothing = pl.lit(None if measure not in WITH_MONEY else 0, pl.Int64)
        columns += [
            pl.col(f"{measure}.status"),
            nothing.alias(f"{measure}.low") if measure in in_competition or measure not in WITH_MONEY else pl.col(f"{measure}.low"),
            nothing.alias(f"{measure}.high") if measure not in WITH_MONEY else pl.col(f"{measure}.high"),
        ]
    return [*columns, pl.col("total.low"), pl.col("total.if_all_met"), pl.col("missing")]
