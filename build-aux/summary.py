#!/usr/bin/env python3
"""Counts the results in meson's JSON logs, prints what failing tests said, and ends with the line
"N passed, N failed, N skipped". The status is 0 if at least one test ran and none failed.

A test program that speaks TAP counts by its points. One that fails without a failing point, by a
crash, a leak or too long a run, counts as one failure more.
"""

import json
import pathlib
import re
import sys

POINT = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(\w+))?')


def points(output):
    """Returns how many TAP points passed, failed and were skipped."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = POINT.match(line)
        if not match:
            continue
        directive = (match.group(2) or '').upper()
        if directive.startswith('SKIP'):
            skipped += 1
        elif match.group(1):
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def count(test):
    """Returns the counts of one test program, as meson recorded it."""
    passed, failed, skipped = points(test.get('stdout', ''))
    result = test['result']
    if result in ('FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'):
        failed = max(failed, 1)
    elif passed + failed + skipped == 0:
        passed, skipped = (0, 1) if result == 'SKIP' else (1, 0)
    return passed, failed, skipped


def show(test):
    """Prints what a failing test said."""
    print(f"\n=== {test['name']}: {test['result']}")
    print(test.get('stdout', '').rstrip())
    print(test.get('stderr', '').rstrip())


def main(paths):
    """Reads the logs and prints the summary."""
    total = [0, 0, 0]
    for path in map(pathlib.Path, paths):
        if not path.exists():
            continue
        for line in path.read_text(encoding='utf-8', errors='replace').splitlines():
            test = json.loads(line)
            counts = count(test)
            if counts[1]:
                show(test)
            total = [sum(pair) for pair in zip(total, counts)]
    passed, failed, skipped = total
    print()
    if not any(total):
        print('No test ran.')
    print(f'{passed} passed, {failed} failed, {skipped} skipped', flush=True)
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
