#include "config.h"

#include "io/io-mapping.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-text.h"
#include "io/io-error.h"
#include "io/io-header-names.h"

struct _IoMapping
{
  GObject parent_instance;

  GArray *ids; /* IoPropertyId, one a column */
};

G_DEFINE_FINAL_TYPE (IoMapping, io_mapping, G_TYPE_OBJECT)

/* That a column is a property, as far as its header tells. */
typedef struct
{
  guint        rank;
  guint        column;
  IoPropertyId id;
} Match;

static void
io_mapping_finalize (GObject *object)
{
  IoMapping *self = IO_MAPPING (object);

  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (io_mapping_parent_class)->finalize (object);
}

static void
io_mapping_class_init (IoMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = io_mapping_finalize;
}

static void
io_mapping_init (IoMapping *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (IoPropertyId));
}

/* The surest first; among equals the column on the left, then the property named first. */
static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const Match *first = a;
  const Match *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return (int) first->id - (int) second->id;
}

static GArray *
find_matches (IoTable *table)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint column = 0; column < io_table_get_n_columns (table); column++)
    for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
      {
        Match match = { io_header_rank (io_table_get_header (table, column), id), column, id };

        if (match.rank > 0)
          g_array_append_val (matches, match);
      }
  g_array_sort (matches, compare_matches);
  return matches;
}

/**
 * io_mapping_new:
 * @table: a table
 *
 * Maps the columns of a table by their headers. A column whose header names nothing, or something
 * that another column names more surely, is not mapped.
 *
 * Returns: (transfer full): the mapping
 */
IoMapping *
io_mapping_new (IoTable *table)
{
  const IoPropertyId none = IO_PROPERTY_NONE;
  IoMapping *self = g_object_new (IO_TYPE_MAPPING, NULL);
  g_autoptr (GArray) matches = find_matches (table);

  for (guint column = 0; column < io_table_get_n_columns (table); column++)
    g_array_append_val (self->ids, none);

  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      if (io_mapping_get (self, match->column) == IO_PROPERTY_NONE
          && io_mapping_find (self, match->id) < 0)
        io_mapping_set (self, match->column, match->id);
    }
  return self;
}

/**
 * io_mapping_copy:
 * @self: a mapping
 *
 * Returns: (transfer full): another mapping that says the same
 */
IoMapping *
io_mapping_copy (IoMapping *self)
{
  IoMapping *copy = g_object_new (IO_TYPE_MAPPING, NULL);

  g_array_append_vals (copy->ids, self->ids->data, self->ids->len);
  return copy;
}

/**
 * io_mapping_get_n_columns:
 * @self: a mapping
 *
 * Returns: how many columns the table has
 */
guint
io_mapping_get_n_columns (IoMapping *self)
{
  return self->ids->len;
}

/**
 * io_mapping_get:
 * @self: a mapping
 * @column: a column, from 0
 *
 * Returns: the property that the column is, or %IO_PROPERTY_NONE
 */
IoPropertyId
io_mapping_get (IoMapping *self,
                guint      column)
{
  g_return_val_if_fail (column < self->ids->len, IO_PROPERTY_NONE);

  return g_array_index (self->ids, IoPropertyId, column);
}

/**
 * io_mapping_set:
 * @self: a mapping
 * @column: a column, from 0
 * @id: a property, or %IO_PROPERTY_NONE to leave the column out
 *
 * Maps a column. Another column that was the property is so no more.
 */
void
io_mapping_set (IoMapping    *self,
                guint         column,
                IoPropertyId  id)
{
  int other = io_mapping_find (self, id);

  g_return_if_fail (column < self->ids->len);

  if (id != IO_PROPERTY_NONE && other >= 0)
    g_array_index (self->ids, IoPropertyId, other) = IO_PROPERTY_NONE;
  g_array_index (self->ids, IoPropertyId, column) = id;
}

/**
 * io_mapping_find:
 * @self: a mapping
 * @id: a property
 *
 * Returns: the column that is the property, or -1
 */
int
io_mapping_find (IoMapping    *self,
                 IoPropertyId  id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, IoPropertyId, i) == id)
      return (int) i;
  return -1;
}

static int
find_header (IoTable    *table,
             const char *header)
{
  g_autofree char *folded = base_text_fold (header);

  for (guint i = 0; i < io_table_get_n_columns (table); i++)
    {
      g_autofree char *other = base_text_fold (io_table_get_header (table, i));

      if (strcmp (folded, other) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * io_mapping_set_header:
 * @self: a mapping
 * @table: its table
 * @assignment: "HEADER=property", or "HEADER=" to leave the column out
 * @error: return location for an error
 *
 * Maps the column of a header, as a command line says it. The header may contain "=".
 *
 * Errors: %IO_ERROR_OPTION for a header or a property that does not exist.
 *
 * Returns: whether the column was mapped
 */
gboolean
io_mapping_set_header (IoMapping   *self,
                       IoTable     *table,
                       const char  *assignment,
                       GError     **error)
{
  const char *sign = strrchr (assignment, '=');
  g_autofree char *header = g_strndup (assignment, sign != NULL ? (gsize) (sign - assignment) : 0);
  IoPropertyId id = IO_PROPERTY_NONE;
  int column = find_header (table, header);

  if (sign == NULL || column < 0)
    {
      g_set_error (error, IO_ERROR, IO_ERROR_OPTION, _("“%s” has no column “%s”"),
                   io_table_get_name (table), sign != NULL ? header : assignment);
      return FALSE;
    }
  if (sign[1] != '\0' && !io_property_from_name (sign + 1, &id))
    {
      g_set_error (error, IO_ERROR, IO_ERROR_OPTION, _("Products have no property “%s”"), sign + 1);
      return FALSE;
    }
  io_mapping_set (self, (guint) column, id);
  return TRUE;
}

/**
 * io_mapping_check:
 * @self: a mapping
 * @error: return location for an error
 *
 * Checks that rows can be told apart: a column is the name, the SKU or the barcode.
 *
 * Errors: %IO_ERROR_MAPPING.
 *
 * Returns: whether it is so
 */
gboolean
io_mapping_check (IoMapping  *self,
                  GError    **error)
{
  if (io_mapping_find (self, IO_PROPERTY_NAME) >= 0 || io_mapping_find (self, IO_PROPERTY_SKU) >= 0
      || io_mapping_find (self, IO_PROPERTY_BARCODE) >= 0)
    return TRUE;

  g_set_error_literal (error, IO_ERROR, IO_ERROR_MAPPING,
                       _("No column holds the names, the SKUs or the barcodes of products"));
  return FALSE;
}
