#include "sheet/sheet-block.h"

#include <string.h>

#include "base/base-delimited.h"

struct _SheetBlock
{
  guint  n_rows;
  guint  n_columns;
  char **cells; /* row by row; NULL is the empty text */
};

/**
 * sheet_block_new:
 * @n_rows: how many rows, at least 1
 * @n_columns: how many columns, at least 1
 *
 * Returns: (transfer full): a block of empty texts
 */
SheetBlock *
sheet_block_new (guint n_rows,
                 guint n_columns)
{
  SheetBlock *self = g_new (SheetBlock, 1);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->cells = g_new0 (char *, (gsize) n_rows * n_columns);

  return self;
}

static SheetBlock *
new_from_rows (GPtrArray *rows,
               guint      n_columns)
{
  SheetBlock *self = sheet_block_new (rows->len, n_columns);

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < cells->len; j++)
        sheet_block_take (self, i, j, g_strdup (g_ptr_array_index (cells, j)));
    }

  return self;
}

/**
 * sheet_block_new_from_text:
 * @text: text from a clipboard
 *
 * Reads TSV as spreadsheets write it. A newline at the end is not a row, a quoted one stays in its
 * cell, and short rows are filled up with empty texts. A text in which a quote is never closed is
 * no table but one cell.
 *
 * Returns: (transfer full): a block of at least one cell
 */
SheetBlock *
sheet_block_new_from_text (const char *text)
{
  g_autoptr (BaseDelimitedReader) reader = base_delimited_reader_new (text, strlen (text), '\t');
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint n_columns = 1;

  while (base_delimited_reader_next (reader, cells, &error))
    {
      n_columns = MAX (n_columns, cells->len);
      g_ptr_array_add (rows, g_steal_pointer (&cells));
      cells = g_ptr_array_new_with_free_func (g_free);
    }

  if (error != NULL || rows->len == 0)
    {
      SheetBlock *self = sheet_block_new (1, 1);

      sheet_block_take (self, 0, 0, g_strdup (text));
      return self;
    }

  return new_from_rows (rows, n_columns);
}

/**
 * sheet_block_free:
 * @self: a block
 *
 * Frees it.
 */
void
sheet_block_free (SheetBlock *self)
{
  for (gsize i = 0; i < (gsize) self->n_rows * self->n_columns; i++)
    g_free (self->cells[i]);
  g_free (self->cells);
  g_free (self);
}

static char **
get_cell (const SheetBlock *self,
          guint             row,
          guint             column)
{
  return &self->cells[(gsize) (row % self->n_rows) * self->n_columns + column % self->n_columns];
}

/**
 * sheet_block_get:
 * @self: a block
 * @row: a row; the block is repeated without end
 * @column: a column; likewise
 *
 * Returns: (transfer none): the text
 */
const char *
sheet_block_get (const SheetBlock *self,
                 guint             row,
                 guint             column)
{
  const char *text = *get_cell (self, row, column);

  return text != NULL ? text : "";
}

/**
 * sheet_block_take:
 * @self: a block
 * @row: a row of the block
 * @column: a column of the block
 * @text: (transfer full): the text
 *
 * Sets a text.
 */
void
sheet_block_take (SheetBlock *self,
                  guint       row,
                  guint       column,
                  char       *text)
{
  char **cell = get_cell (self, row, column);

  g_free (*cell);
  *cell = text;
}

/**
 * sheet_block_to_text:
 * @self: a block
 *
 * Writes TSV. A single cell is its plain text, without quotes, as one would paste it into a letter.
 *
 * Returns: (transfer full): the text; rows but the last are ended by a newline
 */
char *
sheet_block_to_text (const SheetBlock *self)
{
  GString *text;

  if (self->n_rows == 1 && self->n_columns == 1)
    return g_strdup (sheet_block_get (self, 0, 0));

  text = g_string_new (NULL);
  for (guint i = 0; i < self->n_rows; i++)
    base_delimited_append_row (text, (const char * const *) get_cell (self, i, 0),
                               self->n_columns, '\t');
  g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

/**
 * sheet_block_get_target:
 * @self: a block
 * @range: the range that it is pasted into
 *
 * Finds where the block goes: one cell, or a block that divides the range, is repeated to fill it;
 * any other goes where the range begins, and beyond it if it is larger.
 *
 * Returns: the cells to write, which may reach beyond the table
 */
SheetRange
sheet_block_get_target (const SheetBlock *self,
                        const SheetRange *range)
{
  SheetRange target = *range;

  if (range->n_rows % self->n_rows != 0 || range->n_columns % self->n_columns != 0)
    {
      target.n_rows = self->n_rows;
      target.n_columns = self->n_columns;
    }

  return target;
}
