# The commands of a day: fonts, demo, test, and what CI runs. Nothing here needs root.
CARGO ?= cargo
HYOKA = target/release/hyoka
FONTS = assets/fonts/BIZUDPGothic-Regular.ttf
SAMPLES = $(wildcard assessments/*/*.yaml)

.PHONY: demo quick test test-long fonts build schemas lint bench

## demo: fetch the fonts, build, check the sample city and publish it to public/
demo: build
	$(HYOKA) check assessments
	$(HYOKA) publish $(SAMPLES) -o public
	@echo
	@echo "見本市の評価書ができました。次のファイルを開いてください:"
	@echo "  public/12-juten.pdf   公表用 PDF"
	@echo "  public/12-juten.html  公表用 HTML"
	@echo "全項目評価書は public/1-zenkomoku.pdf と public/1-zenkomoku.html です"
	@echo "評価書番号7への警告は、見直しが遅れるとどう知らされるかの見本です"

build: $(FONTS)
	$(CARGO) build --release

fonts: $(FONTS)

$(FONTS):
	sh assets/fetch-fonts

## quick: all but the PDF, built for the inner loop
quick:
	$(CARGO) quick

## test: every test; those of the editor and the browser need Node.js and Chromium, and are left out, with a word, where there is none
test: $(FONTS)
	$(CARGO) test --release
	$(CARGO) test --quiet --package xtask
	@if [ -n "$$CI" ] || command -v npm >/dev/null; then bash tests/editor/run; \
	else echo "npm がないため、エディタの試験（tests/editor/run）を省きました"; fi
	@if [ -n "$$CI" ]; then :; elif command -v npm >/dev/null && command -v chromium >/dev/null; then bash tests/browser/run; \
	else echo "npm か Chromium がないため、ブラウザの試験（tests/browser/run）を省きました"; fi

## test-long: the same, and tests of chance try all that they can
test-long:
	HYOKA_LONG=1 $(MAKE) test

schemas:
	$(CARGO) xtask schemas

lint:
	$(CARGO) clippy --release --all-targets -- -D warnings
	$(CARGO) clippy --package xtask --all-targets -- -D warnings
	$(CARGO) fmt --all --check

bench: $(FONTS)
	$(CARGO) bench
