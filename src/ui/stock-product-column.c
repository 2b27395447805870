#include "config.h"

#include "ui/stock-product-column.h"

#include <glib/gi18n-lib.h>

#include "base/base-date-entry.h"
#include "base/base-date.h"
#include "base/base-decimal.h"
#include "model/stock-view.h"
#include "ui/stock-field-kind.h"

typedef gboolean (*LookFunc) (StockProductColumn *self,
                              StockProduct       *product,
                              SheetLook          *look);

struct _StockProductColumn
{
  SheetColumn parent_instance;

  const StockField *field;
  StockInventory *inventory;
  StockCalendar *calendar;
  LookFunc look; /* NULL: nothing beyond the text */
};

G_DEFINE_FINAL_TYPE (StockProductColumn, stock_product_column, SHEET_TYPE_COLUMN)

static gboolean
name_look (StockProductColumn *self,
           StockProduct       *product,
           SheetLook          *look)
{
  look->placeholder = _("No name");
  return TRUE;
}

static gboolean
quantity_look (StockProductColumn *self,
               StockProduct       *product,
               SheetLook          *look)
{
  if (!stock_product_is_low (product))
    return FALSE;
  /* Translators: a small mark beside a quantity that is at or under the reorder level */
  look->mark = _("low");
  look->state = _("at or under the reorder level");
  look->tone = SHEET_TONE_WARNING;
  return TRUE;
}

static gboolean
expiry_look (StockProductColumn *self,
             StockProduct       *product,
             SheetLook          *look)
{
  switch (stock_expiry_of (&product->expiry_date, stock_calendar_get_today (self->calendar),
                           stock_calendar_get_expiring_days (self->calendar)))
    {
    case STOCK_EXPIRY_PAST:
      look->icon_name = "stock-expired-symbolic";
      look->state = _("expired");
      look->tone = SHEET_TONE_ERROR;
      return TRUE;

    case STOCK_EXPIRY_SOON:
      look->icon_name = "stock-expiring-symbolic";
      look->state = _("expiring soon");
      look->tone = SHEET_TONE_WARNING;
      return TRUE;

    case STOCK_EXPIRY_NONE:
    default:
      return FALSE;
    }
}

static gboolean
category_look (StockProductColumn *self,
               StockProduct       *product,
               SheetLook          *look)
{
  StockCategory *category = stock_product_get_category (product);

  if (category == NULL)
    return FALSE;
  look->has_dot = gdk_rgba_parse (&look->dot, category->colour);
  return look->has_dot;
}

/* Which columns tell more than their text. */
static const struct
{
  const char *field;
  LookFunc look;
} looks[] = {
  { "name", name_look },
  { "quantity", quantity_look },
  { "expiry_date", expiry_look },
  { "category", category_look },
};

static char *
stock_product_column_dup_text (SheetColumn *column,
                               GObject     *item)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_field_dup_text (self->field, self->inventory, STOCK_PRODUCT (item));
}

static char *
stock_product_column_dup_edit_text (SheetColumn *column,
                                    GObject     *item)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_field_dup_edit_text (self->field, self->inventory, STOCK_PRODUCT (item));
}

static char *
stock_product_column_dup_copy_text (SheetColumn *column,
                                    GObject     *item)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_field_dup_copy_text (self->field, self->inventory, STOCK_PRODUCT (item));
}

/* Whether the text comes from a hand in a cell, and not from another program. */
static gboolean
is_entry (SheetAction action)
{
  return action == SHEET_ACTION_TYPE || action == SHEET_ACTION_EDIT || action == SHEET_ACTION_FILL;
}

static gboolean
stock_product_column_set_text (SheetColumn  *column,
                               GObject      *item,
                               const char   *text,
                               SheetAction   action,
                               GError      **error)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_product_column_write (self->field, self->inventory,
                                     stock_calendar_get_today (self->calendar),
                                     STOCK_PRODUCT (item), text, action, error);
}

static gboolean
stock_product_column_get_look (SheetColumn *column,
                               GObject     *item,
                               SheetLook   *look)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return self->look != NULL && self->look (self, STOCK_PRODUCT (item), look);
}

static char **
stock_product_column_dup_completions (SheetColumn *column,
                                      GObject     *item,
                                      const char  *typed)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_field_dup_completions (self->field, self->inventory, typed);
}

static char *
stock_product_column_dup_new_label (SheetColumn *column,
                                    GObject     *item,
                                    const char  *typed)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_field_dup_new_label (self->field, self->inventory, typed);
}

static gboolean
stock_product_column_check_text (SheetColumn  *column,
                                 GObject      *item,
                                 const char   *text,
                                 SheetAction   action,
                                 GError      **error)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);

  return stock_field_check (self->field, self->inventory, STOCK_PRODUCT (item), text,
                            action == SHEET_ACTION_TYPE, stock_calendar_get_today (self->calendar),
                            error);
}

