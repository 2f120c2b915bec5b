# make demo: set up and run the main job. make test: set up and run every test. make check: everything that can be checked without running.
# Everything happens in .venv; nothing else on the machine is touched.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= auto

.PHONY: demo test check format lint types catalogue pages bench clean

demo: .venv/core
	$(BIN)/guangdong-ai demo

test: .venv/installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -rs

check: .venv/installed lint types catalogue pages
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal tests/house

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

catalogue:
	$(BIN)/guangdong-ai measures lint
	$(BIN)/guangdong-ai measures test

# The generated pages of docs/ must be those that the catalogue gives.
pages:
	$(BIN)/python docs/generate.py --check

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python docs/generate.py

bench: .venv/installed
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/questions.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement benchmarks/requirements.txt
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/same_everywhere.py

# The program alone: no engine, no cluster, nothing for tests.
.venv/core: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set it with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

# Everything that tests and checks need, beside it.
.venv/installed: .venv/core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[word,engine,dask,spark,test,check]'
	touch $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
