"""`python -m draftbot` is the command line."""

from draftbot.faces.cli import main

if __name__ == "__main__":
    main()
