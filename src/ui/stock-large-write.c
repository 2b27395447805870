#include "config.h"

#include "ui/stock-large-write.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-table.h"
#include "ui/stock-product-column.h"

/* Cells that are read and written before the cancellable is looked at. */
#define CELLS_AT_ONCE 1000

/* Of the progress, what is told before the last is written and committed. */
#define BEFORE_COMMIT 0.9

/* One cell. */
typedef struct
{
  gint64 key; /* 0: the product gets its row by this */
  const StockField *field;
  const char *text; /* "": none */
  guint row;
} Cell;

struct _StockLargeWrite
{
  SheetAction action;
  GDate today;
  GArray *cells; /* Cell, row by row */
  GStringChunk *texts;
  gint64 category; /* of new products; 0: none */
  StockProduct *added; /* the new product that is being written, and its row */
  guint added_row;
  gboolean is_unique; /* whether a value may be another cell's until that is written */
};

/* Equal neighbours share their text: one entry in a hundred thousand cells is kept once. */
static void
add_cell (StockLargeWrite   *self,
          gint64             key,
          const SheetChange *change,
          const SheetChange *before)
{
  const StockField *field
    = stock_product_column_get_field (STOCK_PRODUCT_COLUMN (change->column));
  Cell cell = { key, field, "", change->row };

  if (before != NULL && before->text == change->text && self->cells->len > 0)
    cell.text = g_array_index (self->cells, Cell, self->cells->len - 1).text;
  else if (change->text != NULL && *change->text != '\0')
    cell.text = g_string_chunk_insert (self->texts, change->text);
  g_array_append_val (self->cells, cell);
}

static gboolean
is_unique (const SheetChange *change)
{
  const StockField *field
    = stock_product_column_get_field (STOCK_PRODUCT_COLUMN (change->column));
  OrmTable *table = orm_table_of (STOCK_TYPE_PRODUCT);
  int column = field->property != NULL ? orm_table_find_column (table, field->property) : -1;

  return column >= 0 && (table->unique & (G_GUINT64_CONSTANT (1) << column)) != 0;
}

/**
 * stock_large_write_new:
 * @rows: the rows of the table
 * @category: (nullable): that of products that a paste behind the last row makes
 * @action: what the user does
 * @changes: (array length=n_changes): the cells, whose columns are #StockProductColumns and whose
 *   rows are those of @rows; items are not looked at
 * @n_changes: how many
 * @today: today, for what is typed of dates
 *
 * Makes cells ready to be written in a thread. A product that has no row yet is left out, but a
 * paste makes new ones.
 *
 * Returns: (transfer full): data for stock_large_write_run()
 */
StockLargeWrite *
stock_large_write_new (StockRows         *rows,
                       StockCategory     *category,
                       SheetAction        action,
                       const SheetChange *changes,
                       gsize              n_changes,
                       const GDate       *today)
{
  StockLargeWrite *self = g_new0 (StockLargeWrite, 1);
  const SheetColumn *last_column = NULL;

  self->action = action;
  self->category = category != NULL ? orm_record_get_key (ORM_RECORD (category)) : 0;
  self->today = *today;
  self->cells = g_array_sized_new (FALSE, FALSE, sizeof (Cell), n_changes);
  self->texts = g_string_chunk_new (4096);
  for (gsize i = 0; i < n_changes; i++)
    {
      gint64 key = stock_rows_get_key (rows, changes[i].row);

      if (key == 0 && action != SHEET_ACTION_PASTE)
        continue;
      if (changes[i].column != last_column)
        self->is_unique = self->is_unique || is_unique (&changes[i]);
      last_column = changes[i].column;
      add_cell (self, key, &changes[i], i > 0 ? &changes[i - 1] : NULL);
    }
  return self;
}

