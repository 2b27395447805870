#!/usr/bin/env python3
"""Declarations of columns that are wrong do not compile; the public headers are documented; the
example of the README is the program that is built, and does what the README says."""

import json
import os
import pathlib
import re
import shlex
import sys

SOURCE = pathlib.Path(os.environ['STOCKBOOK_SRCDIR'])
BUILD = pathlib.Path(os.environ['STOCKBOOK_BUILDDIR'])
sys.path.insert(0, str(SOURCE / 'tests' / 'project'))

from tap import Tap, run, scratch  # pylint: disable=wrong-import-position

FIELDS = {
    'gint64': 'integer', 'char *': 'text', 'double': 'real', 'gboolean': 'boolean',
    'GDate': 'date', 'OrmTimestamp': 'time', 'OrmReference': 'reference', 'GBytes *': 'bytes',
    'enum { A, B }': 'choice', 'int *': 'pointer', 'float': 'small', 'gint16': 'short_',
}

# What each macro takes; a C enum counts as an integer of its size.
MACROS = {
    'ORM_PRIMARY_KEY (T, {})': {'integer'},
    'ORM_TEXT (T, {}, 0)': {'text'},
    'ORM_INTEGER (T, {}, 0)': {'integer'},
    'ORM_REAL (T, {}, 0)': {'real'},
    'ORM_BOOLEAN (T, {}, 0)': {'boolean'},
    'ORM_DATE (T, {}, 0)': {'date'},
    'ORM_TIMESTAMP (T, {}, 0)': {'time'},
    'ORM_BYTES (T, {}, 0)': {'bytes'},
    'ORM_ENUM (T, {}, orm_record_get_type, 0)': {'choice', 'boolean'},
    'ORM_COMPUTED (T, {}, "1", 0)': {'integer', 'text', 'real', 'boolean', 'date', 'time',
                                     'bytes'},
    'ORM_BELONGS_TO (T, {}, orm_record_get_type, "ts", ORM_CASCADE)': {'reference'},
    'ORM_ONE_TO_ONE (T, {}, orm_record_get_type, "t", ORM_CASCADE)': {'reference'},
}


def compiler(tap):
    """Returns the command that compiled a test of the mapper, without its files."""
    for entry in json.loads((BUILD / 'compile_commands.json').read_text()):
        if entry['file'].endswith('test-orm-column.c'):
            words = shlex.split(entry['command'])
            for option in ('-o', '-c', '-MQ', '-MF'):
                if option in words:
                    del words[words.index(option):words.index(option) + 2]
            words = [word for word in words if word not in ('-MD', 'ccache')]
            return words + ['-fsyntax-only', '-fdiagnostics-color=never']
    tap.check('The tests of the mapper are compiled', False)
    return None


def declarations(tap):
    """Every macro with a field of every type."""
    command = compiler(tap)
    struct = ''.join(f'{ctype} {name};' for ctype, name in FIELDS.items())
    start = f'#include "orm/orm.h"\ntypedef struct {{ OrmRecord parent; {struct} }} T;\n'
    with scratch() as folder:
        path = pathlib.Path(folder) / 'declaration.c'
        for macro, right in MACROS.items():
            body = ''.join(f'const OrmColumn {name}_[] = {{ {macro.format(name)} }};\n'
                           for name in sorted(right))
            path.write_text(start + body)
            tap.succeeds(f'{macro} compiles with its own', *command, path, cwd=BUILD)
            # One compilation for all wrong ones: each has to be told by its own line.
            wrong = sorted(set(FIELDS.values()) - right)
            body = ''.join(f'const OrmColumn {name}_[] = {{ {macro.format(name)} }};\n'
                           for name in wrong)
            path.write_text(start + body)
            said = run(*command, path, cwd=BUILD).stderr
            lines = {int(line) for line in re.findall(r'declaration\.c:(\d+):\d+:', said)}
            accepted = [name for i, name in enumerate(wrong) if i + 3 not in lines]
            tap.check(f'{macro} takes no other', not accepted, f'{accepted}\n{said}')


def documentation(tap):
    """Every function of a public header has its comment, with @error told where it has one."""
    orm = SOURCE / 'src' / 'orm'
    headers = re.findall(r'#include "orm/([^"]+)"', (orm / 'orm.h').read_text())
    sources = ''.join(path.read_text() for path in sorted(orm.glob('*.[ch]')))
    documented = set(re.findall(r'/\*\*\n \* (\w+):\n', sources))
    missing = []
    count = 0
    for header in headers:
        text = re.sub(r'/\*.*?\*/', '', (orm / header).read_text(), flags=re.DOTALL)
        text = re.sub(r'\\\n', ' ', text)
        text = re.sub(r'^\s*#.*$', '', text, flags=re.MULTILINE)
        text = re.sub(r'\{.*?\}', '', text, flags=re.DOTALL)
        functions = re.findall(r'\b(orm_\w+)\s*\(', text)
        count += len(functions)
        for name in functions:
            if name not in documented and not name.endswith(('_get_type', '_quark')):
                missing.append(f'{header}: {name}')
    tap.check('There are public functions', count > 100, count)
    tap.check('Every public function is documented', not missing, '\n'.join(missing))


def example(tap):
    """The README's program is the one that is built, without SQL, in under 60 lines."""
    program = (SOURCE / 'tests' / 'orm' / 'example.c').read_text()
    readme = (SOURCE / 'src' / 'orm' / 'README.md').read_text()
    blocks = re.findall(r'```c\n(.*?)```', readme, re.DOTALL)
    said = re.findall(r'```\n(.*?)```', re.sub(r'```c\n.*?```', '', readme, flags=re.DOTALL),
                      re.DOTALL)
    tap.check("The README's program is the one that is built", program in blocks)
    tap.check('It has under 60 lines', len(program.splitlines()) < 60, len(program.splitlines()))
    with scratch() as folder:
        result = run(BUILD / 'tests' / 'orm' / 'orm-example', pathlib.Path(folder) / 'example.db')
    tap.check('It ends well', result.returncode == 0, result.stderr)
    tap.check('It says what the README says', result.stdout in said, result.stdout)


def main():
    """Runs the tests."""
    tap = Tap()
    declarations(tap)
    documentation(tap)
    example(tap)
    tap.done()


main()
