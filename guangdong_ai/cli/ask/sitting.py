"""One sitting with a profile: tell what was loaded, ask the questions, and tell where the answers are kept."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.ask.asker import Asker
from guangdong_ai.cli.ask.conversation import Conversation, Ending
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.earlier_answers import NOTHING
from guangdong_ai.cli.ask.session import AskedFor, begin
from guangdong_ai.cli.suggested_command import suggested_command
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.profiles.profile import Profile, change_profile

NAME = "enterprise.name"


def sit(
    draft: Draft,
    name: str | None,
    scope: AskedFor,
    as_of: date,
    catalogue: Catalogue,
    asker: Asker,
    language: Language,
    *,
    told: Sequence[Text] = (),
) -> Profile | None:
    """The profile when the questions are answered or the person wants the result now; None to continue later.

    ``name``: the applicant of a new profile, if given; ``told``: where the answers that a new one begins with come from. Raises KeyboardInterrupt, and Refused when an answer
    cannot be saved and the person gives up.
    """

    def say(text: Text) -> None:
        asker.say(text.in_language(language))

    for line in (*_loaded(draft), *told):
        say(line)
    asker.introduce()
    profile = draft.earlier.profile if name is None else change_profile(draft.earlier.profile, {NAME: name})
    first = (NAME,) if draft.is_new and scope.only is None and scope.section is None else ()
    session = begin(catalogue, profile, as_of, scope, refused=draft.earlier.refused, named_here=name is not None, first=first)
    conversation = Conversation(session, draft, asker, language)
    try:
        if name is not None or (draft.is_new and draft.earlier is not NOTHING):
            conversation.save()
        ending = conversation.hold()
    except KeyboardInterrupt:
        if not conversation.is_saved:
            say(Text("最后一个答案没有保存", "The last answer was not saved"))
        _tell_where_it_is(draft, asker, language)
        raise
    if ending is Ending.FINISHED:
        conversation.take_in_edits()
        return conversation.session.profile
    _tell_where_it_is(draft, asker, language)
    return None


def _loaded(draft: Draft) -> list[Text]:
    """The content of the file in short, with remarks."""
    path, earlier = draft.path, draft.earlier
    if draft.is_new and earlier is NOTHING:
        return [Text(f"新档案 {path}，每答一题都会保存", f"New profile {path}, saved after each answer")]
    known, unknown = len(earlier.profile.facts), len(earlier.profile.dont_know)
    begun = Text(
        f"新档案 {path}：{known} 项答案，{unknown} 项不知道", f"New profile {path}: {counted(known, 'answer')}, {unknown} not known"
    )
    lines = (
        [begun]
        if draft.is_new
        else [Text(f"已读取 {path}：{known} 项答案，{unknown} 项不知道", f"Loaded {path}: {counted(known, 'answer')}, {unknown} not known")]
    )
    if earlier.refused:
        count, are = len(earlier.refused), "is" if len(earlier.refused) == 1 else "are"
        lines.append(Text(f"另有 {count} 项现在不能用，先问这些", f"{count} more {are} not accepted any more and asked for first"))
    if earlier.kept:
        names = joined(Text("；", "; "), [finding.message for finding in earlier.kept])
        lines.append(Text("无法识别的内容会原样保留：{}", "Keys that are not known are kept as they are: {}").format(names))
    if earlier.commented:
        lines.append(
            Text(
                "文件中的注释无法保留，保存前会另存一份原件", "Comments in the file cannot be kept; a copy of it is made before it is saved"
            )
        )
    return lines


def _tell_where_it_is(draft: Draft, asker: Asker, language: Language) -> None:
    """Tell where the answers are, and how to continue."""
    if not draft.path.exists():
        asker.say(Text("还没有答案，没有保存", "There is no answer yet, and nothing was saved").in_language(language))
        return
    copy = Text("", "") if draft.copy is None else _copied_to(draft.copy)
    tell_how_to_go_on(draft.path, Text("已保存在 {}{}", "Saved in {}{}").format(draft.path, copy), asker, language)


def tell_how_to_go_on(path: Path, why: Text, asker: Asker, language: Language) -> None:
    """Tell ``why`` to continue a sitting, and the command, on a line of its own."""
    again = suggested_command(("ask", str(path)))
    asker.say(why.in_language(language))
    asker.say(Text(f"继续：{again}", f"Go on with: {again}").in_language(language), "command")


def _copied_to(copy: Path) -> Text:
    return Text(f"，原件在 {copy}", f"; the file as it was is now {copy}")
