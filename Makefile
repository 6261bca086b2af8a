PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OPENFISCA := .venv-openfisca
SITE := .venv-docs
SUPPLY := .venv-supply
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
SPARK := $(if $(shell command -v java),$(VENV)/spark)  # where there is Java, Spark is tested too
BROWSER := $(if $(shell command -v chromium chromium-browser google-chrome),$(VENV)/browser)  # the same for Chromium and pages

LOCK := $(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
PINNED := build docs openfisca browser supply  # groups that stand by themselves

LAW_AGE := 365  # days after which the law must have been checked again; REVALO_TODAY stands for today

.PHONY: demo test test-fast fuzz benchmarks openfisca lint docs photographs site messages requirements wheel audit sbom mutants clean

# What the program needs, then the program itself (editable), both pinned by hash.
$(VENV)/runtime: requirements/runtime.txt requirements/build.txt pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/development: $(VENV)/runtime requirements/dev.txt
	$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	touch $@

# PySpark, with what a cluster needs; it comes as source, and setuptools (pinned with the rest) makes a wheel of it.
$(VENV)/spark: $(VENV)/development requirements/spark.txt
	$(PIP) install --no-deps --no-build-isolation --require-hashes -r requirements/spark.txt
	touch $@

# What drives a Chromium of the system, and axe-core: pages are checked as a reader meets them.
$(VENV)/browser: $(VENV)/development requirements/browser.txt
	$(PIP) install --no-deps --require-hashes -r requirements/browser.txt
	touch $@

# The compiled law and catalogues follow their sources.
compiled: $(VENV)/compiled
$(VENV)/compiled: $(VENV)/runtime $(wildcard data/*.yaml) $(wildcard src/revalo/grids/*.py) $(wildcard src/revalo/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python -c "import sys; sys.path.insert(0, '.'); import hatch_build as b; b.compile_catalogues(); b.compile_law()"
	touch $@

demo: $(VENV)/compiled
	$(BIN)/revalo compute --job avs --category C --year 8
	$(BIN)/revalo cases

test: $(VENV)/development $(VENV)/compiled $(SPARK) $(BROWSER)
	$(PYTEST) --cov --cov-report=term:skip-covered

test-fast: $(VENV)/development $(VENV)/compiled
	$(PYTEST) -m "not slow"

# Feed a reader bytes that grow by coverage: make fuzz READER=csv SECONDS=60 (see fuzz/).
READER ?= csv
SECONDS ?= 60
fuzz: $(VENV)/fuzz $(VENV)/compiled
	PYTHONPATH=tests $(BIN)/python fuzz/fuzz_$(READER).py -max_total_time=$(SECONDS)
$(VENV)/fuzz: $(VENV)/development requirements/fuzz.txt
	$(PIP) install --no-deps --require-hashes -r requirements/fuzz.txt
	touch $@

# The reference that a test of `make test` compares employer costs with; the program itself never needs it.
openfisca: $(OPENFISCA)/ready
$(OPENFISCA)/ready: requirements/openfisca.txt
	$(PYTHON) -m venv $(OPENFISCA)
	$(OPENFISCA)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --no-deps --require-hashes -r requirements/openfisca.txt
	touch $@

# Ratios against other programs, into benchmarks/results.json and docs/en/performance.md: half an hour on a quiet machine.
benchmarks: $(VENV)/runtime $(VENV)/compiled $(SPARK)
	-$(MAKE) openfisca
	$(BIN)/python benchmarks/all.py

lint: $(VENV)/development $(VENV)/compiled
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/revalo law validate data/*.yaml --max-age $(LAW_AGE)

# The wheel, built twice in different places and times: the same bytes, or it fails.
wheel: $(VENV)/runtime
	$(BIN)/python supply/reproduced.py dist

# The tools that look at the dependencies, and an environment that holds the wheel with what it installs, extra report too.
$(SUPPLY)/tools: requirements/supply.txt
	$(PYTHON) -m venv $(SUPPLY)
	$(SUPPLY)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --no-deps --require-hashes -r requirements/supply.txt
	touch $@
$(SUPPLY)/shipped: requirements/runtime.txt requirements/report.txt | wheel
	$(PYTHON) -m venv $(SUPPLY)/as-shipped
	$(SUPPLY)/as-shipped/bin/python -m pip --disable-pip-version-check --quiet --quiet install --no-deps --require-hashes -r requirements/runtime.txt -r requirements/report.txt
	$(SUPPLY)/as-shipped/bin/python -m pip --disable-pip-version-check --quiet --quiet install --no-deps dist/*.whl
	touch $@

# Known vulnerabilities and licences of the dependencies.
audit: $(SUPPLY)/tools $(SUPPLY)/shipped
	$(SUPPLY)/bin/python supply/audit.py $(SUPPLY)/as-shipped/bin/python

# The bill of materials (CycloneDX) of what the wheel installs.
sbom: $(SUPPLY)/tools $(SUPPLY)/shipped
	$(SUPPLY)/bin/python supply/sbom.py $(SUPPLY)/as-shipped/bin/python dist/revalo.cdx.json

# How many changes of the rules and of the law the tests notice: a sample (SAMPLE=0: every one, hours), always the same one.
SAMPLE := 200
mutants: $(VENV)/mutation $(VENV)/compiled
	$(BIN)/python mutation figures --sample $(SAMPLE)
	$(BIN)/python mutation code --sample $(SAMPLE)
$(VENV)/mutation: $(VENV)/development requirements/mutation.txt
	$(PIP) install --no-deps --require-hashes -r requirements/mutation.txt
	touch $@

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
	$(SITE)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --no-deps --require-hashes -r requirements/docs.txt
	touch $@

# Bring the French catalogue up to date with the messages of the code.
messages: $(VENV)/development
	$(BIN)/python -m babel.messages.frontend --quiet extract -k _ -k N_ --no-location --sort-output --no-wrap --omit-header -o $(VENV)/revalo.pot src/revalo
	$(BIN)/python -m babel.messages.frontend --quiet update -D revalo -l fr -d src/revalo/locale -i $(VENV)/revalo.pot --no-fuzzy-matching --ignore-obsolete --no-wrap --omit-header

# Pin again, with hashes and without any address.
requirements:
	$(BIN)/python -m uv --version >/dev/null || { echo "pip install uv in $(VENV) first"; exit 2; }
	$(LOCK) pyproject.toml -o requirements/runtime.txt
	for group in dev fuzz mutation; do $(LOCK) pyproject.toml --group $$group -o requirements/$$group.txt || exit 1; done
	for extra in spark report; do $(LOCK) pyproject.toml --extra $$extra -o requirements/$$extra.txt || exit 1; done
	for group in $(PINNED); do $(LOCK) --group $$group -o requirements/$$group.txt || exit 1; done

clean:
	rm -rf $(VENV) $(OPENFISCA) $(SUPPLY) dist $(SITE) site src/revalo/law.json src/revalo/locale/*/LC_MESSAGES/*.mo
