"""The laptop cares for itself: opening, the passphrase, what is checked and repaired."""
