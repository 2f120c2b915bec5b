"""``python -m guangdong_ai``."""

import sys

from guangdong_ai.cli.main import main

sys.exit(main())
