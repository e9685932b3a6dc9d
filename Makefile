# make demo    the whole product with a sample plan on http://127.0.0.1:8000
# make test    every check and test, on SQLite and on a temporary PostgreSQL
# make setup   the environment alone; the command is then .venv/bin/luoshi
# make check   ruff, mypy, import contracts, migrations, templates, translations
# make soak    a hundred kill -9 under write load on each database
# make fuzz    broken files for every parser, for a minute (SECONDS=600 for longer)
# make bench   timings, beside the peers we measure against (SCALE=country for ten times as much)
# make pins    pin the requirements again, with hashes

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PO := src/luoshi/locale/en/LC_MESSAGES/django.po
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
export PYTHONUNBUFFERED := 1

.PHONY: setup demo test check soak fuzz bench pins
.DEFAULT_GOAL := demo

setup: .venv/.setup $(PO:.po=.mo)

.venv/.setup: requirements/setup.txt pyproject.toml
	@echo "==> 准备环境 Making the environment (.venv) and installing pinned dependencies"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) -r requirements/setup.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.setup
	@echo "==> 安装检查和测试工具 Installing the tools for checks and tests"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

.venv/.bench: requirements/bench.txt .venv/.dev
	@echo "==> 安装对照软件 Installing the peers we measure against"
	@$(INSTALL) -r requirements/bench.txt
	@touch $@

%.mo: %.po .venv/.setup
	@$(BIN)/python tools/messages.py compile

demo: setup
	@$(BIN)/luoshi demo

check: setup .venv/.dev
	@$(BIN)/python tools/check.py

test: check
	@$(BIN)/python tools/run_tests.py

soak: check
	@$(BIN)/python tools/soak.py

fuzz: setup .venv/.dev
	@PYTHONPATH=. $(BIN)/python tools/fuzz.py --seconds $(or $(SECONDS),60)

bench: setup .venv/.bench
	@$(BIN)/python -m bench --scale $(or $(SCALE),province)

pins: .venv/.dev
	@for part in runtime setup dev bench; do \
		$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
			requirements/$$part.in --output-file requirements/$$part.txt || exit 1; done
