"""The stories told in the county: irregularities to be found, and look-alikes that must be left."""

from lianjing.simulate.county import County
from lianjing.simulate.plants.means import plant_means
from lianjing.simulate.plants.officials import plant_officials
from lianjing.simulate.plants.payees import plant_payees
from lianjing.simulate.plants.sums import plant_sums
from lianjing.simulate.plants.unpaid import plant_unpaid


def plant_all(county: County) -> None:
    """Three of each kind in a small county, one more for each twenty further villages."""
    count = 3 + max(len(county.villages) - 20, 0) // 20
    plant_payees(county, count)
    plant_means(county, count)
    plant_officials(county, count)
    plant_sums(county, count)
    plant_unpaid(county, count)


__all__ = ["plant_all"]
