"""Money that does not go to persons, in an honest year: allocations between offices, vouchers and invoices, projects with bids, leases."""

from lianjing.simulate.books.accounts import fill_accounts
from lianjing.simulate.books.allocations import fill_allocations
from lianjing.simulate.books.lettings import fill_lettings
from lianjing.simulate.books.projects import fill_projects
from lianjing.simulate.county import County


def fill_books(county: County) -> None:
    """All of it; totals of allocations come from the streams, so call this when the stories of people are told."""
    fill_accounts(county)
    fill_lettings(county)
    fill_projects(county)
    fill_allocations(county)


__all__ = ["fill_books"]
