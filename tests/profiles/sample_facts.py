"""Facts of every kind, made by hand in the form that the catalogue gives them."""

from typing import Any

from guangdong_ai.catalogue.fact import Choice, Fact, FactSection
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.value import Kind


def fact(fact_id: str, kind: Kind, zh: str, en: str, **more: Any) -> Fact:
    return Fact(
        id=fact_id,
        kind=kind,
        label=Text(zh, en),
        question=Text(f"{zh}是什么？", f"What is the {en.lower()}?"),
        change="slow",
        change_reason=Text("需要时间。", "It takes time."),
        **more,
    )


def choice(choice_id: str, zh: str, en: str, *synonyms: str) -> Choice:
    return Choice(id=choice_id, label=Text(zh, en), synonyms=synonyms)


ENTERPRISE = FactSection(
    section="enterprise",
    title=Text("申报单位", "The applicant"),
    order=10,
    facts=(
        fact("enterprise.name", "text", "单位名称", "Name", help=Text("以营业执照为准。", "As on the licence.")),
        fact("enterprise.credit_code", "text", "统一社会信用代码", "Credit code", format="credit_code"),
        fact(
            "enterprise.city",
            "choice",
            "注册地市",
            "City",
            choices=(
                choice("guangzhou", "广州", "Guangzhou", "广州市", "gz"),
                choice("shenzhen", "深圳", "Shenzhen", "深圳市", "sz"),
                choice("huizhou", "惠州", "Huizhou", "惠州市", "hz"),
                choice("zhanjiang", "湛江", "Zhanjiang"),
                choice("yangjiang", "阳江", "Yangjiang"),
            ),
        ),
        fact(
            "enterprise.fields",
            "choices",
            "业务领域",
            "Fields",
            choices=(
                choice("ai", "人工智能", "Artificial intelligence", "AI"),
                choice("robotics", "机器人", "Robotics", "robot"),
                choice("software", "软件和信息技术服务", "Software and IT services", "软件"),
                choice("farming", "农、林、牧、渔业", "Agriculture, forestry, husbandry and fishery"),
                choice("public_service", "公共服务", "Public service"),
                choice("other", "其他", "Other"),
            ),
        ),
        fact("enterprise.independent_legal_person", "yes_no", "独立法人", "Independent legal person"),
        fact("enterprise.employees", "count", "从业人员", "Employees", unit=Text("人", "people"), unit_of_one="person"),
        fact("enterprise.revenue", "money", "营业收入", "Revenue"),
        fact("enterprise.founded", "date", "成立日期", "Date of foundation"),
    ),
)
TITLES = FactSection(
    section="titles",
    title=Text("资质称号", "Titles"),
    order=20,
    facts=(
        fact("titles.little_giant_year", "year", "小巨人认定年份", "Little giant year"),
        fact("titles.champion_year", "year", "单项冠军年份", "Champion year", never=Text("没有这一称号", "never had the title")),
        fact("titles.high_tech", "yes_no", "高新技术企业", "High-tech enterprise"),
        fact("titles.own_funding_share", "share", "自筹经费占比", "Share of own funding"),
        fact("titles.users", "count", "活跃用户数", "Active users"),
    ),
)
SECTIONS = (ENTERPRISE, TITLES)
FACTS = {fact.id: fact for section in SECTIONS for fact in section.facts}
