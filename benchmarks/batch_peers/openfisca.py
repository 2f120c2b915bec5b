"""The rules written by hand as OpenFisca variables with formulas, simulated over arrays.

OpenFisca has no unknown value: what is not set is a default. So each condition is two yes/no variables, ``surely`` and ``possibly``, and
each number has one beside it that says whether it is known. Whole numbers have 32 bits there: money is cut at LARGEST yuan, which lies
beyond every threshold and cap of these rules.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from openfisca_core.entities import Entity  # type: ignore[import-not-found,import-untyped,unused-ignore]
from openfisca_core.indexed_enums import Enum  # type: ignore[import-not-found,import-untyped,unused-ignore]
from openfisca_core.periods import DateUnit  # type: ignore[import-not-found,import-untyped,unused-ignore]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found,import-untyped,unused-ignore]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found,import-untyped,unused-ignore]
from openfisca_core.variables import Variable  # type: ignore[import-not-found,import-untyped,unused-ignore]

from batch_peers.province import RESULT_SCHEMA
from batch_peers.provincial_measures import MEASURES, WITH_MONEY

ROWS_AT_ONCE = 100_000
DAY = "2026-03-01"
LARGEST = 700_000_000

FIRM = Entity("firm", "firms", "An applicant", "One applicant, whose facts are all that matters.")

End = Literal["surely", "possibly"]
Bits = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]

YES_NO = (
    "enterprise.in_guangdong",
    "enterprise.independent_legal_person",
    "enterprise.independent_civil_liability",
    "compliance.serious_dishonesty_list",
    "compliance.abnormal_operations_list",
    "compliance.tax_compliant",
    "compliance.honest_operation",
    "compliance.major_dispute_3y",
    "compliance.fund_violation_3y",
    "compliance.major_accident_3y",
    "innovation_centre.operating",
    "national_project.in_major_project",
    "national_project.meets_matching_conditions",
    "national_project.contract_signed",
    "national_project.first_tranche_received",
    "rnd_special.lead",
    "rnd_special.guide_requires_enterprise_lead",
    "benchmark.in_guangdong",
    "benchmark.invoices_in_period",
    "open_source.platform",
)
WHOLE = (
    "titles.little_giant_year",
    "titles.little_giant_city_award",
    "titles.single_champion_year",
    "titles.single_champion_city_award",
    "innovation_centre.approved_year",
    "innovation_centre.equipment_cost",
    "national_project.central_funds",
    "rnd_special.units",
    "benchmark.cost",
    "open_source.active_users",
    "open_source.served_enterprises",
)
SHARES = ("rnd_special.own_funding_share",)
DATES = ("benchmark.started", "benchmark.finished")
CHOICES: Mapping[str, Sequence[str]] = {
    "enterprise.kind": ("enterprise", "research_institute", "university", "public_institution", "industry_body", "other"),
    "enterprise.city": ("elsewhere", "guangzhou", "shenzhen", "zhuhai", "dongguan"),
    "innovation_centre.level": ("national", "provincial", "city", "none"),
    "national_project.field": ("ai", "robotics", "other"),
    "rnd_special.topic": ("ai", "robotics", "none"),
    "benchmark.kind": ("industrial_model", "application_solution", "ai_application", "none"),
    "open_source.field": ("ai", "robotics", "other"),
}
"""Of the cities only those that make a difference."""
CHOSEN: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "enterprise.fields": {
        "ai": lambda chosen: "ai" in chosen.split(","),
        "robotics": lambda chosen: "robotics" in chosen.split(","),
        "manufacturing": lambda chosen: "manufacturing" in chosen.split(","),
    },
    "benchmark.links": {"any": lambda chosen: chosen != "none"},
    "scenario.ai_sectors": {"any": lambda chosen: chosen != "none"},
    "scenario.robot_sectors": {"any": lambda chosen: chosen != "none"},
}
"""What is asked of a set of choices, as yes/no variables."""


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file, ROWS_AT_ONCE in a simulation."""
    system = TaxBenefitSystem([FIRM])
    system.add_variables(*_inputs(), *_conditions(), *_amounts())
    with pq.ParquetFile(source) as file, pq.ParquetWriter(target, RESULT_SCHEMA, compression="zstd") as writer:
        for batch in file.iter_batches(ROWS_AT_ONCE):
            writer.write_batch(_assessed(system, batch))


