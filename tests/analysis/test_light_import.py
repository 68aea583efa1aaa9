"""Truth leaned on: the list of modules the interpreter has loaded."""

import pkgutil
import subprocess
import sys

import analysis

HEAVY = ("flask", "sqlalchemy", "scipy.stats", "pandas", "app", "surveys")


def loaded(script):
    """Which of `HEAVY` a fresh interpreter holds after `script`."""
    check = f"{script}\nimport sys\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_no_module_of_the_package_pulls_in_the_web_the_database_or_scipy_stats():
    names = [
        info.name
        for info in pkgutil.walk_packages(analysis.__path__, "analysis.")
        if not info.name.endswith("__main__")
    ]
    assert "analysis.commands.index" in names
    assert loaded("\n".join(f"import {name}" for name in names)) == []


def test_importing_the_package_alone_loads_nothing():
    script = "import sys\nbefore = set(sys.modules)\nimport analysis\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}print(*(set(sys.modules) - before))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["analysis"]
