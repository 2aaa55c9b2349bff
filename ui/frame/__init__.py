"""What stands around every page: header, navigation, status line, lock."""
