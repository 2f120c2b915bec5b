"""The bundled catalogue, and the facts of it that many tests ask for."""

from datetime import date

from guangdong_ai.cli.demo import EXAMPLE
from guangdong_ai.profiles.load import load_profile
from tests.bundled_catalogue import bundled_catalogue

CATALOGUE = bundled_catalogue()
FACTS = CATALOGUE.facts
ON = date(2026, 11, 23)
DEMO = load_profile(EXAMPLE, FACTS)

NAME, CODE, CITY, FIELDS = (FACTS[f"enterprise.{name}"] for name in ("name", "credit_code", "city", "fields"))
IN_GUANGDONG, EMPLOYEES, REVENUE = (FACTS[f"enterprise.{name}"] for name in ("in_guangdong", "employees", "revenue"))
GIANT_YEAR = FACTS["titles.little_giant_year"]
STARTED = FACTS["benchmark.started"]
SHARE = FACTS["rnd_special.own_funding_share"]
AGE = FACTS["enterprise.age"]
OF_EACH_KIND = (NAME, CODE, CITY, FIELDS, IN_GUANGDONG, EMPLOYEES, REVENUE, GIANT_YEAR, STARTED, SHARE, AGE)
