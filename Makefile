PYTHON ?= python3
VENV := .venv
SCRIPTS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := $(VENV)/$(SCRIPTS)
REQUIREMENTS := requirements
OPENFISCA := .venv-openfisca
SITE := .venv-docs
SUPPLY := .venv-supply
TABLES := .venv-tables

# $(call pinned,ENVIRONMENT,FILES,OPTIONS): pins are installed, never resolved, so that neither the pip at hand nor the
# releases of the day matter; `pip check` then says whether the lock is complete.
PIP := -m pip --disable-pip-version-check
UNCOMPILED ?=  # --no-compile: each module is compiled when it is first imported, and most never are
pinned = $(1)/$(SCRIPTS)/python $(PIP) -qq install --no-deps --require-hashes $(UNCOMPILED) $(3) $(foreach file,$(2),-r $(REQUIREMENTS)/$(file).txt) \
	&& $(1)/$(SCRIPTS)/python $(PIP) check

PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
SPARK := $(if $(shell command -v java),$(VENV)/spark)  # where there is Java, Spark is tested too
BROWSER := $(if $(shell command -v chromium chromium-browser google-chrome),$(VENV)/browser)  # the same for Chromium and pages

SIMULATED := $(if $(and $(BROWSER),$(shell command -v npm)),.venv-webassembly/ready)  # and for the simulator, with npm

LOCK := $(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE)
PINNED := build docs openfisca browser supply lock oldest-pip webassembly  # groups that stand by themselves

unexport PYTHONDONTWRITEBYTECODE  # tests start hundreds of processes: each module is compiled once, not once for each

LAW_AGE := 365  # days after which a value must have been checked again; REVALO_TODAY stands for today

.PHONY: simulator demo test tests-of test-slow test-all test-thorough coverage newest webassembly fuzz benchmarks openfisca openfisca-if-possible tables law-check law-record law-newer lint docs photographs site messages requirements wheel audit sbom mutants clean

# What the program needs, then the program itself (editable), both pinned by hash.
$(VENV)/runtime: $(REQUIREMENTS)/runtime.txt $(REQUIREMENTS)/build.txt pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(call pinned,$(VENV),runtime build)
	$(BIN)/python $(PIP) -qq install --no-deps --no-build-isolation -e .
	$(BIN)/python $(PIP) check
	touch $@

$(VENV)/development: $(VENV)/runtime $(REQUIREMENTS)/dev.txt
	$(call pinned,$(VENV),dev)
	touch $@

# PySpark, with what a cluster needs; it comes as source, and setuptools (pinned with the rest) makes a wheel of it.
$(VENV)/spark: $(VENV)/development $(REQUIREMENTS)/spark.txt
	$(call pinned,$(VENV),spark,--no-build-isolation)
	touch $@

# What drives a Chromium of the system, and axe-core: pages are checked as a reader meets them.
$(VENV)/browser: $(VENV)/development $(REQUIREMENTS)/browser.txt
	$(call pinned,$(VENV),browser)
	touch $@

