"""The routing measurement, on data small enough to check by hand."""

import gzip
import json
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.routing_data import ndcg, recall, reciprocal_rank

POSTS = [
    {"id": "p1", "user": "ada", "score": 3, "question": "Late supplier", "question_body": "…", "answer": "Call them."},
    {"id": "p2", "user": "ben", "score": 1, "question": "Sour dough", "question_body": "…", "answer": "Wait longer."},
    {"id": "p3", "user": "eve", "score": 1, "question": "Supplier asks", "question_body": "…", "answer": "Pay."},
]
ASKED = [
    {"id": "q1", "title": "My supplier is late", "body": "Again.", "asker": "eve"},
    {"id": "q2", "title": "Why is my dough flat?", "body": "It is.", "asker": "ada"},
    {"id": "q3", "title": "Nobody answered this", "body": "", "asker": "ada"},
]


def zipped(path: Path, lines: list[dict[str, object]]) -> None:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))


def test_it_ranks_through_the_bot_and_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zipped(tmp_path / "posts.jsonl.gz", [dict(post) for post in POSTS])
    zipped(tmp_path / "queries.jsonl.gz", [dict(question) for question in ASKED])
    (tmp_path / "qrels.tsv").write_text("q1\tada\t2\nq2\tben\t1\n", "utf-8")
    assert main(["routing", "--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Routing: 2 questions, 3 people, 3 past answers"
    assert printed[2].split()[:7] == ["sqlite,", "question", "and", "answer", "1.000", "1.000", "1.000"]


def test_what_needs_no_data_runs_without_arguments_and_the_rest_says_what_it_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["flying"]) == 2
    assert "routing" in capsys.readouterr().err


def test_figures_of_merit() -> None:
    grades = {"ada": 2, "ben": 1}
    assert ndcg(["ada", "ben"], grades) == 1
    assert 0 < ndcg(["ben", "ada"], grades) < 1
    assert ndcg(["cleo"] * 10 + ["ada"], grades) == 0
    assert recall(["cleo", "ben"], grades) == 0.5
    assert reciprocal_rank(["cleo", "ben"], grades) == 0.5
    assert reciprocal_rank(["cleo"], grades) == 0
