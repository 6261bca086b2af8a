"""A task of a cluster whose process is killed once, after it has written its files: Spark runs the task again.

As a program: `revalo`, of which the first task to come to its end is killed; a cluster of its own is started for it.
"""

import os
import signal
import sys
from typing import Any

from revalo.cli.main import main
from revalo.payroll.reading.pieces import Cut
from revalo.payroll.spark import run

CUT = Cut(bytes=60_000, rows=1_000)  # several tasks for a few thousand rows

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


if __name__ == "__main__":
    import dying_task  # what the processes of the tasks import too

    run.CUT, run.computed = CUT, dying_task.killed_once
    main(sys.argv[1:])
