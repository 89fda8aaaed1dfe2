"""How a department's clerk lays a list out: titles, headers, carried cells, printed pages, totals, signatures."""

from lianjing.simulate.layouts.block import Block, Column, Hand, Total
from lianjing.simulate.layouts.compose import Written, compose

__all__ = ["Block", "Column", "Hand", "Total", "Written", "compose"]
