# `make` lists the targets; `make check` is what CI runs.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup assets package check lint format types layers test docs site bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(BIN)/pytest ## set up .venv with all that tests need

$(BIN)/pytest: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -c constraints.txt -e '.[test]'
	$(BIN)/npm ci --prefix tests/clients/comunica
	$(BIN)/npm ci --prefix tests/clients/ldes
	@touch $@

assets: ## fetch the query editor into the package; needs npm, which setup brings
	PATH="$(abspath $(BIN)):$$PATH" $(PYTHON) .ci/make_assets.py

check: ## all that CI runs, on what is committed
	.ci/run

lint: setup node_modules/.package-lock.json ## ruff: rules and format; eslint for the scripts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	PATH="$(abspath $(BIN)):$$PATH" npm exec --offline -- eslint

node_modules/.package-lock.json: package.json package-lock.json
	PATH="$(abspath $(BIN)):$$PATH" npm ci --ignore-scripts --no-fund --no-audit

format: setup ## let ruff format and mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: setup ## mypy, strict
	$(BIN)/mypy

layers: setup ## import-linter: who may import whom
	$(BIN)/lint-imports

test: setup ## the tests
	$(BIN)/pytest -n auto

package: setup assets ## build the wheel and the sdist into dist/
	$(BIN)/python -m build

docs: setup ## build the documentation into docs/_build; a warning is an error
	$(BIN)/pip install --quiet -c constraints.txt -e '.[docs]'
	$(BIN)/sphinx-build -b html -W -n --keep-going docs docs/_build

site: setup ## build the site of this folder into site/
	$(BIN)/publisher build

bench: setup ## pages per second at 2,000 and 20,000 pages
	$(BIN)/python -m tests.bench.pages

clean: ## remove what the targets above have made, the site excepted
	rm -rf $(VENV) node_modules docs/_build dist publisher/editor/assets .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
