# The two commands of the README are `make demo` and `make test`. Both set everything up by themselves.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
FAST    = $(VENV)-compiled
# What `make bench` measures: compiled parsers where there is a C compiler, as they are without one or with COMPILE=
COMPILE ?= $(if $(shell command -v cc),1)
MEASURED = $(if $(COMPILE),$(FAST),$(VENV))
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint types imports pytest compile test-compiled bench bench-check fuzz torture replay format schemas clean

help: ## say what can be typed here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/'

$(VENV)/.python: ## the virtual environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Broadsheet needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Type: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "python -m venv failed; on Debian and Ubuntu type: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.python pyproject.toml
	@echo "Installing Broadsheet and what it needs ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run pyproject.toml
	@echo "Installing the developers' tools ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The clone comes behind the installed packages, so that tests and benchmarks are found and the compiled modules win.
$(FAST)/.run: setup.py pyproject.toml $(shell find schemas scrapers pipelines -name '*.py')
	@echo "Compiling the parsers in $(FAST), some five minutes ..."
	@$(PYTHON) -m venv $(FAST)
	@BROADSHEET_COMPILE=1 $(FAST)/bin/python -m pip install -qq --disable-pip-version-check .
	@echo '$(CURDIR)' > "$$($(FAST)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/clone.pth"
	@touch $@

$(FAST)/.dev: $(FAST)/.run
	@$(FAST)/bin/python -m pip install -qq --disable-pip-version-check 'broadsheet[dev]'
	@touch $@

# The pip of a new environment may be too old for what the other readers ask of lxml.
%/.bench: %/.run pyproject.toml
	@echo "Installing the other readers that the table compares with ..."
	@$*/bin/python -m pip install -qq --disable-pip-version-check --upgrade 'pip>=24'
	@$*/bin/python -m pip install -qq --disable-pip-version-check 'broadsheet[bench]'
	@touch $@

demo: $(VENV)/.run ## crawl a small paper on this machine and show what comes out
	@$(BIN)/python -m examples.demo

test: $(VENV)/.dev lint types imports pytest ## run all checks and tests

lint: $(VENV)/.dev ## ruff: format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev ## mypy --strict
	$(BIN)/mypy

imports: $(VENV)/.dev ## import-linter: imports go one way
	$(BIN)/lint-imports

pytest: $(VENV)/.dev ## the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

compile: $(FAST)/.run ## an environment in which pages are read a quarter faster; needs a C compiler

test-compiled: $(FAST)/.dev ## the tests of the parsers, on compiled ones
	PYTHONSAFEPATH=1 BROADSHEET_COMPILE=1 $(FAST)/bin/python -m pytest -o pythonpath= -n $(WORKERS) \
	  tests/test_compiling.py tests/parsers tests/spiders

bench: $(MEASURED)/.bench ## read pages with this and other readers: PAGES=DIR CASES=cases.jsonl SCORER=score.py BENCH="--only speed"
	@PYTHONSAFEPATH=$(COMPILE) $(MEASURED)/bin/python -m benchmarks.bench $(if $(PAGES),--pages '$(PAGES)') $(if $(CASES),--cases '$(CASES)') \
	  $(if $(SCORER),--scorer '$(SCORER)') $(BENCH)

bench-check: $(VENV)/.run ## end with an error when crawls have become more than 5 % slower: CHECK="--rounds 5"
	@$(BIN)/python -m benchmarks.baseline $(CHECK)

fuzz: $(VENV)/.dev ## spoil pages and read them: MUTANTS=100000 PAGES=DIR SEED=1
	@$(BIN)/python -m benchmarks.fuzz $(if $(PAGES),--pages '$(PAGES)') $(if $(MUTANTS),--mutants '$(MUTANTS)') \
	  $(if $(SEED),--seed '$(SEED)') $(FUZZ)

# pywb brings an old brotli of its own, which would take the place of ours: so it has an environment to itself.
$(VENV)-replay/.pywb:
	@$(PYTHON) -m venv $(VENV)-replay
	@$(VENV)-replay/bin/python -m pip install -qq --disable-pip-version-check 'pywb>=2.8,<3'
	@touch $@

replay: $(VENV)/.dev $(VENV)-replay/.pywb ## show with pywb what a crawl kept
	PATH="$(abspath $(VENV)-replay)/bin:$$PATH" $(BIN)/python -m pytest tests/replay

torture: $(VENV)/.dev ## kill crawls, fill their disk, set their clock, and count what is lost: KILLS=300 SEED=1
	@$(BIN)/python -m benchmarks.torture $(if $(KILLS),--kills '$(KILLS)') $(if $(SEED),--seed '$(SEED)')

format: $(VENV)/.dev ## put the code in form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: $(VENV)/.run ## write the JSON Schemas again after a change of the records
	$(BIN)/python -m schemas.json_schema

clean: ## remove the virtual environment and caches, never the output
	rm -rf $(VENV) $(VENV)-compiled $(VENV)-replay .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
