#include "config.h"

#include "ui/stock-field-kind.h"

#include <glib/gi18n-lib.h>

#include "base/base-arithmetic.h"
#include "base/base-date.h"
#include "base/base-decimal.h"
#include "base/base-error.h"
#include "base/base-money.h"
#include "base/base-text.h"
#include "ui/stock-edit.h"

/* Units whose quantities have decimals. Any other word is a unit that is counted in the decimals
 * that the product has already. */
static const struct
{
  const char *name;
  guint decimals;
} units[] = {
  { "kg", 3 }, { "g", 0 }, { "t", 3 }, { "lb", 2 }, { "oz", 2 },
  { "l", 3 }, { "ml", 0 }, { "cl", 0 }, { "gal", 2 },
  { "m", 3 }, { "cm", 1 }, { "mm", 0 }, { "ft", 2 }, { "in", 2 }, { "m²", 2 }, { "m³", 3 },
};

/* The locale's format without marks between thousands, as nobody wants to edit around them. */
static const BaseFormat *
edit_format (void)
{
  static BaseFormat format;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      format = *base_format_get_locale ();
      format.group_sign[0] = '\0';
      g_once_init_leave (&ready, 1);
    }
  return &format;
}

static char *
dup_string_property (const StockField *field,
                     StockProduct     *product)
{
  char *text;

  g_object_get (product, field->property, &text, NULL);
  return text != NULL ? text : g_strdup ("");
}

static char *
text_dup_text (const StockField *field,
               StockInventory   *inventory,
               StockProduct     *product)
{
  return dup_string_property (field, product);
}

static gboolean
text_set_text (const StockField  *field,
               StockInventory    *inventory,
               StockProduct      *product,
               const char        *text,
               GError           **error)
{
  g_object_set (product, field->property, text, NULL);
  return TRUE;
}

static gboolean
optional_set_text (const StockField  *field,
                   StockInventory    *inventory,
                   StockProduct      *product,
                   const char        *text,
                   GError           **error)
{
  g_object_set (product, field->property, *text != '\0' ? text : NULL, NULL);
  return TRUE;
}

/* Gives an amount another number of decimals; FALSE if that would change it. */
static gboolean
rescale (gint64  amount,
         guint   from,
         guint   to,
         gint64 *result)
{
  BaseWide wide = base_decimal_rescale (amount, from, to);

  return base_decimal_rescale (wide, to, from) == amount && base_decimal_narrow (wide, result)
         && ABS (*result) <= STOCK_LIMIT;
}

static guint
find_decimals (const char *unit,
               guint       otherwise)
{
  g_autofree char *folded = g_utf8_casefold (unit, -1);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (folded, units[i].name))
      return units[i].decimals;
  return otherwise;
}

/* What is in stock stays what it is: 5 becomes 5.000 kg. */
static gboolean
unit_set_text (const StockField  *field,
               StockInventory    *inventory,
               StockProduct      *product,
               const char        *text,
               GError           **error)
{
  guint from = product->unit_decimals;
  guint to = *text != '\0' ? find_decimals (text, from) : 0;
  gint64 quantity, level = ORM_UNSET;

  if (!rescale (product->quantity, from, to, &quantity)
      || (product->reorder_level != ORM_UNSET
          && !rescale (product->reorder_level, from, to, &level)))
    {
      /* Translators: %s is a unit, such as “box” */
      g_set_error (error, BASE_ERROR, BASE_ERROR_PRECISION,
                   _("The quantity or the reorder level cannot be kept in the unit “%s”"),
                   *text != '\0' ? text : _("pieces"));
      return FALSE;
    }
  g_object_set (product, field->property, *text != '\0' ? text : NULL,
                "unit-decimals", (gint64) to, "quantity", quantity, "reorder-level", level, NULL);
  return TRUE;
}

static char **
unit_dup_completions (const StockField *field,
                      StockInventory   *inventory,
                      const char       *typed)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (units[i].name, typed))
      g_strv_builder_add (found, units[i].name);
  return g_strv_builder_end (found);
}

static gint64
get_integer (const StockField *field,
             StockProduct     *product)
{
  gint64 value;

  g_object_get (product, field->property, &value, NULL);
  return value;
}

static char *
dup_amount (const StockField *field,
            StockProduct     *product,
            const BaseFormat *format)
{
  gint64 value = get_integer (field, product);

  if (value == ORM_UNSET)
    return g_strdup ("");
  return base_decimal_format (value, product->unit_decimals, format);
}

