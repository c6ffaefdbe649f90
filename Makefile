# Two commands for a user: `make validate` and `make test`. Both do all the set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TOOLS := .tools/.installed
WORKERS ?= 2
INSTALL := -m pip install --quiet --disable-pip-version-check
# An older pip, with which a venv begins, reads the metadata of each package many times over.
PIP := pip==26.3 \
  --hash=sha256:6c36ae7da8695be67e3cd9f7d87919667ced53f57ce2ede75d89b5912ed2bc4c \
  --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13
COMPILE := .tools/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help site pictures setup validate test test-all check mutants suites sbom audit licences annotator lock clean

help:  ## what there is to run
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Corrigenda needs Python 3.11 or newer; say PYTHON=/path/to/python3.11")'
	@echo "$(PIP)" | $(BIN)/python $(INSTALL) --require-hashes --requirement /dev/stdin || true
	@$(BIN)/python $(INSTALL) --require-hashes --requirement requirements.lock
	@$(BIN)/python $(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

setup: $(STAMP)  ## make .venv and install what is pinned

validate: $(STAMP)  ## check the paper against the embedded snapshot, write the report
	@$(BIN)/corrigenda validate $(ARGS)

test: $(STAMP)  ## run the tests that need no server, browser or soak, two at a time
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow and not browser" $(ARGS)

test-all: $(STAMP)  ## run all tests: real servers, kills, soaks and a browser too (an hour on a slow machine)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --hypothesis-profile many $(ARGS)

check: $(STAMP)  ## ruff, mypy --strict, import-linter, docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/whole/test_docs.py

site: $(STAMP)  ## build the documents as a site that needs no network: .site/index.html
	@$(BIN)/python docs/make_reference.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

pictures: $(STAMP)  ## make the pictures of the documents anew (needs Debian's chromium)
	@$(BIN)/python docs/make_pictures.py

mutants: $(STAMP)  ## plant faults in the judging and count those that its tests find: ARGS="tolerance --sample 40"
	@$(BIN)/python -m benchmarks.mutants $(ARGS)

suites: $(STAMP)  ## write expectations/suites/*.json anew from the registers and the model
	@$(BIN)/python -m expectations.checks.suites

$(TOOLS): requirements-tools.lock
	@$(PYTHON) -m venv .tools
	@.tools/bin/python $(INSTALL) --require-hashes --requirement requirements-tools.lock
	@touch $@

sbom: $(TOOLS) $(STAMP)  ## write what the program is made of as CycloneDX: sbom.cdx.json
	@.tools/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.cdx.json $(BIN)/python

audit: $(TOOLS) $(STAMP)  ## ask whether holes are known of the packages; says so where nobody can be asked
	@$(BIN)/python -m benchmarks.inventory audit .tools/bin/pip-audit

licences: $(STAMP)  ## list the licences of the packages, and whether they fit together
	@$(BIN)/python -m benchmarks.inventory licences

annotator:  ## fetch and bundle a W3C client that anchors annotations, for its browser test (needs npm)
	@mkdir -p .tools/annotator
	@npm install --prefix .tools/annotator --no-save --ignore-scripts --silent @apache-annotator/dom@0.2.0 @apache-annotator/selector@0.2.0 esbuild@0.28.2
	@echo 'import { createTextQuoteSelectorMatcher } from "@apache-annotator/dom"; window.matcher = createTextQuoteSelectorMatcher;' > .tools/annotator/entry.js
	@cd .tools/annotator && node_modules/.bin/esbuild entry.js --bundle --format=iife --log-level=error --outfile=bundle.js

lock: $(TOOLS)  ## write requirements.lock anew, sums of all files and all; ARGS=--upgrade takes the newest
	@$(COMPILE) pyproject.toml --extra dev --output-file requirements.lock > /dev/null
	@$(COMPILE) --group tools --output-file requirements-tools.lock > /dev/null

clean:  ## take away the virtual environment and what runs left
	rm -rf $(VENV) .tools sbom.cdx.json .corrigenda reports/site .pytest_cache .mypy_cache .ruff_cache .hypothesis .site
