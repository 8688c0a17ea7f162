# The two commands: `make run` and `make test`. Both need only Python >= 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
# Where Python may not keep what it has compiled, each of the many processes of the tests compiles everything anew.
export PYTHONDONTWRITEBYTECODE :=
SYNC := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes

.PHONY: run test prove lint simulate crash soak bench lock clean help
.DEFAULT_GOAL := help

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(BIN)/uv: requirements/setup.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Mentor needs Python 3.11 or newer: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt
	@touch $@

$(VENV)/run.done: $(BIN)/uv requirements/run.txt pyproject.toml
	@$(SYNC) -r requirements/run.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/run.done requirements/dev.txt
	@$(SYNC) -r requirements/dev.txt
	@touch $@

run: $(VENV)/run.done ## set up all that is needed and start Mentor
	@$(BIN)/mentor run $(ARGS)

test: $(VENV)/dev.done lint ## lint, types and all tests
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)

prove: $(VENV)/dev.done ## the tests that prove by volume, whole (10 minutes of CPU)
	@MENTOR_PROVE=1 $(BIN)/python -m pytest -q -n auto --dist worksteal -m volume --timeout 1200 $(ARGS)

lint: $(VENV)/dev.done ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

simulate: $(VENV)/dev.done ## run SEEDS simulated weeks with crashes and lost replies
	@$(BIN)/python -m tests.simulation $(SEEDS)

crash: $(VENV)/dev.done ## kill the bot 100 times over 2,000 messages, on both databases
	@$(BIN)/python -m tests.crash $(ARGS)

soak: $(VENV)/dev.done ## live through half a year with 5,000 people (23 minutes of CPU)
	@$(BIN)/python -m tests.soak $(ARGS)

bench: $(VENV)/dev.done ## print the measurements of the README
	@$(BIN)/python -m tests.bench $(ARGS)

lock: $(BIN)/uv ## lock the dependencies again, with hashes
	@$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(COMPILE) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(COMPILE) --group setup -o requirements/setup.txt

clean: ## remove the environment and the embedded database
	rm -rf $(VENV) var
