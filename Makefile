# Two commands: `make run` serves the product, `make test` runs every test.
# Both make the environment in .venv first, from the versions pinned in requirements*.txt.

PYTHON ?= python3
PORT ?= 8501
export PORT
PUBLIC_PORT ?= 8502
# What the public face serves: a folder of published editions, or one snapshot. Unless said, those of the store in use.
KPI_PUBLISHED ?= $(firstword $(wildcard data/published data/demo-store/published) data/published)
VENV := .venv
BIN := $(VENV)/bin
# pytest's arguments, e.g. make test TESTS="tests/test_sie.py -x"
TESTS ?=

.PHONY: help run serve-public test lint sbom audit bench demo torture fuzz soak clean
.DEFAULT_GOAL := help

help:
	@echo "make run     environment, the invented group on first start, the app on 127.0.0.1:$(PORT)"
	@echo "make serve-public  the published summary alone on 127.0.0.1:$(PUBLIC_PORT), of KPI_PUBLISHED=$(KPI_PUBLISHED)"
	@echo "make test    environment, every test, browser tests included (TESTS=... for some)"
	@echo "make lint    style of the Python code"
	@echo "make sbom    the software bill of materials of what runs (CycloneDX): bench/out/sbom.cdx.json"
	@echo "make audit   whether the pinned packages agree, and, over the network, whether any has a known hole"
	@echo "make bench   the measurements the README quotes"
	@echo "make torture  two hundred kills, ten sessions at once; make fuzz: each reader for ten minutes; make soak: fifty readers"
	@echo "make clean   takes away the environment and what tests leave; stores stay"

# A stamp is written last, so an interrupted installation is started over from nothing.
$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.stamp
	@$(BIN)/python -m kpi.first_start
	@echo "http://127.0.0.1:$(PORT)/"
	@exec $(BIN)/python -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

# A process of its own, that is told where the published editions lie and nothing of the store.
serve-public: $(VENV)/run.stamp
	@echo "http://127.0.0.1:$(PUBLIC_PORT)/"
	@exec env -u KPI_STORE KPI_PUBLISHED="$(abspath $(KPI_PUBLISHED))" $(BIN)/python -m streamlit run pages/public/serve.py \
		--server.address 127.0.0.1 --server.port $(PUBLIC_PORT)

# The closing line is pytest's; -v takes back the -q of pyproject.toml.
test: $(VENV)/test.stamp
	@CHROMIUM="$$($(BIN)/python tests/find_browser.py)" || exit 1; export CHROMIUM; \
		$(BIN)/python -m pytest -v -n 4 --dist loadfile --no-loadscope-reorder --durations 10 -r fE -p no:cacheprovider $(TESTS)

lint: $(VENV)/test.stamp
	$(BIN)/python -m ruff check .

# Tools that are no part of the product have an environment of their own.
$(VENV)/tools/stamp:
	$(PYTHON) -m venv --clear $(VENV)/tools
	$(VENV)/tools/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0 pip-audit==2.10.1
	@touch $@

sbom: $(VENV)/run.stamp $(VENV)/tools/stamp
	@mkdir -p bench/out
	$(VENV)/tools/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON \
		-o bench/out/sbom.cdx.json $(BIN)/python

audit: $(VENV)/run.stamp $(VENV)/tools/stamp
	$(BIN)/python -m pip check --disable-pip-version-check
	@$(VENV)/tools/bin/pip-audit --requirement requirements.txt --disable-pip --no-deps || \
		{ echo "Known holes were found above, or the database of them could not be reached: that part needs a network."; exit 1; }

bench: $(VENV)/test.stamp
	$(BIN)/python -m bench

# Long: an hour or so each on two cores. `make test` runs a short form of torture.
torture: $(VENV)/test.stamp
	$(BIN)/python -m bench.torture --kills 200
	TORTURE_SESSIONS=10 TORTURE_UPLOADS=20 $(BIN)/python -m pytest -p no:cacheprovider tests/test_torture.py -k at_once

soak: $(VENV)/test.stamp
	$(BIN)/python -m bench.soak --sessions 50 --minutes 30 --lines 5000000

fuzz: $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	$(BIN)/python -m bench.fuzz --minutes 10

clean:
	rm -rf $(VENV) bench/out test-results .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
