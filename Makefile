# Two commands matter: `make demo` and `make test`. Both set up what they need in .venv first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
JOBS   ?= 2

.PHONY: help demo test test-long lint bench lock clean

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

$(VENV)/ready-run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/ready-dev: requirements/dev.txt $(VENV)/ready-run
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)/ready-spark: requirements/spark.txt $(VENV)/ready-run
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/spark.txt
	touch $@

demo: $(VENV)/ready-run  ## set up, make a fictional county, take in its workbooks, check them, say where the report is
	$(BIN)/lianjing demo

test: $(VENV)/ready-dev $(VENV)/ready-spark lint  ## set up, lint, run every test (under 20 minutes on two cores)
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

test-long: $(VENV)/ready-dev $(VENV)/ready-spark lint  ## the same with the full counts of the property tests
	LIANJING_COUNTS=full $(BIN)/pytest -n $(JOBS) --dist loadgroup

lint: $(VENV)/ready-dev  ## ruff, mypy (strict), the direction of imports
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-dev  ## ratios against peers; figures go to docs/benchmarks.md by hand
	$(BIN)/python bench/ingest_speed.py
	$(BIN)/python bench/check_speed.py
	$(BIN)/python bench/check_increment.py
	$(BIN)/python bench/check_peers.py

lock:            ## write requirements/*.txt anew (needs uv)
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --strip-extras --no-header --no-annotate -q -o requirements/run.txt
	uv pip compile pyproject.toml --extra spark -c requirements/run.txt --generate-hashes --universal --python-version 3.11 --strip-extras --no-header --no-annotate -q -o requirements/spark.txt
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 --strip-extras --no-header --no-annotate -q -o requirements/dev.txt

clean:           ## remove what was set up and made
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