void
stock_large_write_free (gpointer data)
{
  StockLargeWrite *self = data;

  g_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* Reads the products of some cells in one statement, and keeps them in use. */
static GPtrArray *
load_products (StockLargeWrite  *self,
               OrmSession       *session,
               guint             first,
               guint             end,
               GError          **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = first; i < end; i++)
    {
      gint64 key = g_array_index (self->cells, Cell, i).key;

      if (key != 0 && (i == first || key != g_array_index (self->cells, Cell, i - 1).key))
        g_array_append_val (keys, key);
    }
  orm_query_where (query, orm_condition_in_keys ("product-id", (gint64 *) keys->data, keys->len));
  return orm_session_load_all (session, query, error);
}

/* A product behind the last row, which the first text in its cells makes. NULL: none yet */
static StockProduct *
dup_added (StockLargeWrite  *self,
           OrmSession       *session,
           const Cell       *cell,
           GError          **error)
{
  g_autoptr (StockCategory) category = NULL;

  if (self->added != NULL && self->added_row == cell->row)
    return g_object_ref (self->added);
  g_clear_object (&self->added);
  if (*cell->text == '\0')
    return NULL;
  if (self->category != 0)
    category = orm_session_load (session, STOCK_TYPE_CATEGORY, self->category, error);
  self->added = stock_product_new ();
  self->added_row = cell->row;
  g_object_set (self->added, "category", category, NULL);
  orm_session_add (session, self->added);
  return g_object_ref (self->added);
}

static StockProduct *
dup_product (StockLargeWrite  *self,
             OrmSession       *session,
             const Cell       *cell,
             GError          **error)
{
  if (cell->key == 0)
    return dup_added (self, session, cell, error);
  return orm_session_load (session, STOCK_TYPE_PRODUCT, cell->key, error);
}

static gboolean
write_cell (StockLargeWrite  *self,
            StockInventory   *inventory,
            const Cell       *cell,
            GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (StockProduct) product
    = dup_product (self, stock_inventory_get_session (inventory), cell, &failure);

  if (product != NULL
      && stock_product_column_write (cell->field, inventory, &self->today, product, cell->text,
                                     self->action, &failure))
    return TRUE;
  if (product == NULL && failure == NULL)
    return TRUE; /* deleted by another program, or a new row without a text: no such cell */
  reason = sheet_change_dup_refusal (cell->row, _(cell->field->title),
                                     failure->message);
  g_set_error_literal (error, failure->domain, failure->code, reason);
  return FALSE;
}

static gboolean
write_some (StockLargeWrite  *self,
            StockInventory   *inventory,
            guint             first,
            guint             end,
            GError          **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (GPtrArray) products = load_products (self, session, first, end, error);

  if (products == NULL)
    return FALSE;
  for (guint i = first; i < end; i++)
    if (!write_cell (self, inventory, &g_array_index (self->cells, Cell, i), error))
      return FALSE;
  /* Unique values may pass from row to row: they are written when all are known. */
  return self->is_unique || orm_session_flush (session, error);
}

static gboolean
write_all (StockLargeWrite  *self,
           StockWork        *work,
           StockInventory   *inventory,
           GCancellable     *cancellable,
           GError          **error)
{
  guint n_cells = self->cells->len;

  for (guint first = 0; first < n_cells; first += CELLS_AT_ONCE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !write_some (self, inventory, first, MIN (first + CELLS_AT_ONCE, n_cells), error))
        return FALSE;
      stock_work_set_fraction (work, BEFORE_COMMIT * MIN (first + CELLS_AT_ONCE, n_cells)
                                       / n_cells);
    }
  return TRUE;
}

/**
 * stock_large_write_run:
 * @work: what runs it
 * @inventory: an inventory of the thread's own
 * @data: a #StockLargeWrite
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * A #StockWorkFunc. The message of an error names the cell that was refused.
 *
 * Returns: whether all is written
 */
gboolean
stock_large_write_run (StockWork       *work,
                       StockInventory  *inventory,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  StockLargeWrite *self = data;
  gboolean done = write_all (self, work, inventory, cancellable, error);

  /* It belongs to this thread. */
  g_clear_object (&self->added);
  return done;
}
