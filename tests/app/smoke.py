#!/usr/bin/env python3
"""The installed program in a real window, used by keyboard: a spreadsheet is imported, a cell is
edited, the program is closed and started again, and the edit undone. What counts is what another
program finds in the file after each of these.

    smoke.py BUILD MESON

It runs on a display, in a home and without a session bus of its own.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

APP_ID = 'io.github.stockbook.Stockbook'
PATIENCE = 90  # seconds; for machines that are busy and programs that are instrumented

# A table as people have it: a misspelt header, prices with sign and space, both styles of dates in
# one column (each month first), a row without a category, names that repeat, umlauts.
TABLE = '''\
Product_ID,Product_Name,Catagory,Supplier_Name,Stock_Quantity,Reorder_Level,Unit_Price,Expiration_Date,Warehouse_Location
29-205-1132,Sushi Rice,Grains & Pulses,Jaxnation,22,72,$4.50 ,9/19/2027,48 Del Sol Trail
40-681-9981,Arabica Coffee,Beverages,Feedmix,45,77,$20.00 ,05-08-2027,36 3rd Place
06-955-3428,Black Rice,Grains & Pulses,Vinder,30,38,$6.00 ,6/10/2027,3296 Walton Court
71-594-6552,Long Grain Rice,Grains & Pulses,Brightbean,12,59,$1.50 ,2/28/2027,3 Westerfield Crossing
57-437-1828,Plum,Fruits & Vegetables,Topicstorm,37,30,$4.00 ,10-03-2027,15068 Scoville Court
21-120-6238,All-Purpose Flour,Grains & Pulses,Dabjam,55,25,$1.75 ,4/26/2027,"5 Oak Alley, Hall 2"
12-345-0001,Müsli mit Nüssen,Grains & Pulses,Käserei Möller,8,,$3.05 ,12/31/2027,Regal 7
12-345-0002,Crème Fraîche,Dairy,Käserei Möller,14,6,$2.15 ,02-28-2027,Kühlraum
12-345-0003,Plum,,Topicstorm,3,10,$0.99 ,,
'''

# SKU: name, category, quantity, price in cents, expiry date.
EXPECTED = {
    '29-205-1132': ('Sushi Rice', 'Grains & Pulses', 22, 450, '2027-09-19'),
    '40-681-9981': ('Arabica Coffee', 'Beverages', 45, 2000, '2027-05-08'),
    '06-955-3428': ('Black Rice', 'Grains & Pulses', 30, 600, '2027-06-10'),
    '71-594-6552': ('Long Grain Rice', 'Grains & Pulses', 12, 150, '2027-02-28'),
    '57-437-1828': ('Plum', 'Fruits & Vegetables', 37, 400, '2027-10-03'),
    '21-120-6238': ('All-Purpose Flour', 'Grains & Pulses', 55, 175, '2027-04-26'),
    '12-345-0001': ('Müsli mit Nüssen', 'Grains & Pulses', 8, 305, '2027-12-31'),
    '12-345-0002': ('Crème Fraîche', 'Dairy', 14, 215, '2027-02-28'),
    '12-345-0003': ('Plum', None, 3, 99, None),
}

EDITED = 'Edited-by-hand'


class Failure(Exception):
    """What was waited for did not happen."""


def wait_for(what, condition):
    """Waits until a condition holds, and returns what it returned."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        result = condition()
        if result:
            return result
        time.sleep(0.1)
    raise Failure(what)


def install(build, meson, folder):
    """Installs the program below a folder and returns the prefix."""
    subprocess.run([meson, 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder],
                   check=True, stdout=subprocess.DEVNULL)
    program = next(pathlib.Path(folder).rglob('bin/stockbook'))
    prefix = program.parent.parent
    # Under a staging folder an installation leaves these to the packager.
    subprocess.run(['glib-compile-schemas', prefix / 'share' / 'glib-2.0' / 'schemas'], check=True)
    return prefix