# The compiled law and catalogues follow their sources.
compiled: $(VENV)/compiled
$(VENV)/compiled: $(VENV)/runtime $(wildcard data/*.yaml) $(wildcard src/revalo/grids/*.py src/revalo/grids/schema/*.py) $(wildcard src/revalo/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python -c "import sys; sys.path.insert(0, '.'); import hatch_build as b; b.compile_catalogues(); b.compile_law()"
	touch $@

demo: $(VENV)/compiled
	$(BIN)/revalo cases
	$(BIN)/revalo compute --job avs --category C --year 8

# What guards every amount, each property with a quarter of its examples: a few minutes. `make coverage` is the same with the
# lines that no test reaches.
test: $(VENV)/development $(VENV)/compiled
	$(PYTEST) -m "not slow"

coverage: $(VENV)/development $(VENV)/compiled
	$(PYTEST) -m "not slow" --cov --cov-report=term:skip-covered

# The tests of one file: that of its name, and those that name it after `Guards:`: make tests-of FILE=src/revalo/people/lines.py
FILE ?= src/revalo/money.py
tests-of: $(VENV)/development $(VENV)/compiled
	tests=$$($(BIN)/python tests/support/guards.py $(FILE)) && $(PYTEST) -m "not slow" $$tests

# The rest: on Spark and in Chromium where they are, wheels and environments built anew, what takes long. No test runs twice.
# A file stays with one worker, which starts its Chromium, its Java or its OpenFisca once; the longest files come first.
test-slow: $(VENV)/development $(VENV)/compiled $(SPARK) $(BROWSER) $(SIMULATED)
	$(PYTEST) --dist loadfile --no-loadscope-reorder -m slow

test-all: test test-slow

# The same properties with all their examples, four times as many: before a release, and after a change of the rules.
test-thorough: $(VENV)/development $(VENV)/compiled $(BROWSER) $(SIMULATED)
	REVALO_THOROUGH=1 $(PYTEST) -m thorough

# The same with the newest releases that the bounds of the package allow: what the pins hide until they move.
newest: $(VENV)/lock
	mkdir -p .newest && cp requirements/*.txt .newest
	$(MAKE) requirements REQUIREMENTS=.newest UPGRADE=--upgrade
	$(MAKE) test REQUIREMENTS=.newest VENV=.venv-newest

# What computes one person, on CPython 3.14 in WebAssembly under Node: where there is no other way to a newer Python.
WASM := .venv-webassembly
PURE := tests/test_money.py $(addprefix tests/rules/test_,oracle.py against_oracle.py formulas.py segur_walk.py)
webassembly: $(VENV)/development $(VENV)/compiled $(WASM)/ready
	node tools/webassembly/run.mjs $(WASM) $(VENV)/lib/python3*/site-packages $(PURE)
PYODIDE := 314.0.7
PYODIDE_SHA512 := d18bd7c4485f11da4b7dbfd790cd8114078c44eab488c517d9bcf31fda4eb6dc8c716930abe1db139bb2b860fcd8b37bcb6abe48dbe2ffa579244b0e943d91d4
$(WASM)/ready: $(REQUIREMENTS)/webassembly.txt $(VENV)/runtime
	$(BIN)/python $(PIP) -qq install --no-deps --require-hashes --target $(WASM) -r $(REQUIREMENTS)/webassembly.txt
	cd $(WASM) && npm pack --silent pyodide@$(PYODIDE) && echo "$(PYODIDE_SHA512)  pyodide-$(PYODIDE).tgz" | sha512sum --check --status
	mkdir -p $(WASM)/node_modules/pyodide && tar -xzf $(WASM)/pyodide-$(PYODIDE).tgz -C $(WASM)/node_modules/pyodide --strip-components 1
	touch $@

# The simulator: the same program in one page that loads nothing, opened by a double click. It takes Node and npm.
simulator: $(VENV)/development $(VENV)/compiled $(WASM)/ready
	$(BIN)/python tools/simulator/build.py $(WASM)/node_modules/pyodide dist/revalo-simulateur.html

# Feed a reader bytes that grow by coverage: make fuzz READER=csv SECONDS=60 (see tools/fuzz/).
READER ?= csv
SECONDS ?= 60
fuzz: $(VENV)/fuzz $(VENV)/compiled
	PYTHONPATH=tests/support $(BIN)/python tools/fuzz/fuzz_$(READER).py -max_total_time=$(SECONDS)
$(VENV)/fuzz: $(VENV)/development $(REQUIREMENTS)/fuzz.txt
	$(call pinned,$(VENV),fuzz)
	touch $@

# The reference that a test compares employer costs with; the program itself never needs it.
openfisca: $(OPENFISCA)/ready
$(OPENFISCA)/ready: $(REQUIREMENTS)/openfisca.txt
	$(PYTHON) -m venv $(OPENFISCA)
	$(call pinned,$(OPENFISCA),openfisca)
	touch $@

openfisca-if-possible:
	$(MAKE) openfisca || echo "OpenFisca cannot be installed here: what needs it is skipped"

# The libraries of data frames whose tables a test gives to revalo, pandas 3 among them; pandas 2 comes with Spark.
tables: $(TABLES)/ready
$(TABLES)/ready: $(REQUIREMENTS)/tables.txt
	$(PYTHON) -m venv $(TABLES)
	$(call pinned,$(TABLES),tables)
	touch $@

# Ratios against other programs, into benchmarks/results.json and docs/en/performance.md: half an hour on a quiet machine.
benchmarks: $(VENV)/runtime $(VENV)/compiled $(SPARK)
	-$(MAKE) openfisca
	$(BIN)/python benchmarks/all.py

# For maintainers, with the npm registry at hand: every figure of the law against its official words, and its age. Then what
# was seen kept in data/checks.json; and what the newest packages change since, as a list.
LAW_CHECK := $(BIN)/python tools/law_check/check_law.py
law-check law-record law-newer: $(VENV)/development $(VENV)/compiled
	-$(MAKE) openfisca
	$(LAW_CHECK) $(if $(filter law-record,$@),--write) $(if $(filter law-newer,$@),--newer)
	$(BIN)/revalo law validate data/*.yaml --max-age $(LAW_AGE)

lint: $(VENV)/development $(VENV)/compiled
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/revalo law validate data/*.yaml

# The wheel, built twice in different places and times: the same bytes, or it fails.
wheel: $(VENV)/runtime
	$(BIN)/python tools/supply/reproduced.py dist

# The tools that look at the dependencies, and an environment that holds the wheel with what it installs, extra report too.
$(SUPPLY)/tools: $(REQUIREMENTS)/supply.txt
	$(PYTHON) -m venv $(SUPPLY)
	$(call pinned,$(SUPPLY),supply)
	touch $@
$(SUPPLY)/shipped: $(REQUIREMENTS)/runtime.txt $(REQUIREMENTS)/report.txt | wheel
	$(PYTHON) -m venv $(SUPPLY)/as-shipped
	$(call pinned,$(SUPPLY)/as-shipped,runtime report)
	$(SUPPLY)/as-shipped/$(SCRIPTS)/python $(PIP) -qq install --no-deps dist/*.whl
	$(SUPPLY)/as-shipped/$(SCRIPTS)/python $(PIP) check
	touch $@

# Known vulnerabilities and licences of the dependencies.
audit: $(SUPPLY)/tools $(SUPPLY)/shipped
	$(SUPPLY)/$(SCRIPTS)/python tools/supply/audit.py $(SUPPLY)/as-shipped/$(SCRIPTS)/python

# The bill of materials (CycloneDX) of what the wheel installs.
sbom: $(SUPPLY)/tools $(SUPPLY)/shipped
	$(SUPPLY)/$(SCRIPTS)/python tools/supply/sbom.py $(SUPPLY)/as-shipped/$(SCRIPTS)/python dist/revalo.cdx.json

# How many changes of the rules and of the law the tests notice: a sample (SAMPLE=0: every one, hours), always the same one.
SAMPLE := 200
mutants: $(VENV)/mutation $(VENV)/compiled
	$(BIN)/python mutation figures --sample $(SAMPLE)
	$(BIN)/python mutation code --sample $(SAMPLE)
$(VENV)/mutation: $(VENV)/development $(REQUIREMENTS)/mutation.txt
	$(call pinned,$(VENV),mutation)
	touch $@

# Write again what the documentation shows of the program: outputs, help pages, the register of the law, screenshots.
docs: $(VENV)/development $(VENV)/compiled
	$(BIN)/python tools/docs/regenerate.py

# The photographs of the report in the documentation, after a change of the report: Chromium must be on the path.
photographs: $(VENV)/development $(VENV)/compiled
	$(BIN)/python tools/docs/photographs.py

# The site of the documentation, French first, in site/; a link that leads nowhere fails it.
site: $(SITE)/ready
	$(SITE)/$(SCRIPTS)/python tools/docs/build_site.py
$(SITE)/ready: $(REQUIREMENTS)/docs.txt
	$(PYTHON) -m venv $(SITE)
	$(call pinned,$(SITE),docs)
	touch $@

# Bring the French catalogue up to date with the messages of the code. Its header says how French counts: what Babel holds of
# that changed once, and a message counted otherwise is not found. Dates and tools, which Babel would add, are left out.
FRENCH := src/revalo/locale/fr/LC_MESSAGES/revalo.po
messages: $(VENV)/development
	sed '/^$$/q' $(FRENCH) > $(VENV)/header.po
	$(BIN)/python -m babel.messages.frontend --quiet extract -k _ -k N_ -k ngettext:1,2 -k numbered:1,2 --no-location --sort-output --no-wrap --omit-header -o $(VENV)/revalo.pot src/revalo
	$(BIN)/python -m babel.messages.frontend --quiet update -D revalo -l fr -d src/revalo/locale -i $(VENV)/revalo.pot --no-fuzzy-matching --ignore-obsolete --no-wrap --omit-header
	cat $(VENV)/header.po $(FRENCH) > $(VENV)/headed.po && mv $(VENV)/headed.po $(FRENCH)

# Pin again, with hashes and without any address; what is pinned stays (make requirements UPGRADE=--upgrade: the newest of all).
UPGRADE :=
$(VENV)/lock: $(VENV)/runtime $(REQUIREMENTS)/lock.txt
	$(call pinned,$(VENV),lock)
	touch $@
requirements: $(VENV)/lock
	$(LOCK) pyproject.toml -o $(REQUIREMENTS)/runtime.txt
	for group in dev fuzz mutation tables; do $(LOCK) pyproject.toml --group $$group -o $(REQUIREMENTS)/$$group.txt || exit 1; done
	for extra in spark report; do $(LOCK) pyproject.toml --extra $$extra -o $(REQUIREMENTS)/$$extra.txt || exit 1; done
	for group in $(PINNED); do $(LOCK) --group $$group -o $(REQUIREMENTS)/$$group.txt || exit 1; done

clean:
	rm -rf $(VENV) $(WASM) .venv-newest .newest $(OPENFISCA) $(SUPPLY) $(TABLES) dist $(SITE) site src/revalo/law.json src/revalo/locale/*/LC_MESSAGES/*.mo
