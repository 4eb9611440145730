# A fresh machine needs Python 3.11, make and nothing else: the first target used sets up .venv.

PYTHON ?= $(shell python3.11 -c '' 2>/dev/null && echo python3.11 || echo python3)
STUDY  ?= naltrexone-connection
BIN    := .venv/bin
READY  := .venv/.ready

.PHONY: help run test check docs bench lock clean

help:           ## Say what can be made
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' Makefile | expand -t 15

run: $(READY)   ## Simulate the main study (or STUDY=name) and write results/ with a report
	$(BIN)/equipoise run $(STUDY) --out results/$(STUDY)

test: $(READY)  ## Run every test, the slow ones too
	$(BIN)/pytest -n 2 --dist loadfile

check: $(READY) ## Lint, check formatting and types, then test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/basedpyright --pythonpath $(BIN)/python
	@$(MAKE) --no-print-directory test

docs: $(READY)  ## Measure every finding and claim, and write docs/validation.md (and .html) and SYSTEM.md
	$(BIN)/equipoise validate --markdown docs/validation.md --html docs/validation.html || [ $$? -eq 4 ]
	$(BIN)/equipoise claims --markdown SYSTEM.md || [ $$? -eq 4 ]  # 4: a check is not met, and the page says which

bench: $(READY) ## Measure speed, error and memory beside other programs, write docs/performance.md (20 min)
	$(BIN)/python -m benchmarks.run --large --page docs/performance.md

lock:           ## Pin the newest allowed libraries in requirements.txt (needs uv)
	uv pip compile pyproject.toml --extra bench --extra cluster --extra dev --extra interop --extra trajectories \
	    --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --upgrade --no-header --no-emit-index-url --quiet \
	    --output-file requirements.txt

clean:          ## Remove what set-up and tests left behind; results/ stays
	rm -rf .venv .hypothesis .pytest_cache .ruff_cache

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("equipoise needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@echo "Setting up .venv: once, a minute or two."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@touch $@
