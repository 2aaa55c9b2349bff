"""How a row is drawn."""
