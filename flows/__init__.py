"""When, and in which order: Prefect flows and the command line.

Prefect reads its environment when it is first imported, so its defaults are set here: nothing is
sent home. Each is a default that a user's own environment overrides.
"""

import os

os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
