"""Grids into bytes: xlsx, ods, HTML and SpreadsheetML under .xls, delimited text. The same grid gives the same bytes."""
