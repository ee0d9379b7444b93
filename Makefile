# The commands of the project; `make help` lists them. Everything runs in .venv, which scripts/make_venv.sh keeps current.
.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-times prove lint audit format bench faults test-odoo screenshots lock venv venv-dev chromium

PYTHON := .venv/bin/python
# A worker for each core, a file of tests to one worker: fixtures of a module are made once.
PARALLEL := -n logical --maxprocesses 8 --dist loadfile
# Python keeps what it compiles, whatever the surroundings say: the tests start many interpreters.
export PYTHONDONTWRITEBYTECODE :=
# Ends the supervisor when make itself is killed outright; `exec`, so that Ctrl-C and SIGTERM reach it directly.
GUARDED = exec $(PYTHON) -I -S app/dev/guard.py $$PPID 15 $$(id -u) $$(id -g)

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: venv ## start everything on private services, with demo data (PORT=8000 DATA_DIR=instance)
	@$(GUARDED) "$(CURDIR)/$(PYTHON)" -m app.dev.stack

test: venv-dev chromium ## lint, types and every test, browser included
	@$(MAKE) --no-print-directory lint
	$(PYTHON) -m pytest $(PARALLEL) --no-loadscope-reorder

test-fast: venv-dev ## the tests without a browser and without whole stacks, within two minutes
	$(PYTHON) -m pytest $(PARALLEL) -m "not browser and not slow and not prove"

prove: venv-dev ## the long forms of what `make test` tries shortly: soaks, thousands of generated requests
	$(PYTHON) -m pytest -m "prove or hypothesis" --hypothesis-profile=long

test-times: venv-dev ## the tests without a browser at nine moments that a clock-watching test would fail at (needs libfaketime)
	$(PYTHON) -m scripts.test_times $(PARALLEL)

lint: venv-dev ## ruff, its formatter as a check, mypy, a search for secrets, and what is known of the packages
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m scripts.audit secrets
	@$(PYTHON) -m scripts.audit packages --report

audit: venv-dev ## fail where a package has a known vulnerability
	$(PYTHON) -m scripts.audit packages

format: venv-dev ## let ruff sort, fix and format
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: venv-dev ## measure what this machine answers; ONLY=tools, board or pages for one part
	$(PYTHON) -m benchmarks $(if $(ONLY),--only $(ONLY))

faults: venv-dev ## kill parts of a running stack and count what was lost or doubled
	$(PYTHON) -m benchmarks.faults

test-odoo: venv-dev ## the directory's tests against a real Odoo 11, installed into instance/odoo11 (needs Python 3.7)
	@sh scripts/make_odoo.sh instance/odoo11
	ODOO_HOME=instance/odoo11 $(PYTHON) -m pytest tests/odoo

screenshots: venv-dev chromium ## photograph every page on a running stack
	$(PYTHON) -m scripts.readme_images
	$(PYTHON) -m scripts.screenshots

lock: venv-dev ## pin requirements*.in again, for every platform (UPGRADE=--upgrade takes newer versions)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	$(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE) requirements.in -o requirements.txt
	$(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE) requirements-vapi.in -o requirements-vapi.txt
	$(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE) requirements-dev.in -o requirements-dev.txt
	$(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE) requirements-audit.in -o requirements-audit.txt

venv:
	@sh scripts/make_venv.sh requirements.txt

venv-dev:
	@sh scripts/make_venv.sh requirements-dev.txt

chromium:
	@sh scripts/need_chromium.sh
