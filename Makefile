# `make run` does the main job, `make test` passes the tests, `make check` is everything that must be green.
PYTHON ?= python3.11
ARTICLES ?= seeds/articles
PORT ?= 8000
BIN := .venv/bin
CODE := models service seeds migrations tests

.PHONY: run test check format lint types imports clean

run: .venv/run.stamp
	@$(BIN)/onrecord ingest $(ARTICLES) || [ $$? -eq 3 ]
	@$(BIN)/onrecord attributions --limit 12 --format table
	@$(BIN)/onrecord serve --port $(PORT)

test: .venv/dev.stamp
	$(BIN)/python -m pytest

check: .venv/dev.stamp format lint types imports test

format: .venv/dev.stamp
	$(BIN)/ruff format --check $(CODE)

lint: .venv/dev.stamp
	$(BIN)/ruff check $(CODE)

types: .venv/dev.stamp
	$(BIN)/mypy

imports: .venv/dev.stamp
	$(BIN)/lint-imports

.venv/bin/python:
	$(PYTHON) -m venv .venv || python3 -m venv .venv

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache
