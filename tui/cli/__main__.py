"""``python -m tui.cli``: the same as ``vermerk``."""

import sys

from tui.cli import main

sys.exit(main())