static char *
amount_dup_text (const StockField *field,
                 StockInventory   *inventory,
                 StockProduct     *product)
{
  return dup_amount (field, product, base_format_get_locale ());
}

static char *
amount_dup_edit_text (const StockField *field,
                      StockInventory   *inventory,
                      StockProduct     *product)
{
  return dup_amount (field, product, edit_format ());
}

static guint
amount_get_decimals (StockInventory *inventory,
                     StockProduct   *product)
{
  return product->unit_decimals;
}

/* What a cell of numbers holds when its text is taken out. */
static gint64
empty_value (const StockField *field)
{
  return field->flags & STOCK_FIELD_ALWAYS_FILLED ? 0 : ORM_UNSET;
}

static gboolean
amount_set_text (const StockField  *field,
                 StockInventory    *inventory,
                 StockProduct      *product,
                 const char        *text,
                 GError           **error)
{
  gint64 value = empty_value (field);

  if (*text != '\0'
      && !base_decimal_parse (text, product->unit_decimals, base_format_get_locale (), &value,
                              error))
    return FALSE;
  g_object_set (product, field->property, value, NULL);
  return TRUE;
}

static gboolean
amount_get_number (const StockField *field,
                   StockInventory   *inventory,
                   StockProduct     *product,
                   StockNumber      *number)
{
  gint64 value = get_integer (field, product);

  if (value == ORM_UNSET)
    return FALSE;
  *number = (StockNumber) { value, product->unit_decimals, FALSE };
  return TRUE;
}

static guint
money_get_decimals (StockInventory *inventory,
                    StockProduct   *product)
{
  return stock_inventory_get_currency_decimals (inventory);
}

static char *
money_dup_text (const StockField *field,
                StockInventory   *inventory,
                StockProduct     *product)
{
  return base_money_format (get_integer (field, product),
                            stock_inventory_get_currency_decimals (inventory),
                            stock_inventory_get_currency (inventory), base_format_get_locale ());
}

static char *
money_dup_edit_text (const StockField *field,
                     StockInventory   *inventory,
                     StockProduct     *product)
{
  return base_decimal_format (get_integer (field, product),
                              stock_inventory_get_currency_decimals (inventory), edit_format ());
}

static gboolean
money_set_text (const StockField  *field,
                StockInventory    *inventory,
                StockProduct      *product,
                const char        *text,
                GError           **error)
{
  gint64 value = empty_value (field);

  if (*text != '\0'
      && !base_money_parse (text, stock_inventory_get_currency_decimals (inventory),
                            base_format_get_locale (), &value, error))
    return FALSE;
  g_object_set (product, field->property, value, NULL);
  return TRUE;
}

static gboolean
money_get_number (const StockField *field,
                  StockInventory   *inventory,
                  StockProduct     *product,
                  StockNumber      *number)
{
  *number = (StockNumber) {
    get_integer (field, product), stock_inventory_get_currency_decimals (inventory), TRUE
  };
  return TRUE;
}

static char *
value_dup_text (const StockField *field,
                StockInventory   *inventory,
                StockProduct     *product)
{
  return base_money_format (stock_product_get_value (product),
                            stock_inventory_get_currency_decimals (inventory),
                            stock_inventory_get_currency (inventory), base_format_get_locale ());
}

static char *
value_dup_edit_text (const StockField *field,
                     StockInventory   *inventory,
                     StockProduct     *product)
{
  return base_decimal_format_wide (stock_product_get_value (product),
                                   stock_inventory_get_currency_decimals (inventory),
                                   edit_format ());
}

static gboolean
value_get_number (const StockField *field,
                  StockInventory   *inventory,
                  StockProduct     *product,
                  StockNumber      *number)
{
  *number = (StockNumber) {
    stock_product_get_value (product), stock_inventory_get_currency_decimals (inventory), TRUE
  };
  return TRUE;
}

static char *
date_dup_text (const StockField *field,
               StockInventory   *inventory,
               StockProduct     *product)
{
  if (!g_date_valid (&product->expiry_date))
    return g_strdup ("");
  return base_date_format (&product->expiry_date, base_format_get_locale ());
}

/* As every spreadsheet reads it. */
static char *
date_dup_copy_text (const StockField *field,
                    StockInventory   *inventory,
                    StockProduct     *product)
{
  if (!g_date_valid (&product->expiry_date))
    return g_strdup ("");
  return base_date_format_iso (&product->expiry_date);
}

