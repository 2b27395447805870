#include "config.h"

#include "ui/stock-filter.h"

#include <glib/gi18n-lib.h>

#include "base/base-date.h"
#include "base/base-decimal.h"
#include "base/base-error.h"
#include "base/base-money.h"
#include "ui/stock-field-kind.h"

/* Values that are named; the others are counted. */
#define MOST_NAMED 3

#define TEXT   STOCK_FILTER_TEXT
#define NUMBER STOCK_FILTER_NUMBER
#define DATE   STOCK_FILTER_DATE
#define LIST   STOCK_FILTER_LIST

/* What a test is called in the file, which columns it is for, how many entries it has, and what it
 * is called: alone, and of a column with its values. Those of dates follow. */
static const struct
{
  const char *nick;
  StockFilterKind kinds;
  guint n_entries;
  const char *label;
  const char *text;
  const char *date_label;
  const char *date_text;
} tests[STOCK_N_TESTS] = {
  /* Translators: in these, %s is first the name of a column and then a value */
  [STOCK_TEST_ONE_OF] = { "one-of", TEXT | LIST, 0, N_("Is one of"), N_("%s: %s") },
  [STOCK_TEST_CONTAINS] = { "contains", TEXT | LIST, 1, N_("Contains"),
                            N_("%s contains “%s”") },
  [STOCK_TEST_BEGINS] = { "begins", TEXT | LIST, 1, N_("Begins with"),
                          N_("%s begins with “%s”") },
  [STOCK_TEST_EQUAL] = { "equal", NUMBER | DATE, 1, N_("Is equal to"), N_("%s = %s"),
                         N_("Is on"), N_("%s on %s") },
  [STOCK_TEST_LESS] = { "less", NUMBER | DATE, 1, N_("Is less than"), N_("%s < %s"),
                        N_("Is before"), N_("%s before %s") },
  [STOCK_TEST_MORE] = { "more", NUMBER | DATE, 1, N_("Is more than"), N_("%s > %s"),
                        N_("Is after"), N_("%s after %s") },
  [STOCK_TEST_BETWEEN] = { "between", NUMBER | DATE, 2, N_("Is between"), N_("%s from %s to %s"),
                           N_("Is between"), N_("%s from %s to %s") },
  [STOCK_TEST_TODAY] = { "today", DATE, 0, NULL, NULL, N_("Is today"), N_("%s today") },
  [STOCK_TEST_THIS_MONTH] = { "this-month", DATE, 0, NULL, NULL, N_("Is in this month"),
                              N_("%s this month") },
  [STOCK_TEST_NEXT_DAYS] = { "next-30-days", DATE, 0, NULL, NULL, N_("Is in the next 30 days"),
                             N_("%s in the next 30 days") },
  [STOCK_TEST_EMPTY] = { "empty", TEXT | NUMBER | DATE | LIST, 0, N_("Is empty"), N_("%s is empty"),
                         N_("Is empty"), N_("%s is empty") },
  [STOCK_TEST_FILLED] = { "filled", TEXT | NUMBER | DATE | LIST, 0, N_("Is not empty"),
                          N_("%s is not empty"), N_("Is not empty"), N_("%s is not empty") },
};

/**
 * stock_filter_get_kind:
 * @field: a column
 *
 * Returns: what it holds; 0 if there is nothing that could be asked of it
 */
StockFilterKind
stock_filter_get_kind (const StockField *field)
{
  if (field->property == NULL)
    return 0;
  if (field->flags & STOCK_FIELD_LIST)
    return LIST;
  if (field->kind == &stock_field_kind_date)
    return DATE;
  return field->kind->get_decimals != NULL ? NUMBER : TEXT;
}

/**
 * stock_filter_takes:
 * @field: a column
 * @test: a test
 *
 * Returns: whether the test can be asked of the column
 */
gboolean
stock_filter_takes (const StockField *field,
                    StockTest         test)
{
  gboolean asks_empty = test == STOCK_TEST_EMPTY || test == STOCK_TEST_FILLED;

  return (tests[test].kinds & stock_filter_get_kind (field)) != 0
         && !(asks_empty && (field->flags & STOCK_FIELD_ALWAYS_FILLED) != 0);
}

/**
 * stock_filter_get_n_entries:
 * @test: a test
 *
 * Returns: how many values are typed for it
 */
guint
stock_filter_get_n_entries (StockTest test)
{
  return tests[test].n_entries;
}

/**
 * stock_filter_get_label:
 * @field: a column
 * @test: a test that it takes
 *
 * Returns: what the test is called
 */
