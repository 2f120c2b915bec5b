"""How this package declares a record: frozen, slotted, compared by value.

Underneath it is a msgspec Struct: starting the program declares some seventy records, and as a Struct each costs a small part of what a
dataclass costs (docs/decisions/0001-records.md). The class body reads like a dataclass, and type checkers treat it as one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, overload

import msgspec
import msgspec.structs
from msgspec import field
from msgspec.structs import fields

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")

__all__ = ["field", "fields", "record", "replace"]


@overload
def record(cls: type[T]) -> type[T]: ...
@overload
def record(*, positional: bool = ...) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, *, positional: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make ``cls`` a record; its fields are keyword-only unless ``positional``. Decoding refuses data with undeclared keys."""

    def decorate(target: type[T]) -> type[T]:
        bases = tuple(base for base in target.__bases__ if base is not object)
        body = {name: value for name, value in vars(target).items() if name not in ("__dict__", "__weakref__")}
        body.setdefault("__get_pydantic_core_schema__", classmethod(_core_schema))
        make: Any = type(msgspec.Struct)
        made = make(target.__name__, (msgspec.Struct, *bases), body, frozen=True, kw_only=not positional, forbid_unknown_fields=True)
        return cast("type[T]", made)

    return decorate if cls is None else decorate(cls)


def replace(original: T, **changes: Any) -> T:
    """A copy of a record with other values in some of its fields."""
    return msgspec.structs.replace(original, **changes)  # type: ignore[type-var]  # every record is a Struct


def _core_schema(cls: Any, _source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
    """How pydantic checks data for this record: the fields as declared and no others, every fault reported."""
    from pydantic_core import core_schema

    declared = {item.name: core_schema.typed_dict_field(handler.generate_schema(item.type), required=item.required) for item in fields(cls)}
    described = {"title": cls.__name__, "description": " ".join((cls.__doc__ or "").split())}
    table = core_schema.typed_dict_schema(declared, extra_behavior="forbid", metadata={"pydantic_js_updates": described})
    return core_schema.no_info_after_validator_function(lambda values: cls(**values), table)
