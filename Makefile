# `make crawl` and `make test` set up everything on a fresh machine.
# They need Python 3.11 or newer with venv and pip, and the package registry.
PYTHON ?= python3
VENV ?= .venv
DATA ?= data
RUN = $(VENV)/bin

.PHONY: help crawl browse sample test test-all test-formats test-pages test-wheel ray-test cluster-test faults mutants \
  lint check bench bench-peers lock audit wheel pictures clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dvcrawler needs Python 3.11 or newer; select one: make PYTHON=python3.12 …")'
	@echo "Installing into $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

crawl: $(VENV)/.installed ## crawl the sample portal; SITE=baonamdinh crawls the live site
ifdef SITE
	$(RUN)/dvcrawler crawl $(SITE) --data $(DATA) $(ARGS)
else
	@echo "Crawling the sample portal. Some pages are broken on purpose: partial (10)."
	@$(RUN)/python -m sample_portal --crawl --data $(DATA)/sample $(ARGS) || [ $$? -eq 10 ]
	@head -n 1 $(DATA)/sample/articles/danguykhoi/*.jsonl | cut -c 1-79
	@echo "Next: make browse, or $(RUN)/dvcrawler sites baonamdinh --data $(DATA)/sample"
endif

browse: $(VENV)/.installed ## the stored articles as web pages; the sample portal's unless DATA= names others
ifeq ($(DATA),data)
	@[ -d $(DATA)/sample/articles ] || $(MAKE) --no-print-directory crawl
	@$(RUN)/dvcrawler browse --data $(DATA)/sample --open $(ARGS)
else
	@$(RUN)/dvcrawler browse --data $(DATA) --open $(ARGS)
endif

sample: $(VENV)/.installed ## serve the sample portal on loopback until interrupted
	@$(RUN)/python -m sample_portal $(ARGS)

# Tools of the tests that need an environment of their own, from tests/NAME.lock: a web archive (pywb), what validates
# exports (formats, hundreds of MB), Ray (ray), and an S3 server (s3).
define INSTALL_APART
	@echo "Installing $(notdir $(@D)) into $(@D) …"
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@
endef

$(VENV)/%/.installed: tests/%.lock $(VENV)/.installed
	$(INSTALL_APART)

# What the pages are looked at with in a browser.
$(VENV)/npm/.installed: tests/npm.lock
	@echo "Installing axe-core and ReplayWeb.page into $(VENV)/npm …"
	@mkdir -p $(VENV)/npm
	@while read package version; do \
	  (cd $(VENV)/npm && npm pack --silent $$package@$$version >/dev/null && mkdir -p $$package \
	   && tar xzf $$package-$$version.tgz -C $$package --strip-components=1) || exit 1; done < tests/npm.lock
	@touch $@

# Compiled modules are kept, also where the environment says otherwise: each of the suite's processes would
# rewrite the assertions of every test module again.
export PYTHONDONTWRITEBYTECODE =

# More than cores, because a crawl spends much of its time waiting: on two idle ones three processes took 272 s,
# four 242 s, five 237 s, and six 235 s.
PARALLEL = -n $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) * 5 // 2)') --dist loadfile

TESTED = $(VENV)/.installed $(VENV)/pywb/.installed

test: $(TESTED) ## run the default suite
	$(RUN)/python -m pytest $(PARALLEL)

test-all: $(TESTED) ## run the slow tests too
	$(RUN)/python -m pytest $(PARALLEL) -m "slow or not slow"

faults: $(TESTED) ## run all fault tests: kill -9, full disks and the like
	$(RUN)/python -m pytest $(PARALLEL:loadfile=worksteal) tests/faults -m "slow or not slow"

mutants: $(TESTED) ## mutation tests, some ten minutes; ARGS="--only dvcrawler/storage/*" for a part
	$(RUN)/python -m tests.mutation $(ARGS)

test-formats: $(TESTED) $(VENV)/formats/.installed ## validate exports with the tools of their formats (hundreds of MB)
	$(RUN)/python -m pytest $(PARALLEL) tests/derived/export

wheel: $(VENV)/.installed ## build dist/dvcrawler-….whl, for pip and pipx; without the sample portal
	@rm -rf build dist/dvcrawler-*.whl
	@$(RUN)/pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w dist .
	@rm -rf build
	@ls dist/dvcrawler-*.whl

# The packages come from the registry, at the versions that are deployed. Nothing listens on port 1, so the crawl
# ends with 11.
test-wheel: wheel ## install the wheel into a fresh environment and run it away from this checkout
	@set -e; wheel=$$(realpath dist/dvcrawler-*.whl); locked=$$(realpath deploy/requirements.lock); \
	folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; cd $$folder; \
	$(PYTHON) -m venv venv; \
	grep -o '^[a-z0-9._-]*==[^ ;]*' $$locked > versions; \
	venv/bin/pip install -q --disable-pip-version-check -c versions $$wheel; \
	run="env -i venv/bin/dvcrawler"; \
	$$run --help > /dev/null; \
	$$run sites > sites; echo "$$(grep -c '^[a-z]' sites) lines of sites"; \
	$$run crawl https://localhost:1/ 2> log || [ $$? -eq 11 ] || { cat log; exit 1; }

pictures: $(VENV)/.installed ## take the pictures of the README again; needs Chromium
	@$(RUN)/python -m sample_portal.screenshots docs/pictures

ray-test: $(TESTED) $(VENV)/ray/.installed ## reparse on Ray, a worker of which is killed (250 MB)
	$(RUN)/python -m pytest tests/commands/test_reparse_ray.py -m "slow or not slow"

test-pages: $(TESTED) $(VENV)/npm/.installed ## look at the pages in Chromium with axe-core and ReplayWeb.page
	$(RUN)/python -m pytest $(PARALLEL) tests/web -m "slow or not slow"

cluster-test: $(VENV)/.installed $(VENV)/s3/.installed ## three workers, Postgres and S3 under faults; needs initdb; SITES=8 is shorter
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { echo "Postgres is not installed; on Debian: apt-get install postgresql"; exit 1; }
	CLUSTER_SITES=$(or $(SITES),40) $(RUN)/python -m pytest tests/cluster tests/shared -m "slow or not slow"

lint: $(VENV)/.installed ## run ruff and mypy
	$(RUN)/ruff check .
	$(RUN)/ruff format --check --quiet .
	$(RUN)/mypy

check: lint test ## run what CI runs

bench: $(VENV)/.installed ## run all benchmarks into benchmarks/RESULTS.md, ARGS="crawl startup" some; fails if a limit is not held
	$(RUN)/python -m benchmarks $(ARGS)

# The extractors that dvcrawler is compared with, beside dvcrawler's own dependencies.
$(VENV)/peers/.installed: benchmarks/peers.lock $(VENV)/.installed
	$(INSTALL_APART)

$(VENV)/fundus/.installed: benchmarks/fundus.lock $(VENV)/.installed
	$(INSTALL_APART)

bench-peers: $(VENV)/peers/.installed $(VENV)/fundus/.installed ## compare speed and values with other extractors
	-$(VENV)/peers/bin/python -m benchmarks.extract $(ARGS)
	$(VENV)/peers/bin/python -m benchmarks.extraction
	$(VENV)/fundus/bin/python benchmarks/fundus_parser.py

LOCK = --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header -q

lock: $(VENV)/.installed ## rebuild the lock files from pyproject.toml; ARGS=--upgrade for newer versions
	$(RUN)/pip install -q --disable-pip-version-check "uv>=0.9"
	$(RUN)/uv pip compile pyproject.toml --group dev $(LOCK) $(ARGS) -o requirements.lock
	$(RUN)/uv pip compile --group pywb $(LOCK) $(ARGS) -o tests/pywb.lock
	$(RUN)/uv pip compile --group formats $(LOCK) $(ARGS) -o tests/formats.lock
	$(RUN)/uv pip compile pyproject.toml --group peers $(LOCK) $(ARGS) -o benchmarks/peers.lock
	$(RUN)/uv pip compile --group fundus $(LOCK) $(ARGS) -o benchmarks/fundus.lock
	$(RUN)/uv pip compile pyproject.toml --extra ray $(LOCK) $(ARGS) -o tests/ray.lock
	$(RUN)/uv pip compile --group s3 $(LOCK) $(ARGS) -o tests/s3.lock
	@# Only what crawling needs, at the same versions, and setuptools to build the package.
	echo "setuptools" | $(RUN)/uv pip compile pyproject.toml - -c requirements.lock $(LOCK) \
	  --no-annotate -o deploy/requirements.lock

# PYSEC-2017-83 is about Scrapy's FilesPipeline, which dvcrawler does not use; no version fixes it.
audit: $(VENV)/.installed ## look up known vulnerabilities of the deployed versions at the package registry
	$(RUN)/pip install -q --disable-pip-version-check "pip-audit>=2.7"
	@# --strict: fail if a version could not be looked up.
	$(RUN)/pip-audit --strict --disable-pip --require-hashes --ignore-vuln PYSEC-2017-83 $(ARGS) \
	  -r deploy/requirements.lock

clean: ## remove the environment and caches, never data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
