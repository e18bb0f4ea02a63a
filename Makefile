# All Ears. `make` alone lists what can be done.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PYTHON ?= python3

export UV_PROJECT_ENVIRONMENT := $(VENV)

.PHONY: help setup run test check format bench-desk bench-listening docs clean

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# The stamp makes a second run start at once: uv is asked only when the lock has changed.
$(VENV)/.synced: $(UV) pyproject.toml uv.lock
	$(UV) sync --locked --inexact --quiet
	@touch $@

setup: $(VENV)/.synced  ## install everything that is locked into .venv

run: setup  ## start the desk on http://127.0.0.1:8000 (PORT, ALLEARS_HOME, DATABASE_URL are honoured)
	@$(BIN)/allears serve --demo-if-empty

test: setup  ## every test (browser tests where Chromium is found)
	@$(BIN)/pytest

check: setup  ## format, lint, strict types, import contracts, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/allears docs --check

format: setup  ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup  ## write the generated reference (docs/reference)
	$(BIN)/allears docs

bench-desk: setup  ## pages at 100,000 conversations: ratios, milliseconds, queries
	$(BIN)/python -m benchmarks.desk

bench-listening: setup  ## what a reading costs
	$(BIN)/python -m benchmarks.listening

clean:  ## remove what was made (not your data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
