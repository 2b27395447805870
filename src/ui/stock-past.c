#include "config.h"

#include "ui/stock-past.h"

#include <glib/gi18n-lib.h>

#include "base/base-date.h"
#include "ui/stock-field.h"

struct _StockPastRow
{
  GObject parent_instance;

  char *title;
  char *detail;
};

enum { PROP_0, PROP_TITLE, PROP_DETAIL, N_PROPS };

G_DEFINE_FINAL_TYPE (StockPastRow, stock_past_row, G_TYPE_OBJECT)

static void
stock_past_row_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  StockPastRow *self = STOCK_PAST_ROW (object);

  g_value_set_string (value, property_id == PROP_TITLE ? self->title : self->detail);
}

static void
stock_past_row_finalize (GObject *object)
{
  StockPastRow *self = STOCK_PAST_ROW (object);

  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (stock_past_row_parent_class)->finalize (object);
}

static void
stock_past_row_class_init (StockPastRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = stock_past_row_get_property;
  object_class->finalize = stock_past_row_finalize;
  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_DETAIL,
                                   g_param_spec_string ("detail", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
stock_past_row_init (StockPastRow *self)
{
}

/**
 * stock_past_row_get_title:
 * @self: a row
 *
 * Returns: which row it was, such as the name of a product
 */
const char *
stock_past_row_get_title (StockPastRow *self)
{
  return self->title;
}

/**
 * stock_past_row_get_detail:
 * @self: a row
 *
 * Returns: what was done to it, such as "Quantity: 12 → 15"
 */
const char *
stock_past_row_get_detail (StockPastRow *self)
{
  return self->detail;
}

/* Values */

/* Finds the record that a change is about, if there is one now. */
static OrmRecord *
find_record (StockInventory *inventory,
             GType           type,
             gint64          key)
{
  return type != G_TYPE_INVALID
         ? orm_session_load (stock_inventory_get_session (inventory), type, key, NULL) : NULL;
}

static const OrmPastCell *
find_cell (const OrmPastChange *change,
           const char          *property)
{
  for (guint i = 0; i < change->n_cells; i++)
    if (g_str_equal (change->cells[i].property, property))
      return &change->cells[i];
  return NULL;
}

/* What a column without a way of its own to be shown held. */
static char *
dup_plain (StockInventory *inventory,
           GType           type,
           const char     *property,
           OrmValue        value)
{
  GObjectClass *klass = type != G_TYPE_INVALID ? g_type_class_peek (type) : NULL;
  GParamSpec *pspec = klass != NULL ? g_object_class_find_property (klass, property) : NULL;
  g_autoptr (OrmRecord) other = NULL;
  char *name = NULL;

  if (value.type == ORM_VALUE_INTEGER && pspec != NULL
      && g_type_is_a (pspec->value_type, ORM_TYPE_RECORD))
    {
      other = find_record (inventory, pspec->value_type, value.integer);
      if (other == NULL)
        return g_strdup (_("one that is gone"));
      if (g_object_class_find_property (G_OBJECT_GET_CLASS (other), "name") != NULL)
        g_object_get (other, "name", &name, NULL);
      if (name != NULL)
        return name;
    }
  switch (value.type)
    {
    case ORM_VALUE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
    case ORM_VALUE_REAL:
      return g_strdup_printf ("%g", value.real);
    case ORM_VALUE_TEXT:
      return g_strdup (value.text);
    case ORM_VALUE_BYTES:
      return g_strdup_printf (ngettext ("%u byte", "%u bytes", value.n_bytes), value.n_bytes);
    default:
      return g_strdup ("");
    }
}

static void
set_property (StockProduct *product,
              const char   *property,
              OrmValue      value)
{
  GDate date;

  if (value.type == ORM_VALUE_INTEGER)
    g_object_set (product, property, value.integer, NULL);
  else if (value.type == ORM_VALUE_TEXT && g_str_equal (property, "expiry-date"))
    {
      if (base_date_parse_iso (value.text, &date, NULL))
        g_object_set (product, property, &date, NULL);
    }
  else if (value.type == ORM_VALUE_TEXT)
    g_object_set (product, property, value.text, NULL);
}

/* What a cell of a product held, as the table shows it. The decimals of an amount are those that
 * the row had then, else those that it has now. */
static char *
dup_field (const StockField    *field,
           StockInventory      *inventory,
           const OrmPastChange *change,
           OrmValue             value,
           gboolean             is_before)
{
  const OrmPastCell *decimals = find_cell (change, "unit-decimals");
  g_autoptr (OrmRecord) now = find_record (inventory, change->type, change->key);
  g_autoptr (StockProduct) product = stock_product_new ();

  if (value.type == ORM_VALUE_NULL)
    return g_strdup ("");
  if (g_str_equal (field->property, "category"))
    return dup_plain (inventory, change->type, field->property, value);
  if (decimals != NULL)
    set_property (product, "unit-decimals", is_before ? decimals->before : decimals->after);
  else if (now != NULL)
    product->unit_decimals = STOCK_PRODUCT (now)->unit_decimals;
  set_property (product, field->property, value);
  return stock_field_dup_text (field, inventory, product);
}

static const StockField *
find_field (const char *property)
{
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].property, property) == 0)
      return &fields[i];
  return NULL;
}

