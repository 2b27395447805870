#!/usr/bin/env python3
"""The translations: every file with strings is listed, the template is up to date, and every
language is complete and correct."""

import pathlib
import re

from tap import SOURCE, Tap, run, scratch

PO = SOURCE / 'po'
CALL = re.compile(r'\b(?:N?C?_|ngettext|g_dp?n?gettext2?)\s*\(\s*"')
KEYWORDS = ['--keyword=' + keyword for keyword in
            ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
             'g_dpgettext2:2c,3')]


def listed(path):
    """Returns the lines of a list without its comments."""
    lines = path.read_text(encoding='utf-8').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def has_strings(path):
    """Whether a file has strings for users."""
    text = path.read_text(encoding='utf-8')
    if path.suffix in ('.c', '.h'):
        return CALL.search(re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL)) is not None
    return 'translatable="' in text


def files_with_strings():
    """Returns the files that have to be listed, in order."""
    sources = [path for suffix in ('c', 'h', 'ui') for path in (SOURCE / 'src').rglob(f'*.{suffix}')
               if has_strings(path)]
    data = [path for path in (SOURCE / 'data').iterdir()
            if path.name.endswith(('.in', '.gschema.xml'))]
    return sorted(path.relative_to(SOURCE).as_posix() for path in sources + data)


def messages(path):
    """Returns the messages of a template, one string each with context and plural."""
    said = run('msgcat', '--no-location', '--no-wrap', '--sort-output', path)
    parts = [re.sub(r'^#.*\n', '', part, flags=re.MULTILINE)
             for part in said.stdout.split('\n\n')]
    return {part.strip() for part in parts if 'Project-Id-Version' not in part}


def main():
    """Runs the checks."""
    tap = Tap()
    tap.equal('POTFILES lists the files with strings, in order', listed(PO / 'POTFILES'),
              files_with_strings())
    with scratch() as folder:
        fresh = pathlib.Path(folder) / 'fresh.pot'
        said = run('xgettext', '--from-code=UTF-8', *KEYWORDS, '--files-from', PO / 'POTFILES',
                   '--directory', SOURCE, '--output', fresh)
        # A warning tells of a string that would be cut off at a macro, for example.
        tap.check('the strings are extracted without a warning',
                  said.returncode == 0 and not said.stderr, said.stderr)
        difference = messages(fresh) ^ messages(PO / 'stockbook.pot')
        tap.check('the template has the strings of the sources', not difference,
                  '\n\n'.join(sorted(difference)))
        for language in listed(PO / 'LINGUAS'):
            path = PO / f'{language}.po'
            tap.succeeds(f'{language}: the translation is correct',
                         'msgfmt', '--check', '--output-file=/dev/null', path)
            merged = pathlib.Path(folder) / f'{language}.po'
            run('msgmerge', '--quiet', '--output-file', merged, path, fresh)
            said = run('msgfmt', '--statistics', '--output-file=/dev/null', merged).stderr
            tap.check(f'{language}: every string is translated',
                      re.fullmatch(r'\d+ translated messages\.\n', said), said)
            incomplete = pathlib.Path(folder) / 'incomplete.po'
            text = merged.read_text(encoding='utf-8')
            incomplete.write_text(text + '\nmsgid "No such string"\nmsgstr ""\n', encoding='utf-8')
            said = run('msgfmt', '--statistics', '--output-file=/dev/null', incomplete).stderr
            tap.check(f'{language}: a string that is not translated is found',
                      '1 untranslated message' in said, said)
    tap.done()


main()
