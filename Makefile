PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OPENFISCA := .venv-openfisca
SITE := .venv-docs
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

SPARK := $(if $(shell command -v java),$(VENV)/spark)  # where there is Java, Spark is tested too

.PHONY: demo test test-fast fuzz benchmarks openfisca lint docs photographs site messages requirements clean

# What the program needs, then the program itself (editable), both pinned by hash.
$(VENV)/runtime: requirements/runtime.txt requirements/build.txt pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/development: $(VENV)/runtime requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	touch $@

# PySpark, with what a cluster needs; it comes as source, and setuptools (pinned with the rest) makes a wheel of it.
$(VENV)/spark: $(VENV)/development requirements/spark.txt
	$(PIP) install --no-build-isolation --require-hashes -r requirements/spark.txt
	touch $@

# The compiled law and catalogues follow their sources.
compiled: $(VENV)/compiled
$(VENV)/compiled: $(VENV)/runtime $(wildcard data/*.yaml) $(wildcard src/revalo/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python -c "import sys; sys.path.insert(0, '.'); import hatch_build as b; b.compile_catalogues(); b.compile_law()"
	touch $@

demo: $(VENV)/compiled
	$(BIN)/revalo compute --job avs --category C --year 8
	$(BIN)/revalo cases

test: $(VENV)/development $(VENV)/compiled $(SPARK)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

test-fast: $(VENV)/development $(VENV)/compiled
	$(BIN)/python -m pytest -n auto -m "not slow"

# Feed a reader bytes that grow by coverage: make fuzz READER=csv SECONDS=60 (see fuzz/).
READER ?= csv
SECONDS ?= 60
fuzz: $(VENV)/fuzz $(VENV)/compiled
	PYTHONPATH=tests $(BIN)/python fuzz/fuzz_$(READER).py -max_total_time=$(SECONDS)
$(VENV)/fuzz: $(VENV)/development requirements/fuzz.txt
	$(PIP) install --require-hashes -r requirements/fuzz.txt
	touch $@

# The reference that a test of `make test` compares employer costs with; the program itself never needs it.
openfisca: $(OPENFISCA)/ready
$(OPENFISCA)/ready: requirements/openfisca.txt
	$(PYTHON) -m venv $(OPENFISCA)
	$(OPENFISCA)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --require-hashes -r requirements/openfisca.txt
	touch $@

# Ratios against other programs, into benchmarks/results.json and docs/en/performance.md: half an hour on a quiet machine.
benchmarks: $(VENV)/runtime $(VENV)/compiled
	-$(MAKE) openfisca
	$(BIN)/python benchmarks/all.py

lint: $(VENV)/development $(VENV)/compiled
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/revalo law validate data/*.yaml

# Write again what the documentation shows of the program: outputs, help pages, the register of the law, screenshots.
docs: $(VENV)/development $(VENV)/compiled
	$(BIN)/python docs/regenerate.py

# The photographs of the report in the documentation, after a change of the report: Chromium must be on the path.
photographs: $(VENV)/development $(VENV)/compiled
	$(BIN)/python docs/photographs.py

# The site of the documentation, French first, in site/; a link that leads nowhere fails it.
site: $(SITE)/ready
	$(SITE)/bin/python docs/build_site.py
$(SITE)/ready: requirements/docs.txt
	$(PYTHON) -m venv $(SITE)
	$(SITE)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --require-hashes -r requirements/docs.txt
	touch $@

# Bring the French catalogue up to date with the messages of the code.
messages: $(VENV)/development
	$(BIN)/python -m babel.messages.frontend --quiet extract -k _ -k N_ --no-location --sort-output --no-wrap --omit-header -o $(VENV)/revalo.pot src/revalo
	$(BIN)/python -m babel.messages.frontend --quiet update -D revalo -l fr -d src/revalo/locale -i $(VENV)/revalo.pot --no-fuzzy-matching --ignore-obsolete --no-wrap --omit-header

# Pin again, with hashes and without any address.
requirements:
	$(BIN)/python -m uv --version >/dev/null || { echo "pip install uv in $(VENV) first"; exit 2; }
	$(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/runtime.txt
	$(BIN)/python -m uv pip compile --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/build.txt
	$(BIN)/python -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/dev.txt
	$(BIN)/python -m uv pip compile --group docs --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/docs.txt
	$(BIN)/python -m uv pip compile --group openfisca --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/openfisca.txt
	$(BIN)/python -m uv pip compile --group fuzz --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/fuzz.txt
	$(BIN)/python -m uv pip compile pyproject.toml --extra spark --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/spark.txt

clean:
	rm -rf $(VENV) $(OPENFISCA) $(SITE) site src/revalo/law.json src/revalo/locale/*/LC_MESSAGES/*.mo
