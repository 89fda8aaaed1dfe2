"""The stories told in the county: irregularities to be found, and look-alikes that must be left."""

from lianjing.simulate.county import County
from lianjing.simulate.plants.accounts import plant_accounts
from lianjing.simulate.plants.allocations import plant_allocations
from lianjing.simulate.plants.cards import plant_cards
from lianjing.simulate.plants.fields import plant_fields
from lianjing.simulate.plants.houses import plant_houses
from lianjing.simulate.plants.lettings import plant_lettings
from lianjing.simulate.plants.machines import plant_machines
from lianjing.simulate.plants.means import plant_means
from lianjing.simulate.plants.officials import plant_officials
from lianjing.simulate.plants.payees import plant_payees
from lianjing.simulate.plants.posts import plant_posts
from lianjing.simulate.plants.projects import plant_projects
from lianjing.simulate.plants.status import plant_status
from lianjing.simulate.plants.sums import plant_sums
from lianjing.simulate.plants.unpaid import plant_unpaid


def plant_all(county: County) -> None:
    """Stories of people and what they are paid; fields last, since they look back upon all land."""
    count = stories_of_a_kind(county)
    for plant in (plant_payees, plant_means, plant_officials, plant_sums, plant_unpaid, plant_status, plant_posts):
        plant(county, count)
    for plant in (plant_houses, plant_cards, plant_machines, plant_fields):
        plant(county, count)


def plant_books(county: County) -> None:
    """Stories of money that does not go to persons; the books must be filled."""
    count = stories_of_a_kind(county)
    for plant in (plant_accounts, plant_lettings, plant_projects, plant_allocations):
        plant(county, count)


def stories_of_a_kind(county: County) -> int:
    """Three in a small county, one more for each twenty further villages."""
    return 3 + max(len(county.villages) - 20, 0) // 20


__all__ = ["plant_all", "plant_books", "stories_of_a_kind"]