def _assessed(system: Any, batch: pa.RecordBatch) -> pa.RecordBatch:
    simulation = SimulationBuilder().build_default_simulation(system, batch.num_rows)
    for name, values in _given(batch):
        simulation.set_input(name, DAY, values)
    columns: dict[str, Any] = {"id": batch.column("id")}
    words = pa.array(["ineligible", "undetermined", "conditional"])
    nothing = pa.nulls(batch.num_rows, pa.int64())
    for measure in MEASURES:
        name = _condition_of(measure)
        codes = simulation.calculate(f"{name}_surely", DAY).astype(np.int8) + simulation.calculate(f"{name}_possibly", DAY)
        columns[f"{measure}.status"] = pa.DictionaryArray.from_arrays(pa.array(codes), words).dictionary_decode()
        for end in ("low", "high"):
            amount = f"{_name(measure)}_{end}"
            columns[f"{measure}.{end}"] = simulation.calculate(amount, DAY).astype(np.int64) if measure in WITH_MONEY else nothing
    for end in ("low", "if_all_met"):
        columns[f"total.{end}"] = simulation.calculate(f"total_{end}", DAY).astype(np.int64)
    return pa.RecordBatch.from_pydict(columns, schema=RESULT_SCHEMA)


def _given(batch: pa.RecordBatch) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """The columns as arrays of inputs."""
    for fact in YES_NO:
        column = batch.column(fact)
        yield f"{_name(fact)}_surely", _array(column.fill_null(False))
        yield f"{_name(fact)}_possibly", _array(column.fill_null(True))
    for fact in (*WHOLE, *SHARES, *DATES, *CHOICES):
        yield f"{_name(fact)}_known", _array(batch.column(fact).is_valid())
    for fact in WHOLE:
        yield _name(fact), np.minimum(_array(batch.column(fact).fill_null(0)), LARGEST).astype(np.int32)
    for fact in SHARES:
        # As parts of a million: the decimals of OpenFisca have 32 bits, too few for a threshold to be met exactly.
        yield _name(fact), np.rint(_array(batch.column(fact).fill_null(0)) * 1_000_000).astype(np.int32)
    for fact in DATES:
        yield _name(fact), _array(batch.column(fact).fill_null(date(1970, 1, 1)))
    for fact, choices in CHOICES.items():
        words, codes = _encoded(batch.column(fact))
        numbers = np.array([choices.index(word) if word in choices else 0 for word in words] or [0])
        yield _name(fact), numbers[codes]
    for fact, asked in CHOSEN.items():
        words, codes = _encoded(batch.column(fact))
        known = _array(batch.column(fact).is_valid())
        for what, holds in asked.items():
            truths = np.array([holds(word) for word in words] or [False])[codes]
            yield f"{_name(fact)}_{what}_surely", truths & known
            yield f"{_name(fact)}_{what}_possibly", truths | ~known


def _array(column: Any) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array


def _encoded(column: Any) -> tuple[list[str], npt.NDArray[np.int32]]:
    """The distinct texts of a column, and the number of each row's; 0 where it is null."""
    encoded = column.dictionary_encode()
    return encoded.dictionary.to_pylist(), _array(encoded.indices.fill_null(0))


def _inputs() -> Iterator[Any]:
    """The variables that are set."""
    for fact in YES_NO:
        yield from (_variable(f"{_name(fact)}_{end}", bool) for end in ("surely", "possibly"))
    for fact, asked in CHOSEN.items():
        yield from (_variable(f"{_name(fact)}_{what}_{end}", bool) for what in asked for end in ("surely", "possibly"))
    for fact in (*WHOLE, *SHARES):
        yield _variable(_name(fact), int)
    for fact in DATES:
        yield _variable(_name(fact), date)
    for fact, choices in CHOICES.items():
        values = Enum(_name(fact), [(choice, choice) for choice in choices])
        yield _variable(_name(fact), Enum, possible_values=values, default_value=values[choices[0]])
    for fact in (*WHOLE, *SHARES, *DATES, *CHOICES):
        yield _variable(f"{_name(fact)}_known", bool)


def _variable(name: str, value_type: type, **attributes: Any) -> Any:
    body = {"value_type": value_type, "entity": FIRM, "definition_period": DateUnit.DAY, **attributes}
    return type(name, (Variable,), body)


