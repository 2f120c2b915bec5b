"""A copy of the program with a larger catalogue, to see what more measures cost: some of them stand in it again, under other ids."""

import compileall
import shutil
from pathlib import Path

from batch_peers.repeated_measures import copies_up_to, write_copies

import guangdong_ai
from guangdong_ai.catalogue.source_files import bundled_folder


def grown_program(folder: Path, count: int) -> Path:
    """Copy the program and its catalogue into ``folder``, with so many measures and titles. Returns what is to be Python's path for it.

    What is repeated is spread over the whole catalogue: a copy has the criteria, the amount and the calls of its original.
    """
    copies = copies_up_to(count)
    shutil.copytree(Path(guangdong_ai.__file__).parent, folder / "guangdong_ai", ignore=shutil.ignore_patterns("__pycache__"))
    policies = folder / "guangdong_ai" / "policies"
    if not policies.exists():
        shutil.copytree(bundled_folder(), policies)
    write_copies(policies, copies)
    compileall.compile_dir(folder / "guangdong_ai", quiet=1)
    return folder
