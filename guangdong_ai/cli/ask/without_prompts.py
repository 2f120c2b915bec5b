"""What ``ask`` says when it may not or cannot prompt: which answer is missing, and how else to give it."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.question import Question
from guangdong_ai.cli.flag_name import flag_of
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.example_value import example_value
from guangdong_ai.profiles.toml_literal import toml_literal

_TEMPLATE = ("profile", "template", "--output", "profile.toml")


def prompt_needed(question: Question, file: str | None, *, forbidden: bool) -> WrongUsage:
    """The refusal because a question is open. ``file``: the profile, if there is one already.

    ``forbidden``: prompts were forbidden; otherwise there is no terminal.
    """
    fact, why = question.fact, _why(forbidden=forbidden)
    rest = question.following
    more = Text(f"，之后可能还有 {rest} 题", f", and {rest} more may follow") if rest else Text("", "")
    return WrongUsage(
        Text("{}，而还有问题要问：{}（{}）{}", "{}, and a question is open: {} ({}){}").format(why, fact.id, fact.question, more),
        _otherwise(fact),
        ("check", *([] if file is None else [file]), flag_of(fact.id), _typed_example(fact)),
    )


def profile_needed(*, forbidden: bool) -> WrongUsage:
    """The refusal because no file was named."""
    why = _why(forbidden=forbidden)
    return WrongUsage(
        Text("{}，也没有指定档案", "{}, and no profile was named").format(why),
        Text(
            "用选项回答，如 check --enterprise-city gz；或填写一份档案",
            "answer with flags, as in check --enterprise-city gz, or fill in a profile",
        ),
        _TEMPLATE,
    )


def _why(*, forbidden: bool) -> Text:
    if forbidden:
        return Text("--no-input 不允许提问", "--no-input forbids questions")
    return Text("没有终端可以提问", "there is no terminal to ask in")


def _otherwise(fact: Fact) -> Text:
    """The place in the file; the command with the flag follows."""
    zh, en = (f"[{fact.section}] {fact.name} = {toml_literal(example_value(fact, language))}" for language in ("zh", "en"))
    return Text(f"写进档案：{zh}（示例），或用选项回答，如", f"answer in the file: {en} (an example), or with a flag, like")


def _typed_example(fact: Fact) -> str:
    """The example as an option accepts it."""
    value = example_value(fact, "en")
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ",".join(str(choice) for choice in value)
        case _:
            return str(value)