static gboolean
date_set_text (const StockField  *field,
               StockInventory    *inventory,
               StockProduct      *product,
               const char        *text,
               GError           **error)
{
  GDate date;

  if (*text == '\0')
    g_object_set (product, field->property, NULL, NULL);
  else if (base_date_parse (text, base_format_get_locale (), &date, error))
    g_object_set (product, field->property, &date, NULL);
  else
    return FALSE;
  return TRUE;
}

static char *
category_dup_text (const StockField *field,
                   StockInventory   *inventory,
                   StockProduct     *product)
{
  StockCategory *category = stock_product_get_category (product);

  return g_strdup (category != NULL ? category->name : "");
}

/* A category that does not exist yet comes into being in the same step. */
static StockCategory *
load_category (StockInventory  *inventory,
               const char      *name,
               GError         **error)
{
  g_autoptr (GError) failure = NULL;
  StockCategory *category
    = stock_category_find (stock_inventory_get_session (inventory), name, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return category != NULL ? category : stock_edit_make_category (inventory, name, error);
}

static gboolean
category_set_text (const StockField  *field,
                   StockInventory    *inventory,
                   StockProduct      *product,
                   const char        *text,
                   GError           **error)
{
  g_autoptr (StockCategory) category = NULL;

  if (*text != '\0')
    {
      category = load_category (inventory, text, error);
      if (category == NULL)
        return FALSE;
    }
  g_object_set (product, field->property, category, NULL);
  return TRUE;
}

static char **
category_dup_completions (const StockField *field,
                          StockInventory   *inventory,
                          const char       *typed)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *word = base_text_fold (typed);

  orm_query_order_by (query, "name", ORM_ASCENDING);
  all = orm_session_load_all (stock_inventory_get_session (inventory), query, NULL);
  for (int in_front = 1; in_front >= 0; in_front--)
    for (guint i = 0; all != NULL && i < all->len; i++)
      {
        StockCategory *category = g_ptr_array_index (all, i);
        g_autofree char *name = base_text_fold (category->name);

        if (base_text_contains (name, word) && g_str_has_prefix (name, word) == in_front)
          g_strv_builder_add (found, category->name);
      }
  return g_strv_builder_end (found);
}

const StockFieldKind stock_field_kind_text = {
  .dup_text = text_dup_text,
  .set_text = text_set_text,
};

const StockFieldKind stock_field_kind_optional = {
  .dup_text = text_dup_text,
  .set_text = optional_set_text,
};

const StockFieldKind stock_field_kind_unit = {
  .dup_text = text_dup_text,
  .set_text = unit_set_text,
  .dup_completions = unit_dup_completions,
};

const StockFieldKind stock_field_kind_amount = {
  .dup_text = amount_dup_text,
  .dup_edit_text = amount_dup_edit_text,
  .set_text = amount_set_text,
  .get_decimals = amount_get_decimals,
  .get_number = amount_get_number,
};

const StockFieldKind stock_field_kind_money = {
  .dup_text = money_dup_text,
  .dup_edit_text = money_dup_edit_text,
  .set_text = money_set_text,
  .get_decimals = money_get_decimals,
  .get_number = money_get_number,
};

const StockFieldKind stock_field_kind_value = {
  .dup_text = value_dup_text,
  .dup_edit_text = value_dup_edit_text,
  .get_number = value_get_number,
};

const StockFieldKind stock_field_kind_date = {
  .dup_text = date_dup_text,
  .dup_copy_text = date_dup_copy_text,
  .set_text = date_set_text,
};

const StockFieldKind stock_field_kind_category = {
  .dup_text = category_dup_text,
  .set_text = category_set_text,
  .dup_completions = category_dup_completions,
};

/* Returns: (transfer full) (nullable): what arithmetic makes of the number that the cell holds, as
 * set_text() reads it; NULL with @error */
char *
stock_field_kind_compute (const StockField  *field,
                          StockInventory    *inventory,
                          StockProduct      *product,
                          const char        *text,
                          GError           **error)
{
  guint decimals = field->kind->get_decimals (inventory, product);
  gint64 value = get_integer (field, product);

  if (value == ORM_UNSET)
    value = 0;
  if (!base_arithmetic_evaluate (text, value, decimals, base_format_get_locale (), &value, error))
    return NULL;
  return base_decimal_format (value, decimals, edit_format ());
}
