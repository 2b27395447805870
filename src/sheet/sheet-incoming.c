#include "config.h"

#include "sheet/sheet-incoming.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/base-delimited.h"
#include "sheet/sheet-html.h"

static GPtrArray *
new_row (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* Returns: (nullable): rows of texts; %NULL where a quote is never closed */
static GPtrArray *
list_rows (const char *text,
           char        delimiter)
{
  g_autoptr (BaseDelimitedReader) reader
    = base_delimited_reader_new (text, strlen (text), delimiter);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) cells = new_row ();
  g_autoptr (GError) error = NULL;

  while (base_delimited_reader_next (reader, cells, &error))
    {
      g_ptr_array_add (rows, g_steal_pointer (&cells));
      cells = new_row ();
    }

  return error == NULL ? g_steal_pointer (&rows) : NULL;
}

/* Short rows are filled up with empty texts. */
static SheetBlock *
take_rows (GPtrArray *rows)
{
  SheetBlock *block;
  guint n_columns = 1;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *) g_ptr_array_index (rows, i))->len);

  block = sheet_block_new (rows->len, n_columns);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < cells->len; j++)
        sheet_block_take (block, i, j, g_steal_pointer (&g_ptr_array_index (cells, j)));
    }

  return block;
}

/* Whether cells are what a table has, and not what is between the commas of a sentence or of a
 * number: "Milk, butter", "1,50". */
static gboolean
look_like_cells (GPtrArray *rows,
                 char       delimiter)
{
  gboolean only_digits = TRUE;

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < cells->len; j++)
        {
          const char *cell = g_ptr_array_index (cells, j);

          if (j > 0 && g_ascii_isspace (*cell))
            return FALSE;
          only_digits &= cell[strspn (cell, "0123456789-.")] == '\0';
        }
    }

  return delimiter != ',' || !only_digits;
}

/* Whether a text cut by @delimiter is a table for certain: several rows of as many cells each. */
static gboolean
is_table (GPtrArray *rows,
          char       delimiter)
{
  guint n_columns;

  if (rows == NULL || rows->len < 2)
    return FALSE;

  n_columns = ((GPtrArray *) g_ptr_array_index (rows, 0))->len;
  for (guint i = 0; i < rows->len; i++)
    if (n_columns < 2 || ((GPtrArray *) g_ptr_array_index (rows, i))->len != n_columns)
      return FALSE;

  return look_like_cells (rows, delimiter);
}

/* Text without a tab: lines, or a table from an editor or a letter. */
static GPtrArray *
list_plain_rows (const char *text)
{
  static const char delimiters[] = { ';', ',' };

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      g_autoptr (GPtrArray) rows = list_rows (text, delimiters[i]);

      if (is_table (rows, delimiters[i]))
        return g_steal_pointer (&rows);
    }

  return list_rows (text, '\t');
}

/**
 * sheet_incoming_read_text:
 * @text: text from a clipboard
 *
 * Reads TSV as spreadsheets write it, or CSV with commas or semicolons where it can be nothing
 * else. A newline at the end is not a row, a quoted one stays in its cell, and short rows are
 * filled up with empty texts. A text in which a quote is never closed is no table but one cell.
 *
 * Returns: (transfer full): a block of at least one cell
 */
SheetBlock *
sheet_incoming_read_text (const char *text)
{
  g_autoptr (GPtrArray) rows
    = strchr (text, '\t') != NULL ? list_rows (text, '\t') : list_plain_rows (text);
  SheetBlock *block;

  if (rows != NULL && rows->len > 0)
    return take_rows (rows);

  block = sheet_block_new (1, 1);
  sheet_block_take (block, 0, 0, g_strdup (text));
  return block;
}

/* How many lines the text of a row takes in which no newline is quoted. */
static guint
count_lines (const SheetBlock *shape,
             guint             row,
             guint             n_columns)
{
  guint n = 1;

  for (guint i = 0; i < n_columns; i++)
    for (const char *p = sheet_block_get (shape, row, i); (p = strchr (p, '\n')) != NULL; p++)
      n++;

  return n;
}

/* Takes so many lines. Returns: where they end, %NULL if there are not so many */
static const char *
skip_lines (const char *text,
            guint       n)
{
  while (n > 1 && text != NULL)
    {
      text = strchr (text, '\n');
      if (text != NULL)
        text++;
      n--;
    }

  return text != NULL ? text + strcspn (text, "\n") : NULL;
}

/* Cuts a text without quotes into rows as those of @shape. Returns: NULL if they do not fit */
static GPtrArray *
list_unquoted_rows (const char       *text,
                    const SheetBlock *shape)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n_rows, n_columns;

  sheet_block_get_size (shape, &n_rows, &n_columns);
  for (guint i = 0; i < n_rows; i++)
    {
      const char *end = skip_lines (text, count_lines (shape, i, n_columns));
      g_autofree char *line = NULL;
      g_auto (GStrv) cells = NULL;
      GPtrArray *row;

      if (end == NULL || (*end == '\0' && i + 1 < n_rows))
        return NULL;

      line = g_strndup (text, end - text);
      cells = g_strsplit (line, "\t", -1);
      row = new_row ();
      for (guint j = 0; cells[j] != NULL; j++)
        g_ptr_array_add (row, g_strdup (cells[j]));
      g_ptr_array_add (rows, row);
      text = *end != '\0' ? end + 1 : end;
    }

  return *text == '\0' ? g_steal_pointer (&rows) : NULL;
}

/*
 * Gnumeric writes numbers in full in its text, and rounded in its HTML; newlines within cells it
 * tells from those between rows in its HTML only, and it quotes nothing. One with the other is
 * what was copied.
 */
static SheetBlock *
join (SheetBlock *from_html,
      const char *text)
{
  g_autoptr (SheetBlock) shape = from_html;
  g_autoptr (GPtrArray) rows = text != NULL ? list_unquoted_rows (text, shape) : NULL;

  return rows != NULL ? take_rows (rows) : g_steal_pointer (&shape);
}

/**
 * sheet_incoming_read:
 * @html: (nullable): the clipboard as HTML, in UTF-8
 * @text: (nullable): the clipboard as text
 * @error: return location for an error
 *
 * Reads what another program has put on the clipboard. HTML that is a table and nothing else is
 * taken first: LibreOffice Calc writes newlines and the values of numbers and dates there only.
 *
 * Errors: those of sheet_html_read()
 *
 * Returns: (transfer full): a block of at least one cell, or %NULL with @error
 */
SheetBlock *
sheet_incoming_read (const char *html,
                     const char *text,
                     GError    **error)
{
  g_autoptr (GError) failure = NULL;
  SheetHtmlFlags flags = 0;
  SheetBlock *block = NULL;

  if (html != NULL)
    block = sheet_html_read (html, strlen (html), &flags, &failure);
  if (block != NULL)
    return flags & SHEET_HTML_ROUNDED ? join (block, text) : block;

  if (failure != NULL && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (text == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("There is no text on the clipboard."));
      return NULL;
    }

  return sheet_incoming_read_text (text);
}
