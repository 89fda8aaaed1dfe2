"""A fictional county of any size: departments' workbooks as messy as life, planted irregularities, look-alikes, and the answer key."""

from lianjing.simulate.build import Made, simulate

__all__ = ["Made", "simulate"]
