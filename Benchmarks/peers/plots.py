"""The pictures of bench/Cases/PlotCases.swift by other tools: from the numbers to a text of 80 x 24."""
import subprocess
import sys

import numpy as np

from serve import serve

RNG = np.random.default_rng(7)
LEVELS = [1, 10, 100, 1000]
#: Pictures in a row of which the seconds of one are told, as in PlotCases.swift.
PICTURES = 20


def newton_path():
    points = [np.array([-1.2, 1.0])]
    for _ in range(7):
        x, y = points[-1]
        slope = np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])
        curvature = np.array([[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]])
        points.append(points[-1] - np.linalg.solve(curvature, slope))
        if np.abs(slope).max() < 1e-8:
            break
    return np.array(points)


def rosenbrock_lines():
    """The contour lines, computed for every picture, on the grid of dots that ours are computed on."""
    import contourpy
    x, y = np.meshgrid(np.linspace(-2, 2, 140), np.linspace(-3.5, 2, 84))
    made = contourpy.contour_generator(x, y, np.log10((1 - x) ** 2 + 100 * (y - x * x) ** 2 + 1e-9))
    return [line for level in LEVELS for line in made.lines(np.log10(level))]


PATH = newton_path()
RATES = np.column_stack([10 ** (-5 + 5 * RNG.random(60)), 10 ** (-6 + 5 * RNG.random(60))])
NUMBERS = np.random.default_rng(7).standard_normal(2000)


SHOW = "--show" in sys.argv


def size(text):
    """What a picture costs in bytes; `plots.py CASE --show` prints the pictures, to see that they are the same."""
    if SHOW:
        print(text, file=sys.stderr)
    return {"bytes": len(text.encode())}


def signals(plt, lines, marker="braille"):
    for x, y in lines:
        plt.draw(plt.signal(x, y, marker=marker).lines())


def plotext_picture(draw):
    def prepare():
        from plotext import figure as plt
        plt.theme("colorless")

        def run(_):
            plt.clear()
            plt.theme("colorless")
            plt.plot_size(80, 24)
            draw(plt)
            return size(str(plt.build()))
        return run
    return prepare


def plotext_contours(plt):
    signals(plt, [(line[:, 0].tolist(), line[:, 1].tolist()) for line in rosenbrock_lines()])
    signals(plt, [(PATH[:, 0].tolist(), PATH[:, 1].tolist())], "hd")
    plt.draw(plt.signal([1], [1], marker="x"))
    plt.ruler("x").lim(-2, 2)
    plt.ruler("y").lim(-3.5, 2)


def plotext_points(plt):
    plt.ruler("both").scale("log")
    plt.draw(plt.signal(RATES[:, 0].tolist(), RATES[:, 1].tolist(), marker="."))
    plt.draw(plt.signal([RATES[10, 0]], [RATES[10, 1]], marker="@"))


def plotext_histogram(plt):
    plt.draw(plt.hist(NUMBERS.tolist(), 40))


def plotille_picture(draw):
    def prepare():
        import plotille

        def run(_):
            figure = plotille.Figure()
            figure.width, figure.height, figure.color_mode = 62, 19, "names"
            figure.with_colors = False
            draw(figure)
            return size(figure.show())
        return run
    return prepare


def plotille_contours(figure):
    figure.set_x_limits(-2, 2)
    figure.set_y_limits(-3.5, 2)
    for line in rosenbrock_lines():
        figure.plot(line[:, 0].tolist(), line[:, 1].tolist())
    figure.plot(PATH[:, 0].tolist(), PATH[:, 1].tolist())
    figure.text([1], [1], ["x"])


def plotille_points(figure):
    # It has no logarithmic axes: the logarithms themselves.
    logs = np.log10(RATES)
    figure.scatter(logs[:, 0].tolist(), logs[:, 1].tolist())
    figure.text([logs[10, 0]], [logs[10, 1]], ["@"])


def plotille_histogram(figure):
    figure.histogram(NUMBERS.tolist(), 40)


def uniplot_picture(draw):
    def prepare():
        import uniplot
        return lambda _: size(draw(uniplot))
    return prepare


def uniplot_contours(uniplot):
    lines = rosenbrock_lines() + [PATH]
    return uniplot.plot_to_string(
        [line[:, 1] for line in lines], [line[:, 0] for line in lines], lines=[True] * len(lines),
        x_min=-2, x_max=2, y_min=-3.5, y_max=2, width=70, height=20)


def uniplot_points(uniplot):
    return uniplot.plot_to_string(
        [RATES[:, 1], RATES[10:11, 1]], [RATES[:, 0], RATES[10:11, 0]], x_as_log=True, y_as_log=True,
        width=70, height=20)


def uniplot_histogram(uniplot):
    return uniplot.histogram_to_string(NUMBERS, bins=40, width=70, height=20)


def gnuplot_picture(script):
    """One gnuplot that stays open; a picture is what it prints between two marks."""
    def prepare():
        process = subprocess.Popen(
            ["gnuplot"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def run(_):
            process.stdin.write("reset\nset terminal dumb 80 24\n" + script()
                                + '\nset print "-"\nprint "-- end --"\n')
            process.stdin.flush()
            picture = ""
            for line in process.stdout:
                if line == "-- end --\n":
                    return size(picture)
                picture += line
            sys.exit("gnuplot ended")
        return run
    return prepare


def block(rows):
    return "\n".join(" ".join(f"{value:.9g}" for value in np.atleast_1d(row)) for row in rows) + "\ne\n"


def gnuplot_contours():
    # Only the contours of the surface, into a block of data, then everything as lines.
    return """
set xrange [-2:2]
set yrange [-3.5:2]
set isosamples 84, 140
set samples 140
set contour base
unset surface
set cntrparam levels discrete 1, 10, 100, 1000
set table $lines
splot (1 - x)**2 + 100*(y - x**2)**2
unset table
unset contour
$path << EOD
""" + block(PATH)[:-2] + """EOD
plot $lines using 1:2 with lines notitle, $path with linespoints notitle
"""


def gnuplot_points():
    return "set logscale xy\nplot '-' with points notitle, '-' with points notitle\n" + block(RATES) + block(
        RATES[10:11])


def gnuplot_histogram():
    return "bin(x) = 0.17*floor(x/0.17)\nset boxwidth 0.17\n" \
        "plot '-' using (bin($1)):(1.0) smooth frequency with boxes notitle\n" + block(NUMBERS)


PLOTS = {
    "contours/plotext": plotext_picture(plotext_contours),
    "contours/plotille": plotille_picture(plotille_contours),
    "contours/uniplot": uniplot_picture(uniplot_contours),
    "contours/gnuplot": gnuplot_picture(gnuplot_contours),
    "log-points/plotext": plotext_picture(plotext_points),
    "log-points/plotille": plotille_picture(plotille_points),
    "log-points/uniplot": uniplot_picture(uniplot_points),
    "log-points/gnuplot": gnuplot_picture(gnuplot_points),
    "histogram/plotext": plotext_picture(plotext_histogram),
    "histogram/plotille": plotille_picture(plotille_histogram),
    "histogram/uniplot": uniplot_picture(uniplot_histogram),
    "histogram/gnuplot": gnuplot_picture(gnuplot_histogram),
}
serve(PLOTS, times=dict.fromkeys(PLOTS, PICTURES))
