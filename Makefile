# Everything a newcomer needs: `make serve` and `make test`. Nothing is installed outside .venv.
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

VENV := .venv
BIN := $(VENV)/bin
# The first Python on the path that is new enough; `make PYTHON=...` names another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$name; break; fi; done)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: serve test check load bench simulate pictures clean
.DEFAULT_GOAL := serve

serve: $(VENV)/.run-time
	@exec $(BIN)/python -m app

test: $(VENV)/.development
	$(BIN)/pytest -rs --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Submissions per second against a bare route, measured in the same minute.
load: $(VENV)/.development
	$(BIN)/python -m tests.load.throughput

# Speed of what has a promise to keep; each program says what it measures.
bench: $(VENV)/.development
	@for program in tests/benchmarks/*.py; do \
	echo "== $$program"; $(BIN)/python -m "tests.benchmarks.$$(basename "$$program" .py)" || exit 1; done

# Coverage and width of the intervals by simulation; takes minutes.
simulate: $(VENV)/.development
	$(BIN)/python -m tests.simulation

# The pictures of the README and of the help, taken anew; needs Chromium. Those of every page, to look at, are written
# by: .venv/bin/python -m tests.browser.screenshots
pictures: $(VENV)/.development
	$(BIN)/python -m tests.browser.pictures

clean:
	rm -rf $(VENV)

# Packages are installed again only when their list changed.
$(VENV)/.run-time: requirements.txt $(VENV)/.made
	@echo "Đang cài các gói cần thiết, lần đầu khoảng một phút… / Installing packages, about a minute the first time…"
	@$(PIP) install --use-pep517 -r requirements.txt || { \
	echo "Không cài được các gói trong requirements.txt: hãy kiểm tra mạng. / The packages of requirements.txt could not be installed: check the network." >&2; exit 1; }
	@touch $@

$(VENV)/.development: pyproject.toml $(VENV)/.run-time
	@echo "Đang cài công cụ phát triển… / Installing the development tools…"
	@$(PIP) install 'pip>=25.1' && $(PIP) install --group dev || { \
	echo "Không cài được công cụ phát triển: hãy kiểm tra mạng. / The development tools could not be installed: check the network." >&2; exit 1; }
	@touch $@

$(VENV)/.made:
	@test -n "$(PYTHON)" || { \
	echo "Cần Python 3.11 trở lên mà máy này chưa có. / Python 3.11 or newer is needed and was not found." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Cần Python 3.11 trở lên; $(PYTHON) cũ hơn hoặc không chạy được. / Python 3.11 or newer is needed; $(PYTHON) is older or does not run." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "Python này thiếu venv; trên Debian hoặc Ubuntu: sudo apt install python3-venv. / This Python lacks venv; on Debian or Ubuntu: sudo apt install python3-venv." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@
