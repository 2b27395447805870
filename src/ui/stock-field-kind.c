#include "config.h"

#include "ui/stock-field-kind.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-arithmetic.h"
#include "base/base-date-entry.h"
#include "base/base-date.h"
#include "base/base-decimal.h"
#include "base/base-error.h"
#include "base/base-money.h"
#include "base/base-text.h"

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

/* What arithmetic makes of the number that the cell holds, as set_text() reads it. */
static char *
compute_number (const StockField  *field,
                StockInventory    *inventory,
                StockProduct      *product,
                const char        *text,
                gboolean           may_change,
                GError           **error)
{
  guint decimals = field->kind->get_decimals (inventory, product);
  gint64 value = get_integer (field, product);

  if (!base_arithmetic_is_entry (text, may_change))
    return g_strdup (text);
  if (value == ORM_UNSET)
    value = 0;
  if (!base_arithmetic_evaluate (text, value, decimals, base_format_get_locale (), &value, error))
    return NULL;
  return base_decimal_format (value, decimals, edit_format ());
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

/* Whether a word at the end of a number is a unit, and not the locale's way to write numbers. */
static const char *
find_word (const char *text)
{
  const char *word = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)) || strchr (".,)%", *p) != NULL)
      word = NULL;
    else if (word == NULL && g_unichar_isalpha (g_utf8_get_char (p)))
      word = p;
  return word;
}

static gboolean
is_same_word (const char *a,
              const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

/* How long the number is before the product's unit, if that stands at the end of the text. */
static gsize
find_unit (const char *text,
           const char *unit)
{
  const char *p = text + strlen (text);

  for (glong i = g_utf8_strlen (unit, -1); i > 0 && p > text; i--)
    p = g_utf8_prev_char (p);
  if (p == text || g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p))))
    return strlen (text);
  return is_same_word (p, unit) ? (gsize) (p - text) : strlen (text);
}

/* The number in "3 kg", if that is what the product is counted in. */
static char *
dup_without_unit (StockProduct  *product,
                  const char    *text,
                  GError       **error)
{
  const char *unit = product->unit != NULL ? product->unit : _("pieces");
  g_autofree char *number = g_strndup (text, find_unit (text, unit));
  const char *word = find_word (g_strchomp (number));
  g_autofree char *shown = NULL;

  if (word == NULL || word == number)
    return g_steal_pointer (&number);
  shown = base_text_shorten (word);
  /* Translators: units, such as “kg”: that of the product, then the one that was typed */
  g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("This is counted in “%s”, not in “%s”"),
               unit, shown);
  return NULL;
}

static char *
amount_compute (const StockField  *field,
                StockInventory    *inventory,
                StockProduct      *product,
                const char        *text,
                gboolean           may_change,
                const GDate       *today,
                GError           **error)
{
  g_autofree char *number = dup_without_unit (product, text, error);

  if (number == NULL)
    return NULL;
  return compute_number (field, inventory, product, number, may_change, error);
}

static gboolean
amount_set_text (const StockField  *field,
                 StockInventory    *inventory,
                 StockProduct      *product,
                 const char        *text,
                 GError           **error)
{
  gint64 value = empty_value (field);
  g_autofree char *number = dup_without_unit (product, text, error);

  if (number == NULL
      || (*number != '\0'
          && !base_decimal_parse (number, product->unit_decimals, base_format_get_locale (), &value,
                                  error)))
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

static char *
money_compute (const StockField  *field,
               StockInventory    *inventory,
               StockProduct      *product,
               const char        *text,
               gboolean           may_change,
               const GDate       *today,
               GError           **error)
{
  return compute_number (field, inventory, product, text, may_change, error);
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

/* As typed by a hand, which leaves out what goes without saying. */
static char *
date_compute (const StockField  *field,
              StockInventory    *inventory,
              StockProduct      *product,
              const char        *text,
              gboolean           may_change,
              const GDate       *today,
              GError           **error)
{
  GDate date;

  if (text[strspn (text, " ")] == '\0')
    return g_strdup ("");
  if (!base_date_parse_entry (text, base_format_get_locale (), today, &date, error))
    return NULL;
  return base_date_format_iso (&date);
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
  .compute = amount_compute,
  .get_decimals = amount_get_decimals,
  .get_number = amount_get_number,
};

const StockFieldKind stock_field_kind_money = {
  .dup_text = money_dup_text,
  .dup_edit_text = money_dup_edit_text,
  .set_text = money_set_text,
  .compute = money_compute,
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
  .compute = date_compute,
};