class Facts:
    """What a formula sees of the firms: each comparison as the surely, or the possibly, of its end."""

    def __init__(self, firm: Any, period: Any, end: End) -> None:
        self.value: Callable[[str], Any] = lambda name: firm(_name(name), period)
        self.end: End = end

    def yes(self, name: str) -> Bits:
        """Whether the answer, or another condition, is yes."""
        truths: Bits = self.value(f"{name}_{self.end}")
        return truths

    def no(self, name: str) -> Bits:
        """Whether it is no: not surely no unless not possibly yes."""
        other = "possibly" if self.end == "surely" else "surely"
        truths: Bits = ~self.value(f"{name}_{other}")
        return truths

    def is_one_of(self, fact: str, *choices: str) -> Bits:
        """Whether the choice is one of these."""
        value = self.value(fact)
        return self._if_known(fact, np.logical_or.reduce([value == value.possible_values[choice] for choice in choices]))

    def is_none_of(self, fact: str, *choices: str) -> Bits:
        """Whether the choice is another one."""
        value = self.value(fact)
        return self._if_known(fact, np.logical_and.reduce([value != value.possible_values[choice] for choice in choices]))

    def at_least(self, fact: str, bound: object) -> Bits:
        """Whether a number or a day reaches a bound."""
        return self._if_known(fact, self.value(fact) >= bound)

    def at_most(self, fact: str, bound: object) -> Bits:
        """Whether a number or a day stays within a bound."""
        return self._if_known(fact, self.value(fact) <= bound)

    def _if_known(self, fact: str, truths: Bits) -> Bits:
        known: Bits = self.value(f"{fact}_known")
        return truths & known if self.end == "surely" else truths | ~known


def _national_project_match(facts: Facts) -> Bits:
    return (
        facts.yes("national_project.in_major_project")
        & facts.is_one_of("national_project.field", "ai", "robotics")
        & facts.yes("national_project.meets_matching_conditions")
        & facts.yes("enterprise.in_guangdong")
        & facts.is_none_of("enterprise.city", "shenzhen")
        & facts.yes("enterprise.independent_legal_person")
        & facts.at_least("national_project.central_funds", 20_000_000)
        & facts.yes("national_project.contract_signed")
        & facts.yes("national_project.first_tranche_received")
    )


def _rnd_special_ai(facts: Facts) -> Bits:
    is_enterprise = facts.is_one_of("enterprise.kind", "enterprise")
    follows, any_may_lead = facts.no("rnd_special.lead"), facts.no("rnd_special.guide_requires_enterprise_lead")
    in_guangdong = facts.yes("enterprise.in_guangdong")
    return (
        facts.is_one_of("rnd_special.topic", "ai")
        & (follows | (in_guangdong & facts.yes("enterprise.independent_legal_person") & facts.is_none_of("enterprise.kind", "other")))
        & (facts.is_none_of("enterprise.kind", "enterprise") | in_guangdong)
        & facts.at_most("rnd_special.units", 5)
        & (follows | is_enterprise | any_may_lead)
        & facts.at_least("rnd_special.own_funding_share", 500_000)
        & (facts.at_least("rnd_special.own_funding_share", 700_000) | any_may_lead)
    )


def _innovation_centre(facts: Facts) -> Bits:
    return (
        facts.is_one_of("innovation_centre.level", "national", "provincial")
        & facts.at_least("innovation_centre.approved_year", 2025)
        & facts.at_most("innovation_centre.approved_year", 2027)
        & facts.yes("innovation_centre.operating")
        & facts.yes("ai_or_robotics")
        & facts.yes("enterprise.in_guangdong")
    )


def _new_title(facts: Facts, year: str) -> Bits:
    in_period = facts.at_least(year, 2024) & facts.at_most(year, 2026)
    return in_period & _industry_fund(facts) & facts.yes("enterprise.in_guangdong")


def _industry_fund(facts: Facts) -> Bits:
    return facts.is_one_of("enterprise.kind", "enterprise") & facts.yes("ai_or_robotics")


def _benchmark_in_general(facts: Facts) -> Bits:
    return (
        facts.yes("enterprise.in_guangdong")
        & (facts.yes("enterprise.independent_legal_person") | facts.yes("enterprise.independent_civil_liability"))
        & facts.yes("benchmark.in_guangdong")
        & facts.at_least("benchmark.started", np.datetime64("2022-07-01"))
        & facts.at_most("benchmark.finished", np.datetime64("2025-07-31"))
        & facts.yes("benchmark.invoices_in_period")
        & facts.no("compliance.major_dispute_3y")
        & facts.no("compliance.fund_violation_3y")
        & facts.no("compliance.major_accident_3y")
        & facts.yes("compliance.honest_operation")
        & facts.yes("compliance.tax_compliant")
        & facts.no("compliance.serious_dishonesty_list")
        & facts.no("compliance.abnormal_operations_list")
    )


def _benchmark_supplier(facts: Facts) -> Bits:
    return (
        facts.is_one_of("enterprise.kind", "enterprise", "research_institute")
        & (facts.is_one_of("enterprise.kind", "research_institute") | facts.yes("enterprise.fields_ai"))
        & facts.is_one_of("benchmark.kind", "industrial_model", "application_solution")
        & facts.yes("benchmark_in_general")
    )


