"""Figures as a table in plain text."""

from collections.abc import Iterable, Sequence


def show(title: str, head: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Print a title and a table, with as much room as the widest cell of each column needs."""
    table = [list(head), *map(list, lines)]
    widths = [max(len(line[column]) for line in table) for column in range(len(head))]
    print(title)
    for line in table:
        cells = [
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip())
    print()
