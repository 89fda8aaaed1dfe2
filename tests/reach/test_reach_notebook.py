"""The notebook in docs/notebooks: its cells run in order, as a reader would run them; it carries no output of anybody's machine."""

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "docs" / "notebooks"


def cells_of(name: str) -> list[dict[str, Any]]:
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    assert (notebook["nbformat"], notebook["metadata"]["kernelspec"]["language"]) == (4, "python")
    return list(notebook["cells"])


def test_every_cell_of_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    here: dict[str, Any] = {}
    for cell in cells_of("open-book.ipynb"):
        if cell["cell_type"] == "code" and not ("pandas" in cell["metadata"].get("tags", ()) and find_spec("pandas") is None):
            exec(compile("".join(cell["source"]), f"open-book.ipynb {cell['id']}", "exec"), here)
    assert here["payments"].height > 100
    assert here["payments"]["id_no"].drop_nulls().str.contains("*", literal=True).all()
    assert here["most"]["yuan"].sum() == here["payments"]["amount_yuan"].sum()
    assert here["after_death"].height > 0


def test_the_notebook_is_kept_without_outputs() -> None:
    cells = cells_of("open-book.ipynb")
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells if cell["cell_type"] == "code")
    assert len({cell["id"] for cell in cells}) == len(cells)
