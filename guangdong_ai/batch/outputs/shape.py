"""The shapes of a result.

``wide``: a row for each applicant; ``status``: the same without the amounts of each measure; ``long``: a row for each applicant and measure;
``assessment``: whole assessments.
"""

from typing import Literal, get_args

Shape = Literal["wide", "status", "long", "assessment"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
