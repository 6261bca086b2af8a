"""What the harnesses share: a reader is fed bytes that grow by coverage; anything but a clear refusal is a finding.

    make fuzz READER=csv SECONDS=60

Seeds are the hard files of the tests; what is found stays under `tools/fuzz/found/` to become one. What reached new
lines stays under `tools/fuzz/corpus/`: the next run goes on from there, so that short runs add up.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

HERE = Path(__file__).parent
LONGEST = 1 << 15

with atheris.instrument_imports(include=["revalo"]):
    import revalo.funding.activity
    import revalo.grids.scenarios
    import revalo.payroll.reading.csv
    import revalo.payroll.reading.dsn.source
    import revalo.payroll.reading.parquet
    import revalo.payroll.reading.profile
    import revalo.payroll.reading.xlsx  # noqa: F401 - imported later where they are used: instrumented now
    from revalo import api
    from revalo.errors import RevaloError
    from revalo.payroll.reading.cells import typed_chunks
    from revalo.payroll.reading.sources import opened

Read = Callable[[Path], object]
LAW = api.load_law()


def payroll(path: Path) -> None:
    """Every row of a payroll file, typed."""
    for source in opened([str(path)]).sources:
        for _typed in typed_chunks(source, LAW):
            pass


def fuzz(reader: str, read: Read, seeds: Iterator[bytes] | None = None) -> None:
    """Feed a reader until the time is up (`-max_total_time`), or until something is found."""
    folder = Path(tempfile.mkdtemp(prefix="revalo-fuzz-"))
    corpus, found = HERE / "corpus" / reader, HERE / "found" / reader
    for place in (corpus, found):
        place.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds or _seeds(reader, folder)):
        (corpus / f"seed-{number}").write_bytes(seed)
    file = folder / "fed"

    def feed(data: bytes) -> None:
        file.write_bytes(data)
        try:
            read(file)
        except RevaloError as refusal:
            if not str(refusal):
                raise AssertionError("a refusal without a word") from refusal

    options = [f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=3000", f"-artifact_prefix={found}/"]
    atheris.Setup([sys.argv[0], str(corpus), *options, *sys.argv[1:]], feed)
    try:
        atheris.Fuzz()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _seeds(reader: str, folder: Path) -> Iterator[bytes]:
    """The small hard files of a reader."""
    import hard_files  # noqa: PLC0415 - of the tests

    for each in hard_files.ALL:
        path = folder / "seed"
        if each.reader == reader and not any(word in each.name for word in hard_files.HEAVY):
            each.make(path)
            if path.is_file() and os.path.getsize(path) <= LONGEST:  # noqa: PTH202 - a path may link to itself
                yield path.read_bytes()
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
