#include "io/io-export.h"

#include <stdlib.h>
#include <string.h>

#include "base/base-delimited.h"
#include "io/io-property.h"
#include "model/stock-inventory.h"

/* How many bytes are collected before they are written. */
#define WRITE_SIZE (64 * 1024)

/* An export on its way. */
typedef struct
{
  IoExportFlags flags;
  BaseFormat    format;
  char          delimiter;
  guint         currency_decimals;
  GString      *text;
} Export;

/* An exact export does not depend on the locale. The other one is for people's spreadsheets: they
 * understand the decimal sign of their locale, no grouping, and everywhere only dates of ISO. */
static void
choose_format (Export *self)
{
  self->format = *base_format_get_plain ();
  if ((self->flags & IO_EXPORT_EXACT) == 0)
    g_strlcpy (self->format.decimal_sign, base_format_get_locale ()->decimal_sign,
               sizeof self->format.decimal_sign);
  self->delimiter = strcmp (self->format.decimal_sign, ",") == 0 ? ';' : ',';
}

static gboolean
has_column (const Export *self,
            IoPropertyId  id)
{
  return id != IO_PROPERTY_UNIT_DECIMALS || (self->flags & IO_EXPORT_EXACT) != 0;
}

static void
append_header (Export *self)
{
  const char *cells[IO_N_PROPERTIES];
  gsize n_cells = 0;

  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    if (has_column (self, id))
      cells[n_cells++] = io_property_get (id)->name;
  base_delimited_append_row (self->text, cells, n_cells, self->delimiter);
}

static void
append_product (Export       *self,
                StockProduct *product)
{
  char *cells[IO_N_PROPERTIES];
  gsize n_cells = 0;

  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    if (has_column (self, id))
      cells[n_cells++] = io_property_format (id, product, self->currency_decimals, &self->format);
  base_delimited_append_row (self->text, (const char *const *) cells, n_cells, self->delimiter);

  for (gsize i = 0; i < n_cells; i++)
    g_free (cells[i]);
}

static gboolean
flush (Export         *self,
       GOutputStream  *stream,
       GCancellable   *cancellable,
       GError        **error)
{
  gboolean written = g_output_stream_write_all (stream, self->text->str, self->text->len, NULL,
                                                cancellable, error);

  g_string_truncate (self->text, 0);
  return written;
}

static gboolean
write_products (Export         *self,
                GPtrArray      *products,
                GOutputStream  *stream,
                GCancellable   *cancellable,
                GError        **error)
{
  append_header (self);
  for (guint i = 0; i < products->len; i++)
    {
      append_product (self, g_ptr_array_index (products, i));
      if (self->text->len >= WRITE_SIZE && !flush (self, stream, cancellable, error))
        return FALSE;
    }
  return flush (self, stream, cancellable, error);
}

/**
 * io_export_write:
 * @path: the file of the inventory
 * @stream: where to write; it is not closed
 * @flags: how to write
 * @n_products: (out) (optional): how many products were written
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Writes all products as delimited text in UTF-8 with a header of the properties' names.
 *
 * Errors: those of opening and reading the inventory and those of the stream.
 *
 * Returns: whether everything was written
 */
gboolean
io_export_write (const char     *path,
                 GOutputStream  *stream,
                 IoExportFlags   flags,
                 guint          *n_products,
                 GCancellable   *cancellable,
                 GError        **error)
{
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (OrmQuery) all_products = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (OrmQuery) all_categories = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GPtrArray) categories = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Export self = { .flags = flags, .text = text };

  inventory = stock_inventory_open (path, ORM_OPEN_READ_ONLY | ORM_OPEN_WAIT, error);
  if (inventory == NULL)
    return FALSE;

  /* One statement reads all products as they are at one moment. The categories are kept so that
   * the products find theirs without a query. */
  products = orm_session_load_all (stock_inventory_get_session (inventory), all_products, error);
  if (products == NULL)
    return FALSE;
  categories = orm_session_load_all (stock_inventory_get_session (inventory), all_categories,
                                     error);
  if (categories == NULL)
    return FALSE;

  choose_format (&self);
  self.currency_decimals = stock_inventory_get_currency_decimals (inventory);
  if (!write_products (&self, products, stream, cancellable, error))
    return FALSE;
  if (n_products != NULL)
    *n_products = products->len;
  return TRUE;
}

/* Devices and pipes are written to, not replaced. */
static gboolean
write_special (const char    *filename,
               const char    *data,
               gsize          length,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, cancellable,
                                                           error);

  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL, cancellable,
                                       error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

/* Where a link leads the file is replaced, not the link. */
static char *
resolve_link (const char *filename)
{
  g_autofree char *target = realpath (filename, NULL);

  return target != NULL ? g_steal_pointer (&target) : g_strdup (filename);
}

/**
 * io_export_save:
 * @path: the file of the inventory
 * @filename: the table to write
 * @flags: how to write
 * @n_products: (out) (optional): how many products were written
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Does what io_export_write () does, into a file that is replaced once it is complete: until then,
 * and on errors, there is the old one or none.
 *
 * Errors: those of io_export_write () and those of the file.
 *
 * Returns: whether the file is complete
 */
gboolean
io_export_save (const char     *path,
                const char     *filename,
                IoExportFlags   flags,
                guint          *n_products,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autofree char *target = resolve_link (filename);
  const char *data;
  gsize length;

  if (!io_export_write (path, memory, flags, n_products, cancellable, error))
    return FALSE;

  data = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory));
  length = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
  if (g_file_test (target, G_FILE_TEST_EXISTS) && !g_file_test (target, G_FILE_TEST_IS_REGULAR))
    return write_special (target, data, length, cancellable, error);
  return g_file_set_contents_full (target, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0666, error);
}
