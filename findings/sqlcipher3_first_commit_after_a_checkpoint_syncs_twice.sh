#!/bin/sh
# SQLite in WAL mode with synchronous=FULL waits for the drive once for each commit. One would
# expect the same of the commit after a checkpoint, which has moved the work into the database and
# has waited for that. But the first commit of a log that begins anew waits TWICE: for the log's
# new header by itself, then for its frames. So whoever checkpoints often, to keep the log short,
# makes every n-th confirmation last twice as long, however the checkpoint is asked for (PASSIVE,
# RESTART or TRUNCATE) and however idle the moment was in which it was made. A commit that nobody
# waits for, right after the checkpoint, takes the second wait upon itself.
#
# Seen with sqlcipher3 0.6.4 (SQLCipher 4.19.0, SQLite 3.53.4), CPython 3.11, Debian 12:
#   PASSIVE: 2 1 1
#   RESTART: 2 1 1
#   TRUNCATE: 2 1 1
# Needs python3 with venv, and strace. Fails when this is no longer so.
set -eu
command -v strace >/dev/null || { echo "strace is missing: apt-get install strace" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet sqlcipher3==0.6.4

cat > "$work/commits.py" <<'PY'
import os
import sys

from sqlcipher3 import dbapi2

db = dbapi2.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA key = \"x'" + "5a" * 32 + "'\"")
for setting in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
    db.execute(f"PRAGMA {setting}").fetchall()
db.execute("CREATE TABLE arrivals (name)")
for mode in ("PASSIVE", "RESTART", "TRUNCATE"):
    db.execute("INSERT INTO arrivals VALUES ('somebody')")
    db.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
    for _ in range(3):
        os.write(1, f"commit after {mode}\n".encode())
        db.execute("INSERT INTO arrivals VALUES ('somebody else')")
    os.write(1, b"done\n")
PY

strace -o "$work/trace" -e trace=fsync,fdatasync,write \
    "$work/venv/bin/python" "$work/commits.py" "$work/register.db" > "$work/said"
awk '
    /"commit after / { split($0, part, "after "); mode = substr(part[2], 1, index(part[2], "\\") - 1)
                       if (!(mode in order)) { order[mode] = ++modes; name[modes] = mode }
                       count[mode]++; open = 1 }
    /"done/          { open = 0 }
    /^f(data)?sync/  { if (open) syncs[mode, count[mode]]++ }
    END { for (i = 1; i <= modes; i++)
              printf "%s: %d %d %d\n", name[i], syncs[name[i], 1], syncs[name[i], 2], syncs[name[i], 3] }
' "$work/trace" > "$work/seen"

cat "$work/seen"
printf 'PASSIVE: 2 1 1\nRESTART: 2 1 1\nTRUNCATE: 2 1 1\n' | cmp -s - "$work/seen" || {
    echo "This is no longer what was seen." >&2
    exit 1
}
