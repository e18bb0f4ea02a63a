# All Ears. `make` alone lists what can be done.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PYTHON ?= python3

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never

.PHONY: help setup setup-audio setup-cluster setup-train setup-checkers run test test-compiled compiled check format styles bench-desk bench-learning bench-listening docs clean

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(UV):
	@command -v $(PYTHON) >/dev/null || { echo "All Ears needs Python 3.11 or newer, and there is no $(PYTHON) here: install it, or name yours: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "All Ears needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1): name a newer one, e.g. make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make a virtual environment yet. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) (once; a minute or two) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# Compiled once for all, so that also the first start is quick, and every start where Python may not write (containers).
# Tried anew with the certificates that this machine trusts: behind some proxies no others will do.
SYNC = $(UV) sync --locked --inexact --quiet --compile-bytecode --python $(BIN)/python

# The stamp makes a second run start at once: uv is asked only when the lock has changed.
$(VENV)/.synced: $(UV) pyproject.toml uv.lock
	@$(SYNC) 2>/dev/null || UV_SYSTEM_CERTS=1 $(SYNC)
	@$(BIN)/python -m compileall -q src
	@touch $@

setup: $(VENV)/.synced  ## install everything that is locked into .venv

setup-audio: setup  ## also what the tests of recorded calls need (some 400 MB)
	@$(SYNC) --extra audio --group audio-tests 2>/dev/null || UV_SYSTEM_CERTS=1 $(SYNC) --extra audio --group audio-tests

setup-cluster: setup  ## also what the tests of archives need: Parquet, and a Ray cluster on this machine (some 300 MB)
	@$(SYNC) --extra parquet --extra cluster 2>/dev/null || UV_SYSTEM_CERTS=1 $(SYNC) --extra parquet --extra cluster

setup-train: setup  ## also what distils the vectors of words anew (PyTorch; some 5 GB)
	@$(SYNC) --group train 2>/dev/null || UV_SYSTEM_CERTS=1 $(SYNC) --group train

# A record store and a parser of GIFT that others wrote: apart from .venv, for they want other versions of what is in it.
CHECKERS := .checkers
setup-checkers: setup  ## also what the tests of courses have checked by others (needs npm; some 100 MB)
	@$(UV) venv --quiet --python $(BIN)/python --allow-existing $(CHECKERS)/records
	@VIRTUAL_ENV=$(CHECKERS)/records $(UV) pip install --quiet "ralph-malph[cli,lrs]==5.1.0" "requests==2.32.5" 2>/dev/null || \
	  VIRTUAL_ENV=$(CHECKERS)/records UV_SYSTEM_CERTS=1 $(UV) pip install --quiet "ralph-malph[cli,lrs]==5.1.0" "requests==2.32.5"
	@npm install --silent --no-save --no-audit --no-fund --prefix $(CHECKERS) gift-pegjs@1.0.2

run: setup  ## start the desk on http://127.0.0.1:8000 (PORT, ALLEARS_HOME, DATABASE_URL are honoured)
	@$(BIN)/allears serve --demo-if-empty

test: setup  ## every test (browser tests where Chromium is found)
	@$(BIN)/pytest

# Native code of the same files, apart from them: nobody who changes a file runs an old one by mistake.
COMPILED := build/compiled
BUILD = ALLEARS_COMPILED=1 $(UV) build --quiet --wheel --out-dir build/wheel .
$(COMPILED)/.made: setup.py $(shell find src/allears/listening -name '*.py')
	@echo "Compiling listening into $(COMPILED) (two or three minutes) …"
	@rm -rf build
	@$(BUILD) || UV_SYSTEM_CERTS=1 $(BUILD)
	@$(BIN)/python -m zipfile -e build/wheel/*.whl $(COMPILED)
	@touch $@

compiled: setup $(COMPILED)/.made  ## listening as native code, in build/compiled (needs a C compiler)
	@:

test-compiled: compiled  ## every test of listening, on the compiled one
	@PYTHONPATH=$(COMPILED) $(BIN)/pytest tests/listening

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

styles: setup  ## join the style sheets into the one that is served
	$(BIN)/python -m allears.web.styles

bench-desk: setup  ## pages at 100,000 conversations: ratios, milliseconds, queries
	$(BIN)/python -m benchmarks.desk

bench-learning: setup  ## pages of learning at 10,000 learners and 200 lessons: ratios, milliseconds, queries
	$(BIN)/python -m benchmarks.learning

bench-listening: setup  ## what a reading costs
	$(BIN)/python -m benchmarks.listening

clean:  ## remove what was made (not your data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
