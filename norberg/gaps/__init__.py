"""Women and men side by side: the rows of a table with a dumbbell each, and the table.

``rows`` gathers, ``table`` writes; the page of all differences and the deep-dives share them.
"""

from norberg.gaps.row import Row, rows
from norberg.gaps.table import Group, table

__all__ = ["Group", "Row", "rows", "table"]
