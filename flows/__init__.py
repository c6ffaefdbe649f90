"""When, and in which order: Prefect flows and the command line.

Prefect reads its environment when it is first imported, so its defaults are set here: nothing is
sent home. NumPy's matrices are small here: threads for them cost many times what they save,
the more so beside other work. Each is a default that a user's own environment overrides.
"""

import os

os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
