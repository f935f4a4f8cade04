# Everything a person or CI does here. Paths are relative; nothing is installed outside .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two tests at a time, a file's tests in their order; torch with one thread each, since
# threads of two processes would only wait for one another.
PYTEST := OMP_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: run test quick check format lock screenshots bench-corpus bench-hostile fuzz-corpus clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.3"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

run: $(READY)  ## read corpus/ and serve the page and the API on 127.0.0.1:7860
	$(BIN)/draftbot serve

check: $(READY)  ## format, lint, types, import contracts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/ruff check src tests scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

quick: $(READY)  ## the fast tests, part of the whole suite
	$(PYTEST) -m "not slow and not page"

test: $(READY)  ## the whole test suite
	$(PYTEST)

format: $(READY)
	$(BIN)/ruff format src tests scripts
	$(BIN)/ruff check --fix src tests scripts

lock: $(READY)  ## renew constraints.txt from what pyproject.toml asks for
	$(BIN)/pip-compile --quiet --extra dev --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--annotation-style line --unsafe-package pip --output-file constraints.txt pyproject.toml
	sed -i -E 's/^(torch==[0-9.]+)[+]cpu/\1/' constraints.txt

screenshots: $(READY)  ## the README's screenshots, from a running page
	$(BIN)/python scripts/screenshots.py

bench-corpus: $(READY)  ## how well and how fast the corpus is read
	$(BIN)/python scripts/bench_corpus.py

bench-hostile: $(READY)  ## how long hostile files take, and how much memory
	$(BIN)/python scripts/measure_hostile.py

fuzz-corpus: $(READY)  ## damaged files thrown at every reader, ten minutes each
	for kind in .txt .md .html .docx .pdf .mht .eml .zip .ofd .xlsx .csv .doc .wps; do $(BIN)/python scripts/fuzz_corpus.py $$kind || exit 1; done

clean:
	rm -rf $(VENV)
