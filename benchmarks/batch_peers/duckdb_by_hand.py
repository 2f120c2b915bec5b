"""The rules written by hand for DuckDB: layered queries, criteria before measures before totals. NULL is unknown.

The number of missing facts counts those that are unknown and on which a measure that is undetermined still depends; of alternatives, while
they are open. Kleene's logic is what SQL has. ``least`` passes over NULL, which is right here only because a cap bounds whatever is not known.
The firms come out in any order: keeping theirs makes DuckDB a third slower and takes it half as much memory again.
"""

import os
from pathlib import Path

import duckdb

THREADS = 2

QUERY = """
WITH firms AS (
    SELECT
        *,
        contains("enterprise.fields", 'ai') AS ai,
        contains("enterprise.fields", 'robotics') AS robotics,
        contains("enterprise.fields", 'manufacturing') AS manufacturing,
        "enterprise.independent_legal_person" OR "enterprise.independent_civil_liability" AS answers_for_itself,
        "enterprise.in_guangdong" AND "enterprise.independent_legal_person" AND "enterprise.kind" <> 'other' AS may_lead,
        "enterprise.kind" <> 'enterprise' OR "enterprise.in_guangdong" AS enterprise_is_near,
        NOT "rnd_special.lead" OR "enterprise.kind" = 'enterprise' OR NOT "rnd_special.guide_requires_enterprise_lead" AS right_one_leads,
        "rnd_special.own_funding_share" >= 0.7::DOUBLE OR NOT "rnd_special.guide_requires_enterprise_lead" AS more_of_its_own,
        "open_source.active_users" > 1000000 OR "open_source.served_enterprises" > 200 AS enough_users
    FROM read_parquet(?)
),
criteria AS (
    SELECT
        *,
        ai OR robotics AS ai_or_robotics,
        NOT "rnd_special.lead" OR may_lead AS lead_may_lead,
        "enterprise.kind" = 'enterprise' AS is_enterprise,
        "enterprise.kind" = 'research_institute' AS is_institute,
        "enterprise.in_guangdong"
            AND answers_for_itself
            AND "benchmark.in_guangdong"
            AND "benchmark.started" >= DATE '2022-07-01'
            AND "benchmark.finished" <= DATE '2025-07-31'
            AND "benchmark.invoices_in_period"
            AND NOT "compliance.major_dispute_3y"
            AND NOT "compliance.fund_violation_3y"
            AND NOT "compliance.major_accident_3y"
            AND "compliance.honest_operation"
            AND "compliance.tax_compliant"
            AND NOT "compliance.serious_dishonesty_list"
            AND NOT "compliance.abnormal_operations_list" AS benchmark_in_general
    FROM firms
),
measures AS (
    SELECT
        *,
        "national_project.in_major_project"
            AND "national_project.field" <> 'other'
            AND "national_project.meets_matching_conditions"
            AND "enterprise.in_guangdong"
            AND "enterprise.city" <> 'shenzhen'
            AND "enterprise.independent_legal_person"
            AND "national_project.central_funds" >= 20000000
            AND "national_project.contract_signed"
            AND "national_project.first_tranche_received" AS national_project_match,
        "rnd_special.topic" = 'ai'
            AND lead_may_lead
            AND enterprise_is_near
            AND "rnd_special.units" <= 5
            AND right_one_leads
            AND "rnd_special.own_funding_share" >= 0.5::DOUBLE
            AND more_of_its_own AS rnd_special_ai,
        "rnd_special.topic" = 'robotics' AS rnd_special_robotics,
        ("innovation_centre.level" = 'national' OR "innovation_centre.level" = 'provincial')
            AND "innovation_centre.approved_year" BETWEEN 2025 AND 2027
            AND "innovation_centre.operating"
            AND ai_or_robotics
            AND "enterprise.in_guangdong" AS innovation_centre,
        "titles.single_champion_year" BETWEEN 2024 AND 2026
            AND is_enterprise AND ai_or_robotics AND "enterprise.in_guangdong" AS single_champion_award,
        "titles.little_giant_year" BETWEEN 2024 AND 2026
            AND is_enterprise AND ai_or_robotics AND "enterprise.in_guangdong" AS little_giant_award,
        is_enterprise AND ai_or_robotics AS industry_fund,
        ai OR "scenario.ai_sectors" <> 'none' AS ai_scenarios,
        robotics OR "scenario.robot_sectors" <> 'none' AS robot_plus,
        (is_enterprise OR is_institute)
            AND (is_institute OR ai)
            AND ("benchmark.kind" = 'industrial_model' OR "benchmark.kind" = 'application_solution')
            AND benchmark_in_general AS benchmark_supplier,
        is_enterprise
            AND manufacturing
            AND "benchmark.kind" = 'ai_application'
            AND "benchmark.links" <> 'none'
            AND benchmark_in_general AS benchmark_user,
        "open_source.platform"
            AND "open_source.field" <> 'other'
            AND enough_users
            AND "enterprise.in_guangdong" AS open_source_operation,

        least(
            "innovation_centre.equipment_cost" * 2 // 5,
            CASE WHEN "innovation_centre.level" = 'provincial' THEN 10000000 ELSE 50000000 END
        ) AS most_centre,
        least("benchmark.cost" * 3 // 10, 8000000) AS most_benchmark,
        CASE
            WHEN "titles.single_champion_city_award" IS NULL THEN 0
            ELSE least("titles.single_champion_city_award", greatest(3000000 - "titles.single_champion_city_award", 0))
        END AS least_champion,
        CASE
            WHEN "titles.single_champion_city_award" IS NOT NULL THEN least("titles.single_champion_city_award", 3000000)
            WHEN "enterprise.city" = 'guangzhou' AND "titles.single_champion_year" >= 2025 THEN 1500000
            WHEN "enterprise.city" = 'zhuhai' AND "titles.single_champion_year" >= 2025 THEN 0
            WHEN "enterprise.city" = 'dongguan' AND "titles.single_champion_year" <= 2024
                THEN greatest(3000000 - coalesce("titles.little_giant_city_award", CASE WHEN "titles.little_giant_year" = 2021 THEN 500000 ELSE 0 END), 0)
            ELSE 3000000
        END AS most_champion,
        CASE
            WHEN "titles.little_giant_city_award" IS NOT NULL
                THEN least("titles.little_giant_city_award", greatest(2000000 - "titles.little_giant_city_award", 0))
            WHEN "enterprise.city" = 'guangzhou' AND "titles.little_giant_year" = 2025 THEN 1000000
            ELSE 0
        END AS least_giant,
        CASE
            WHEN "titles.little_giant_city_award" IS NOT NULL THEN least("titles.little_giant_city_award", 2000000)
            WHEN "enterprise.city" = 'guangzhou' AND "titles.little_giant_year" >= 2025 THEN 1000000
            WHEN "enterprise.city" = 'zhuhai' AND "titles.little_giant_year" >= 2025 THEN 0
            WHEN "enterprise.city" = 'shenzhen' AND "titles.little_giant_year" <= 2025 THEN 500000
            ELSE 2000000
        END AS most_giant
    FROM criteria
),
open_measures AS (
    SELECT
        *,
        national_project_match IS NULL AS national,
        rnd_special_ai IS NULL AS special,
        innovation_centre IS NULL AS centre,
        single_champion_award IS NULL AS champion,
        little_giant_award IS NULL AS giant,
        benchmark_supplier IS NULL AS supplier,
        benchmark_user IS NULL AS user_,
        supplier OR user_ AS benchmark,
        open_source_operation IS NULL AS open_source,
        special AND lead_may_lead IS NULL AND may_lead IS NULL AS special_lead,
        special AND enterprise_is_near IS NULL AS special_near,
        special AND right_one_leads IS NULL AS special_right,
        benchmark AND answers_for_itself IS NULL AS benchmark_itself,
        open_source AND enough_users IS NULL AS open_source_users
    FROM measures
),
results AS (
    SELECT
        *,
        ("enterprise.kind" IS NULL AND (special_lead OR special_near OR special_right OR benchmark OR champion OR giant OR industry_fund IS NULL))::BIGINT
        + ("enterprise.in_guangdong" IS NULL AND (national OR centre OR champion OR giant OR benchmark OR open_source OR special_lead OR special_near))::BIGINT
        + ("enterprise.city" IS NULL AND national)::BIGINT
        + ("enterprise.fields" IS NULL)::BIGINT
        + ("enterprise.independent_legal_person" IS NULL AND (national OR special_lead OR benchmark_itself))::BIGINT
        + ("enterprise.independent_civil_liability" IS NULL AND benchmark_itself)::BIGINT
        + ("compliance.serious_dishonesty_list" IS NULL AND benchmark)::BIGINT
        + ("compliance.abnormal_operations_list" IS NULL AND benchmark)::BIGINT
        + ("compliance.tax_compliant" IS NULL AND benchmark)::BIGINT
        + ("compliance.honest_operation" IS NULL AND benchmark)::BIGINT
        + ("compliance.major_dispute_3y" IS NULL AND benchmark)::BIGINT
        + ("compliance.fund_violation_3y" IS NULL AND benchmark)::BIGINT
        + ("compliance.major_accident_3y" IS NULL AND benchmark)::BIGINT
        + ("titles.little_giant_year" IS NULL AND giant)::BIGINT
        + ("titles.single_champion_year" IS NULL AND champion)::BIGINT
        + ("innovation_centre.level" IS NULL AND centre)::BIGINT
        + ("innovation_centre.approved_year" IS NULL AND centre)::BIGINT
        + ("innovation_centre.operating" IS NULL AND centre)::BIGINT
        + ("national_project.in_major_project" IS NULL AND national)::BIGINT
        + ("national_project.field" IS NULL AND national)::BIGINT
        + ("national_project.meets_matching_conditions" IS NULL AND national)::BIGINT
        + ("national_project.central_funds" IS NULL AND national)::BIGINT
        + ("national_project.contract_signed" IS NULL AND national)::BIGINT
        + ("national_project.first_tranche_received" IS NULL AND national)::BIGINT
        + ("rnd_special.topic" IS NULL)::BIGINT
        + ("rnd_special.lead" IS NULL AND special AND (lead_may_lead IS NULL OR right_one_leads IS NULL))::BIGINT
        + ("rnd_special.units" IS NULL AND special)::BIGINT
        + ("rnd_special.guide_requires_enterprise_lead" IS NULL AND (special_right OR (special AND more_of_its_own IS NULL)))::BIGINT
        + ("rnd_special.own_funding_share" IS NULL AND special)::BIGINT
        + ("benchmark.kind" IS NULL AND benchmark)::BIGINT
        + ("benchmark.links" IS NULL AND user_)::BIGINT
        + ("benchmark.in_guangdong" IS NULL AND benchmark)::BIGINT
        + ("benchmark.started" IS NULL AND benchmark)::BIGINT
        + ("benchmark.finished" IS NULL AND benchmark)::BIGINT
        + ("benchmark.invoices_in_period" IS NULL AND benchmark)::BIGINT
        + ("open_source.platform" IS NULL AND open_source)::BIGINT
        + ("open_source.field" IS NULL AND open_source)::BIGINT
        + ("open_source.active_users" IS NULL AND open_source_users)::BIGINT
        + ("open_source.served_enterprises" IS NULL AND open_source_users)::BIGINT
        + ("scenario.ai_sectors" IS NULL AND ai_scenarios IS NULL)::BIGINT
        + ("scenario.robot_sectors" IS NULL AND robot_plus IS NULL)::BIGINT AS missing,
        CASE WHEN ai_or_robotics THEN 'conditional' WHEN ai_or_robotics IS NULL THEN 'undetermined' ELSE 'ineligible' END AS of_field,
        CASE WHEN innovation_centre IS NOT FALSE THEN most_centre ELSE 0 END AS high_centre,
        CASE WHEN single_champion_award THEN least_champion ELSE 0 END AS low_champion,
        CASE WHEN single_champion_award IS NOT FALSE THEN most_champion ELSE 0 END AS high_champion,
        CASE WHEN little_giant_award THEN least_giant ELSE 0 END AS low_giant,
        CASE WHEN little_giant_award IS NOT FALSE THEN most_giant ELSE 0 END AS high_giant,
        CASE WHEN benchmark_supplier IS NOT FALSE THEN most_benchmark ELSE 0 END AS high_supplier,
        CASE WHEN benchmark_user IS NOT FALSE THEN most_benchmark ELSE 0 END AS high_user,
        CASE WHEN open_source_operation IS NOT FALSE THEN 8000000 ELSE 0 END AS high_open_source
    FROM open_measures
)
SELECT
    id,
    CASE WHEN national_project_match THEN 'conditional' WHEN national_project_match IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "national-project-match.status",
    NULL::BIGINT AS "national-project-match.low", NULL::BIGINT AS "national-project-match.high",
    CASE WHEN rnd_special_ai THEN 'conditional' WHEN rnd_special_ai IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "rnd-special-ai.status",
    NULL::BIGINT AS "rnd-special-ai.low", NULL::BIGINT AS "rnd-special-ai.high",
    CASE WHEN rnd_special_robotics THEN 'conditional' WHEN rnd_special_robotics IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "rnd-special-robotics.status",
    NULL::BIGINT AS "rnd-special-robotics.low", NULL::BIGINT AS "rnd-special-robotics.high",
    CASE WHEN innovation_centre THEN 'conditional' WHEN innovation_centre IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "innovation-centre.status",
    0::BIGINT AS "innovation-centre.low", high_centre::BIGINT AS "innovation-centre.high",
    of_field AS "industry-alliance.status",
    NULL::BIGINT AS "industry-alliance.low", NULL::BIGINT AS "industry-alliance.high",
    CASE WHEN single_champion_award THEN 'conditional' WHEN single_champion_award IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "single-champion-award.status",
    low_champion::BIGINT AS "single-champion-award.low", high_champion::BIGINT AS "single-champion-award.high",
    CASE WHEN little_giant_award THEN 'conditional' WHEN little_giant_award IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "little-giant-award.status",
    low_giant::BIGINT AS "little-giant-award.low", high_giant::BIGINT AS "little-giant-award.high",
    CASE WHEN ai_scenarios THEN 'conditional' WHEN ai_scenarios IS NULL THEN 'undetermined' ELSE 'ineligible' END AS "ai-scenarios.status",
    NULL::BIGINT AS "ai-scenarios.low", NULL::BIGINT AS "ai-scenarios.high",
    CASE WHEN robot_plus THEN 'conditional' WHEN robot_plus IS NULL THEN 'undetermined' ELSE 'ineligible' END AS "robot-plus.status",
    NULL::BIGINT AS "robot-plus.low", NULL::BIGINT AS "robot-plus.high",
    CASE WHEN benchmark_supplier THEN 'conditional' WHEN benchmark_supplier IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "benchmark-supplier.status",
    0::BIGINT AS "benchmark-supplier.low", high_supplier::BIGINT AS "benchmark-supplier.high",
    CASE WHEN benchmark_user THEN 'conditional' WHEN benchmark_user IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "benchmark-user.status",
    0::BIGINT AS "benchmark-user.low", high_user::BIGINT AS "benchmark-user.high",
    of_field AS "key-projects.status",
    NULL::BIGINT AS "key-projects.low", NULL::BIGINT AS "key-projects.high",
    of_field AS "data-elements.status",
    NULL::BIGINT AS "data-elements.low", NULL::BIGINT AS "data-elements.high",
    CASE WHEN open_source_operation THEN 'conditional' WHEN open_source_operation IS NULL THEN 'undetermined' ELSE 'ineligible' END
        AS "open-source-operation.status",
    0::BIGINT AS "open-source-operation.low", high_open_source::BIGINT AS "open-source-operation.high",
    of_field AS "leading-talent.status",
    NULL::BIGINT AS "leading-talent.low", NULL::BIGINT AS "leading-talent.high",
    CASE WHEN industry_fund THEN 'conditional' WHEN industry_fund IS NULL THEN 'undetermined' ELSE 'ineligible' END AS "industry-fund.status",
    NULL::BIGINT AS "industry-fund.low", NULL::BIGINT AS "industry-fund.high",
    of_field AS "standards.status",
    NULL::BIGINT AS "standards.low", NULL::BIGINT AS "standards.high",
    of_field AS "exchange-platforms.status",
    NULL::BIGINT AS "exchange-platforms.low", NULL::BIGINT AS "exchange-platforms.high",
    of_field AS "prudent-regulation.status",
    NULL::BIGINT AS "prudent-regulation.low", NULL::BIGINT AS "prudent-regulation.high",
    -- Of the two routes one counts. Whether both titles are awarded is not published: surely the larger, perhaps both.
    -- Without AI only an institute is a supplier, and only an enterprise has titles or is a user.
    greatest(low_champion, low_giant)::BIGINT AS "total.low",
    (
        high_centre + high_open_source
        + greatest(high_supplier, high_champion + high_giant + greatest(CASE WHEN ai IS NOT FALSE THEN high_supplier ELSE 0 END, high_user))
    )::BIGINT AS "total.if_all_met",
    missing
FROM results
"""


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file."""
    with duckdb.connect(config={"threads": min(THREADS, os.cpu_count() or 1), "preserve_insertion_order": False}) as connection:
        connection.execute(
            f"COPY ({QUERY}) TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)",
            [str(source)],
        )


def _quoted(path: Path) -> str:
    """A path inside quotes: the target of COPY cannot be a parameter."""
    return str(path).replace("'", "''")
