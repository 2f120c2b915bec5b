"""What the funding of a measure has to say, by its kind."""

from collections.abc import Iterator

from guangdong_ai.catalogue.funding import GRANTS, Funding
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text


def wrong_in_funding(funding: Funding) -> Iterator[Finding]:
    """What is missing in it, or stands there for nothing."""
    ways = int(funding.amount is not None) + int(bool(funding.readings))
    if funding.kind in GRANTS or (funding.kind == "tax_relief" and ways):
        if ways != 1:
            yield _wrong(("funding",), Text("须有 amount 或 readings 之一", "either amount or readings is needed"))
        if funding.award is None:
            yield _wrong(
                ("funding",),
                Text("缺少 award", "award is missing"),
                Text("可用：formula, competition, review", "accepted: formula, competition, review"),
            )
        if not funding.sources:
            yield _wrong(
                ("funding",),
                Text("金额没有出处", "the figures have no source"),
                Text("写在 [[funding.sources]]", "write it in [[funding.sources]]"),
            )
    elif ways or funding.award is not None:
        yield _wrong(("funding",), Text(f"{funding.kind} 不带金额", f"{funding.kind} has no amount"))
    if funding.per is not None and not ways:
        yield _wrong(("funding", "per"), Text("没有金额的不带 per", "there is no amount that per could be about"))
    if funding.years is not None and (funding.per is None or funding.years < 1):
        yield _wrong(("funding", "years"), Text("years 须与 per 同写，至少1年", "years stands beside per, and is 1 at least"))


def _wrong(path: KeyPath, message: Text, hint: Text | None = None) -> Finding:
    return Finding(message=message, hint=hint, path=path)
