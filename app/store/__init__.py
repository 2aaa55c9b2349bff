"""The encrypted database: schema, journal, projection, queries, search."""
