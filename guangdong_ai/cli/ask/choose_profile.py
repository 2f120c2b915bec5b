"""``ask`` without a file: continue an earlier profile, or name a new one."""

from itertools import chain, count
from pathlib import Path

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.asker import Asker
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.profile_folder import EarlierProfile, earlier_profiles, path_for
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.parse_text import parse_text


@record
class ChosenProfile:
    """The file to work on and, for a new one, the name of the applicant."""

    path: Path
    name: str | None = None


def choose_profile(folder: Path, name_fact: Fact | None, asker: Asker, language: Language) -> ChosenProfile | None:
    """The profile that the person chooses; None to leave. ``name_fact`` says which names are accepted."""
    earlier = earlier_profiles(folder)

    def say(text: Text) -> None:
        asker.say(text.in_language(language))

    if earlier:
        say(Text("以前的档案：", "Earlier profiles:"))
        for number, profile in enumerate(earlier, start=1):
            asker.say(f"{number}. {profile.name}  {profile.saved}", indent=2)
        say(Text("输入序号继续，或输入新的单位名称", "Type a number to go on with one, or the name of a new applicant"))
    else:
        say(Text("给这份档案起个名字，一般是单位名称", "Name the profile; the name of the applicant will do"))
    say(Text(f"档案保存在 {folder}", f"Profiles are kept in {folder}"))
    asked = Text("序号或单位名称", "number or name") if earlier else Text("单位名称", "name")
    while True:
        entered = asker.enter(asked.in_language(language))
        if entered in (Move.SAVE_AND_QUIT, Move.FINISH):
            return None
        chosen = _read(entered, earlier, folder, name_fact) if isinstance(entered, str) else _NOTHING_TYPED
        if isinstance(chosen, ChosenProfile):
            return chosen
        say(chosen)


def new_profile(name: str | None, folder: Path) -> ChosenProfile | None:
    """A new file in the folder for an applicant whose name is known already; None where that makes no file name."""
    path = None if name is None else path_for(name, folder)
    return None if path is None else ChosenProfile(path=_free(path))


_NOTHING_TYPED = Text("请输入名称；^X 退出", "Type a name, or ^X to leave")


def _read(typed: str, earlier: list[EarlierProfile], folder: Path, name_fact: Fact | None) -> ChosenProfile | Text:
    """The choice made by a line, or what is wrong with it."""
    text = typed.strip()
    if text.isdecimal() and earlier:
        numbered = {str(number): profile for number, profile in enumerate(earlier, start=1)}
        profile = numbered.get(half_width(text))
        wrong = Text(f"序号从 1 到 {len(earlier)}", f"the numbers go from 1 to {len(earlier)}")
        return wrong if profile is None else ChosenProfile(path=profile.path)
    same = next((profile for profile in earlier if profile.name == text), None)
    if same is not None:
        return ChosenProfile(path=same.path)
    name = text if name_fact is None or not text else parse_text(name_fact, text)
    if isinstance(name, Finding):
        return name.message
    path = path_for(text, folder)
    if path is None or not isinstance(name, str):
        return _NOTHING_TYPED
    return ChosenProfile(path=_free(path), name=name)


def _free(path: Path) -> Path:
    """``path``, or one beside it that does not exist yet: applicants of different names may have the same file name."""
    numbered = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return next(free for free in chain([path], numbered) if not free.exists())
