"""Questions, past answers and judgements of the routing measurement, and the figures of merit."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Post:
    """A past answer: who gave it, to which question, and how it was received."""

    id: str
    user: str
    score: int
    question: str
    question_body: str
    answer: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the people who answered it in truth: user → grade."""

    id: str
    title: str
    body: str
    asker: str
    answered: Mapping[str, int]


def posts(folder: Path) -> list[Post]:
    """`posts.jsonl.gz`: id, user, score, question, question_body, answer."""
    return [Post(**{name: line[name] for name in Post.__slots__}) for line in _lines(folder / "posts.jsonl.gz")]


def questions(folder: Path) -> list[Judged]:
    """`queries.jsonl.gz` (id, title, body, asker) with `qrels.tsv` (query, person, grade), where judged."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, user, grade = line.split("\t")
        grades[query][user] = int(grade)
    read = _lines(folder / "queries.jsonl.gz")
    return [
        Judged(line["id"], line["title"], line["body"], line["asker"], grades[line["id"]])
        for line in read
        if line["id"] in grades
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, with gains 2^grade - 1 (Burges et al., 2005)."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(user, 0) for user in ranked]) / ideal


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def recall(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """The part of those who answered that is among the first ten."""
    return len(set(ranked[:DEPTH]) & set(grades)) / len(grades)


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """One over the place of the first who answered, in the whole ranking; zero where none is found."""
    return next((1 / place for place, user in enumerate(ranked, 1) if user in grades), 0.0)
