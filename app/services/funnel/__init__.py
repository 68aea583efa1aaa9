"""Forms counted from their opening to their sending: in memory first, then added to the table.

`counting` keeps the numbers of this process, `writing` adds them to the table every few seconds,
`reading` gives the rows of the page and its files.
"""

from app.services.funnel.counting import Counted, FunnelCounter, funnel_counter, init_app
from app.services.funnel.writing import start_funnel_writer, write_counts

__all__ = [
    "Counted",
    "FunnelCounter",
    "funnel_counter",
    "init_app",
    "start_funnel_writer",
    "write_counts",
]
