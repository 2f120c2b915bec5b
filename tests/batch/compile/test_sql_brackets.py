"""What a predicate is asked stays one question in every dialect: brackets stand around it where another one is about it."""

import ibis
import ibis.expr.types as ir
import pytest

from guangdong_ai.batch.compile.sql import DIALECTS, sql_of

TABLE = ibis.table({"city": "string", "given": "boolean", "year": "int64"}, name="t")
AMONG: ir.BooleanValue = TABLE["city"].isin(["a", "b"])


FUNCTIONS = [
    ("( city IN ('a', 'b') ) IS NULL", "isNull(city IN ('a', 'b'))"),
    ("( city IN ('a', 'b') ) IS NOT NULL", "isNotNull(city IN ('a', 'b'))"),
    ("( NOT ( given ) ) IS NULL", "isNull(NOT ( given ))"),
    ("( city IS NULL ) = given", "isNull(city) = given"),
    ("( year BETWEEN 1 AND 2 ) IS NULL", "isNull(year BETWEEN 1 AND 2)"),
]
"""The same where a function asks whether something is null."""


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        (TABLE["given"] == AMONG, "given = ( city IN ('a', 'b') )"),
        (ibis.literal(True) != AMONG, "TRUE <> ( city IN ('a', 'b') )"),
        (AMONG.isnull(), "( city IN ('a', 'b') ) IS NULL"),
        (AMONG.notnull(), "( city IN ('a', 'b') ) IS NOT NULL"),
        ((~TABLE["given"]).isnull(), "( NOT ( given ) ) IS NULL"),
        (TABLE["city"].isnull() == TABLE["given"], "( city IS NULL ) = given"),
        (TABLE["year"].between(1, 2).isnull(), "( year BETWEEN 1 AND 2 ) IS NULL"),
        (~AMONG & TABLE["given"], "NOT ( city IN ('a', 'b') ) AND given"),
    ],
)
def test_no_predicate_stands_bare_in_another(asked: ir.BooleanValue, sent: str, dialect: str) -> None:
    written = dict(FUNCTIONS).get(sent, sent) if dialect == "clickhouse" else sent
    words = " ".join(sql_of(TABLE.select(asked=asked), DIALECTS[dialect]).split()).replace("`", '"').replace('"t0".', "").replace('"', "")
    assert words.removeprefix("SELECT ").removesuffix(" AS asked FROM t AS t0") == written
