"""What the peers need: a virtual environment and system packages, installed here when they are missing."""
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".build", "bench-venv")
MODULES = ["numpy", "scipy", "sympy", "scikit-learn", "optuna", "contourpy", "plotext>=6", "plotille", "uniplot", "pyte"]
PACKAGES = {"/gnuplot": "gnuplot-nox", "<lbfgs.h>": "liblbfgs-dev", "/cc": "gcc"}


def say(text):
    print(text, file=sys.stderr, flush=True)


def has(need):
    """`/name`: a program; `<name>`: a header; else a module of the environment."""
    if need.startswith("/"):
        return shutil.which(need[1:]) is not None
    if need.startswith("<"):
        return any(os.path.exists(os.path.join(place, need[1:-1]))
                   for place in ("/usr/include", "/usr/local/include"))
    return subprocess.run(
        [python(), "-c", f"import importlib.util, sys; sys.exit(importlib.util.find_spec('{need}') is None)"],
        capture_output=True, check=False).returncode == 0


def python():
    path = os.path.join(VENV, "bin", "python")
    return path if os.path.exists(path) else sys.executable


def environment():
    """The virtual environment, made once; it sees what the system has, so that PyTorch is used where it is
    installed and never downloaded."""
    mark = os.path.join(VENV, "complete")
    if os.path.exists(mark):
        return
    say(f"Setting up the peers in {os.path.relpath(VENV, ROOT)}; this takes a few minutes, once.")
    try:
        subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", VENV], check=True,
                       capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        say("No virtual environment can be made here (Debian: apt-get install python3-venv); "
            "using what this Python has.")
        return
    complete = True
    for module in MODULES:
        done = subprocess.run(
            [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", module],
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            complete = False
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            say(f"{module} cannot be installed: {last}")
    if complete:
        open(mark, "w").close()


def system(needs):
    """Installs the system packages of these needs where it may; says what is missing where it may not."""
    missing = [PACKAGES[need] for need in sorted(set(needs)) if need in PACKAGES and not has(need)]
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say("Not here and not installed without being root: " + ", ".join(missing))
        say("fix: sudo " + " ".join(command))
        return
    say("Installing " + ", ".join(missing))
    quiet = dict(capture_output=True, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if subprocess.run(command, **quiet).returncode != 0:
        subprocess.run(["apt-get", "update"], **quiet)
        if subprocess.run(command, **quiet).returncode != 0:
            say("They cannot be installed: " + ", ".join(missing))


def absence(needs):
    """Says what is missing, and how to get what is too large to be fetched unasked (PyTorch)."""
    text = "not here: " + ", ".join(need.strip("/<>") for need in needs)
    if "torch" in needs:
        text += f"; {os.path.relpath(python(), ROOT)} -m pip install torch"
    return text


def compiled(source):
    """The program of a C file, compiled when it is older than the file."""
    program = os.path.join(ROOT, ".build", "bench-" + os.path.basename(source).removesuffix(".c"))
    if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
        subprocess.run(["cc", "-O2", source, "-o", program, "-llbfgs", "-lm"], check=True)
    return program


def versions():
    names = [name.split(">")[0] for name in MODULES] + ["torch"]
    script = ("import importlib.metadata as m, sys\n"
              "for n in sys.argv[1:]:\n"
              "  try: print(n, m.version(n), sep=' ')\n"
              "  except m.PackageNotFoundError: pass")
    done = subprocess.run([python(), "-c", script, *names], capture_output=True, text=True, check=False)
    return ", ".join(done.stdout.split("\n")).strip(", ")
