"""What leaves a laptop and what reaches one: files, receipts, headquarters."""
