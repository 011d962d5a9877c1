"""Is a spoiled file read or refused by every reader? A short form of `make fuzz`, without its search for new paths."""

import random
from itertools import cycle, islice
from pathlib import Path

import pytest

from bench.fuzz_seeds import seeds
from bench.fuzz_targets import TARGETS, Broken
from bench.mutations import mutated

SPOILED = {
    "sie": 60,
    "sie5": 150,
    "delimited": 40,
    "workbook": 60,
    "json": 80,
    "parquet": 60,
    "headcount": 60,
    "numbers": 150,
    "intake": 12,
}
LARGEST_SEED = 3_000


@pytest.mark.parametrize("reader", TARGETS)
def test_a_spoiled_file_is_read_or_refused(tmp_path: Path, reader: str) -> None:
    chance, outcomes = random.Random(20), set()
    for content in islice(cycle(list(seeds(reader, LARGEST_SEED))), SPOILED[reader]):
        outcomes.add(TARGETS[reader](mutated(content, chance), tmp_path))
    assert "read" in " ".join(outcomes) or reader == "parquet"
    assert len(outcomes) > 1


def test_a_reader_that_breaks_its_word_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.fuzz_targets.strip_sie", lambda content: content.replace(b" 9.00", b" 8.00"))
    voucher = b"#FLAGGA 0\n#SIETYP 4\n#RAR 0 20240101 20241231\n#VER A 1 20240115 x\n{\n#TRANS 5420 {} 9.00\n}\n"
    with pytest.raises(Broken, match="amount_sek"):
        TARGETS["sie"](voucher, tmp_path)
