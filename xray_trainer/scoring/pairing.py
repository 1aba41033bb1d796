"""Which mark counts for which concealment, one to one, so that the sum of their weights is largest."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Pair rows with columns one to one so that the sum of the pairs' weights is largest.

    Parameters
    ----------
    weights : one row a mark, one column a concealment; 0 where the two may not be paired, else above 0.

    Returns
    -------
    Row → column. Which columns are paired does not depend on the order of the rows.
    """
    # Rows of equal weights are interchangeable; in a fixed order, ties between columns fall alike every time.
    rows = [row for row in range(len(weights)) if any(weights[row])]
    rows.sort(key=lambda row: tuple(weights[row]), reverse=True)
    if not rows:
        return {}
    columns = [column for column in range(len(weights[0])) if any(weights[row][column] for row in rows)]
    by_row = {row: max(columns, key=weights[row].__getitem__) for row in rows}
    if len(set(by_row.values())) == len(rows):  # no two want the same one: no sum can be larger
        return by_row
    by_column = {_heaviest(weights, rows, column): column for column in columns}
    if len(by_column) == len(columns):
        return by_column
    return _assigned(weights, rows, columns)


def _heaviest(weights: Sequence[Sequence[float]], rows: list[int], column: int) -> int:
    return max(rows, key=lambda row: weights[row][column])


def _assigned(weights: Sequence[Sequence[float]], rows: list[int], columns: list[int]) -> dict[int, int]:
    import numpy as np  # noqa: PLC0415 - few cases come here
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - scipy is slow to import, few cases need it

    table = np.array([[weights[row][column] for column in columns] for row in rows])
    chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return {rows[i]: columns[j] for i, j in chosen if table[i, j] > 0}
