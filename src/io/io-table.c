#include "config.h"

#include "io/io-table.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-delimited.h"
#include "base/base-guess.h"
#include "io/io-error.h"
#include "io/io-property.h"

/* How many rows are looked at to find the decimal sign and the date order. */
#define SAMPLE_ROWS 10000

/* The cells of a row: so many from first_cell on. */
typedef struct
{
  guint first_cell;
  guint n_cells;
  guint number; /* as a spreadsheet counts: the header's is 1 as a rule */
} Row;

struct _IoTable
{
  GObject parent_instance;

  GBytes *bytes;
  char *name;
  IoOptions options;
  gboolean order_sure;
  GStringChunk *text;
  GPtrArray *cells; /* const char *, in text */
  GArray *rows;     /* Row; the first one is the header */
};

G_DEFINE_FINAL_TYPE (IoTable, io_table, G_TYPE_OBJECT)

/* What people take for a table, by its first bytes. */
static const struct
{
  const char *magic;
  const char *advice;
} known_files[] = {
  { "PK\003\004", N_("This is a spreadsheet or an archive. Save the table as CSV first.") },
  { "\320\317\021\340", N_("This is an old spreadsheet. Save the table as CSV first.") },
  { "SQLite format 3",
    N_("This is a database, not a table. An inventory is opened, not imported.") },
  { "%PDF", N_("This is a PDF document, not a table.") },
};

static void
io_table_finalize (GObject *object)
{
  IoTable *self = IO_TABLE (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_string_chunk_free);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);

  G_OBJECT_CLASS (io_table_parent_class)->finalize (object);
}

static void
io_table_class_init (IoTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = io_table_finalize;
}

static void
io_table_init (IoTable *self)
{
  self->text = g_string_chunk_new (64 * 1024);
  self->cells = g_ptr_array_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
}

static gboolean
check_kind (GBytes  *bytes,
            GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (known_files); i++)
    {
      gsize n = strlen (known_files[i].magic);

      if (length >= n && memcmp (data, known_files[i].magic, n) == 0)
        {
          g_set_error_literal (error, IO_ERROR, IO_ERROR_NOT_TEXT, _(known_files[i].advice));
          return FALSE;
        }
    }
  return TRUE;
}

/* A row of nothing but empty cells is no row: spreadsheets write such for lines that were used. */
static gboolean
is_blank (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return FALSE;
  return TRUE;
}

static void
append_row (IoTable   *self,
            GPtrArray *cells,
            guint      number)
{
  Row row = { self->cells->len, cells->len, number };

  for (guint i = 0; i < cells->len; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);

      g_ptr_array_add (self->cells, *cell != '\0' ? g_string_chunk_insert (self->text, cell)
                                                  : (char *) "");
    }
  g_array_append_val (self->rows, row);
}

static gboolean
read_rows (IoTable     *self,
           const char  *text,
           gsize        length,
           GError     **error)
{
  g_autoptr (BaseDelimitedReader) reader = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  reader = base_delimited_reader_new (text, length, self->options.delimiter);
  base_delimited_reader_set_trim (reader, TRUE);
  while (base_delimited_reader_next (reader, cells, &local_error))
    if (!is_blank (cells))
      append_row (self, cells, base_delimited_reader_get_row (reader));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->rows->len == 0)
    {
      g_set_error (error, IO_ERROR, IO_ERROR_EMPTY, _("“%s” is empty"), self->name);
      return FALSE;
    }
  return TRUE;
}

/* Whether the table is an exact export, which is not guessed about: only such a one has a column
 * of our own name for the decimals of units. */
static gboolean
is_exact (IoTable *self)
{
  const char *mark = io_property_get (IO_PROPERTY_UNIT_DECIMALS)->name;

  for (guint i = 0; i < io_table_get_n_columns (self); i++)
    if (strcmp (io_table_get_header (self, i), mark) == 0)
      return TRUE;
  return FALSE;
}

static BaseGuess
guess_signs (IoTable *self)
{
  guint n_rows = MIN (io_table_get_n_rows (self), SAMPLE_ROWS);
  g_autoptr (GPtrArray) column = g_ptr_array_sized_new (n_rows);
  BaseGuess guess = { 0 };

  for (guint i = 0; i < io_table_get_n_columns (self); i++)
    {
      g_ptr_array_set_size (column, 0);
      for (guint row = 0; row < n_rows; row++)
        g_ptr_array_add (column, (char *) io_table_get_cell (self, row, i));
      base_guess_add_column (&guess, (const char *const *) column->pdata, column->len);
    }
  return guess;
}

/* Sets what was not given: as the columns show it, otherwise as in the locale. */
static void
find_signs (IoTable *self)
{
  const BaseFormat *locale = base_format_get_locale ();
  gboolean exact = is_exact (self);
  BaseGuess guess = guess_signs (self);
  BaseDateOrder order = locale->date_order;
  char sign = exact ? '.' : base_guess_get_decimal_sign (&guess);

  if (sign == '\0')
    sign = strcmp (locale->decimal_sign, ",") == 0 ? ',' : '.';
  if (self->options.decimal_sign == '\0')
    self->options.decimal_sign = sign;

  self->order_sure = TRUE;
  if (self->options.date_order != IO_FIND)
    return;
  if (exact)
    order = BASE_DATE_ORDER_YMD;
  else
    self->order_sure = base_guess_get_date_order (&guess, &order)
                       || !base_guess_needs_date_order (&guess);
  self->options.date_order = (int) order;
}

