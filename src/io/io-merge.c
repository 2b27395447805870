#include "config.h"

#include "io/io-merge.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-money.h"
#include "io/io-category-pool.h"
#include "io/io-matcher.h"

struct _IoMerge
{
  IoTable *table;
  IoMapping *mapping;
  OrmSession *session; /* NULL where the inventory does not exist yet */
  IoPlan *plan;
  IoMatcher *matcher;
  IoCategoryPool *categories;
  BaseFormat format;
  guint currency_decimals;
  gboolean clear_empty;
};

/* One row on its way: its cells as values, as far as it gives them. */
typedef struct
{
  guint row;
  StockProduct *product; /* or NULL for a new one; not owned */
  guint decimals;        /* of its quantities */
  gboolean refused;
  gboolean given[IO_N_PROPERTIES];
  GValue values[IO_N_PROPERTIES];
} Entry;

static void
entry_clear (Entry *entry)
{
  for (guint i = 0; i < IO_N_PROPERTIES; i++)
    if (G_IS_VALUE (&entry->values[i]))
      g_value_unset (&entry->values[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

/* Units that are not counted, and the decimals that a new product gets with them. */
static const struct
{
  const char *unit;
  guint       decimals;
} measures[] = {
  { "kg", 3 }, { "l", 3 },  { "m", 2 },  { "m²", 2 }, { "m2", 2 }, { "m³", 3 },
  { "m3", 3 }, { "lb", 2 }, { "oz", 2 }, { "t", 3 },  { "hl", 2 }, { "gal", 2 },
};

/**
 * io_merge_new:
 * @table: a table
 * @mapping: what its columns are
 * @inventory: (nullable): where to bring the rows, or %NULL if it does not exist yet
 * @clear_empty: whether an empty cell clears the value of a product; otherwise it leaves it alone
 * @plan: where to note what is done
 * @error: return location for an error
 *
 * Errors: those of the database.
 *
 * Returns: (transfer full) (nullable): a merge that has not begun
 */
IoMerge *
io_merge_new (IoTable         *table,
              IoMapping       *mapping,
              StockInventory  *inventory,
              gboolean         clear_empty,
              IoPlan          *plan,
              GError         **error)
{
  g_autoptr (IoMerge) self = g_new0 (IoMerge, 1);

  self->table = g_object_ref (table);
  self->mapping = g_object_ref (mapping);
  self->plan = g_object_ref (plan);
  self->format = io_options_get_format (io_table_get_options (table));
  self->clear_empty = clear_empty;
  if (inventory != NULL)
    {
      self->session = g_object_ref (stock_inventory_get_session (inventory));
      self->currency_decimals = stock_inventory_get_currency_decimals (inventory);
    }
  else
    self->currency_decimals = base_money_get_decimals (base_money_get_locale_currency ());

  self->matcher = io_matcher_new (self->session, error);
  if (self->matcher == NULL)
    return NULL;
  self->categories = io_category_pool_new (self->session, plan, error);
  if (self->categories == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * io_merge_free:
 * @self: (transfer full): a merge
 *
 * Frees the merge; the session keeps what was brought into it.
 */
void
io_merge_free (IoMerge *self)
{
  g_clear_pointer (&self->matcher, io_matcher_free);
  g_clear_pointer (&self->categories, io_category_pool_free);
  g_clear_object (&self->table);
  g_clear_object (&self->mapping);
  g_clear_object (&self->session);
  g_clear_object (&self->plan);
  g_free (self);
}

/* The text of the cell; empty where no column is the property. */
static const char *
get_cell (IoMerge      *self,
          const Entry  *entry,
          IoPropertyId  id)
{
  int column = io_mapping_find (self->mapping, id);

  return column >= 0 ? io_table_get_cell (self->table, entry->row, (guint) column) : "";
}

/* Only text may consist of spaces. */
static gboolean
is_empty (IoPropertyId  id,
          const char   *cell)
{
  if (io_property_get (id)->kind != IO_KIND_TEXT)
    while (g_unichar_isspace (g_utf8_get_char (cell)))
      cell = g_utf8_next_char (cell);
  return *cell == '\0';
}

/* Refuses the cell of a property, or with IO_PROPERTY_NONE the whole row. */
static void
refuse (IoMerge      *self,
        Entry        *entry,
        IoPropertyId  id,
        const char   *reason)
{
  int column = id != IO_PROPERTY_NONE ? io_mapping_find (self->mapping, id) : -1;
  IoRefusal refusal = {
    .row = entry->row,
    .number = io_table_get_number (self->table, entry->row),
    .column = column,
    .reason = g_strdup (reason),
  };

  if (column >= 0)
    {
      refusal.header = g_strdup (io_table_get_header (self->table, (guint) column));
      refusal.value = g_strdup (io_table_get_cell (self->table, entry->row, (guint) column));
    }
  else
    {
      refusal.header = g_strdup ("");
      refusal.value = g_strdup (io_table_get_cell (self->table, entry->row, 0));
    }
  io_plan_add_refusal (self->plan, refusal);
  entry->refused = TRUE;
}

/* Prepares the value of a property and marks it as given. */
static GValue *
give (Entry        *entry,
      IoPropertyId  id)
{
  if (!entry->given[id])
    io_property_init (id, &entry->values[id]);
  entry->given[id] = TRUE;
  return &entry->values[id];
}

static void
read_cell (IoMerge      *self,
           Entry        *entry,
           IoPropertyId  id)
{
  const char *cell = get_cell (self, entry, id);
  IoKind kind = io_property_get (id)->kind;
  g_autoptr (GError) error = NULL;
  guint decimals;

  if (io_mapping_find (self->mapping, id) < 0)
    return;
  if (is_empty (id, cell))
    {
      if (self->clear_empty && entry->product != NULL)
        give (entry, id);
      return;
    }

  /* The category waits until the row is known to be good: it may have to be made. */
  give (entry, id);
  if (kind == IO_KIND_CATEGORY)
    return;
  decimals = kind == IO_KIND_MONEY ? self->currency_decimals : entry->decimals;
  if (!io_property_parse (id, cell, decimals, &self->format, &entry->values[id], &error))
    refuse (self, entry, id, error->message);
}

static guint
guess_decimals (const char *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_ascii_strcasecmp (unit, measures[i].unit) == 0)
      return measures[i].decimals;
  return 0;
}

/* Finds the decimals of the row's quantities: from its own cell, from the product, or from the
 * unit of a new product. */
static void
read_decimals (IoMerge *self,
               Entry   *entry)
{
  const IoPropertyId id = IO_PROPERTY_UNIT_DECIMALS;

  entry->decimals = entry->product != NULL ? (guint) entry->product->unit_decimals : 0;
  read_cell (self, entry, id);
  if (entry->given[id] && !entry->refused)
    entry->decimals = (guint) g_value_get_int64 (&entry->values[id]);
  else if (entry->product == NULL && !entry->given[id])
    {
      entry->decimals = guess_decimals (get_cell (self, entry, IO_PROPERTY_UNIT));
      if (entry->decimals > 0)
        g_value_set_int64 (give (entry, id), entry->decimals);
    }
}

/* Where the decimals of a product change and the row does not give the quantity anew, the old one
 * is to stay as large as it is. */
static void
keep_quantity (IoMerge      *self,
               Entry        *entry,
               IoPropertyId  id,
               gint64        old)
{
  guint old_decimals = (guint) entry->product->unit_decimals;
  const IoProperty *property = io_property_get (id);
  BaseWide scaled;

  if (entry->given[id] || old == ORM_UNSET || old_decimals == entry->decimals)
    return;
  scaled = base_decimal_rescale (old, old_decimals, entry->decimals);
  if (base_decimal_rescale (scaled, entry->decimals, old_decimals) != old
      || scaled < property->minimum || scaled > property->maximum)
    refuse (self, entry, IO_PROPERTY_UNIT_DECIMALS,
            _("The product's quantities cannot be written with so many decimals"));
  else
    g_value_set_int64 (give (entry, id), (gint64) scaled);
}

static void
read_cells (IoMerge *self,
            Entry   *entry)
{
  read_decimals (self, entry);
  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    if (id != IO_PROPERTY_UNIT_DECIMALS)
      read_cell (self, entry, id);

  if (entry->product != NULL && !entry->refused)
    {
      keep_quantity (self, entry, IO_PROPERTY_QUANTITY, entry->product->quantity);
      keep_quantity (self, entry, IO_PROPERTY_REORDER_LEVEL, entry->product->reorder_level);
    }
}

static void
set_category (IoMerge *self,
              Entry   *entry)
{
  const char *name = get_cell (self, entry, IO_PROPERTY_CATEGORY);

  if (entry->given[IO_PROPERTY_CATEGORY] && !is_empty (IO_PROPERTY_CATEGORY, name))
    g_value_set_object (&entry->values[IO_PROPERTY_CATEGORY],
                        io_category_pool_get (self->categories, name));
}

static void
add_product (IoMerge *self,
             Entry   *entry)
{
  g_autoptr (StockProduct) product = stock_product_new ();

  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    if (entry->given[id])
      io_property_set (id, product, &entry->values[id]);
  if (self->session != NULL)
    orm_session_add (self->session, product);
}

/* Returns whether the product was not so already. */
static gboolean
update_product (Entry *entry)
{
  gboolean changed = FALSE;

  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    if (entry->given[id] && !io_property_is (id, entry->product, &entry->values[id]))
      {
        io_property_set (id, entry->product, &entry->values[id]);
        changed = TRUE;
      }
  return changed;
}

static IoOutcome
take_entry (IoMerge *self,
            Entry   *entry)
{
  set_category (self, entry);
  if (entry->product != NULL)
    return update_product (entry) ? IO_OUTCOME_UPDATED : IO_OUTCOME_UNCHANGED;
  add_product (self, entry);
  return IO_OUTCOME_NEW;
}

/* Refuses a row that does not have as many cells as the header. */
static void
check_length (IoMerge *self,
              Entry   *entry)
{
  guint n_cells = io_table_get_n_cells (self->table, entry->row);
  guint n_columns = io_table_get_n_columns (self->table);
  g_autofree char *reason = NULL;

  if (n_cells == n_columns)
    return;
  reason = g_strdup_printf (n_cells < n_columns
                              ? _("The row is too short: it has %u cells, the header has %u")
                              : _("The row is too long: it has %u cells, the header has %u"),
                            n_cells, n_columns);
  refuse (self, entry, IO_PROPERTY_NONE, reason);
}

static void
refuse_match (IoMerge       *self,
              Entry         *entry,
              const IoMatch *match)
{
  IoPropertyId id = IO_PROPERTY_NONE;

  io_property_from_name (match->refused, &id);
  refuse (self, entry, id, match->reason);
}

/**
 * io_merge_row:
 * @self: a merge
 * @row: a row of the table, from 0, one after the other
 * @error: return location for an error
 *
 * Brings a row into the session, or refuses it, and notes in the plan which. A refused row leaves
 * no trace in the session.
 *
 * Errors: those of the database.
 *
 * Returns: %FALSE on an error; a refused row is none
 */
gboolean
io_merge_row (IoMerge  *self,
              guint     row,
              GError  **error)
{
  g_auto (Entry) entry = { .row = row };
  g_auto (IoMatch) match = { NULL, NULL, NULL };

  check_length (self, &entry);
  if (!entry.refused)
    {
      if (!io_matcher_find (self->matcher, get_cell (self, &entry, IO_PROPERTY_SKU),
                            get_cell (self, &entry, IO_PROPERTY_BARCODE),
                            io_table_get_number (self->table, row), &match, error))
        return FALSE;
      entry.product = match.product;
      if (match.refused != NULL)
        refuse_match (self, &entry, &match);
      read_cells (self, &entry);
    }

  io_plan_add_row (self->plan, entry.refused ? IO_OUTCOME_REFUSED : take_entry (self, &entry));
  return TRUE;
}
