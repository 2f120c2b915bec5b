"""One interface: whatever engine is chosen, a job is done by the same call."""

from collections.abc import Mapping
from inspect import signature
from typing import Any

import pytest

from guangdong_ai.batch.checkpoints.checkpoint import Checkpointed
from guangdong_ai.batch.run.engines import ENGINES, RESUMABLE, Backend
from guangdong_ai.batch.write.result_formats import OUTPUT_FORMATS, WRITERS


def backends() -> Mapping[str, type[Backend]]:
    """Each engine's, by its name."""
    from guangdong_ai.batch.run.dask_backend import DaskBackend
    from guangdong_ai.batch.run.plain_backend import PlainBackend
    from guangdong_ai.batch.run.polars_backend import PolarsBackend
    from guangdong_ai.batch.run.spark_backend import SparkBackend

    return {"plain": PlainBackend, "polars": PolarsBackend, "dask": DaskBackend, "spark": SparkBackend}


def parameters(function: Any) -> list[str]:
    return list(signature(function).parameters)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_has_a_backend_that_is_run_alike(engine: str) -> None:
    backend = backends()[engine]
    assert parameters(backend.run) == parameters(Backend.run)
    steps = ("groups", "into_result", "into_checkpoint", "put_together")
    assert [hasattr(backend, step) for step in steps] == [engine in RESUMABLE] * len(steps)
    for step in steps if engine in RESUMABLE else ():
        assert parameters(getattr(backend, step)) == parameters(getattr(Checkpointed, step))


def test_every_output_format_has_a_writer() -> None:
    assert tuple(WRITERS) == OUTPUT_FORMATS
