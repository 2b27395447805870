#!/usr/bin/env python3
"""The files of the project as such: scripts that parse, no path of somebody's machine, nothing
left to be done, licence and style as everywhere."""

import os
import pathlib
import re
import sys

from tap import SOURCE, Tap, project_files, scratch

# Pictures, and what other programs put on the clipboard, byte by byte.
BINARY = ('.png', '.clip')
MACHINE_PATH = re.compile(r'(?<![\w.$}/~-])/(?:work|root|home)/')
UNFINISHED = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|X' r'XX|HA' r'CK)\b')


def text_files():
    """Yields the name and the text of every file that is text."""
    for path in project_files():
        if path.suffix not in BINARY:
            yield path.relative_to(SOURCE).as_posix(), path.read_text(encoding='utf-8')


def machine_paths(name, text):
    """No path of somebody's machine"""
    return MACHINE_PATH.search(text) and name != 'tests/project/test-tree.py'


def unfinished(_name, text):
    """Nothing that is left to be done"""
    return UNFINISHED.search(text)


def trailing_space(_name, text):
    """No white space at the end of a line, and a newline at the end of a file"""
    return re.search(r'[ \t]$', text, re.MULTILINE) or text and not text.endswith('\n')


def tabs(name, text):
    """No tabs in sources"""
    return name.endswith(('.c', '.h', '.py', '.ui', '.build', '.sh')) and '\t' in text


def long_lines(name, text):
    """No line over 100 columns in sources"""
    return name.endswith(('.c', '.h')) and any(len(line) > 100 for line in text.splitlines())


# Rule, and a file that breaks it.
RULES = [
    (machine_paths, ('src/a.c', '/* see /home/somebody/notes */\n')),
    (unfinished, ('src/a.c', '/* TO' 'DO: the rest */\n')),
    (trailing_space, ('src/a.c', 'int a; \n')),
    (trailing_space, ('src/a.c', 'int a;')),
    (tabs, ('src/a.c', '\tint a;\n')),
    (long_lines, ('src/a.c', 'int a;' + ' ' * 100 + 'int b;\n')),
]


def rules(tap):
    """Checks every file against each rule, and each rule against a file that breaks it."""
    files = list(text_files())
    for rule in dict.fromkeys(rule for rule, _ in RULES):
        wrong = [name for name, text in files if rule(name, text)]
        tap.check(rule.__doc__, not wrong, '\n'.join(wrong))
    for rule, planted in RULES:
        tap.check(f'{rule.__name__} finds {planted[1][:12]!r}', rule(*planted))


def scripts(tap):
    """Checks that every script parses and can be started."""
    for path in project_files():
        name = path.relative_to(SOURCE)
        if path.suffix in BINARY:
            continue
        first = path.read_text(encoding='utf-8').partition('\n')[0]
        if first.startswith('#!'):
            tap.check(f'{name} can be started', os.access(path, os.X_OK))
        if 'bash' in first and first.startswith('#!') or path.suffix == '.sh':
            tap.succeeds(f'{name} parses', 'bash', '-n', path)
        if path.suffix == '.py':
            tap.succeeds(f'{name} parses', sys.executable, '-c',
                         'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())',
                         path)
    with scratch() as folder:
        broken = pathlib.Path(folder) / 'broken.sh'
        broken.write_text('if true; then\n', encoding='utf-8')
        tap.fails('a broken script is found', 'bash', '-n', broken)


def licence(tap):
    """Checks that what the build says of the licence is so."""
    copying = (SOURCE / 'COPYING').read_text(encoding='utf-8')
    tap.check('COPYING is the licence that the build names',
              'GNU GENERAL PUBLIC LICENSE' in copying and 'Version 3' in copying
              and "license: 'GPL-3.0-or-later'" in (SOURCE / 'meson.build').read_text())


def main():
    """Runs all of the above."""
    tap = Tap()
    rules(tap)
    scripts(tap)
    licence(tap)
    tap.done()


main()
