"""`python -m analysis`: recompute published figures from data files."""

import sys

from analysis.commands.dispatch import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
