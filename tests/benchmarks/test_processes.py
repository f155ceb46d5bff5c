"""What processes cost that were started in any way, by any thread."""

import subprocess
import sys
import threading

from benchmarks.processes import descendants, memory_of_all, processor_seconds

WORK = """
import time
held = bytearray(64_000_000)
while time.process_time() < 0.5:
    pass
print("done", flush=True)
input()
"""


def start(into):
    into.append(subprocess.Popen([sys.executable, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE))


def test_a_child_that_a_thread_started_is_counted_while_it_lives_and_after():
    before, held = processor_seconds(), memory_of_all()
    started = []
    thread = threading.Thread(target=start, args=(started,))
    thread.start()
    thread.join()
    [child] = started
    with child:
        assert child.stdout.readline() == b"done\n"
        assert child.pid in set(descendants())
        assert processor_seconds() - before >= 0.49
        assert memory_of_all() - held >= 60_000_000
    assert child.pid not in set(descendants())
    assert processor_seconds() - before >= 0.49  # its time does not go with it
