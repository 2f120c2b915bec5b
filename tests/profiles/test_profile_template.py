import re

import pytest

from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.load import read_profile
from guangdong_ai.profiles.template import template

from .sample_facts import FACTS, SECTIONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_a_profile_in_which_nothing_is_known(language: Language) -> None:
    profile = read_profile(template(SECTIONS, language).encode(), None, FACTS)
    assert (profile.facts, profile.dont_know) == ({}, ())
    assert set(profile.document) == {"schema", "enterprise", "titles"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_accepted_once_its_comment_sign_is_gone(language: Language) -> None:
    filled = re.sub(r"^# ([a-z_]+ = )", r"\1", template(SECTIONS, language), flags=re.MULTILINE)
    answered = re.sub(r"^dont_know = .*\n", "", filled, flags=re.MULTILINE)
    assert set(read_profile(answered.encode(), None, FACTS).facts) == set(FACTS)
    only_unknown = re.sub(r"^# (dont_know = )", r"\1", template(SECTIONS, language), flags=re.MULTILINE)
    assert len(read_profile(only_unknown.encode(), None, FACTS).dont_know) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_shows_every_question_help_and_choice(language: Language) -> None:
    text = template(SECTIONS, language)
    for fact in FACTS.values():
        assert f"# {fact.question.in_language(language)}\n" in text
        assert not fact.help or f"# {fact.help.in_language(language)}\n" in text
        for choice in fact.choices:
            assert f'#     "{choice.id}"  {choice.label.in_language(language)}\n' in text
    text.encode("gbk")


def test_a_template_reads_like_a_form() -> None:
    assert template(SECTIONS, "zh").startswith(
        """\
# 档案：申报单位的各项信息。
# 知道的信息项：删去该行开头的“# ”，把示例换成实际内容。其余各行保持原样，没有填写的就是未知，不会按“否”或 0 处理。
# 填好后运行：guangdong-ai check 文件名
schema = 1

# 确实不清楚的信息项写在这里，以后不再询问：
# dont_know = ["enterprise.name"]

# ==== 申报单位 ====
[enterprise]

# 单位名称是什么？
# 以营业执照为准。
# 文字
# name = "示例"

# 统一社会信用代码是什么？
# 文字
# credit_code = "91110000600037341L"

# 注册地市是什么？
# 从下列各项中选一项：
#     "guangzhou"  广州
#     "shenzhen"  深圳
#     "huizhou"  惠州
#     "zhanjiang"  湛江
#     "yangjiang"  阳江
# city = "guangzhou"
"""
    )


def test_a_template_says_what_0_means() -> None:
    assert "# 年份；0 表示没有这一称号\n# champion_year = 2025\n" in template(SECTIONS, "zh")
    assert "# A year; 0: never had the title\n# champion_year = 2025\n" in template(SECTIONS, "en")


def test_a_template_of_no_sections_is_valid() -> None:
    assert read_profile(template((), "en").encode(), None, {}).facts == {}
