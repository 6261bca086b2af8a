"""A task of a cluster whose process is killed once, after it has written its files: Spark runs the task again."""

import os
import signal
from typing import Any

from revalo.payroll.spark import run

KILLED = "killed-once"  # beside the results, once a process was killed
own_task = run.computed


def killed_once(order: Any, share: Any) -> Any:
    """What the task of a run does, the first one to come to its end twice."""
    done = own_task(order, share)
    try:
        (order.results.folder.parent / KILLED).touch(exist_ok=False)
    except FileExistsError:
        return done
    os.kill(os.getpid(), signal.SIGKILL)
    return done
