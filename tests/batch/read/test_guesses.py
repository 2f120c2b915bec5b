"""A column of places says city and district; a credit code only where asked; with strict nothing is guessed."""

import pytest

from tests.batch.read.conftest import Read

CITY, DISTRICT = "enterprise.city", "enterprise.district"


@pytest.mark.parametrize(
    ("header", "cell", "city", "district"),
    [
        ("注册地市", "广东省深圳市南山区科技园1号", "shenzhen", "shenzhen_nanshan"),
        ("注册地市", "440606", "foshan", "foshan_shunde"),
        ("注册地市", "广州", "guangzhou", None),
        ("注册地市", "前海", "shenzhen", "shenzhen_qianhai"),
        ("注册地市", "天河区", None, "guangzhou_tianhe"),
        ("所属区县", "东莞市", "dongguan", None),
        ("所属区县", "南山区", None, "shenzhen_nanshan"),
    ],
)
def test_one_column_says_both(read: Read, header: str, cell: str, city: str | None, district: str | None) -> None:
    (facts,) = read("a.csv", f"序号,{header},从业人员\n1,{cell},5\n").facts
    assert (facts.get(CITY), facts.get(DISTRICT)) == (city, district)


def test_a_column_of_its_own_is_the_only_one(read: Read) -> None:
    (facts,) = read("a.csv", "序号,注册地市,所属区县\n1,深圳市南山区,福田区\n").facts
    assert facts == {CITY: "shenzhen", DISTRICT: "shenzhen_futian"}
    done = read("a.csv", "序号,注册地市,所属区县\n1,天河区,\n")
    assert [wrong.column for row in done.rejected for wrong in row.wrong] == ["注册地市"]


def test_a_credit_code_says_where_it_was_registered_only_if_asked(read: Read) -> None:
    table = "统一社会信用代码,从业人员\n91440101190509245D,5\n91442000198075568W,6\n91110000600037341L,7\n"
    assert [facts.get(CITY) for facts in read("a.csv", table).facts] == [None, None, None]
    done = read("a.csv", table, city_from_code=True)
    assert [facts.get(CITY) for facts in done.facts] == ["guangzhou", "zhongshan", None]
    assert [[cell.kind for cell in row.guesses] for row in done.applicants] == [["code"], ["code"], []]


@pytest.mark.parametrize(
    ("header", "cell"), [("从业人员", "N/A"), ("高新技术企业", "□"), ("成立日期", "2019-03-01T20:00:00Z"), ("注册地市", "天河区")]
)
def test_with_strict_nothing_is_guessed(read: Read, header: str, cell: str) -> None:
    table = f"序号,单位类型,{header}\n1,企业,{cell}\n"
    assert [len(row.guesses) for row in read("a.csv", table).applicants] == [1]
    done = read("a.csv", table, strict=True, used=None)
    assert [wrong.value for row in done.rejected for wrong in row.wrong] == [cell]
    assert "would be guessed" in str(done.rejected[0].wrong[0].kind)
