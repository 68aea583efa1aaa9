"""Tasks that run by themselves, each due run exactly once, whatever the number of processes.

To add one: a line in `table.TASKS` that names its function, when it is due, and its words.
"""

from app.services.tasks.claiming import Claim, claim, schedule_tasks
from app.services.tasks.running import run_due, run_task, start_by_hand
from app.services.tasks.scheduler import start_scheduler
from app.services.tasks.table import TASKS, Task
from app.services.tasks.timing import Daily, Every

__all__ = [
    "TASKS",
    "Claim",
    "Daily",
    "Every",
    "Task",
    "claim",
    "run_due",
    "run_task",
    "schedule_tasks",
    "start_by_hand",
    "start_scheduler",
]
