# Every chore by name. Each target sets up .venv itself and is quick when nothing changed.
# A command's own options go into ARGS:  make demo ARGS=--once

SHELL := /bin/sh
# The first that is new enough: a version manager's python3 may be older, or not installed at all.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
  if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$each; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
DEMO := $(VENV)/.installed-demo
DEV := $(VENV)/.installed-dev
ARGS ?=
DATA ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
PIP := $(BIN)/python -m pip install --quiet --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test test-all install bench eval local-model lint format lock docs

help:
	@echo "make demo      a desk on this machine: tickets come in, notes are drafted (ARGS=--once for the first one)"
	@echo "make test      lint, types, layers and the tests"
	@echo "make test-all  the slow ones: real processes, crashes, a browser, other people's clients"
	@echo "make install   .venv with everything for development"
	@echo "make lint      ruff, mypy, import-linter, freshness of generated docs"
	@echo "make format    ruff format"
	@echo "make docs      write the generated docs"
	@echo "make bench     measure (DATA=DIR: search on real sentences); make eval DATA=DIR: the whole path on other's tickets"
	@echo "make local-model  the path through a small model on this machine (fetches 130 MB)"
	@echo "make lock      requirements*.txt from requirements*.in"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed: make ... PYTHON=/path/to/python3.11" >&2; exit 3; }
	$(PYTHON) -m venv $(VENV)

$(DEV): requirements-dev.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	@touch $@ $(DEMO)

# The development set holds the demo's: whoever has it needs nothing more here.
$(DEMO): requirements-demo.txt | $(BIN)/python
	$(PIP) -r requirements-demo.txt
	@touch $@

install: $(DEV)

demo: $(DEMO)
	@$(BIN)/python -m assistant demo $(ARGS)

test: lint
	$(BIN)/python -m pytest -m "not slow and not browser" -n 2 $(ARGS)

test-all: $(DEV)
	$(BIN)/python -m pytest -m "slow or browser" $(ARGS)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.docs.generate --check

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV)
	$(BIN)/python -m tests.docs.generate

bench: $(DEV)
	$(BIN)/python -m benchmarks $(ARGS)

eval: $(DEV)
	@$(BIN)/python -m benchmarks.eval $(DATA) $(ARGS)

local-model: $(DEV)
	@$(BIN)/python -m benchmarks.local_model

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url
lock: $(DEV)
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-vectors.in -c requirements.txt -o requirements-vectors.txt
	$(LOCK) requirements-parquet.in -c requirements.txt -o requirements-parquet.txt
	$(LOCK) requirements-demo.in -o requirements-demo.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