def _benchmark_user(facts: Facts) -> Bits:
    return (
        facts.is_one_of("enterprise.kind", "enterprise")
        & facts.yes("enterprise.fields_manufacturing")
        & facts.is_one_of("benchmark.kind", "ai_application")
        & facts.yes("benchmark.links_any")
        & facts.yes("benchmark_in_general")
    )


def _open_source_operation(facts: Facts) -> Bits:
    return (
        facts.yes("open_source.platform")
        & facts.is_one_of("open_source.field", "ai", "robotics")
        & (facts.at_least("open_source.active_users", 1_000_001) | facts.at_least("open_source.served_enterprises", 201))
        & facts.yes("enterprise.in_guangdong")
    )


CONDITIONS: Mapping[str, Callable[[Facts], Bits]] = {
    "ai_or_robotics": lambda facts: facts.yes("enterprise.fields_ai") | facts.yes("enterprise.fields_robotics"),
    "benchmark_in_general": _benchmark_in_general,
    "national-project-match": _national_project_match,
    "rnd-special-ai": _rnd_special_ai,
    "rnd-special-robotics": lambda facts: facts.is_one_of("rnd_special.topic", "robotics"),
    "innovation-centre": _innovation_centre,
    "single-champion-award": lambda facts: _new_title(facts, "titles.single_champion_year"),
    "little-giant-award": lambda facts: _new_title(facts, "titles.little_giant_year"),
    "ai-scenarios": lambda facts: facts.yes("enterprise.fields_ai") | facts.yes("scenario.ai_sectors_any"),
    "robot-plus": lambda facts: facts.yes("enterprise.fields_robotics") | facts.yes("scenario.robot_sectors_any"),
    "benchmark-supplier": _benchmark_supplier,
    "benchmark-user": _benchmark_user,
    "open-source-operation": _open_source_operation,
    "industry-fund": _industry_fund,
}
"""What measures share, and the measures; all others ask for AI or robotics and nothing else."""


def _condition_of(measure: str) -> str:
    return _name(measure) if measure in CONDITIONS else "ai_or_robotics"


def _conditions() -> Iterator[Any]:
    for name, shape in CONDITIONS.items():
        for end in ("surely", "possibly"):
            yield _variable(f"{_name(name)}_{end}", bool, formula=_formula(shape, end))


def _formula(shape: Callable[[Facts], Bits], end: End) -> Callable[[Any, Any], Bits]:
    def formula(firm: Any, period: Any) -> Bits:
        return shape(Facts(firm, period, end))

    return formula


