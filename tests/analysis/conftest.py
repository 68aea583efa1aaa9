"""How hard Hypothesis tries: `HYPOTHESIS_EXAMPLES=2000 pytest tests/analysis` tries harder."""

import os

from hypothesis import settings

# No deadline: on a machine that is busy elsewhere a quick example can take long.
settings.register_profile(
    "analysis", deadline=None, max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "40"))
)
settings.load_profile("analysis")
