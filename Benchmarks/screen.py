#!/usr/bin/env python3
"""What the screen costs: start to first full frame, key to new frame, processor time at rest.

usage: Benchmarks/screen.py PROGRAM   (a release build of descent)

The program runs in a pseudo-terminal of 80 x 24 with a home of its own. Standard library only.
Times are wall clock unless they say CPU; CPU is what the kernel counts for all its threads.
"""
import fcntl
import glob
import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time

STARTS = 21
KEYS = 200
REST = 3.0


class Program:
    """descent in a pseudo-terminal."""

    def __init__(self, binary, arguments, home):
        environment = {
            "HOME": home, "XDG_DATA_HOME": home + "/data", "XDG_CONFIG_HOME": home + "/config",
            "XDG_STATE_HOME": home + "/state", "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        }
        for name in ("LD_LIBRARY_PATH", "DESCENT_LESSONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        self.began = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(binary, [binary] + arguments, environment)

    def read(self, silence, wanted=None, patience=20.0):
        """Reads until `wanted` has come and then nothing more for `silence` seconds.

        Returns what came and when its last byte did."""
        seen, last = b"", None
        deadline = time.perf_counter() + patience
        while True:
            has_come = wanted is None and seen or wanted is not None and wanted in seen
            wait = silence if has_come else deadline - time.perf_counter()
            if wait <= 0:
                sys.exit(f"screen.py: waited in vain for {wanted!r}")
            if not select.select([self.master], [], [], wait)[0]:
                if has_come:
                    return seen, last
                sys.exit(f"screen.py: waited in vain for {wanted!r}")
            try:
                part = os.read(self.master, 1 << 16)
            except OSError:
                sys.exit("screen.py: the program ended: " + seen.decode(errors="replace")[-400:])
            last = time.perf_counter()
            seen += part

    def press(self, key, silence=0.03):
        """Seconds from the key to the last byte of the frame it brings."""
        began = time.perf_counter()
        os.write(self.master, key)
        return self.read(silence)[1] - began

    def drain(self, seconds):
        """Reads for so long; the bytes that came."""
        count, end = 0, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.master], [], [], left)[0]:
                count += len(os.read(self.master, 1 << 16))
        return count

    def cpu(self):
        """Processor seconds of all threads so far."""
        total = 0
        for name in glob.glob(f"/proc/{self.pid}/task/*/schedstat"):
            try:
                with open(name) as file:
                    total += int(file.read().split()[0])
            except OSError:
                pass
        return total / 1e9

    def wakes(self):
        """How often a thread went to sleep by itself, which it does once per wake-up."""
        total = 0
        for name in glob.glob(f"/proc/{self.pid}/task/*/status"):
            try:
                with open(name) as file:
                    total += sum(int(line.split()[1]) for line in file if line.startswith("voluntary"))
            except OSError:
                pass
        return total

    def rest(self, seconds):
        """CPU seconds, wake-ups and bytes while nobody does anything."""
        cpu, wakes = self.cpu(), self.wakes()
        count = self.drain(seconds)
        return self.cpu() - cpu, self.wakes() - wakes, count

    def end(self):
        os.write(self.master, b"\x03")
        try:
            while os.read(self.master, 1 << 16):
                pass
        except OSError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.master)


def row(name, value, aim=""):
    print(f"  {name:<44} {value:>24}   {aim}".rstrip())


def milliseconds(seconds):
    return f"{seconds * 1e3:.1f} ms"


def start_times(binary, home, link):
    walls, cpus = [], []
    for _ in range(STARTS):
        program = Program(binary, ["open", link], home)
        _, last = program.read(0.1, wanted=b"help")
        walls.append(last - program.began)
        cpus.append(program.cpu())
        program.end()
    return statistics.median(walls), statistics.median(cpus), max(cpus)


def key_times(program, keys):
    times = [program.press(keys[i % len(keys)]) for i in range(KEYS)]
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.99) - 1]


def main():
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    binary = os.path.abspath(sys.argv[1])
    home = tempfile.mkdtemp(prefix="descent-bench-")
    try:
        print("The screen, 80 x 24")
        for link in ("drop-mask", "hp-random", "newton-iterate", "minimize"):
            wall, cpu, worst = start_times(binary, home, link)
            row(f"start to first full frame, {link}", f"{milliseconds(cpu)} CPU", "aim 30, at most 50")
            row("", f"{milliseconds(wall)}", f"(worst CPU {milliseconds(worst)})")

        program = Program(binary, ["open", "newton-iterate"], home)
        program.read(0.2, wanted=b"help")
        for name, keys in (
            ("key to new frame: scroll", (b"j", b"k")),
            ("key to new frame: step of the film", (b".", b",")),
            ("key to new frame: help", (b"?", b"?")),
            ("key to new frame: language", (b"l", b"l")),
        ):
            median, slow = key_times(program, keys)
            row(name, milliseconds(median), f"aim under 5 ms; 99th percentile {milliseconds(slow)}")
        program.end()

        program = Program(binary, ["open", "thinned-net"], home)
        program.read(0.2, wanted=b"help")
        cpu, wakes, count = program.rest(REST)
        row("idle", f"{milliseconds(cpu)} CPU", f"{wakes} wake-ups, {count} bytes in {REST:.0f} s; aim none")
        os.write(program.master, b" ")
        program.drain(0.5)
        cpu, wakes, count = program.rest(REST)
        row("playing", f"{100 * cpu / REST:.1f} % of a core", f"{wakes} wake-ups, {count} bytes")
        os.write(program.master, b" ")
        program.drain(0.5)
        cpu, wakes, count = program.rest(REST)
        row("paused", f"{milliseconds(cpu)} CPU", f"{wakes} wake-ups, {count} bytes in {REST:.0f} s; aim none")
        program.end()
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
