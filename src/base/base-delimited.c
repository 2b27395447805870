#include "config.h"

#include "base/base-delimited.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-error.h"

/* How many rows are looked at to find the delimiter. */
#define SAMPLE_ROWS 20

struct _BaseDelimitedReader
{
  const char *p;
  const char *end;
  char        delimiter;
  gboolean    trim;
  guint       row;       /* rows read so far */
  guint       row_line;  /* the line on which the last row began */
  guint       next_line; /* the line at p */
};

/**
 * base_delimited_reader_new:
 * @text: delimited text in UTF-8; it has to stay until the reader is freed
 * @length: how many bytes
 * @delimiter: what stands between cells
 *
 * Starts to read rows as RFC 4180 writes them. Rows end with CRLF, LF or CR; a cell in quotes may
 * contain delimiters, line ends and doubled quotes. A quotation mark inside an unquoted cell is
 * text. An end of line at the end of the text is not a row.
 *
 * Returns: (transfer full): a reader
 */
BaseDelimitedReader *
base_delimited_reader_new (const char *text,
                           gsize       length,
                           char        delimiter)
{
  BaseDelimitedReader *self = g_new0 (BaseDelimitedReader, 1);

  self->p = text;
  self->end = text + length;
  self->delimiter = delimiter;
  self->next_line = 1;
  return self;
}

/**
 * base_delimited_reader_free:
 * @self: (transfer full): a reader
 *
 * Frees the reader, not the text.
 */
void
base_delimited_reader_free (BaseDelimitedReader *self)
{
  g_free (self);
}

/**
 * base_delimited_reader_set_trim:
 * @self: a reader
 * @trim: whether to drop the spaces and tabs around cells
 *
 * Chooses what happens to white space outside of quotes, which RFC 4180 takes as a part of the
 * cell. In quotes it always is one. Not trimmed is the default.
 */
void
base_delimited_reader_set_trim (BaseDelimitedReader *self,
                                gboolean             trim)
{
  self->trim = trim;
}

/**
 * base_delimited_reader_get_row:
 * @self: a reader
 *
 * Returns: the number of the row that was read last, from 1; 0 before the first
 */
guint
base_delimited_reader_get_row (BaseDelimitedReader *self)
{
  return self->row;
}

/**
 * base_delimited_reader_get_line:
 * @self: a reader
 *
 * Returns: the line of the text on which the row that was read last began, from 1; 0 before the
 *   first. A quoted line end makes it run ahead of the row
 */
guint
base_delimited_reader_get_line (BaseDelimitedReader *self)
{
  return self->row_line;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* Goes behind the line end at the reader, if there is one. */
static void
skip_line_end (BaseDelimitedReader *self)
{
  if (self->p == self->end || !is_line_end (*self->p))
    return;
  if (*self->p == '\r' && self->p + 1 < self->end && self->p[1] == '\n')
    self->p++;
  self->p++;
  self->next_line++;
}

static gboolean
is_blank (const BaseDelimitedReader *self,
          char                       c)
{
  return (c == ' ' || c == '\t') && c != self->delimiter;
}

static void
skip_blanks (BaseDelimitedReader *self)
{
  while (self->trim && self->p < self->end && is_blank (self, *self->p))
    self->p++;
}

static char *
read_bare_cell (BaseDelimitedReader *self)
{
  const char *start = self->p;
  const char *end;

  while (self->p < self->end && *self->p != self->delimiter && !is_line_end (*self->p))
    self->p++;
  end = self->p;
  while (self->trim && end > start && is_blank (self, end[-1]))
    end--;
  return g_strndup (start, end - start);
}

/* Takes what is between the quotes; FALSE if the text ends before they are closed. */
static gboolean
read_until_quote (BaseDelimitedReader *self,
                  GString             *cell)
{
  while (self->p < self->end)
    {
      const char *start = self->p;

      if (*self->p == '"')
        {
          self->p++;
          if (self->p == self->end || *self->p != '"')
            return TRUE;
          self->p++;
          g_string_append_c (cell, '"');
        }
      else if (is_line_end (*self->p))
        {
          skip_line_end (self);
          g_string_append_len (cell, start, self->p - start);
        }
      else
        g_string_append_c (cell, *self->p++);
    }
  return FALSE;
}

static char *
read_quoted_cell (BaseDelimitedReader  *self,
                  GError              **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint line = self->next_line;

  self->p++;
  if (!read_until_quote (self, cell))
    {
      g_set_error (error, BASE_ERROR, BASE_ERROR_QUOTE,
                   _("The quotation mark on line %u is never closed"), line);
      return NULL;
    }
  skip_blanks (self);
  if (self->p < self->end && *self->p != self->delimiter && !is_line_end (*self->p))
    {
      g_set_error (error, BASE_ERROR, BASE_ERROR_QUOTE,
                   _("There is text behind a closing quotation mark on line %u"), self->next_line);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&cell), FALSE);
}

