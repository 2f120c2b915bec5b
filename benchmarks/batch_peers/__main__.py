"""One step in a process of its own.

``data ROWS FILE``, ``csv ROWS FAULTS FILE``, ``found FILE REJECTED``, ``edges ROWS FILE``, ``run PEER SOURCE TARGET``, ``same FOUND EXPECTED``, ``repeat COUNT FOLDER``,
``grow COUNT FOLDER``, ``size``.
"""

import sys
from importlib import import_module
from pathlib import Path


def main(step: str, *arguments: str) -> int:
    """Do it. 1: what ``same`` compared is not the same, and what differs was printed."""
    match step, *arguments:
        case "data", rows, target:
            from batch_peers.data import write_parquet
            from batch_peers.province import candidates, facts_read
            from batch_peers.provincial_measures import WITH_MONEY
            from guangdong_ai.catalogue.load import load_catalogue

            catalogue = load_catalogue()
            assert candidates(catalogue) == WITH_MONEY, "the rules written by hand count other measures in the total"
            write_parquet(Path(target), facts_read(catalogue), int(rows))
        case "edges", rows, target:
            from pyarrow.parquet import write_table

            from batch_peers.edge_rows import edge_rows
            from guangdong_ai.catalogue.load import load_catalogue

            write_table(edge_rows(load_catalogue(), int(rows)), target)
        case "csv", rows, faults, target:
            import json

            from batch_peers.faulty_csv import write_csv
            from batch_peers.province import facts_read
            from guangdong_ai.catalogue.load import load_catalogue

            injected = write_csv(Path(target), facts_read(load_catalogue()), int(rows), faults=int(faults))
            Path(f"{target}.faults.json").write_text(json.dumps([(fault.line, fault.column, fault.kind) for fault in injected]))
        case "found", source, rejected:
            from batch_peers.faults_found import faults_found

            print(faults_found(Path(source), Path(rejected)))
        case "run", peer, source, target:
            import_module(f"batch_peers.{peer}").run(Path(source), Path(target))
        case "same", found, expected:
            from batch_peers.same_results import differences

            found_differences = list(differences(Path(found), Path(expected)))
            print(*found_differences, sep="\n")
            return 1 if found_differences else 0
        case "repeat", count, folder:
            from batch_peers.repeated_measures import repeated_measures

            print(*repeated_measures(Path(folder), int(count)))
        case "grow", count, folder:
            from batch_peers.repeated_measures import copies_up_to, write_copies

            write_copies(Path(folder), copies_up_to(int(count)))
        case "size", *_:
            from guangdong_ai.catalogue.load import load_catalogue

            print(len(load_catalogue().with_titles))
        case _:
            raise SystemExit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
