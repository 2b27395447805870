"""What the tests of the project itself share: points in the Test Anything Protocol, the folders,
and running other programs."""

import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ.get('STOCKBOOK_SRCDIR', pathlib.Path(__file__).parents[2]))
BUILD = pathlib.Path(os.environ.get('STOCKBOOK_BUILDDIR', SOURCE / '_build' / 'test'))


class Tap:
    """Prints one point per check, and the plan at the end."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, passed, details=''):
        """Prints one point; the details only if it failed."""
        self.count += 1
        if not passed:
            self.failed += 1
            for line in str(details).splitlines():
                print(f'# {line}')
        print(f"{'ok' if passed else 'not ok'} {self.count} - {name}", flush=True)

    def equal(self, name, actual, expected):
        """Checks that two values are the same."""
        self.check(name, actual == expected, f'expected {expected!r}\ngot      {actual!r}')

    def succeeds(self, name, *command, **options):
        """Checks that a command ends with status 0."""
        result = run(*command, **options)
        self.check(name, result.returncode == 0, f'{command}\n{result.stdout}{result.stderr}')

    def fails(self, name, *command, **options):
        """Checks that a command ends with a status other than 0."""
        result = run(*command, **options)
        self.check(name, result.returncode != 0, f'{command} was expected to fail')

    def done(self):
        """Prints the plan and ends the program."""
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)


def run(*command, **options):
    """Runs a command to its end and returns what it said."""
    options.setdefault('env', os.environ)
    return subprocess.run([str(part) for part in command], text=True, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=300, check=False, **options)


def scratch():
    """Returns a folder that goes away at the end of the `with` block."""
    return tempfile.TemporaryDirectory(prefix='stockbook-test-')


def project_files():
    """Returns the files of the project, without what was built."""
    found = []
    for folder, folders, names in os.walk(SOURCE):
        folders[:] = sorted(name for name in folders
                            if name not in ('.git', '.flatpak-builder', '__pycache__')
                            and not name.startswith(('_build', 'build-dir')))
        found += [pathlib.Path(folder) / name for name in sorted(names)
                  if name != '.git']  # a file, in a work tree beside the repository
    return found
