"""The bundled catalogue, checked once for all tests of a process: to check it takes most of a second, and it never changes."""

from functools import cache

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_catalogue


@cache
def bundled_catalogue() -> Catalogue:
    """The same object for whoever asks."""
    return load_catalogue()
