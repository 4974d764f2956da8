# make run : la démonstration. make test : tous les essais. make bench : les mesures. make fuzz : des cas tirés au hasard.
# make endurance : mille arrêts brutaux pendant une écriture, deux mille mauvais réseaux pour la tablette.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: run test coverage bench fuzz endurance pictures tools clean

run: $(STAMP)
	$(BIN)/kparole demo $(if $(PORT),--port $(PORT))

test: $(STAMP) tools
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n 2 --dist loadgroup --ignore tests/browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -m 'browser and not long' tests/browser

coverage: $(STAMP) tools
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered

bench: $(STAMP)
	$(BIN)/python -m tests.bench

fuzz: $(STAMP)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n 2 -m "not browser and not office" tests/interviews tests/analysis/steps tests/kparole

endurance: $(STAMP)
	$(BIN)/python -m tests.endurance
	$(BIN)/python -m pytest -m long
	TOUS_LES_ECRANS=1 $(BIN)/python -m pytest -n 2 --dist loadgroup -m browser tests/browser/test_pages.py tests/browser/test_tablet_talk_screens.py

pictures: $(STAMP)
	$(BIN)/python -m cards.make_pictures

tools:
	@sh tests/tools.sh

$(STAMP): pyproject.toml build_hook.py package-lock.json cards/icons.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) .kparole-demo kparole/static/vendor
