"""How things are said on screen, ready to be drawn."""
