"""A rule that the engines cannot run exactly."""

from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.text import Text


class NotCompilable(Refused):
    """The rules go beyond what whole numbers of 64 bits can hold exactly, or are too entangled; ``findings`` says which rule."""

    def __init__(self, what: Text) -> None:
        hint = Text("用 --engine plain 逐家计算", "let --engine plain assess them one by one")
        super().__init__([Finding(message=Text(f"不能编译：{what.zh}", f"cannot be compiled: {what.en}"), hint=hint)])
