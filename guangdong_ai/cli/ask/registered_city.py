"""The place of the office that issued a credit code: only a hint of the applicant's city."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.credit_code import registered_division

GUANGDONG = "44"
DIVISIONS: Mapping[str, Text] = {
    "4401": Text("广州", "Guangzhou"),
    "4402": Text("韶关", "Shaoguan"),
    "4403": Text("深圳", "Shenzhen"),
    "4404": Text("珠海", "Zhuhai"),
    "4405": Text("汕头", "Shantou"),
    "4406": Text("佛山", "Foshan"),
    "4407": Text("江门", "Jiangmen"),
    "4408": Text("湛江", "Zhanjiang"),
    "4409": Text("茂名", "Maoming"),
    "4412": Text("肇庆", "Zhaoqing"),
    "4413": Text("惠州", "Huizhou"),
    "4414": Text("梅州", "Meizhou"),
    "4415": Text("汕尾", "Shanwei"),
    "4416": Text("河源", "Heyuan"),
    "4417": Text("阳江", "Yangjiang"),
    "4418": Text("清远", "Qingyuan"),
    "4419": Text("东莞", "Dongguan"),
    "4420": Text("中山", "Zhongshan"),
    "4451": Text("潮州", "Chaozhou"),
    "4452": Text("揭阳", "Jieyang"),
    "4453": Text("云浮", "Yunfu"),
}
"""The prefecture-level divisions of Guangdong in GB/T 2260, by the first four figures of their codes."""


def registered_in(code: str) -> Text | None:
    """Where a credit code says that it was issued; None while its division code is incomplete."""
    division = registered_division(code)
    if division is None:
        return None
    city = DIVISIONS.get(division[:4])
    if city is not None:
        return Text("登记机关在{}", "issued in {}").format(city)
    if division.startswith(GUANGDONG):
        return Text("登记机关在广东，看不出是哪个地市", "issued in Guangdong; the code does not tell the city")
    return Text(f"登记机关不在广东（{division}）", f"not issued in Guangdong ({division})")


def registered_choice(fact: Fact, code: str) -> Choice | None:
    """The choice of ``fact`` with the name of the city in which the code was issued."""
    city = DIVISIONS.get((registered_division(code) or "")[:4])
    return next((choice for choice in fact.choices if city is not None and choice.label.zh == city.zh), None)
