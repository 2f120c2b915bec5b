"""Which fact a header names, however a person wrote it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from guangdong_ai.batch.read.header_units import Match, in_named, split_remarks, with_remarks
from guangdong_ai.batch.read.header_words import (
    BRACKETS,
    LONGEST_UNIT,
    SIGNS,
    asked_whether,
    header_parts,
    in_both_languages,
    is_boundary,
    signs_of,
    spellings,
    without_number,
)
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.spelling import half_width, header_key


class FactHeaders:
    """The headers of all facts, and of those that the user named in a columns map (header → fact id).

    Without ``guesses`` a name that is only likely to mean a fact names none. ``units``: header → unit, as a columns map says them; what the map
    says such a unit of, and what else it speaks of (``confirmed``), is no guess.
    """

    def __init__(
        self,
        facts: Mapping[str, Fact],
        names: Mapping[str, str],
        *,
        guesses: bool = True,
        units: Mapping[str, str] | None = None,
        confirmed: Iterable[str] = (),
    ) -> None:
        self.facts = facts
        self._named = {header_key(header): facts[fact_id] for header, fact_id in names.items()}
        self._named_exactly = {header: facts[fact_id] for header, fact_id in names.items()}
        self._units = {header_key(header): unit for header, unit in (units or {}).items()}
        self._confirmed = {header_key(header) for header in confirmed} | set(self._units)
        ids = {header_key(fact_id): fact for fact_id, fact in facts.items()}
        self._sure = _Names(ids, ((spelling, fact) for fact in facts.values() for spelling in spellings(fact)))
        self._likely = _Names({}, ((name, fact) for fact in facts.values() if guesses for name in fact.likely_names))

    def match(self, header: str) -> Match | None:
        """The one fact that ``header`` names: by the columns map, by id, by a spelling that no other fact shares, or by a likely name; else None.

        Brackets at the end may hold the unit and remarks like 必填; what stands in them and is not understood makes the header another one. A
        unit may also follow the name: 营业收入万元, 营业收入/万元. Where the columns map names the header, its match may be in ``doubt``.
        """
        match = self.named(header) or self._sure.match(header)
        if match is None and not self._sure.could_be(header) and (guessed := self._likely.match(header)):
            match = replace(guessed, by="map" if header_key(header) in self._confirmed else "guess")
        unit = self._units.get(header_key(header)) if match else None
        if match is None or unit is None:
            return match
        told = with_remarks(match.fact, [unit])
        return replace(told, by=match.by) if told else match

    def named(self, header: str) -> Match | None:
        """The fact that the columns map gives to the header, whose unit is looked for in all of it."""
        fact = self._named_exactly.get(header) or self._named.get(header_key(header))
        return None if fact is None else replace(in_named(fact, header), by="map")

    def doubted(self, header: str) -> Match | None:
        """The fact that ``header`` would name, were it not for a unit of money that cannot be used."""
        doubts = [match for names in (self._sure, self._likely) for match in names.readings(header) if match.doubt is not None]
        return doubts[0] if doubts and self.match(header) is None else None

    def could_be(self, header: str) -> list[str]:
        """The ids of the facts that share this header, where there are several."""
        return self._sure.could_be(header)


def headers_of(facts: Mapping[str, Fact], reading: ReadOptions) -> FactHeaders:
    """The headers of all facts as the user wants them read."""
    return FactHeaders(facts, reading.names, guesses=not reading.strict, units=reading.units, confirmed=reading.values)


class _Names:
    """Names of facts, some of which belong to several; ``ids`` go before them."""

    def __init__(self, ids: Mapping[str, Fact], names: Iterable[tuple[str, Fact]]) -> None:
        self._ids = ids
        self._spellings: dict[str, dict[str, Fact]] = defaultdict(dict)
        for name, fact in names:
            self._spellings[header_key(name)][fact.id] = fact

    def match(self, header: str) -> Match | None:
        """The one fact that the header names; None where none or several."""
        if matches := self._matches(header):
            return next(iter(matches.values())) if len(matches) == 1 else None
        return self._match_in_parts(header)

    def could_be(self, header: str) -> list[str]:
        """The ids of the facts that share this header, where there are several."""
        matches = self._matches(header)
        return list(matches) if len(matches) > 1 else []

    def _match_in_parts(self, header: str) -> Match | None:
        """Every part must name the fact, and none another one."""
        parts = header_parts(header)
        if len(parts) < 2 and not (parts := in_both_languages(header)):
            return None
        matched = [self._matches(part) for part in parts]
        common = set.intersection(*(set(matches) for matches in matched))
        if len(common) != 1:
            return None
        told = {match.unit for matches in matched if (match := matches[next(iter(common))]).is_told}
        match = matched[0][next(iter(common))]
        return Match(match.fact, next(iter(told), ""), is_told=bool(told)) if len(told) < 2 else None

    def _matches(self, text: str) -> dict[str, Match]:
        return {match.fact.id: match for match in self.readings(text) if match.doubt is None}

    def readings(self, text: str) -> list[Match]:
        """Every fact that ``text`` may name, each with what it says of the unit, also where that cannot be used."""
        plain = half_width(text)
        found = self._read(plain)
        if not found and (rest := without_number(plain)):
            return self._read(rest)
        return found

    def _read(self, plain: str) -> list[Match]:
        if facts := self._called_with_signs(plain):
            return [Match(fact) for fact in facts]
        name, remarks = plain, list[str]()
        while bracketed := BRACKETS.fullmatch(name):
            name, remarks = bracketed["name"], [*split_remarks(bracketed["inside"]), *remarks]
            if facts := self._called(name):
                return [match for fact in facts if (match := with_remarks(fact, remarks))]
        return self._with_unit_after(name, remarks)

    def _called(self, name: str) -> list[Fact]:
        key = header_key(name)
        if key in self._ids:
            return [self._ids[key]]
        if key in self._spellings:
            return list(self._spellings[key].values())
        asked = asked_whether(key)
        return [fact for fact in self._spellings.get(asked, {}).values() if fact.traits.says_yes_or_no] if asked else []

    def _called_with_signs(self, name: str) -> list[Fact]:
        """The facts that are called so, sign by sign: a question may speak of 120%, which is no unit of its column."""
        signs, called = SIGNS.findall(name), self._called(name)
        return [fact for fact in called if signs in signs_of(fact, header_key(name))] if signs else called

    def _with_unit_after(self, name: str, remarks: Sequence[str]) -> list[Match]:
        """A name with its unit behind it, without brackets: 营业收入/万元. The longest name counts."""
        for position in range(len(name) - 1, max(0, len(name) - LONGEST_UNIT), -1):
            if is_boundary(name, position) and (facts := self._called(name[:position])):
                unit = name[position:].strip(" /_-:：,，、·|")
                matches = [with_remarks(fact, [unit, *remarks]) for fact in facts]
                return [match for match in matches if match and (match.is_told or match.doubt)]
        return []