def environment(folder, prefix, display):
    """Returns the environment of somebody who has just come to this machine."""
    kept = ('PATH', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS')
    variables = {name: os.environ[name] for name in kept if name in os.environ}
    for name in ('HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME',
                 'XDG_RUNTIME_DIR', 'TMPDIR'):
        path = pathlib.Path(folder) / name.lower()
        path.mkdir(mode=0o700, exist_ok=True)
        variables[name] = str(path)
    # Leaks are looked for by the tests inside the process; here they would be those of the file
    # chooser and of the graphics drivers.
    variables['ASAN_OPTIONS'] = variables.get('ASAN_OPTIONS', '') + ':detect_leaks=0'
    # A keyfile for the settings, since there is no bus to ask for others.
    return {**variables, 'DISPLAY': display, 'LC_ALL': 'C.UTF-8', 'LANG': 'C.UTF-8',
            'XDG_DATA_DIRS': f'{prefix / "share"}:/usr/local/share:/usr/share',
            'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GSETTINGS_BACKEND': 'keyfile',
            'GTK_USE_PORTAL': '0',
            'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}


@contextlib.contextmanager
def x_server():
    """Runs an X server and yields the name of its display."""
    reader, writer = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(writer), '-screen', '0', '1280x960x24',
                               '-nolisten', 'tcp', '-noreset'], pass_fds=[writer],
                              stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as pipe:
            yield f':{pipe.readline().strip()}'
    finally:
        server.terminate()
        server.wait()


class Program:
    """The running program, and the hand that types into it."""

    def __init__(self, prefix, variables, *arguments):
        self.variables = variables
        self.log = tempfile.TemporaryFile('w+', encoding='utf-8', errors='replace')
        self.process = subprocess.Popen([prefix / 'bin' / 'stockbook', *arguments], env=variables,
                                        stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=subprocess.STDOUT)

    def xdotool(self, *arguments):
        """Runs xdotool and returns what it printed."""
        result = subprocess.run(['xdotool', *map(str, arguments)], env=self.variables, text=True,
                                capture_output=True, check=False)
        return result.stdout

    def windows(self, title):
        """Returns the windows on screen whose title matches."""
        return self.xdotool('search', '--onlyvisible', '--name', title).split()

    def focus(self, title):
        """Waits for a window and gives it the keyboard; there is no window manager to do so."""
        window = wait_for(f'a window “{title}”', lambda: self.alive() and self.windows(title))[-1]
        # Only when it has been mapped for a moment, X lets it have the focus.
        wait_for(f'focus on “{title}”', lambda: self.take_focus(window))

    def take_focus(self, window):
        """Asks for the focus, and tells whether the window has it."""
        self.xdotool('windowfocus', window)
        return self.xdotool('getwindowfocus').strip() == window

    def alive(self):
        """Returns True; fails if the program has ended."""
        if self.process.poll() is not None:
            raise Failure(f'the program ended with status {self.process.returncode}')
        return True

    def keys(self, *names):
        """Presses keys, one after the other."""
        for name in names:
            self.alive()
            self.xdotool('key', '--clearmodifiers', name)
            time.sleep(0.2)

    def click(self, x, y):
        """Clicks into the window that has the focus."""
        window = self.xdotool('getwindowfocus').strip()
        self.xdotool('mousemove', '--window', window, x, y, 'click', 1)
        time.sleep(0.2)

    def type(self, text):
        """Types text."""
        self.alive()
        self.xdotool('type', '--delay', '20', text)
        time.sleep(0.2)

    def said(self):
        """Returns what the program printed."""
        self.log.seek(0)
        return self.log.read()

    def quit(self):
        """Asks the program to quit, and returns its status."""
        self.keys('ctrl+q')
        return wait_for('the end of the program',
                        lambda: self.process.poll() is not None and [self.process.returncode])[0]

    def kill(self):
        """Ends the program if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


class Points:
    """Prints points in the Test Anything Protocol."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, expected, actual):
        """Prints one point: whether what was found is what was expected."""
        self.count += 1
        passed = expected == actual
        if not passed:
            self.failed += 1
            print(f'# expected {expected!r}\n# got      {actual!r}')
        print(f"{'ok' if passed else 'not ok'} {self.count} - {name}", flush=True)


def products(path):
    """Returns the products of an inventory by their SKU, asked of the file itself."""
    if not path.exists():
        return {}
    with contextlib.closing(sqlite3.connect(f'file:{path}?mode=ro', uri=True)) as database:
        try:
            rows = database.execute('''
                SELECT sku, product.name, category.name, quantity, price, expiry_date
                FROM product LEFT JOIN category USING (category_id)''').fetchall()
        except sqlite3.OperationalError:
            return {}
    return {row[0]: row[1:] for row in rows}


def names(path):
    """Returns the sorted names of the products."""
    return sorted(row[0] for row in products(path).values())


def import_table(program, table, inventory):
    """Imports a table through the window."""
    program.focus('Stockbook')
    program.keys('ctrl+i')
    program.focus('Import')
    # The file chooser takes a path that is typed; what it completed it with is deleted.
    program.type(str(table))
    program.keys('shift+End', 'Delete', 'Return')
    wait_for('the end of the file chooser', lambda: len(program.windows('.')) == 2)
    program.focus('^Import$')

    def imported():
        program.keys('alt+i')
        return len(products(inventory)) == len(EXPECTED)

    wait_for('the import', imported)
    wait_for('the end of the dialog', lambda: len(program.windows('.')) == 1)


def edit_first_name(program, inventory):
    """Types a name into the first cell of the table, and returns the names as they should be."""
    before = names(inventory)
    program.focus('Stockbook')

    def edited():
        # The file has the rows before the window has. What is typed too early hits nothing.
        program.click(700, 120)
        program.keys('ctrl+Home')
        program.type(EDITED)
        program.keys('Tab')
        time.sleep(1)
        return EDITED in names(inventory)

    wait_for('the edited name in the file', edited)
    return sorted([EDITED] + before[1:])


def scenario(points, prefix, variables, table, inventory):
    """Uses the program as above; returns the programs that were started."""
    with running(prefix, variables) as program:
        import_table(program, table, inventory)
        imported = products(inventory)
        points.check('the table is in the file, to the cent and the day', EXPECTED, imported)
        before = names(inventory)
        after = edit_first_name(program, inventory)
        points.check('one name is changed, the others are not', after, names(inventory))
        points.check('the program quits without an error', 0, program.quit())
    points.check('after quitting, nothing is left beside the file', ['inventory.stockbook'],
                 sorted(path.name for path in inventory.parent.iterdir()))
    copy = pathlib.Path(shutil.copy(inventory, variables['TMPDIR']))
    points.check('a copy of the one file holds everything', after, names(copy))

    with running(prefix, variables) as program:
        program.focus('Stockbook')
        points.check('the name is in the file after starting again', after, names(inventory))
        program.keys('ctrl+z')
        wait_for('the undone edit', lambda: EDITED not in names(inventory))
        points.check('the edit is undone after the restart', before, names(inventory))
        program.keys('ctrl+z')
        wait_for('the undone import', lambda: not products(inventory))
        points.check('one more step takes the whole import back', {}, products(inventory))
        points.check('the program quits without an error again', 0, program.quit())


@contextlib.contextmanager
def running(prefix, variables, *arguments):
    """Runs the program, and prints what it said if something goes wrong."""
    program = Program(prefix, variables, *arguments)
    try:
        yield program
    except Failure as failure:
        titles = [program.xdotool('getwindowname', window).strip()
                  for window in program.windows('.')]
        print(f'# waited in vain for {failure}; windows: {titles}')
        raise
    finally:
        program.kill()
        for line in program.said().splitlines():
            print(f'# {line}')


def main(build, meson):
    """Runs the scenario and ends the program."""
    points = Points()
    with tempfile.TemporaryDirectory(prefix='stockbook-smoke-') as folder, x_server() as display:
        prefix = install(build, meson, pathlib.Path(folder) / 'staging')
        variables = environment(folder, prefix, display)
        table = pathlib.Path(folder) / 'grocery.csv'
        table.write_text(TABLE, encoding='utf-8', newline='\r\n')
        inventory = pathlib.Path(variables['XDG_DATA_HOME']) / 'stockbook' / 'inventory.stockbook'
        try:
            scenario(points, prefix, variables, table, inventory)
        except Failure as failure:
            points.check(str(failure), 'done', 'not done')
    print(f'1..{points.count}')
    sys.exit(1 if points.failed else 0)


if __name__ == '__main__':
    main(*sys.argv[1:3])