def _centre_high(firm: Any, period: Any) -> Numbers:
    level, cost = firm("innovation_centre_level", period), firm("innovation_centre_equipment_cost", period)
    provincial = (level == level.possible_values["provincial"]) & firm("innovation_centre_level_known", period)
    cap = np.where(provincial, 10_000_000, 50_000_000)
    most = np.where(firm("innovation_centre_equipment_cost_known", period), np.minimum(cost * 2 // 5, cap), cap)
    return np.where(firm("innovation_centre_possibly", period), most, 0)


def _benchmark_most(firm: Any, period: Any) -> Numbers:
    cost = np.minimum(firm("benchmark_cost", period) * 3 // 10, 8_000_000)
    return np.where(firm("benchmark_cost_known", period), cost, 8_000_000)


def _champion_award(firm: Any, period: Any) -> tuple[Numbers, Numbers]:
    city, year = firm("enterprise_city", period), firm("titles_single_champion_year", period)
    names = city.possible_values
    known = firm("enterprise_city_known", period) & firm("titles_single_champion_year_known", period)
    since_2025 = known & (year >= 2025)
    award, given = firm("titles_single_champion_city_award", period), firm("titles_single_champion_city_award_known", period)
    high = np.select(
        [
            given,
            since_2025 & (city == names["guangzhou"]),
            since_2025 & (city == names["zhuhai"]),
            known & (year <= 2024) & (city == names["dongguan"]),
        ],
        [award, 1_500_000, 0, np.maximum(3_000_000 - _paid_in_dongguan(firm, period), 0)],
        3_000_000,
    )
    return np.where(given, award, 0), high


def _paid_in_dongguan(firm: Any, period: Any) -> Numbers:
    """What a champion there was surely paid as little giant before: it gets the difference."""
    of_2021 = firm("titles_little_giant_year_known", period) & (firm("titles_little_giant_year", period) == 2021)
    award, given = firm("titles_little_giant_city_award", period), firm("titles_little_giant_city_award_known", period)
    return np.where(given, award, np.where(of_2021, 500_000, 0))


def _giant_award(firm: Any, period: Any) -> tuple[Numbers, Numbers]:
    city, year = firm("enterprise_city", period), firm("titles_little_giant_year", period)
    names = city.possible_values
    known = firm("enterprise_city_known", period) & firm("titles_little_giant_year_known", period)
    award, given = firm("titles_little_giant_city_award", period), firm("titles_little_giant_city_award_known", period)
    in_guangzhou, in_shenzhen, in_zhuhai = (known & (city == names[name]) for name in ("guangzhou", "shenzhen", "zhuhai"))
    low = np.select([given, in_guangzhou & (year == 2025)], [award, 1_000_000], 0)
    high = np.select(
        [given, in_guangzhou & (year >= 2025), in_zhuhai & (year >= 2025), in_shenzhen & (year <= 2025)],
        [award, 1_000_000, 0, 500_000],
        2_000_000,
    )
    return low, high


Award = Callable[[Any, Any], tuple[Numbers, Numbers]]


def _title_low(condition: str, award: Award, cap: int) -> Callable[[Any, Any], Numbers]:
    """By the narrower reading the cap leaves room for the city's award too."""

    def formula(firm: Any, period: Any) -> Numbers:
        low, high = award(firm, period)
        return np.where(firm(f"{condition}_surely", period), np.minimum(low, np.maximum(cap - high, 0)), 0)

    return formula


def _title_high(condition: str, award: Award, cap: int) -> Callable[[Any, Any], Numbers]:
    def formula(firm: Any, period: Any) -> Numbers:
        _, high = award(firm, period)
        return np.where(firm(f"{condition}_possibly", period), np.minimum(high, cap), 0)

    return formula


def _to_be_won(condition: str) -> Callable[[Any, Any], Numbers]:
    def formula(firm: Any, period: Any) -> Numbers:
        return np.where(firm(f"{condition}_possibly", period), firm("benchmark_most", period), 0)

    return formula


def _nothing(firm: Any, _period: Any) -> Numbers:
    return np.zeros(firm.count, np.int32)


def _open_source_high(firm: Any, period: Any) -> Numbers:
    return np.where(firm("open_source_operation_possibly", period), 8_000_000, 0)


def _total_low(firm: Any, period: Any) -> Numbers:
    """Whether both titles are awarded is not published: surely the larger one."""
    largest: Numbers = np.maximum(firm("single_champion_award_low", period), firm("little_giant_award_low", period))
    return largest


def _total_if_all_met(firm: Any, period: Any) -> Numbers:
    """Of the two benchmark routes one counts. Without AI only an institute is a supplier, and only an enterprise has titles or is a user."""
    supplier, ai = firm("benchmark_supplier_high", period), Facts(firm, period, "possibly").yes("enterprise.fields_ai")
    as_enterprise = np.maximum(np.where(ai, supplier, 0), firm("benchmark_user_high", period))
    titles = firm("single_champion_award_high", period) + firm("little_giant_award_high", period)
    others: Numbers = firm("innovation_centre_high", period) + firm("open_source_operation_high", period)
    best: Numbers = np.maximum(supplier, titles + as_enterprise)
    return others + best


AMOUNTS: Mapping[str, Callable[[Any, Any], Numbers]] = {
    "benchmark_most": _benchmark_most,
    "innovation_centre_low": _nothing,
    "innovation_centre_high": _centre_high,
    "single_champion_award_low": _title_low("single_champion_award", _champion_award, 3_000_000),
    "single_champion_award_high": _title_high("single_champion_award", _champion_award, 3_000_000),
    "little_giant_award_low": _title_low("little_giant_award", _giant_award, 2_000_000),
    "little_giant_award_high": _title_high("little_giant_award", _giant_award, 2_000_000),
    "benchmark_supplier_low": _nothing,
    "benchmark_supplier_high": _to_be_won("benchmark_supplier"),
    "benchmark_user_low": _nothing,
    "benchmark_user_high": _to_be_won("benchmark_user"),
    "open_source_operation_low": _nothing,
    "open_source_operation_high": _open_source_high,
    "total_low": _total_low,
    "total_if_all_met": _total_if_all_met,
}


def _amounts() -> Iterator[Any]:
    for name, formula in AMOUNTS.items():
        yield _variable(name, int, formula=formula)


def _name(fact: str) -> str:
    """A fact or measure as the name of a variable."""
    return fact.replace(".", "_").replace("-", "_")
