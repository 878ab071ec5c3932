# The door of this project. `make serve` and `make test` need nothing but Python 3.11 or newer, Node.js 20 with npm, and git;
# each sets up what it needs, once, and says in a line what it does. Pass PORT=8080 to serve somewhere else, and
# ARGS="-k selector" to test less.

PORT ?= 8000
ARGS ?=
# The first Python that is new enough; each is run, because a name on the path may be an empty shell.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

run := .venv/bin/python
pip := $(run) -m pip --quiet --quiet --disable-pip-version-check
say := @printf '\033[1m==> %s\033[0m\n'
# What people set for pip in other projects would change what is installed here; how pip reaches its index stays theirs.
export PIP_USER := 0
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_VIRTUALENV PIP_NO_DEPS PIP_CONSTRAINT PIP_REQUIREMENT PIP_EDITABLE \
	PIP_NO_BINARY PIP_ONLY_BINARY PIP_PLATFORM PIP_PYTHON_VERSION PIP_IMPLEMENTATION PIP_ABI PIP_DRY_RUN PIP_PYTHON
# The theme prints what its makers think of its successor at every build.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve site offline check test coverage fuzz mutants bench starters audit newest-tools lock clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

serve: .venv/.site node_modules/.package-lock.json ## build the guide and serve it at http://127.0.0.1:8000/
	@$(run) -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0)' \
		|| { echo 'Port $(PORT) is taken. Choose another: make serve PORT=8001'; exit 1; }
	$(say) 'Building, then serving at http://127.0.0.1:$(PORT)/ until you press Ctrl-C'
	@SITE_URL=http://127.0.0.1:$(PORT)/ $(run) -m mkdocs serve --no-strict --dev-addr 127.0.0.1:$(PORT)

site: .venv/.site node_modules/.package-lock.json ## build the guide into site/
	$(say) 'Building the guide into site/'
	@mkdir -p build
	@$(run) -m mkdocs build --strict > build/site.log 2>&1 || { cat build/site.log; exit 1; } # --quiet would hide what strict counts

offline: site ## pack the guide into build/guide.zip, for places without a network
	$(say) 'Packing the guide into build/guide.zip'
	@$(run) -m calculator.publishing.beside.take_away site build/guide.zip

check: .venv/.site ## prove the rule file: valid, complete, no dead rule
	$(say) 'Checking docs/rules.yaml'
	@$(run) -m calculator check $(ARGS)

test: .venv/.test tests/node_modules/.package-lock.json site ## run all tests, real browser included
	@$(run) tests/browsers.py
	$(say) 'Running the tests'
	@$(run) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

coverage: .venv/.trust site ## which branches no test reaches, outside the browser
	$(say) 'Running the tests that need no browser'
	@$(run) -m pytest --numprocesses auto --dist worksteal --ignore tests/browser --cov --cov-report= $(ARGS)
	@$(run) -m coverage report

fuzz: .venv/.trust ## feed bytes that nobody would think of to all that reads them; ARGS="table=2000000"
	$(say) 'Looking for inputs that break a reader'
	@$(run) -m tests.fuzz $(ARGS)

mutants: .venv/.trust ## change the program in one place, again and again, and list what no test notices; ARGS="200 7"
	$(say) 'Looking for changes that no test notices'
	@$(run) -m tests.mutants $(ARGS)

bench: .venv/.bench .venv/.test tests/bench/node_modules/.package-lock.json site ## measure the engine and compare it with its peers
	$(say) 'Measuring'
	@$(run) -m tests.bench $(ARGS)

starters: .venv/.site $(if $(NEWEST),newest-tools) ## run each starter with its own tool (2 GB the first time); NEWEST=1 takes the newest
	$(say) 'Proving the starters'
	@$(run) tests/starters/prove.py $(ARGS)

audit: .venv/.test ## ask the public lists for vulnerabilities in all that is pinned; without network it says so
	$(say) 'Asking OSV and npm about each lock file'
	@$(run) tests/audit.py $(ARGS)

lock: build/uv/bin/uv ## write requirements/*.txt from pyproject.toml; UPGRADE=1 takes the newest
	$(say) 'Locking the Python packages'
	@$(lock) --extra site -o requirements/site.txt pyproject.toml
	@$(lock) --extra site --extra test -c requirements/site.txt -o requirements/test.txt pyproject.toml
	@$(lock) --extra trust -c requirements/test.txt -o requirements/trust.txt pyproject.toml
	@$(lock) --extra bench -c requirements/test.txt -o requirements/bench.txt pyproject.toml
	@$(lock_tools)

newest-tools: build/uv/bin/uv
	$(say) 'Locking the newest release of each tool'
	@$(lock_tools)

clean: ## remove everything that was built; the environment stays
	rm -rf site build docs/generated .pytest_cache .hypothesis .mypy_cache .ruff_cache

lock = build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url $(if $(UPGRADE),--upgrade)
lock_tools = set -e; for tool in requirements/starters/*.in; do \
	$(subst --universal,--python-platform linux,$(lock)) $(if $(NEWEST),--upgrade) -o $${tool%.in}.txt $$tool; done

# Set-up. A stamp lies in the folder that it speaks of, so that whoever deletes the folder deletes the stamp.

.venv/bin/python:
	@test -n '$(PYTHON)' || { echo 'No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(python_venv)
	$(say) "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

# Debian splits this part of Python off.
python_venv = { echo 'This Python cannot make environments: python3-venv is missing.'; \
	[ "$$(id -u)" = 0 ] && apt-get --quiet --quiet update && apt-get --quiet --quiet install -y python3-venv; } \
	|| { echo 'Run: sudo apt-get install -y python3-venv'; exit 1; }

.venv/.site: requirements/site.txt pyproject.toml | .venv/bin/python
	$(say) 'Installing the Python packages of the site'
	@$(pip) install --require-hashes --requirement requirements/site.txt
	@$(pip) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.test: requirements/test.txt .venv/.site
	$(say) 'Installing the Python packages of the tests'
	@$(pip) install --require-hashes --requirement requirements/test.txt
	@touch $@

.venv/.bench: requirements/bench.txt .venv/.site
	$(say) 'Installing the engines to compare with'
	@$(pip) install --require-hashes --requirement requirements/bench.txt
	@touch $@

.venv/.trust: requirements/trust.txt .venv/.test
	$(say) 'Installing what measures the tests'
	@$(pip) install --require-hashes --requirement requirements/trust.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
tests/node_modules/.package-lock.json: tests/package.json tests/package-lock.json
tests/bench/node_modules/.package-lock.json: tests/bench/package.json tests/bench/package-lock.json
node_modules/.package-lock.json tests/node_modules/.package-lock.json tests/bench/node_modules/.package-lock.json:
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && command -v npm > /dev/null \
		|| { echo 'Node.js 20 or newer with npm is needed, and is not here. Install it, then run make again.'; exit 1; }
	$(say) 'Installing the Node packages of $(<D)/package.json'
	@cd $(<D) && npm ci --global=false --dry-run=false --include=dev --include=optional --package-lock=true --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error > /dev/null
	@touch $@

build/uv/bin/uv: | .venv/bin/python
	@$(run) -m venv build/uv
	@build/uv/bin/python -m pip --quiet --quiet --disable-pip-version-check install uv==0.13.9