/**
 * io_table_new:
 * @bytes: the table as it stands in the file
 * @name: what to call it to the user
 * @wanted: (nullable): how it is written; what is not set, or everything for %NULL, is found by
 *   looking at it
 * @error: return location for an error
 *
 * Reads a table. White space around cells is dropped where it is not in quotes; rows of empty cells
 * are left out. A table with the header "unit_decimals" is taken for an exact export, whose signs
 * are known.
 *
 * Errors: %IO_ERROR_EMPTY, %IO_ERROR_NOT_TEXT, %BASE_ERROR_ENCODING, %BASE_ERROR_QUOTE.
 *
 * Returns: (transfer full) (nullable): the table
 */
IoTable *
io_table_new (GBytes           *bytes,
              const char       *name,
              const IoOptions  *wanted,
              GError          **error)
{
  static const IoOptions find = IO_OPTIONS_FIND;
  g_autoptr (IoTable) self = g_object_new (IO_TYPE_TABLE, NULL);
  g_autofree char *text = NULL;
  gsize size, length;
  const char *data = g_bytes_get_data (bytes, &size);

  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  self->options = wanted != NULL ? *wanted : find;

  if (!check_kind (bytes, error))
    return NULL;
  if (self->options.encoding == IO_FIND)
    self->options.encoding = (int) base_encoding_guess (data, size);
  text = base_encoding_to_utf8 (data, size, (BaseEncoding) self->options.encoding, &length, error);
  if (text == NULL)
    return NULL;
  if (self->options.delimiter == '\0')
    self->options.delimiter = base_delimited_guess_delimiter (text, length);
  if (!read_rows (self, text, length, error))
    return NULL;
  find_signs (self);

  return g_steal_pointer (&self);
}

/**
 * io_table_get_bytes:
 * @self: a table
 *
 * Returns: (transfer none): the table as it stands in the file
 */
GBytes *
io_table_get_bytes (IoTable *self)
{
  return self->bytes;
}

/**
 * io_table_get_name:
 * @self: a table
 *
 * Returns: what to call the table to the user: the file's name
 */
const char *
io_table_get_name (IoTable *self)
{
  return self->name;
}

/**
 * io_table_get_options:
 * @self: a table
 *
 * Returns: (transfer none): how the table was read; all of it is set
 */
const IoOptions *
io_table_get_options (IoTable *self)
{
  return &self->options;
}

/**
 * io_table_is_order_sure:
 * @self: a table
 *
 * Returns: whether the date order was given, shown by a date, or is not needed to read the dates;
 *   otherwise it is assumed to be the locale's
 */
gboolean
io_table_is_order_sure (IoTable *self)
{
  return self->order_sure;
}

/**
 * io_table_get_n_columns:
 * @self: a table
 *
 * Returns: how many cells the header has
 */
guint
io_table_get_n_columns (IoTable *self)
{
  return g_array_index (self->rows, Row, 0).n_cells;
}

/**
 * io_table_get_header:
 * @self: a table
 * @column: a column, from 0
 *
 * Returns: what stands in the first row; may be empty
 */
const char *
io_table_get_header (IoTable *self,
                     guint    column)
{
  g_return_val_if_fail (column < io_table_get_n_columns (self), NULL);

  return g_ptr_array_index (self->cells, g_array_index (self->rows, Row, 0).first_cell + column);
}

/**
 * io_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows there are behind the header
 */
guint
io_table_get_n_rows (IoTable *self)
{
  return self->rows->len - 1;
}

static const Row *
get_row (IoTable *self,
         guint    row)
{
  return &g_array_index (self->rows, Row, row + 1);
}

/**
 * io_table_get_n_cells:
 * @self: a table
 * @row: a row, from 0
 *
 * Returns: how many cells the row has, which in a broken table are not as many as the header's
 */
guint
io_table_get_n_cells (IoTable *self,
                      guint    row)
{
  g_return_val_if_fail (row < io_table_get_n_rows (self), 0);

  return get_row (self, row)->n_cells;
}

/**
 * io_table_get_number:
 * @self: a table
 * @row: a row, from 0
 *
 * Returns: the number that a spreadsheet shows beside the row: the header has 1, empty lines count
 */
guint
io_table_get_number (IoTable *self,
                     guint    row)
{
  g_return_val_if_fail (row < io_table_get_n_rows (self), 0);

  return get_row (self, row)->number;
}

/**
 * io_table_get_cell:
 * @self: a table
 * @row: a row, from 0
 * @column: a column, from 0
 *
 * Returns: the text of the cell; empty where the row is too short to have it
 */
const char *
io_table_get_cell (IoTable *self,
                   guint    row,
                   guint    column)
{
  const Row *cells;

  g_return_val_if_fail (row < io_table_get_n_rows (self), NULL);

  cells = get_row (self, row);
  return column < cells->n_cells ? g_ptr_array_index (self->cells, cells->first_cell + column) : "";
}
