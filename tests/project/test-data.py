#!/usr/bin/env python3
"""What the desktop is told: desktop file, metainfo, settings, file type, icons, sample, manifest.
Each validator is tried on something broken as well."""

import csv
import decimal
import json
import os
import pathlib
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET

from tap import BUILD, SOURCE, Tap, project_files, run, scratch

APP_ID = 'io.github.stockbook.Stockbook'
MIME_TYPE = 'application/x-stockbook'
APPLICATION_ID = 0x53744B31
DATA = SOURCE / 'data'
SVG = '{http://www.w3.org/2000/svg}'


def broken_copy(folder, path, old, new):
    """Writes a copy of a file with one thing in it replaced, and returns its path."""
    text = path.read_text(encoding='utf-8')
    assert old in text, f'{path} has no {old}'
    copy = pathlib.Path(folder) / path.name
    copy.write_text(text.replace(old, new), encoding='utf-8')
    return copy


def desktop_file(tap):
    """The desktop file as it is installed."""
    path = BUILD / 'data' / f'{APP_ID}.desktop'
    tap.succeeds('the desktop file is valid', 'desktop-file-validate', path)
    text = path.read_text(encoding='utf-8')
    for line in (f'Icon={APP_ID}', f'MimeType={MIME_TYPE};', 'Exec=stockbook %f'):
        tap.check(f'the desktop file says {line}', line in text.splitlines(), text)
    with scratch() as folder:
        tap.fails('a broken desktop file is refused', 'desktop-file-validate',
                  broken_copy(folder, path, 'Type=Application\n', ''))


def metainfo(tap):
    """The metainfo as it is installed, and what it repeats of other files."""
    path = BUILD / 'data' / f'{APP_ID}.metainfo.xml'
    tap.succeeds('the metainfo is valid', 'appstreamcli', 'validate', '--no-net', path)
    with scratch() as folder:
        tap.fails('broken metainfo is refused', 'appstreamcli', 'validate', '--no-net',
                  broken_copy(folder, path, '<metadata_license>CC0-1.0</metadata_license>', ''))
    tree = ET.parse(path)
    version = re.search(r"version: '([^']+)'", (SOURCE / 'meson.build').read_text()).group(1)
    tap.equal('the newest release is the version of the build',
              tree.find('releases/release').get('version'), version)
    news = (SOURCE / 'NEWS').read_text(encoding='utf-8')
    tap.check('NEWS begins with this version', version in news.splitlines()[0], news[:80])
    tap.equal('the metainfo names the file type', tree.find('provides/mediatype').text, MIME_TYPE)


def settings(tap):
    """The schema of the settings."""
    tap.succeeds('the schema is valid', 'glib-compile-schemas', '--strict', '--dry-run', DATA)
    with scratch() as folder:
        broken_copy(folder, DATA / f'{APP_ID}.gschema.xml', '<default>30</default>',
                    '<default>0</default>')
        tap.fails('a default out of its range is refused', 'glib-compile-schemas', '--strict',
                  '--dry-run', folder)
    source = '\n'.join(path.read_text(encoding='utf-8')
                       for path in (SOURCE / 'src').rglob('*') if path.suffix in ('.c', '.ui'))
    for key in ET.parse(DATA / f'{APP_ID}.gschema.xml').iter('key'):
        tap.check(f"the setting {key.get('name')} is used", f"\"{key.get('name')}\"" in source)


def make_database(path, application_id):
    """Makes a database that says what it is."""
    database = sqlite3.connect(path)
    database.execute(f'PRAGMA application_id = {application_id}')
    database.execute('CREATE TABLE product (name TEXT)')
    database.commit()
    database.close()


