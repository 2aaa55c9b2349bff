"""Qt models that show what they are given."""
