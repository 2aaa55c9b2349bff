"""Pure values and rules: no file, clock, database, random or locale state."""