def file_type(tap):
    """How a desktop that has the file type installed sees files."""
    with scratch() as folder:
        share = pathlib.Path(folder) / 'share'
        (share / 'mime' / 'packages').mkdir(parents=True)
        system = pathlib.Path('/usr/share/mime/packages/freedesktop.org.xml')
        for source in (system, BUILD / 'data' / f'{APP_ID}.xml'):
            shutil.copy(source, share / 'mime' / 'packages')
        tap.succeeds('the file type is valid', 'update-mime-database', share / 'mime')
        cases = [('inventory', APPLICATION_ID, MIME_TYPE),
                 ('inventory.stockbook', APPLICATION_ID, MIME_TYPE),
                 ('other', 0, 'application/vnd.sqlite3')]
        for name, application_id, expected in cases:
            path = pathlib.Path(folder) / name
            make_database(path, application_id)
            said = run('gio', 'info', '-a', 'standard::content-type', path,
                       env={**os.environ, 'XDG_DATA_DIRS': str(share), 'XDG_DATA_HOME': folder})
            tap.equal(f'{name} with application id {application_id:#x} is of its type',
                      re.findall(r'content-type: (\S+)', said.stdout), [expected])


def icons(tap):
    """The two icons."""
    base = DATA / 'icons' / 'hicolor'
    for path, size in ((base / 'scalable' / 'apps' / f'{APP_ID}.svg', '128'),
                       (base / 'symbolic' / 'apps' / f'{APP_ID}-symbolic.svg', '16')):
        root = ET.parse(path).getroot()
        tap.equal(f'{path.name} stands on its grid', root.get('viewBox'), f'0 0 {size} {size}')
        tap.check(f'{path.name} has no text', root.find(f'.//{SVG}text') is None)


def check_digit(barcode):
    """Whether an EAN-13 ends with the right digit."""
    digits = [int(digit) for digit in barcode]
    return len(digits) == 13 and (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 == 0


def sample(tap):
    """The sample inventory, made twice."""
    with scratch() as folder:
        texts = []
        for name in ('first.csv', 'second.csv'):
            path = pathlib.Path(folder) / name
            tap.succeeds(f'the sample is made: {name}', DATA / 'make-sample.py', path)
            texts.append(path.read_text(encoding='utf-8'))
    tap.check('it is the same every time', texts[0] == texts[1])
    rows = list(csv.DictReader(texts[0].splitlines()))
    tap.equal('it has 120 products', len(rows), 120)
    tap.equal('in 8 categories', len({row['category'] for row in rows}), 8)
    tap.equal('of a colour each', len({(row['category'], row['category_colour'])
                                       for row in rows}), 8)
    tap.equal('with an SKU each', len({row['sku'] for row in rows}), 120)
    codes = [row['barcode'] for row in rows if row['barcode']]
    tap.check('with right barcodes', all(map(check_digit, codes)) and len(codes) > 60)
    tap.equal('no barcode twice', len(set(codes)), len(codes))
    days = [int(row['expiry_days']) for row in rows if row['expiry_days']]
    tap.check('some are expired', sum(day < 0 for day in days) >= 3)
    tap.check('some expire soon', sum(0 <= day <= 30 for day in days) >= 10)
    number = decimal.Decimal
    low = [row for row in rows if row['reorder_level']
           and number(row['quantity']) <= number(row['reorder_level'])]
    tap.check('some are low', len(low) >= 5)
    exact = all(-number(row['quantity']).as_tuple().exponent <= int(row['unit_decimals'])
                for row in rows)
    tap.check('no quantity is finer than its unit', exact)


def manifest(tap):
    """The Flatpak manifest: what it may do, and no more."""
    content = json.loads((SOURCE / f'{APP_ID}.json').read_text(encoding='utf-8'))
    tap.equal('the manifest is of this application', content['id'], APP_ID)
    tap.equal('its permissions', content['finish-args'],
              ['--share=ipc', '--socket=fallback-x11', '--socket=wayland', '--device=dri'])
    tap.equal('its runtime', (content['runtime'], content['runtime-version']),
              ('org.gnome.Platform', '48'))


def well_formed(tap):
    """Every XML file of the project."""
    suffixes = ('.xml', '.ui', '.svg', '.in')
    for path in project_files():
        if path.suffix in suffixes and path.read_text(encoding='utf-8').startswith('<'):
            tap.succeeds(f'{path.relative_to(SOURCE)} is well-formed',
                         'xmllint', '--noout', '--nonet', path)


def main():
    """Runs all of the above."""
    tap = Tap()
    for test in (desktop_file, metainfo, settings, file_type, icons, sample, manifest,
                 well_formed):
        test(tap)
    tap.done()


main()
