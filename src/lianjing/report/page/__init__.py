"""report.html: one self-contained page; no address outside it, no script needed to read it."""

from lianjing.report.page.document import report_page

__all__ = ["report_page"]
