# What people and CI run. Needs git, make and Python 3.11 or later; everything else goes into .venv.
#   make report    a report on Mexico as of 2 November 2018 and one as of today, in reports/
#   make help      the other targets

PYTHON ?= python3
VENV   ?= .venv
STORE  ?= store
OUT    ?= reports
RECENT ?= $(shell date +%F)
SHARED ?= ../shared/data

BIN      := $(VENV)/bin
PIP      := $(BIN)/python -m pip --quiet --disable-pip-version-check install
HASHED   := $(PIP) --no-deps --require-hashes --requirement
FORMATS  := html,pdf,docx,md,json
ALMENARA := $(BIN)/almenara

.DEFAULT_GOAL := help
.PHONY: picture help setup dev report report-2018 report-recent test check docs bench lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 16

setup: $(VENV)/.installed ## Make .venv with what the reports need; quick where nothing has changed

dev: $(VENV)/.installed-dev ## The same with what testing and checking need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Almenara needs Python 3.11 or later; name one: make PYTHON=python3.12 setup"; exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing what requirements.lock names (a minute or two the first time) …"
	@$(HASHED) requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "Installing the tools for testing and checking …"
	@$(HASHED) requirements-dev.lock
	@touch $@

report: report-2018 report-recent ## Two reports: as of 2 November 2018 and as of today
	@echo
	@echo "Open in a browser:"
	@ls $(OUT)/*/*.html | sed 's/^/  /'
	@echo "The same as PDF, Word, Markdown and JSON beside them."

report-2018: setup
	@$(ALMENARA) report mx --as-of 2018-11-02 --lang en --format $(FORMATS) --store $(STORE) --out $(OUT)/mx-2018-11-02

report-recent: setup
	@$(ALMENARA) report mx --as-of $(RECENT) --lang en --format $(FORMATS) --store $(STORE) --out $(OUT)/mx-$(RECENT)

test: dev ## All tests, on two processes
	@$(BIN)/python -m pytest -n 2

check: dev ## Style, types, direction of imports, and whether the reference is up to date
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/make_reference.py --check

docs: dev ## Write docs/reference anew from the code
	@$(BIN)/python tools/make_reference.py

bench: dev ## Measure speed and memory; needs the publishers' files (SHARED=...) for the larger part
	@$(BIN)/python -m benchmarks --shared $(SHARED)

picture: report-2018 ## Take the README's pictures anew from the report; needs poppler-utils
	@for page in 1 4; do pdftoppm -png -r 75 -f $$page -l $$page -singlefile \
	  $(OUT)/mx-2018-11-02/*-en.pdf docs/pictures/report-$$page; done

lock: dev ## Resolve the dependencies anew and write both lock files
	@$(BIN)/python tools/lock.py

clean: ## Remove everything that was made here, but not the store
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
