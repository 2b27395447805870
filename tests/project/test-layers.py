#!/usr/bin/env python3
"""The shape of the sources: which folder may use which, no rings, nothing that outgrew its file,
and newer interfaces behind two files. Each rule is tried on a copy that breaks it."""

import pathlib
import re
import shutil

from tap import SOURCE, Tap, scratch

# What each folder may include besides itself.
MAY_USE = {
    'base': set(),
    'orm': {'base'},
    'model': {'base', 'orm'},
    'io': {'base', 'orm', 'model'},
    'sheet': {'base', 'orm'},
    'ui': {'base', 'orm', 'model', 'io', 'sheet'},
    'app': {'base', 'orm', 'model', 'io', 'sheet', 'ui'},
}

# Libraries that belong to some folders only.
LIBRARIES = {
    re.compile(r'gtk/|gdk/|gsk/'): {'sheet', 'ui', 'app'},
    re.compile(r'adwaita\.h'): {'ui', 'app'},
    re.compile(r'sqlite3\.h'): {'orm'},
}

COMPAT_FILES = {'src/sheet/sheet-compat.c', 'src/ui/stock-compat.c'}
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 80

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.MULTILINE)
VERSION_CHECK = re.compile(r'\b(?:GTK|GDK|ADW|GLIB)_(?:CHECK_VERSION|M(?:AJOR|INOR|ICRO)_VERSION)\b')
STRANGER = re.compile(r'\bStock[A-Z]|\bstock_|\b[Cc]ategor|\b(?:sku|SKU)\b')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)


def c_files(tree, *folders):
    """Returns the C files and headers below some folders."""
    return sorted(path for folder in folders for path in (tree / folder).rglob('*.[ch]'))


def name_of(tree, path):
    """Returns the path of a file within the project."""
    return path.relative_to(tree).as_posix()


def includes(path, bracket):
    """Returns what a file includes with a kind of bracket."""
    return [name for kind, name in INCLUDE.findall(path.read_text(encoding='utf-8'))
            if kind == bracket]


def upward_includes(tree):
    """Own headers are included with their folder, and only from folders below."""
    wrong = []
    for path in c_files(tree, 'src'):
        layer = path.relative_to(tree / 'src').parts[0]
        for name in includes(path, '"'):
            folder = name.split('/')[0]
            if name == 'config.h' or folder == layer and '/' in name:
                continue
            if '/' not in name and not (path.parent / name).exists() and 'resources' in name:
                continue
            if folder not in MAY_USE.get(layer, set()):
                wrong.append(f'{name_of(tree, path)} includes {name}')
    return wrong


def foreign_libraries(tree):
    """A folder uses only the libraries that its layer is built on."""
    wrong = []
    for path in c_files(tree, 'src'):
        layer = path.relative_to(tree / 'src').parts[0]
        for name in includes(path, '<'):
            for library, layers in LIBRARIES.items():
                if library.match(name) and layer not in layers:
                    wrong.append(f'{name_of(tree, path)} includes <{name}>')
    return wrong


def rings(tree):
    """Following the includes of headers never leads back to where it began."""
    root = tree / 'src'
    graph = {path: [root / name for name in includes(path, '"') if (root / name).exists()]
             for path in c_files(tree, 'src') if path.suffix == '.h'}
    wrong, finished = [], set()

    def visit(path, trail):
        if path in trail:
            ring = trail[trail.index(path):] + [path]
            wrong.append(' -> '.join(name_of(tree, file) for file in ring))
            return
        if path not in finished:
            for target in graph.get(path, []):
                visit(target, trail + [path])
            finished.add(path)

    for path in graph:
        visit(path, [])
    return wrong


def long_files(tree):
    """No file has more lines than its limit."""
    counts = {path: path.read_text(encoding='utf-8').count('\n')
              for path in c_files(tree, 'src', 'tests')}
    return [f'{name_of(tree, path)} has {count} lines'
            for path, count in counts.items() if count > MAX_FILE_LINES]


def long_functions(tree):
    """No function, from its opening brace to its closing one, has more lines than its limit."""
    wrong = []
    for path in c_files(tree, 'src', 'tests'):
        start = None
        for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), start=1):
            if line.startswith('{'):
                start = number
            elif line.startswith('}') and start:
                if number - start + 1 > MAX_FUNCTION_LINES:
                    wrong.append(f'{name_of(tree, path)}:{start} has {number - start + 1} lines')
                start = None
    return wrong


def version_checks(tree):
    """Which version of a library there is, is asked in the compat files only."""
    return [name_of(tree, path) for path in c_files(tree, 'src')
            if name_of(tree, path) not in COMPAT_FILES
            and VERSION_CHECK.search(path.read_text(encoding='utf-8'))]


def strangers(tree):
    """The mapper and the sheet do not know what is kept in stock."""
    return [name_of(tree, path) for path in c_files(tree, 'src/orm', 'src/sheet')
            if STRANGER.search(COMMENT.sub('', path.read_text(encoding='utf-8')))]


def named_back_references(tree):
    """The category does not name its products: the mapper adds them"""
    return [name_of(tree, path) for path in c_files(tree, 'src/model')
            if path.stem == 'stock-category' and 'products' in path.read_text(encoding='utf-8')]


def plant(tree, name, text):
    """Adds text to the end of a file of a copy."""
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, 'a', encoding='utf-8') as file:
        file.write(text)


LONG_FUNCTION = 'void\nlong_one (void)\n{\n' + '  ;\n' * MAX_FUNCTION_LINES + '}\n'

# Rule, and what breaks it: file and text.
RULES = [
    (upward_includes, [('src/base/planted.c', '#include "orm/orm.h"\n')]),
    (upward_includes, [('src/sheet/planted.c', '#include "io/planted.h"\n')]),
    (upward_includes, [('src/orm/planted.c', '#include "planted.h"\n')]),
    (foreign_libraries, [('src/model/planted.c', '#include <gtk/gtk.h>\n')]),
    (foreign_libraries, [('src/ui/planted.c', '#include <sqlite3.h>\n')]),
    (rings, [('src/base/planted-a.h', '#include "base/planted-b.h"\n'),
             ('src/base/planted-b.h', '#include "base/planted-c.h"\n'),
             ('src/base/planted-c.h', '#include "base/planted-a.h"\n')]),
    (long_files, [('src/base/planted.c', '\n' * (MAX_FILE_LINES + 1))]),
    (long_functions, [('tests/base/planted.c', LONG_FUNCTION)]),
    (version_checks, [('src/ui/planted.c', '#if GTK_CHECK_VERSION (4, 10, 0)\n#endif\n')]),
    (strangers, [('src/orm/planted.c', 'StockProduct *planted;\n')]),
    (named_back_references, [('src/model/planted/stock-category.h', '/* its products */\n')]),
]


def main():
    """Checks the tree against each rule, and each rule against a tree that breaks it."""
    tap = Tap()
    for rule in dict.fromkeys(rule for rule, _ in RULES):
        wrong = rule(SOURCE)
        tap.check(rule.__doc__.rstrip('.'), not wrong, '\n'.join(wrong))
    for rule, files in RULES:
        with scratch() as folder:
            copy = pathlib.Path(folder)
            for part in ('src', 'tests'):
                shutil.copytree(SOURCE / part, copy / part)
            before = set(rule(copy))
            for name, text in files:
                plant(copy, name, text)
            found = [line for line in rule(copy) if line not in before]
            tap.check(f'{rule.__name__} finds what is planted in {files[0][0]}',
                      len(found) == 1 and 'planted' in found[0], found)
    tap.done()


main()
