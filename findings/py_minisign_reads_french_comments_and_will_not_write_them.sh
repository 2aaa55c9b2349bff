#!/bin/sh
# The trusted comment of a minisign signature is text that is signed with the file, and people read
# it: which version, where, by whom. The minisign program signs and verifies one in French or
# Arabic, and py-minisign verifies and shows what that program signed. But py-minisign itself will
# not sign it: every letter outside ASCII is « an unprintable character » (ParseError), in the
# trusted and in the untrusted comment alike. So a workflow that reads its own kind of file well in
# every test fails at the first accent on the day that it writes one.
#
# Seen with py-minisign 0.21.1 and minisign 0.11 (Debian 12), CPython 3.11:
#   signed by minisign, read by py-minisign: publié à Niamey
#   signed by py-minisign: comment contains an unprintable character
# Needs python3 with venv, and minisign. Fails when this is no longer so.
set -eu
command -v minisign >/dev/null || { echo "minisign is missing: apt-get install minisign" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet py-minisign==0.21.1
cd "$work"

printf 'an attendance list\n' > file
printf '\n\n' | minisign -G -W -p key.pub -s key.sec > made 2>&1
minisign -S -s key.sec -m file -t 'publié à Niamey' > signed 2>&1
minisign -V -p key.pub -m file > verified
grep -q 'Trusted comment: publié à Niamey' verified

cat > both.py <<'PY'
from pathlib import Path

import minisign

data, comment = Path("file").read_bytes(), "publié à Niamey"
signature = minisign.Signature.from_bytes(Path("file.minisig").read_bytes())
minisign.PublicKey.from_bytes(Path("key.pub").read_bytes()).verify(data, signature)
print("signed by minisign, read by py-minisign:", signature.trusted_comment)
try:
    minisign.KeyPair.generate().secret_key.sign(data, trusted_comment=comment)
    print("signed by py-minisign: yes")
except minisign.ParseError as error:
    print("signed by py-minisign:", error)
PY
PYTHONIOENCODING=utf-8 venv/bin/python both.py > seen

cat seen
{
    echo "signed by minisign, read by py-minisign: publié à Niamey"
    echo "signed by py-minisign: comment contains an unprintable character"
} | cmp -s - seen || { echo "This is no longer what was seen." >&2; exit 1; }
