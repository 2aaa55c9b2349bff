"""`emarge`: the window, or a command."""

from app.cli import main

if __name__ == "__main__":
    main()
