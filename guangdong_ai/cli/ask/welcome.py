"""``guangdong-ai`` alone in a terminal: what it is for, and three ways in."""

from guangdong_ai.foundation.text import Language, Text

_WAYS_IN = (
    ("guangdong-ai ask", Text("回答几个问题，随答随存，最后看结果", "a few questions, saved as you go, then the result")),
    ("guangdong-ai check", Text("已有答案，一次看结果（check 档案.toml）", "the result at once, from answers you have (check FILE)")),
    ("guangdong-ai demo", Text("先看一个示例企业", "look at an example firm first")),
)


def welcome(language: Language) -> str:
    """A few lines that fit into 60 columns."""
    lines = [
        Text(
            "广东省人工智能与机器人扶持措施自评：\n哪些可以申请、可能得到多少。离线运行，不发送任何数据。",
            "Which of Guangdong's support measures for AI and robotics\nyou can apply for. Runs offline and sends nothing.",
        ).in_language(language),
        "",
    ]
    for command, purpose in _WAYS_IN:
        lines += [f"  {command}", f"      {purpose.in_language(language)}"]
    lines += ["", Text("全部命令：guangdong-ai --help", "All commands: guangdong-ai --help").in_language(language), ""]
    return "\n".join(lines)
