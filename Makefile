# What one types here; the longer ones are scripts in bin/. VENV and PYTHON may name another environment.
export VENV ?= .venv
export PORT ?= 8000
RUN := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: run test bench services services-stop lint types contracts messages check-messages lock dev help

run: ## install, migrate, build the demonstration university, start everything (PORT=8000; Ctrl-C stops)
	@bin/install runtime
	@exec $(RUN) bin/run.py

test: dev ## the whole test suite, on SQLite or on DATABASE_URL and REDIS_URL (ARGS="-k name" for a part)
	@bin/test $(ARGS)

bench: dev ## what was measured, measured again at real size (ARGS=tests/benchmarks/test_pages.py for a part)
	@$(RUN) -m pytest --override-ini addopts= -s $(or $(ARGS),tests/benchmarks)

services: ## a private PostgreSQL and Redis in var/, without Docker; prints what to export
	@bin/services start

services-stop: ## stop them; their data stays in var/
	@bin/services stop

lint: dev ## ruff (with bandit's rules) and djlint
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m djlint --quiet --lint templates

types: dev ## mypy, strict
	@$(RUN) -m mypy

contracts: dev ## who may import whom (import-linter; the rules are in pyproject.toml)
	@$(VENV)/bin/lint-imports

messages: dev ## collect new texts into locale/th and compile the translations
	@bin/messages

check-messages: dev ## every text is translated, nothing is fuzzy, the compiled file is current
	@bin/messages --check

lock: dev ## pin what requirements/*.in ask for, with hashes (ARGS=--upgrade takes the newest)
	@bin/lock $(ARGS)

dev: ## install what tests and linters need, where the lock changed
	@bin/install dev

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
