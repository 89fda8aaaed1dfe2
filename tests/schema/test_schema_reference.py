"""docs/tables.md is what the schema says today."""

from pathlib import Path

import pytest

from lianjing.schema import TABLES, stored_columns
from lianjing.schema.reference import described, tables_as_markdown


def test_the_page_of_the_tables_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "tables.md"
    assert page.read_text("utf-8") == tables_as_markdown(), "lianjing book tables --markdown > docs/tables.md"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_every_stored_column_is_described_in_both_languages(table: object) -> None:
    found = list(described(table))  # type: ignore[arg-type]
    assert {d.name: d.type for d in found} == stored_columns(table)  # type: ignore[arg-type]
    assert all(d.zh and d.en and "|" not in d.zh + d.en for d in found)
