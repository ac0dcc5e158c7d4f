"""A program in a pseudo-terminal, as a user would have it, with what the kernel says it costs. Standard library only."""
import fcntl
import glob
import os
import pty
import select
import struct
import sys
import termios
import time


class Vain(Exception):
    """Something did not come."""


class Program:
    """A program in a pseudo-terminal of `size` (rows, columns) with a home of its own."""

    def __init__(self, binary, arguments, home, size=(24, 80), term="xterm-256color"):
        environment = {
            "HOME": home, "XDG_DATA_HOME": home + "/data", "XDG_CONFIG_HOME": home + "/config",
            "XDG_STATE_HOME": home + "/state", "TERM": term, "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        }
        for name in ("LD_LIBRARY_PATH", "DESCENT_LESSONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        self.began = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
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
                raise Vain(f"waited in vain for {wanted!r}")
            if not select.select([self.master], [], [], wait)[0]:
                if has_come:
                    return seen, last
                raise Vain(f"waited in vain for {wanted!r}")
            try:
                part = os.read(self.master, 1 << 16)
            except OSError:
                raise Vain("the program ended: " + seen.decode(errors="replace")[-400:])
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

    def frames(self, seconds, pause=0.004):
        """What comes for so long, cut where nothing came for `pause`: one piece a picture."""
        pieces, last, end = [], 0.0, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                continue
            part = os.read(self.master, 1 << 16)
            now = time.perf_counter()
            if pieces and now - last < pause:
                pieces[-1] += part
            else:
                pieces.append(part)
            last = now
        return pieces

    def peak(self):
        """The most memory it ever held, in bytes."""
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) * 1024
