"""Reading an invitation list, and comparing it with the one before."""
