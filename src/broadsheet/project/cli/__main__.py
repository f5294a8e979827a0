"""``python -m broadsheet.project.cli`` is ``broadsheet``."""

import sys

from broadsheet.project.cli import main

if __name__ == "__main__":
    sys.exit(main())