/**
 * base_delimited_reader_next:
 * @self: a reader
 * @cells: (element-type utf8): an array that frees its elements by g_free (); it is emptied first
 * @error: return location for an error
 *
 * Reads the next row. An empty line is a row of one empty cell.
 *
 * Errors: %BASE_ERROR_QUOTE; nothing can be read behind it.
 *
 * Returns: %TRUE if there was a row; %FALSE at the end and on errors
 */
gboolean
base_delimited_reader_next (BaseDelimitedReader  *self,
                            GPtrArray            *cells,
                            GError              **error)
{
  g_ptr_array_set_size (cells, 0);
  if (self->p == self->end)
    return FALSE;

  self->row++;
  self->row_line = self->next_line;
  for (;;)
    {
      char *cell;

      skip_blanks (self);
      if (self->p < self->end && *self->p == '"')
        cell = read_quoted_cell (self, error);
      else
        cell = read_bare_cell (self);
      if (cell == NULL)
        {
          self->p = self->end;
          return FALSE;
        }
      g_ptr_array_add (cells, cell);
      if (self->p == self->end || *self->p != self->delimiter)
        break;
      self->p++;
    }
  skip_line_end (self);
  return TRUE;
}

/* How well the delimiter cuts the first rows into equally many cells: the permille of rows that
 * have as many as the first one, then the number of these cells; 0 if it does not cut at all. */
static guint
rate_delimiter (const char *text,
                gsize       length,
                char        delimiter)
{
  g_autoptr (BaseDelimitedReader) reader = base_delimited_reader_new (text, length, delimiter);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint n_cells = 0, n_rows = 0, n_alike = 0;

  while (n_rows < SAMPLE_ROWS && base_delimited_reader_next (reader, cells, NULL))
    {
      if (cells->len == 1 && *(char *) cells->pdata[0] == '\0')
        continue;
      if (n_rows == 0)
        n_cells = cells->len;
      n_rows++;
      n_alike += cells->len == n_cells;
    }
  return n_cells < 2 ? 0 : (n_alike * 1000 / n_rows) * 1000 + MIN (n_cells, 999);
}

/**
 * base_delimited_guess_delimiter:
 * @text: delimited text in UTF-8
 * @length: how many bytes
 *
 * Finds the delimiter among comma, semicolon, tab and vertical bar: the one that cuts the first
 * rows into the same number of cells.
 *
 * Returns: the delimiter; a comma for a table of one column
 */
char
base_delimited_guess_delimiter (const char *text,
                                gsize       length)
{
  /* The comma last: where two cut equally well, the commas are more likely in the text. */
  static const char delimiters[] = { '\t', ';', '|', ',' };
  char best = ',';
  guint best_rate = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      guint rate = rate_delimiter (text, length, delimiters[i]);

      if (rate > best_rate)
        {
          best = delimiters[i];
          best_rate = rate;
        }
    }
  return best;
}

/* Spaces at the ends are quoted too, as some programs drop them otherwise. */
static gboolean
needs_quotes (const char *cell,
              char        delimiter)
{
  const char special[] = { '"', '\n', '\r', delimiter, '\0' };
  gsize length = strlen (cell);

  return cell[strcspn (cell, special)] != '\0'
         || (length > 0 && (g_ascii_isspace (cell[0]) || g_ascii_isspace (cell[length - 1])));
}

static void
append_cell (GString    *text,
             const char *cell,
             char        delimiter)
{
  if (!needs_quotes (cell, delimiter))
    {
      g_string_append (text, cell);
      return;
    }

  g_string_append_c (text, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

/**
 * base_delimited_append_row:
 * @text: what to append to
 * @cells: (array length=n_cells): the cells; %NULL is an empty one
 * @n_cells: how many cells
 * @delimiter: what stands between cells
 *
 * Appends a row that base_delimited_reader_next () reads as the same cells, ended by LF. Quotes
 * stand only where they are needed; no other character is changed, so that a cell that looks like
 * a formula stays what it is.
 */
void
base_delimited_append_row (GString           *text,
                           const char *const *cells,
                           gsize              n_cells,
                           char               delimiter)
{
  for (gsize i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (text, delimiter);
      if (cells[i] != NULL)
        append_cell (text, cells[i], delimiter);
    }
  g_string_append_c (text, '\n');
}
