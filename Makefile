# Two commands do everything: make run, make test. Each installs what is missing by itself.

SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=
ARGS    ?=
# Of make bench: names of cases, --quick, --runs N; all of them without.
CASES   ?=
# Running and installing share one release build with the Swift runtime inside (it starts faster so); tests use a
# debug build, which is quicker to make and checks more. All of it lives in .build.
FLAGS   := -c release --static-swift-stdlib
BINARY  := .build/release/descent

.PHONY: help run test build setup lint format install uninstall bench check clean

help:
	@echo 'make run [ARGS="quiz drop-mask"]   start the tutor'
	@echo 'make test                          every test'
	@echo 'make check                         every mistake in the lessons'
	@echo 'make bench [CASES="--quick"]        measurements on this machine, beside other tools'
	@echo 'make install [PREFIX=/usr/local]   the program and its lessons'
	@echo 'make lint, make format             the layout of the code'

run: build
	@exec $(BINARY) $(ARGS)

build: setup
	@$(SWIFT) build $(FLAGS) --product descent >.build/build.log 2>&1 || \
	  { cat .build/build.log; exit 1; }

test: setup
	@scripts/test $(SWIFT)

setup:
	@mkdir -p .build
	@scripts/setup

lint:
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks
	@echo 'The layout of the code is clean.'

format:
	@$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

check: build
	@$(BINARY) check lessons

bench: build
	@scripts/bench $(SWIFT) $(BINARY) $(CASES)

install: setup
	@scripts/install "$(SWIFT)" "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/descent"
	rm -rf "$(DESTDIR)$(PREFIX)/share/descent"

clean:
	rm -rf .build
