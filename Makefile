# Everything runs in .venv, made from the hashed locks in requirements/. Needs Python 3.11, git, make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
ROUND ?= warm-up
# How many processes share the tests. Tests of screens wait half of their time: two a core fill it.
JOBS ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')
# Extra arguments for pytest, as in: make test ARGS="-k clock"
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
# pip brings uv (locked like the rest), and uv is ten times as fast with the rest. Where only pip
# is told of a mirror or a certificate, pip goes on alone. Bytecode is written at first use.
BOOTSTRAP := $(PIP) --require-hashes -r requirements/build.txt
install = $(UV) $(1) 2>/dev/null || $(PIP) --no-compile $(1)
PYTEST = $(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal
PROJECT := --no-deps --no-build-isolation --editable .
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-header --annotation-style=line $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help play test cover check lint types content ear format docs pictures benchmark lock hooks clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

play: $(RUNTIME) ## play a round on plain lines (ROUND=id, default warm-up)
	@$(BIN)/mockint run $(ROUND) --plain

test: $(DEV) ## run all tests
	@$(PYTEST) $(ARGS)

cover: $(DEV) ## show that the core's own tests reach all of mockint/core, branches included
	@$(PYTEST) tests/core --cov=mockint.core --cov-branch --cov-report=term-missing:skip-covered \
		--cov-fail-under=100

check: lint types content ear ## lint, format, types, the content's own check, and the assessor's

lint: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV)
	@$(BIN)/mypy

content: $(DEV)
	@$(BIN)/mockint check

ear: $(DEV)
	@$(BIN)/mockint calibrate >/dev/null # what is below its bar goes to standard error

format: $(DEV) ## format the code and mend what the linter can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(DEV) ## write the reference of keys and settings again
	@$(BIN)/python docs/generate.py

pictures: $(DEV) ## draw the pictures in docs/pictures again, from the real app
	@$(BIN)/python -m docs.pictures

benchmark: $(DEV) ## compare start-up with a bare Python that imports click
	@$(BIN)/python benchmarks/startup.py

lock: $(DEV) ## write requirements/*.txt again (UPGRADE=1 takes newer releases)
	@$(LOCK) pyproject.toml --extra dev --output-file requirements/dev.txt
	@$(LOCK) pyproject.toml --constraint requirements/dev.txt --output-file requirements/runtime.txt
	@$(LOCK) --group build --constraint requirements/dev.txt --output-file requirements/build.txt

hooks: $(DEV) ## run the checks before each commit
	@$(BIN)/pre-commit install

clean: ## remove .venv, caches and builds
	rm -rf $(VENV) dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find mockint tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(MADE):
	@test -n "$(PYTHON)" || { echo "mockint needs Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit("mockint needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(RUNTIME): requirements/runtime.txt requirements/build.txt pyproject.toml | $(MADE)
	@echo "installing into $(VENV), once"
	@$(BOOTSTRAP)
	@$(call install,--require-hashes -r requirements/runtime.txt)
	@$(call install,$(PROJECT))
	@touch $@

# The dev lock holds all of the other two, at the same versions.
$(DEV): requirements/dev.txt requirements/build.txt pyproject.toml | $(MADE)
	@echo "installing into $(VENV), once (with the tools for tests and checks)"
	@$(BOOTSTRAP)
	@$(call install,--require-hashes -r requirements/dev.txt)
	@$(call install,$(PROJECT))
	@touch $(RUNTIME) $@
