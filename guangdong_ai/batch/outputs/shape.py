"""The shapes of a result: a row for each applicant, one for each applicant and measure, or whole assessments."""

from typing import Literal, get_args

Shape = Literal["wide", "long", "assessment"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
