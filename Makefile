# Every target may be run again: what is there already is not installed twice.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header
NPM_LOCKS := package.json package-lock.json .npmrc
VENDOR := exporters/pathya/exporters/vendor/STAMP
RUN := .venv/installed-run
TEST := .venv/installed-test
ARGOS_BIN := .venv-argos/bin
ARGOS := .venv-argos/installed
INTEROP := .venv-interop/installed
NODE_MODULES := node_modules/.package-lock.json
JS_TESTS = $(shell find tests -name '*.test.js')

.PHONY: help
help: ## Say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

.PHONY: demo
demo: $(RUN) ## Install Pathya into .venv and build every course in content/, in all languages
	$(BIN)/pathya build

.PHONY: test
test: $(RUN) $(TEST) $(NODE_MODULES) | browser ## Install all that tests need and run what CI runs
	$(MAKE) --no-print-directory lint
	@$(if $(JS_TESTS),node --test $(JS_TESTS))
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

.PHONY: lint
lint: $(RUN) $(TEST) $(NODE_MODULES) ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	node_modules/.bin/tsc -p tsconfig.json

.PHONY: format
format: $(TEST) ## Put code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: test-argos
test-argos: $(RUN) $(TEST) $(ARGOS) ## Test with the real Argos Translate, in a venv of its own
	PATHYA_ARGOS_PYTHON=$(CURDIR)/$(ARGOS_BIN)/python $(BIN)/pytest -m argos $(ARGS)

.PHONY: soak
soak: $(RUN) $(TEST) ## Kill and cut off publishing, and damage files: SOAK_SECONDS for each reader
	$(BIN)/pytest -m soak -s $(ARGS)

.PHONY: bench
bench: $(RUN) $(TEST) $(NODE_MODULES) | browser ## Measure builds, and what a slow line costs learners
	$(BIN)/pytest -m bench -s $(ARGS)

.PHONY: interop
interop: $(RUN) $(TEST) $(INTEROP) ## Send catalogs through gettext, OmegaT, LibreOffice and others, and back
	@.ci/system-packages interop || echo "Tests of tools that are missing are skipped." >&2
	$(BIN)/pytest -m interop -ra $(ARGS)

.PHONY: pictures
pictures: $(RUN) $(TEST) $(NODE_MODULES) | browser ## Draw the pictures of docs/authoring.md and docs/studio.md anew
	UPDATE_PICTURES=1 $(BIN)/pytest tests/e2e/test_pictures.py tests/e2e/test_studio_pictures.py

.PHONY: wheel
wheel: $(RUN) ## Build wheel and source archive into dist/
	$(BIN)/python -m hatchling build

.PHONY: sbom
sbom: $(RUN) ## Write what Pathya is made of into dist/pathya.cdx.json, as CycloneDX
	@mkdir -p dist
	$(BIN)/python requirements/sbom.py > dist/pathya.cdx.json

.PHONY: locks
locks: $(TEST) ## Pin the newest Python packages that pyproject.toml and requirements/*.in allow
	$(PIP) install uv
	$(COMPILE) --upgrade -o requirements/run.txt pyproject.toml
	$(COMPILE) --upgrade -o requirements/build.txt -c requirements/run.txt requirements/build.in
	$(COMPILE) --upgrade -o requirements/studio.txt -c requirements/run.txt requirements/studio.in
	$(COMPILE) --upgrade -o requirements/test.txt -c requirements/run.txt \
		-c requirements/build.txt -c requirements/studio.txt requirements/test.in
	$(COMPILE) --upgrade --no-deps -o requirements/argos.txt -c requirements/run.txt \
		-c requirements/test.txt requirements/argos.in
	$(COMPILE) --upgrade -o requirements/interop.txt requirements/interop.in

.PHONY: system browser
system:
	@.ci/system-packages
browser:
	@.ci/system-packages chromium

$(BIN)/python: | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Pathya needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(RUN): requirements/run.txt requirements/build.txt requirements/studio.txt pyproject.toml \
		hatch_build.py $(NPM_LOCKS) $(VENDOR) | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt \
		-r requirements/studio.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# Filled by the installation above; if somebody removes it, that runs again.
$(VENDOR): ;

$(TEST): requirements/test.txt | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(ARGOS): requirements/argos.txt | $(BIN)/python
	$(PYTHON) -m venv .venv-argos
	$(ARGOS_BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps \
		--require-hashes -r requirements/argos.txt
	@touch $@

# translate-toolkit is GPL: it has an environment of its own, and runs in a process of its own.
$(INTEROP): requirements/interop.txt | $(BIN)/python
	$(BIN)/python -m venv .venv-interop
	.venv-interop/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r $<
	@touch $@

$(NODE_MODULES): $(NPM_LOCKS) | system
	npm ci
	@touch $@
