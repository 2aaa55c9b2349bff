"""The SQLite driver: SQLCipher, seen by sqlite-utils, with its own tuple of errors."""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils looks for `pysqlite3` first. Without this alias it would load the standard
# library's sqlite3 and miss every exception that SQLCipher raises.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database as Tables  # noqa: E402 - after the alias, or the wrong driver
from sqlite_utils import Migrations  # noqa: E402

connect = dbapi2.connect
Connection = dbapi2.Connection
DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError

__all__ = ["Connection", "DatabaseError", "Migrations", "OperationalError", "Tables", "connect"]