/* Rows */

static char *
dup_title (StockInventory      *inventory,
           const OrmPastChange *change)
{
  const OrmPastCell *cell = find_cell (change, "name");
  g_autoptr (OrmRecord) now = find_record (inventory, change->type, change->key);
  const char *name = NULL;
  g_autofree char *name_now = NULL;

  if (cell != NULL)
    name = change->kind == 'i' ? cell->after.text : cell->before.text;
  else if (now != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (now), "name") != NULL)
    {
      g_object_get (now, "name", &name_now, NULL);
      name = name_now;
    }
  if (name != NULL && *name != '\0' && change->type == STOCK_TYPE_PRODUCT)
    return g_strdup (name);
  if (name != NULL && *name != '\0')
    /* Translators: what kind of row, such as “Category”, and its name */
    return g_strdup_printf (_("%s “%s”"), change->label, name);
  if (change->type == STOCK_TYPE_PRODUCT)
    return g_strdup (_("No name"));
  return g_strdup (change->label);
}

static char *
dup_cell (StockInventory      *inventory,
          const OrmPastChange *change,
          const OrmPastCell   *cell)
{
  const StockField *field
    = change->type == STOCK_TYPE_PRODUCT ? find_field (cell->property) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *label = field != NULL ? _(field->title) : cell->label;

  if (change->type == STOCK_TYPE_PRODUCT && field == NULL)
    return NULL;
  before = field != NULL ? dup_field (field, inventory, change, cell->before, TRUE)
                         : dup_plain (inventory, change->type, cell->property, cell->before);
  after = field != NULL ? dup_field (field, inventory, change, cell->after, FALSE)
                        : dup_plain (inventory, change->type, cell->property, cell->after);
  if (g_str_equal (before, after))
    return NULL;
  if (change->kind != 'u')
    /* Translators: the name of a column and what a cell of it held */
    return g_strdup_printf (_("%s: %s"), label, change->kind == 'i' ? after : before);
  /* Translators: the name of a column, and what a cell of it held before and after */
  return g_strdup_printf (_("%s: %s → %s"), label, *before != '\0' ? before : "–",
                          *after != '\0' ? after : "–");
}

static char *
dup_detail (StockInventory      *inventory,
            const OrmPastChange *change)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *verb = change->kind == 'i' ? _("New") : change->kind == 'd' ? _("Deleted") : NULL;

  if (verb != NULL)
    g_ptr_array_add (parts, g_strdup (verb));
  for (guint i = 0; i < change->n_cells; i++)
    {
      char *part = dup_cell (inventory, change, &change->cells[i]);

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

typedef struct
{
  StockInventory *inventory;
  GListStore *rows;
  guint at_most;
  gboolean is_all;
} Reading;

static gboolean
change_cb (const OrmPastChange *change,
           gpointer             user_data)
{
  Reading *reading = user_data;
  g_autoptr (StockPastRow) row = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (reading->rows)) == reading->at_most)
    {
      reading->is_all = FALSE;
      return FALSE;
    }
  row = g_object_new (STOCK_TYPE_PAST_ROW, NULL);
  row->title = dup_title (reading->inventory, change);
  row->detail = dup_detail (reading->inventory, change);
  g_list_store_append (reading->rows, row);
  return TRUE;
}

/**
 * stock_past_list:
 * @inventory: an inventory
 * @step: the number of one of its steps
 * @at_most: how many rows are told of
 * @is_all: (out): whether the step changed no more rows than that
 * @error: return location for an error
 *
 * Tells what a step changed, in the order in which it did.
 *
 * Returns: (transfer full): a list of #StockPastRow; or %NULL with @error
 */
GListModel *
stock_past_list (StockInventory  *inventory,
                 gint64           step,
                 guint            at_most,
                 gboolean        *is_all,
                 GError         **error)
{
  g_autoptr (GListStore) rows = g_list_store_new (STOCK_TYPE_PAST_ROW);
  Reading reading = { inventory, rows, at_most, TRUE };

  if (!orm_history_read_changes (stock_inventory_get_history (inventory), step, change_cb,
                                 &reading, error))
    return NULL;
  *is_all = reading.is_all;
  return G_LIST_MODEL (g_steal_pointer (&rows));
}

/**
 * stock_past_dup_time:
 * @time: microseconds since the epoch, UTC
 * @now: what time it is, in the zone of the user
 *
 * Returns: (transfer full): when that was, in the user's zone: the time of a day that is today,
 *   else the date too
 */
char *
stock_past_dup_time (gint64     time,
                     GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then
    = utc != NULL ? g_date_time_to_timezone (utc, g_date_time_get_timezone (now)) : NULL;
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;
  GDate day;

  if (then == NULL)
    return g_strdup ("");
  clock = g_date_time_format (then, "%H:%M");
  if (g_date_time_get_year (then) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: %s is the time of day, such as 14:05 */
    return g_strdup_printf (_("Today, %s"), clock);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, g_date_time_get_day_of_month (then), g_date_time_get_month (then),
                  g_date_time_get_year (then));
  date = base_date_format (&day, base_format_get_locale ());
  /* Translators: a date and the time of day */
  return g_strdup_printf (_("%s, %s"), date, clock);
}