const char *
stock_filter_get_label (const StockField *field,
                        StockTest         test)
{
  return _(stock_filter_get_kind (field) == DATE ? tests[test].date_label : tests[test].label);
}

/**
 * stock_filter_get_nick:
 * @test: a test
 *
 * Returns: what files call it
 */
const char *
stock_filter_get_nick (StockTest test)
{
  return tests[test].nick;
}

/**
 * stock_filter_find_test:
 * @nick: what files call a test
 * @test: (out): the test
 *
 * Returns: whether there is such a test
 */
gboolean
stock_filter_find_test (const char *nick,
                        StockTest  *test)
{
  for (StockTest i = 0; i < STOCK_N_TESTS; i++)
    if (g_str_equal (tests[i].nick, nick))
      {
        *test = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * stock_filter_get_path:
 * @field: a column of text
 *
 * Returns: (nullable): the path to its text; %NULL for a list
 */
const char *
stock_filter_get_path (const StockField *field)
{
  return stock_filter_get_kind (field) == LIST ? NULL : field->order;
}

/**
 * stock_filter_read_number:
 * @value: a number as a filter keeps it
 * @number: (out): the number, in units of 10 to the power of minus %STOCK_FILTER_DECIMALS
 *
 * Returns: whether it is one
 */
gboolean
stock_filter_read_number (const char *value,
                          gint64     *number)
{
  return base_decimal_parse (value, STOCK_FILTER_DECIMALS, base_format_get_plain (), number, NULL);
}

/**
 * stock_filter_new:
 * @field: a column
 * @test: a test
 * @values: (nullable): values as the filter keeps them
 *
 * Returns: (transfer full) (nullable): a filter; %NULL if it would make no sense
 */
StockFilter *
stock_filter_new (const StockField  *field,
                  StockTest          test,
                  const char *const *values)
{
  guint n_values = values != NULL ? g_strv_length ((char **) values) : 0;
  StockFilter *self;
  gint64 number;
  GDate date;

  if (!stock_filter_takes (field, test)
      || (test == STOCK_TEST_ONE_OF ? n_values == 0 : n_values != tests[test].n_entries))
    return NULL;
  for (guint i = 0; i < n_values; i++)
    if ((stock_filter_get_kind (field) == NUMBER
         && !stock_filter_read_number (values[i], &number))
        || (stock_filter_get_kind (field) == DATE && !base_date_parse_iso (values[i], &date, NULL)))
      return NULL;
  self = g_new0 (StockFilter, 1);
  self->field = field;
  self->test = test;
  self->values = n_values > 0 ? g_strdupv ((char **) values) : g_new0 (char *, 1);
  return self;
}

/* Typed values */

/* With no more decimals than it has. */
static char *
dup_number (gint64            value,
            const BaseFormat *format)
{
  guint decimals = STOCK_FILTER_DECIMALS;

  for (; decimals > 0 && value % 10 == 0; decimals--)
    value /= 10;
  return base_decimal_format (value, decimals, format);
}

static gboolean
read_number (const StockField  *field,
             StockInventory    *inventory,
             const char        *typed,
             gint64            *value,
             GError           **error)
{
  guint decimals = stock_inventory_get_currency_decimals (inventory);

  if (field->kind != &stock_field_kind_money)
    return base_decimal_parse (typed, STOCK_FILTER_DECIMALS, base_format_get_locale (), value,
                               error);
  if (!base_money_parse (typed, decimals, base_format_get_locale (), value, error))
    return FALSE;
  return base_decimal_narrow (base_decimal_rescale (*value, decimals, STOCK_FILTER_DECIMALS),
                              value);
}

/* As the filter keeps it; NULL with @error. */
static char *
dup_value (const StockField  *field,
           StockInventory    *inventory,
           const char        *typed,
           GError           **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  gint64 number;
  GDate date;

  if (*stripped == '\0')
    {
      g_set_error_literal (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("Enter what to look for"));
      return NULL;
    }
  if (stock_filter_get_kind (field) == NUMBER)
    return read_number (field, inventory, stripped, &number, error)
             ? dup_number (number, base_format_get_plain ()) : NULL;
  if (stock_filter_get_kind (field) == DATE)
    return base_date_parse (stripped, base_format_get_locale (), &date, error)
             ? base_date_format_iso (&date) : NULL;
  return g_steal_pointer (&stripped);
}

static gboolean
is_after (const StockField *field,
          const char       *first,
          const char       *second)
{
  gint64 a, b;

  if (stock_filter_get_kind (field) == DATE)
    return strcmp (first, second) > 0;
  return stock_filter_read_number (first, &a) && stock_filter_read_number (second, &b) && a > b;
}

/**
 * stock_filter_new_typed:
 * @field: a column
 * @test: a test that it takes and for which something is typed
 * @typed: what was typed, in the format of the locale
 * @inventory: whose currency it is
 * @error: return location for an error
 *
 * Returns: (transfer full): a filter; %NULL with a reason for the user
 */
StockFilter *
stock_filter_new_typed (const StockField   *field,
                        StockTest           test,
                        const char *const  *typed,
                        StockInventory     *inventory,
                        GError            **error)
{
  g_auto (GStrv) values = g_new0 (char *, tests[test].n_entries + 1);

  for (guint i = 0; i < tests[test].n_entries; i++)
    {
      values[i] = dup_value (field, inventory, typed[i], error);
      if (values[i] == NULL)
        return NULL;
    }
  if (test == STOCK_TEST_BETWEEN && is_after (field, values[0], values[1]))
    {
      char *first = values[0];

      values[0] = values[1];
      values[1] = first;
    }
  return stock_filter_new (field, test, (const char *const *) values);
}

/**
 * stock_filter_new_product:
 * @field: a column
 * @inventory: the inventory
 * @product: a product
 *
 * Returns: (transfer full) (nullable): the filter for the products that have the same value there;
 *   %NULL in a column that cannot be filtered
 */
StockFilter *
stock_filter_new_product (const StockField *field,
                          StockInventory   *inventory,
                          StockProduct     *product)
{
  g_autofree char *text = stock_field_dup_copy_text (field, inventory, product);
  const char *typed[] = { text, NULL };
  g_auto (GStrv) names = NULL;
  StockFilterKind kind = stock_filter_get_kind (field);

  if (*text == '\0' && stock_filter_takes (field, STOCK_TEST_EMPTY))
    return stock_filter_new (field, STOCK_TEST_EMPTY, NULL);
  if (kind == NUMBER || kind == DATE)
    return stock_filter_new_typed (field, STOCK_TEST_EQUAL, typed, inventory, NULL);
  names = kind == LIST ? g_strsplit (text, ", ", -1) : g_strdupv ((char **) typed);
  return stock_filter_new (field, STOCK_TEST_ONE_OF, (const char *const *) names);
}

void
stock_filter_free (StockFilter *self)
{
  g_strfreev (self->values);
  g_free (self);
}

/* One of the values in the format of the locale. */
static char *
dup_shown (const StockFilter *self,
           const char        *value)
{
  gint64 number;
  GDate date;

  if (stock_filter_get_kind (self->field) == NUMBER
      && stock_filter_read_number (value, &number))
    return dup_number (number, base_format_get_locale ());
  if (stock_filter_get_kind (self->field) == DATE && base_date_parse_iso (value, &date, NULL))
    return base_date_format (&date, base_format_get_locale ());
  return g_strdup (value);
}

/**
 * stock_filter_dup_typed:
 * @self: a filter
 *
 * Returns: (transfer full): what would be typed for it
 */
char **
stock_filter_dup_typed (const StockFilter *self)
{
  g_autoptr (GStrvBuilder) typed = g_strv_builder_new ();

  for (char **value = self->values; *value != NULL; value++)
    {
      g_autofree char *shown = dup_shown (self, *value);

      g_strv_builder_add (typed, shown);
    }
  return g_strv_builder_end (typed);
}

/* Some of the values, and how many there are besides. */
static char *
dup_names (const StockFilter *self)
{
  guint n_values = g_strv_length (self->values);
  guint n_named = n_values > MOST_NAMED ? MOST_NAMED - 1 : n_values;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n_named; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            /* Translators: stands for a cell without a value */
                            *self->values[i] != '\0' ? self->values[i] : _("(empty)"));
  if (n_named < n_values)
    {
      g_string_append (names, ", ");
      g_string_append_printf (names, ngettext ("%u more", "%u more", n_values - n_named),
                              n_values - n_named);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * stock_filter_dup_text:
 * @self: a filter
 *
 * Returns: (transfer full): what it says, in a few words
 */
char *
stock_filter_dup_text (const StockFilter *self)
{
  gboolean is_date = stock_filter_get_kind (self->field) == DATE;
  g_autoptr (GString) text = g_string_new (_(is_date ? tests[self->test].date_text
                                                     : tests[self->test].text));
  g_auto (GStrv) shown = stock_filter_dup_typed (self);
  g_autofree char *names = dup_names (self);

  g_string_replace (text, "%s", _(self->field->title), 1);
  if (self->test == STOCK_TEST_ONE_OF)
    g_string_replace (text, "%s", names, 1);
  else
    for (guint i = 0; i < tests[self->test].n_entries; i++)
      g_string_replace (text, "%s", shown[i], 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
