# Nhắc Việc: everything a developer runs. `make` alone lists it.

GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
LDFLAGS := -s -w -X main.version=$(VERSION)

# The linter has a module of its own, so that what it needs stays out of go.mod.
LINT := $(GO) tool -modfile=.ci/tools/go.mod golangci-lint

FUZZTIME  ?= 30s
BENCH     ?= .
BENCHTIME ?= 3s

.DEFAULT_GOAL := help
.PHONY: help test race lint fmt bench fuzz cover sandbox build clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-9s %s\n", $$1, $$2 }'

test: ## Vet and test everything
	$(GO) vet ./...
	$(GO) test ./...

race: ## Test under the race detector (wants a C compiler)
	CGO_ENABLED=1 $(GO) test -race ./...

lint: ## Check the rules of .golangci.yaml; the first run builds the linter
	$(LINT) run

fmt: ## Format the code
	$(LINT) fmt

bench: ## Measure: BENCH=regexp BENCHTIME=3s
	@GO="$(GO)" .ci/bench '$(BENCH)' '$(BENCHTIME)'

fuzz: ## Fuzz each target for FUZZTIME=30s
	@GO="$(GO)" .ci/fuzz '$(FUZZTIME)'

cover: ## Measure what the tests cover, into cover.html
	$(GO) test -coverpkg=./... -coverprofile=cover.out ./...
	$(GO) tool cover -html=cover.out -o cover.html
	@$(GO) tool cover -func=cover.out | tail -n 1

sandbox: ## Run a local Slack workspace with the bot in it: ARGS="--listen …"
	$(GO) run ./cmd/nhacviec sandbox $(ARGS)

build: ## Build one static binary into bin/
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "$(LDFLAGS)" -o bin/nhacviec ./cmd/nhacviec

clean: ## Remove what was built
	rm -rf bin cover.out cover.html
