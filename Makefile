# The one command before a commit is `make check`.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: check fix snapshots pictures demo test lint types imports catalogue pictures-check audit lock install

install: $(BIN)/pytest

$(BIN)/pytest: pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

check: install lint types imports catalogue test pictures-check

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports --no-logo

catalogue:
	$(BIN)/python tools/catalogue.py check
	$(BIN)/python tools/key_table.py check

test:
	$(BIN)/pytest -q --cov --cov-report=term:skip-covered
	$(BIN)/pytest -q -m walk

audit:
	$(BIN)/python tools/audit.py

pictures-check:
	$(BIN)/python screenshots/regenerate.py --check

fix: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python tools/catalogue.py update
	$(BIN)/python tools/key_table.py update

lock:
	uv pip compile --universal --all-extras --python-version 3.11 --generate-hashes --no-annotate \
		--no-emit-index-url --no-header -q pyproject.toml -o requirements.lock

snapshots: install
	$(BIN)/pytest -q tests/snapshots -n 0 --snapshot-update

pictures: install
	$(BIN)/python screenshots/regenerate.py

demo: install
	$(BIN)/cabinet-tui demo