static gboolean
stock_product_column_read_date (SheetColumn *column,
                                GObject     *item,
                                const char  *text,
                                GDate       *date)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);
  const GDate *today = stock_calendar_get_today (self->calendar);

  if (self->field->kind != &stock_field_kind_date)
    return FALSE;
  if (!base_date_parse_entry (text, base_format_get_locale (), today, date, NULL))
    *date = *today;
  return TRUE;
}

static char *
stock_product_column_dup_date_text (SheetColumn *column,
                                    GObject     *item,
                                    const GDate *date)
{
  return base_date_format (date, base_format_get_locale ());
}

static void
stock_product_column_get_value (SheetColumn *column,
                                GObject     *item,
                                SheetValue  *value)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (column);
  StockProduct *product = STOCK_PRODUCT (item);
  StockNumber number;

  if (self->look == expiry_look && g_date_valid (&product->expiry_date))
    {
      value->kind = SHEET_VALUE_DATE;
      value->date = product->expiry_date;
    }
  else if (stock_field_get_number (self->field, self->inventory, product, &number)
           && base_decimal_narrow (number.value, &value->number))
    {
      value->kind = SHEET_VALUE_NUMBER;
      value->decimals = number.decimals;
    }
}

static void
stock_product_column_dispose (GObject *object)
{
  StockProductColumn *self = STOCK_PRODUCT_COLUMN (object);

  g_clear_object (&self->inventory);
  g_clear_object (&self->calendar);
  G_OBJECT_CLASS (stock_product_column_parent_class)->dispose (object);
}

static void
stock_product_column_class_init (StockProductColumnClass *klass)
{
  SheetColumnClass *column_class = SHEET_COLUMN_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_product_column_dispose;
  column_class->dup_text = stock_product_column_dup_text;
  column_class->dup_edit_text = stock_product_column_dup_edit_text;
  column_class->dup_copy_text = stock_product_column_dup_copy_text;
  column_class->set_text = stock_product_column_set_text;
  column_class->get_look = stock_product_column_get_look;
  column_class->dup_completions = stock_product_column_dup_completions;
  column_class->dup_new_label = stock_product_column_dup_new_label;
  column_class->check_text = stock_product_column_check_text;
  column_class->read_date = stock_product_column_read_date;
  column_class->dup_date_text = stock_product_column_dup_date_text;
  column_class->get_value = stock_product_column_get_value;
}

static void
stock_product_column_init (StockProductColumn *self)
{
}

/* A link between two rows changes neither of them: whoever shows links asks after every commit. */
static void
follow_links (StockProductColumn *self)
{
  OrmSession *session = stock_inventory_get_session (self->inventory);

  g_signal_connect_object (session, "committed", G_CALLBACK (sheet_column_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (sheet_column_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * stock_product_column_new:
 * @field: what it shows; static
 * @inventory: the inventory
 * @calendar: what day it is
 *
 * Returns: (transfer full): a column for the sheet
 */
SheetColumn *
stock_product_column_new (const StockField *field,
                          StockInventory   *inventory,
                          StockCalendar    *calendar)
{
  StockProductColumn *self
    = g_object_new (STOCK_TYPE_PRODUCT_COLUMN,
                    "id", field->id,
                    "title", _(field->title),
                    "width", field->width,
                    "numeric", (field->flags & STOCK_FIELD_NUMERIC) != 0,
                    "always-filled", (field->flags & STOCK_FIELD_ALWAYS_FILLED) != 0,
                    "editable", (field->flags & STOCK_FIELD_READ_ONLY) == 0,
                    "sortable", (field->flags & STOCK_FIELD_LIST) == 0,
                    "list", (field->flags & STOCK_FIELD_LIST) != 0,
                    "multiline", (field->flags & STOCK_FIELD_LINES) != 0,
                    NULL);

  self->field = field;
  self->inventory = g_object_ref (inventory);
  self->calendar = g_object_ref (calendar);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_str_equal (looks[i].field, field->id))
      self->look = looks[i].look;
  if (field->flags & STOCK_FIELD_LIST)
    follow_links (self);
  return SHEET_COLUMN (self);
}

/**
 * stock_product_column_get_field:
 * @self: a column
 *
 * Returns: (transfer none): what it shows
 */
const StockField *
stock_product_column_get_field (StockProductColumn *self)
{
  return self->field;
}

/**
 * stock_product_column_write:
 * @field: what the column shows
 * @inventory: the inventory
 * @today: today, for what is typed of dates
 * @product: a product
 * @text: what its cell is to hold
 * @action: what the user does
 * @error: return location for an error
 *
 * What the column does with a text, for a thread that has no columns. Nothing is committed.
 *
 * Returns: %TRUE, or %FALSE with a reason for the user
 */
gboolean
stock_product_column_write (const StockField  *field,
                            StockInventory    *inventory,
                            const GDate       *today,
                            StockProduct      *product,
                            const char        *text,
                            SheetAction        action,
                            GError           **error)
{
  g_autofree char *computed = NULL;

  if (is_entry (action))
    {
      computed = stock_field_compute (field, inventory, product, text, action == SHEET_ACTION_TYPE,
                                      today, error);
      if (computed == NULL)
        return FALSE;
      text = computed;
    }
  return stock_field_set_text (field, inventory, product, text, error);
}
