"""The matching measurement, on rounds and problems small enough to check by hand."""

import gzip
from pathlib import Path

import pytest

from tests.bench.__main__ import main


def test_it_compares_plans_and_tells_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["matching", "--people", "120", "--scale", "60", "--peers", "30", "--exact", "50"]) == 0
    printed = capsys.readouterr().out.splitlines()
    rows = {line.split()[0]: line.split() for line in printed if line.startswith("  ") and line.split()}
    totals = {name: float(rows[name][1]) for name in ("Mentor", "greedy", "Gale-Shapley", "random")}
    assert totals["Mentor"] == max(totals.values())
    assert totals["random"] == min(totals.values())
    assert float(rows["Mentor"][3]) >= max(float(rows[name][3]) for name in totals)
    assert rows["30"][:3] == ["30", "peers", "15"]
    assert rows["50"][2:4] == ["25", "25"]
    assert rows["50"][6] == "100.0000"


def test_assignment_problems_are_read_from_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "assign3.txt.gz").write_bytes(gzip.compress(b" 3\n 4 1 3\n 2 0 5\n 3 2 2\n"))
    main(["matching", "--people", "40", "--scale", "--peers", "--exact", "--data", str(tmp_path)])
    assert capsys.readouterr().out.split("OR-Library")[1].splitlines()[2].split()[:2] == ["assign3", "5"]
