"""The workshop itself: its facts, half-days, partners and signatories."""
