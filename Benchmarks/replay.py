"""What ncurses needs for the changed cells alone: the same pictures, drawn by nothing but ncurses.

The pictures are read off the program's own output by a terminal emulator (pyte); then Python's curses writes, for each
of them, the cells that changed, and refreshes. The terminal is the same for both.
"""
import json
import os
import pty
import struct
import sys
import tempfile
import fcntl
import termios

TERM = "screen-256color"


def pictures(start, pieces, size):
    """The pictures after `start` and after each piece, as lists of rows of (text, bold, dim, reverse, colour)."""
    import pyte
    screen = pyte.Screen(size[1], size[0])
    stream = pyte.ByteStream(screen)
    stream.feed(start)
    shown = [picture(screen, size)]
    for piece in pieces:
        stream.feed(piece)
        shown.append(picture(screen, size))
    return shown


def picture(screen, size):
    rows = []
    for row in range(size[0]):
        line = screen.buffer[row]
        rows.append([(line[column].data, line[column].bold, line[column].reverse, line[column].fg)
                     for column in range(size[1])])
    return rows


def needed(shown, size):
    """Bytes that ncurses sends for every picture after the first."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(shown, file)
        file.flush()
        pid, master = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            os.execve(sys.executable, [sys.executable, os.path.abspath(__file__), file.name],
                      {**os.environ, "TERM": TERM, "LANG": "C.UTF-8", "PYTHONPATH": ":".join(sys.path)})
        received = b""
        while True:
            try:
                part = os.read(master, 1 << 16)
            except OSError:
                break
            if not part:
                break
            received += part
        os.waitpid(pid, 0)
        os.close(master)
    # The first picture and the last farewell do not count: marks stand around the rest.
    parts = received.split(MARK)
    return len(parts[1]) if len(parts) == 3 else None


#: Set apart from what ncurses sends: a private string that a terminal ignores.
MARK = b"\x1b]9;descent\x07"


def play(window, shown):
    import curses
    curses.curs_set(0)
    curses.use_default_colors()
    pairs = {}

    def attributes(bold, reverse, colour):
        value = (curses.A_BOLD if bold else 0) | (curses.A_REVERSE if reverse else 0)
        if colour != "default":
            if colour not in pairs:
                pairs[colour] = len(pairs) + 1
                curses.init_pair(pairs[colour], number(colour), -1)
            value |= curses.color_pair(pairs[colour])
        return value

    before = [[[" ", False, False, "default"]] * len(row) for row in shown[0]]
    for index, rows in enumerate(shown):
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                # The right half of a wide character has no text of its own.
                if cell != before[y][x] and cell[0]:
                    try:
                        window.addstr(y, x, cell[0], attributes(*cell[1:]))
                    except curses.error:
                        pass
        window.move(len(rows) - 1, 0)
        window.refresh()
        before = rows
        if index == 0:
            os.write(1, MARK)
    os.write(1, MARK)


def number(colour):
    """An index of xterm's palette for what pyte calls the colour."""
    names = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]
    if colour in names:
        return names.index(colour)
    value = int(colour, 16)
    steps = [0, 95, 135, 175, 215, 255]
    parts = [value >> 16, value >> 8 & 255, value & 255]
    if parts[0] == parts[1] == parts[2] and parts[0] not in steps:
        return 232 + (parts[0] - 8) // 10
    return 16 + sum(steps.index(part) * place for part, place in zip(parts, (36, 6, 1)))


if __name__ == "__main__":
    import curses
    with open(sys.argv[1]) as file:
        told = json.load(file)
    curses.wrapper(play, told)
