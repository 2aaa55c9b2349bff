"""Files that come and go, to and from values; no local database here."""
