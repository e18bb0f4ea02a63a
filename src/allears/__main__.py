"""`python -m allears` is the command `allears`."""

import sys

from allears.cli.main import main

sys.exit(main())
