# The same commands for those who have make; everything is done by .ci/setup.py.
.PHONY: run test torture catalogs lock

run test catalogs:
	python3 .ci/setup.py $@

# Break everything for a chosen time; writes docs/reliability.md.
MINUTES = 60
torture:
	python3 .ci/setup.py torture --minutes $(MINUTES)

# Renew the locks (needs uv). Two weeks let others find out what a new release brings.
UV = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras \
	--exclude-newer "$$(date -u -d '14 days ago' +%Y-%m-%d)" --upgrade --quiet
lock:
	$(UV) pyproject.toml -o requirements.lock
	$(UV) --group build -c requirements.lock -o requirements-build.lock
	$(UV) pyproject.toml --group dev -c requirements.lock -c requirements-build.lock -o requirements-dev.lock
