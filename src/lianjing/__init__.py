"""Lianjing (廉镜): from the departments' workbooks to a book one can trust, and to explained doubts."""

__version__ = "0.1.0"
