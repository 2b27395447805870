#!/usr/bin/env python3
"""The two commands of the README: what they install, and how results are counted. Programs that
would change the machine are replaced by scripts that write down how they were called."""

import json
import os
import pathlib

from tap import SOURCE, Tap, run, scratch

COMMON = SOURCE / 'build-aux' / 'common.sh'

# Name of a stand-in, and its script. Each of those that would change the machine tells the log.
STAND_INS = {
    'dpkg-query': '''known=0
for name; do
  case $name in -*) continue ;; esac
  if [ -e "$HERE/have-$name" ]; then echo "$name installed"; else known=1; fi
done
exit $known''',
    'sudo': 'echo "sudo $1 $2" >>"$LOG"; exec env "$@"',
    'id': 'echo "$USER_ID"',
    'apt-get': '''while [ "${1#-}" != "$1" ]; do
  case $1 in -o) shift 2 ;; *) shift ;; esac
done
echo "apt-get $*" >>"$LOG"
case $1 in
  update) [ "$UPDATE" = works ] && touch "$HERE/updated" ;;
  install) [ "$LISTS" = fresh ] || [ -e "$HERE/updated" ] ;;
esac''',
}

# What it is, user id, installed, package lists, whether an update works; status, and the log.
INSTALL = 'apt-get install --no-install-recommends two'
SUDO = 'sudo DEBIAN_FRONTEND=noninteractive apt-get'
CASES = [
    ('nothing is done when all is there', 1000, 'one two', 'fresh', 'works', 0, []),
    ('root installs what is missing', 0, 'one', 'fresh', 'works', 0, [INSTALL]),
    ('others do so with sudo', 1000, 'one', 'fresh', 'works', 0, [SUDO, INSTALL]),
    ('old lists are updated once', 0, 'one', 'old', 'works', 0,
     [INSTALL, 'apt-get update', INSTALL]),
    ('no network is told', 0, 'one', 'old', 'fails', 1, [INSTALL, 'apt-get update']),
]

OTHERS = [
    ('ID=fedora\nVERSION_ID=41\n', 'dnf install'),
    ('ID=endeavouros\nID_LIKE="arch"\n', 'pacman -S'),
    ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n', 'apt-get install'),
    ('ID=debian\nVERSION_ID="11"\n', 'apt-get install'),
    ('ID=other\n', 'libadwaita-1-dev'),
]


def stand_ins(folder):
    """Makes the stand-ins and returns the path to find them on first."""
    programs = folder / 'bin'
    programs.mkdir()
    for name, script in STAND_INS.items():
        path = programs / name
        path.write_text(f'#!/bin/bash\n{script}\n', encoding='utf-8')
        path.chmod(0o755)
    return f'{programs}:{os.environ["PATH"]}'


def installing(tap):
    """Which packages are installed, by whom, and how often the lists are updated."""
    for name, user, installed, lists, update, status, expected in CASES:
        with scratch() as temporary:
            folder = pathlib.Path(temporary)
            log = folder / 'log'
            log.touch()
            (folder / 'os-release').write_text('ID=debian\nVERSION_ID="12"\n', encoding='utf-8')
            for package in installed.split():
                (folder / f'have-{package}').touch()
            environment = {**os.environ, 'PATH': stand_ins(folder), 'HERE': temporary,
                           'LOG': str(log), 'USER_ID': str(user), 'LISTS': lists,
                           'UPDATE': update,
                           'STOCKBOOK_OS_RELEASE': str(folder / 'os-release')}
            said = run('bash', '-c', f'set -euo pipefail; . {COMMON}; install_packages one two',
                       env=environment)
            tap.equal(f'{name}: status', said.returncode, status)
            tap.equal(f'{name}: calls', log.read_text(encoding='utf-8').splitlines(), expected)
            tap.equal(f'{name}: something is said only if something is done',
                      bool(said.stderr), bool(expected))


def other_distributions(tap):
    """On another distribution both commands name the packages and stop."""
    for release, hint in OTHERS:
        with scratch() as temporary:
            path = pathlib.Path(temporary) / 'os-release'
            path.write_text(release, encoding='utf-8')
            for command in ('run', 'test'):
                said = run(SOURCE / 'build-aux' / command,
                           env={**os.environ, 'STOCKBOOK_OS_RELEASE': str(path)})
                tap.check(f'{command} stops on {release.splitlines()[0]}',
                          said.returncode == 1 and hint in said.stderr
                          and 'libgtk-4-dev' in said.stderr, said.stderr)


def entry(name, result, stdout=''):
    """Returns a line as meson's JSON log has it."""
    return json.dumps({'name': name, 'result': result, 'stdout': stdout, 'stderr': 'why'})


# Lines of the log; the last line of the summary, and whether it is a success.
COUNTS = [
    ([entry('a', 'OK', 'ok 1 /a\nok 2 /b\n1..2\n'), entry('b', 'OK')], '3 passed, 0 failed, 0 skipped',
     True),
    ([entry('a', 'FAIL', 'ok 1 /a\nnot ok 2 /b\n1..2\n')], '1 passed, 1 failed, 0 skipped', False),
    ([entry('crash', 'ERROR', 'ok 1 /a\n')], '1 passed, 1 failed, 0 skipped', False),
    ([entry('hang', 'TIMEOUT')], '0 passed, 1 failed, 0 skipped', False),
    ([entry('a', 'OK', 'ok 1 /a # SKIP no reason\nok 2 /b\n')], '1 passed, 0 failed, 1 skipped',
     True),
    ([entry('a', 'SKIP')], '0 passed, 0 failed, 1 skipped', False),
    ([], '0 passed, 0 failed, 0 skipped', False),
]


def counting(tap):
    """How the results are counted."""
    for lines, expected, success in COUNTS:
        with scratch() as temporary:
            path = pathlib.Path(temporary) / 'log.json'
            path.write_text('\n'.join(lines), encoding='utf-8')
            said = run('python3', SOURCE / 'build-aux' / 'summary.py', path,
                       pathlib.Path(temporary) / 'absent.json')
            tap.equal(f'{expected}: last line', said.stdout.splitlines()[-1], expected)
            tap.equal(f'{expected}: status', said.returncode == 0, success)
            tap.equal(f'{expected}: what failing tests said is shown', 'why' in said.stdout,
                      ' 0 failed' not in expected)


def main():
    """Runs all of the above."""
    tap = Tap()
    installing(tap)
    other_distributions(tap)
    counting(tap)
    tap.done()


main()
