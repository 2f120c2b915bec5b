"""The bundled catalogue."""

from tests.batch.write.conftest import catalogue

__all__ = ["catalogue"]
