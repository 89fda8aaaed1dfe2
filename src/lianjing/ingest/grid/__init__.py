"""Every kind of workbook, text or web table becomes grids: one a sheet, by column, with the type of each cell kept."""

from lianjing.ingest.grid.model import Grid, Limits, Merge
from lianjing.ingest.grid.opening import open_grids

__all__ = ["Grid", "Limits", "Merge", "open_grids"]
