"""One module per intention: transactions, the clock and new ids live here."""
