"""What leaves the system: doubts as table and workbook, and the page that explains each of them. Masked unless someone gave a reason."""

from lianjing.report.outputs import write_all

__all__ = ["write_all"]
