#include "sheet/sheet-block.h"

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

/**
 * sheet_block_get_size:
 * @self: a block
 * @n_rows: (out): how many rows
 * @n_columns: (out): how many columns
 *
 * Tells how large it is.
 */
void
sheet_block_get_size (const SheetBlock *self,
                      guint            *n_rows,
                      guint            *n_columns)
{
  *n_rows = self->n_rows;
  *n_columns = self->n_columns;
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
 * sheet_block_transpose:
 * @self: a block
 *
 * Makes rows of columns, and columns of rows.
 */
void
sheet_block_transpose (SheetBlock *self)
{
  guint n_rows = self->n_columns, n_columns = self->n_rows;
  char **cells = g_new (char *, (gsize) n_rows * n_columns);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_columns; j++)
      cells[(gsize) i * n_columns + j] = self->cells[(gsize) j * self->n_columns + i];

  g_free (self->cells);
  self->cells = cells;
  self->n_rows = n_rows;
  self->n_columns = n_columns;
}

/**
 * sheet_block_append_row:
 * @self: a block
 * @row: a row of it
 * @text: what to append to
 *
 * Appends a row of TSV, with a newline at its end.
 */
void
sheet_block_append_row (const SheetBlock *self,
                        guint             row,
                        GString          *text)
{
  base_delimited_append_row (text, (const char * const *) get_cell (self, row, 0),
                             self->n_columns, '\t');
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
    sheet_block_append_row (self, i, text);
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
