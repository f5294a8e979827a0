"""Django's commands, for tools that look for this file. People say ``broadsheet manage``."""

import sys

from broadsheet.project.cli import main

if __name__ == "__main__":
    sys.exit(main(["manage", *sys.argv[1:]]))
