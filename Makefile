# X-ray Trainer: every job in one line. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
SET_UP := PYTHON="$(PYTHON)" sh tools/set_up.sh

.DEFAULT_GOAL := help
.PHONY: help run demo test test-all bench catalogue wheel clean

help: ## list the jobs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## open the window (without a display: play the demo)
	@$(SET_UP) run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then $(BIN)/xray-trainer; else \
	  echo "There is no display here, so the demo is played instead: the real window, off screen."; $(MAKE) --no-print-directory demo; fi

demo: ## play a practice through the real window off screen; screens and report go to demo-output/
	@$(SET_UP) run
	@$(BIN)/xray-trainer demo demo-output

test: ## run every check, randomised parts sampled
	@$(SET_UP) test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogue.py --check
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m "not full"

test-all: test ## run every check in full, and the benches
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m full
	@$(MAKE) --no-print-directory bench

bench: ## measure speed against named peers
	@$(SET_UP) test
	@set -e; for bench in display startup scoring simulator; do QT_QPA_PLATFORM=offscreen $(BIN)/python bench/$$bench.py; done

catalogue: ## collect all texts into the message catalogue
	@$(SET_UP) test
	$(BIN)/python tools/catalogue.py

wheel: ## build the wheel into dist/
	@$(SET_UP) test
	$(BIN)/python -m build --wheel

clean: ## remove everything that was made here
	rm -rf .venv dist build demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
