"""Finding the section of facts that a person named: by its id, its title or a part of one, in both languages and in pinyin."""

from guangdong_ai.api.measure_names import one_of_these
from guangdong_ai.api.named import named
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.text import Text


def section_named(name: str, catalogue: Catalogue) -> str:
    """The id of the one section of this name. Raises WrongUsage with the sections where none or several match."""
    titles = {section.section: section.title for section in catalogue.sections}
    found = named(name, titles)
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUsage(Text(f"“{name}”可以指 {len(found)} 个部分", f"{name} matches {len(found)} sections"), one_of_these(found, titles))
    listed = ", ".join(titles)
    raise WrongUsage(Text(f"没有这一部分：{name}", f"no such section: {name}"), Text(f"可用：{listed}", f"the sections: {listed}"))
