# make run and make test need nothing but Python 3.11, git and make: each sees to .venv first.
# Without make (Windows): CONTRIBUTING.md says the plain commands.

FOUND := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
PYTHON ?= $(FOUND)
IN_VENV := $(if $(filter Windows_NT,$(OS)),.venv/Scripts/python,.venv/bin/python)
CODE := core gui resources tests packaging
TESTS ?= tests

.PHONY: help run test coverage lint check-code bench score screenshots package lock clean setup-%

help:
	@echo "make run          open the window on the bundled sample"
	@echo "make test         everything that must hold"
	@echo "make coverage     the tests again, with the lines that none of them reaches"
	@echo "make lint         style, types, imports, translations"
	@echo "make bench        how fast it is"
	@echo "make score        how well it reads: the corpus beside the project, and 24,000 made cells"
	@echo "make screenshots  the main states of the window as pictures"
	@echo "make package      a folder program in dist/gouji"
	@echo "make lock         renew requirements/*.lock"
	@echo "make clean        remove what was made (not .venv)"

run: setup-run
	@$(IN_VENV) packaging/run_sample.py

test: lint
	@QT_QPA_PLATFORM=offscreen $(IN_VENV) -m pytest $(TESTS) -n 2 --dist worksteal -q

coverage: setup-dev
	@QT_QPA_PLATFORM=offscreen $(IN_VENV) -m pytest $(TESTS) -n 2 --dist worksteal -q --cov --cov-report=term

lint: setup-dev
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy
	$(dir $(IN_VENV))lint-imports
	$(IN_VENV) packaging/translate.py --check

bench: setup-dev
	@$(IN_VENV) -m tests.bench

score: setup-dev
	@$(IN_VENV) -m tests.score
	@echo "-- cells made by the generator, worn and scanned: tests/scan_cells.py"
	@OPENBLAS_NUM_THREADS=1 $(IN_VENV) -m tests.score_cells

screenshots: setup-dev
	@$(IN_VENV) packaging/screenshots.py
	@mkdir -p docs/images
	@for language in zh en; do \
		cp build/screenshots/$$language-light-1280x800-100%-*-sample.png \
			docs/images/window-$$language.png; done

package: setup-package
	@$(IN_VENV) packaging/build.py

lock: setup-dev
	@$(IN_VENV) packaging/lock.py

clean:
	rm -rf build dist out htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find core gui resources tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

setup-%:
	@$(if $(PYTHON),,$(error Gouji needs Python 3.11 or newer on the PATH, for example: sudo apt-get install python3))$(PYTHON) packaging/setup_env.py $*
