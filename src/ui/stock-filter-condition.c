/* What a filter means for the database. */

#include "base/base-date.h"
#include "ui/stock-field-kind.h"
#include "ui/stock-filter.h"

/* Days that STOCK_TEST_NEXT_DAYS looks ahead. */
#define NEXT_DAYS 30

/* Conditions on text */

static OrmCondition *
empty_text (const char *path)
{
  return orm_condition_or (orm_condition_is_null (path),
                           orm_condition_compare (path, ORM_EQUAL, ORM_STRING ("")), NULL);
}

static OrmCondition *
one_of (const char  *path,
        char       **names)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (OrmValue));
  gboolean with_empty = FALSE;

  for (; *names != NULL; names++)
    {
      OrmValue value = ORM_STRING (*names);

      with_empty |= **names == '\0';
      g_array_append_val (values, value);
    }
  if (with_empty)
    return orm_condition_or (
      orm_condition_in (path, (const OrmValue *) values->data, values->len), empty_text (path),
      NULL);
  return orm_condition_in (path, (const OrmValue *) values->data, values->len);
}

static OrmCondition *
text_condition (const StockFilter *self,
                const char        *path)
{
  switch (self->test)
    {
    case STOCK_TEST_ONE_OF:
      return one_of (path, self->values);
    case STOCK_TEST_CONTAINS:
      return orm_condition_contains (path, self->values[0]);
    case STOCK_TEST_BEGINS:
      return orm_condition_starts_with (path, self->values[0]);
    case STOCK_TEST_EMPTY:
      return empty_text (path);
    default:
      return orm_condition_not (empty_text (path));
    }
}

static OrmCondition *
list_condition (const StockFilter *self)
{
  const char *list = self->field->property;

  if (self->test == STOCK_TEST_EMPTY)
    return orm_condition_not (orm_condition_has (list, orm_condition_is_not_null ("name")));
  if (self->test == STOCK_TEST_FILLED)
    return orm_condition_has (list, orm_condition_is_not_null ("name"));
  return orm_condition_has (list, text_condition (self, "name"));
}

/* Conditions on numbers */

static gint64
divide_down (gint64 value,
             gint64 by)
{
  return value / by - (value % by < 0);
}

/* What the numbers of a file that have @decimals are compared with, exactly: 0.5 pieces are more
 * than 0 and less than 1. */
static OrmCondition *
scaled_condition (const StockFilter *self,
                  const char        *path,
                  guint              decimals)
{
  gint64 by = 1, first = 0, last = 0;

  for (guint i = decimals; i < STOCK_FILTER_DECIMALS; i++)
    by *= 10;
  stock_filter_read_number (self->values[0], &first);
  if (self->test == STOCK_TEST_LESS)
    return orm_condition_compare (path, ORM_LESS, ORM_INT (-divide_down (-first, by)));
  if (self->test == STOCK_TEST_MORE)
    return orm_condition_compare (path, ORM_GREATER, ORM_INT (divide_down (first, by)));
  last = first;
  if (self->test == STOCK_TEST_BETWEEN)
    stock_filter_read_number (self->values[1], &last);
  return orm_condition_between (path, ORM_INT (-divide_down (-first, by)),
                                ORM_INT (divide_down (last, by)));
}

/* The smallest part that an amount is counted in is another one for each unit. */
static OrmCondition *
amount_condition (const StockFilter *self,
                  const char        *path)
{
  OrmCondition *all = NULL;

  for (guint i = 0; i <= STOCK_MAX_UNIT_DECIMALS; i++)
    {
      OrmCondition *one = orm_condition_and (
        orm_condition_compare ("unit-decimals", ORM_EQUAL, ORM_INT (i)),
        scaled_condition (self, path, i), NULL);

      all = all != NULL ? orm_condition_or (all, one, NULL) : one;
    }
  return all;
}

static OrmCondition *
number_condition (const StockFilter *self,
                  StockInventory    *inventory)
{
  const char *path = self->field->property;

  if (self->test == STOCK_TEST_EMPTY)
    return orm_condition_is_null (path);
  if (self->test == STOCK_TEST_FILLED)
    return orm_condition_is_not_null (path);
  if (self->field->kind == &stock_field_kind_money)
    return scaled_condition (self, path, stock_inventory_get_currency_decimals (inventory));
  return amount_condition (self, path);
}

/* Conditions on dates */

static OrmCondition *
date_condition (const StockFilter *self,
                const GDate       *today)
{
  const char *path = self->field->property;
  GDate first = *today, last = *today;

  if (self->values[0] != NULL)
    {
      base_date_parse_iso (self->values[0], &first, NULL);
      base_date_parse_iso (self->values[self->test == STOCK_TEST_BETWEEN], &last, NULL);
    }
  switch (self->test)
    {
    case STOCK_TEST_LESS:
      return orm_condition_compare_date (path, ORM_LESS, &first);
    case STOCK_TEST_MORE:
      return orm_condition_compare_date (path, ORM_GREATER, &first);
    case STOCK_TEST_EMPTY:
      return orm_condition_is_null (path);
    case STOCK_TEST_FILLED:
      return orm_condition_is_not_null (path);
    case STOCK_TEST_THIS_MONTH:
      g_date_set_day (&first, 1);
      g_date_set_day (&last, g_date_get_days_in_month (g_date_get_month (today),
                                                       g_date_get_year (today)));
      break;
    case STOCK_TEST_NEXT_DAYS:
      g_date_add_days (&last, NEXT_DAYS);
      break;
    default:
      break;
    }
  return orm_condition_between_dates (path, &first, &last);
}

/**
 * stock_filter_dup_condition:
 * @self: a filter
 * @inventory: whose currency it is
 * @today: the day
 *
 * Returns: (transfer full): the condition on a product
 */
OrmCondition *
stock_filter_dup_condition (const StockFilter *self,
                            StockInventory    *inventory,
                            const GDate       *today)
{
  switch (stock_filter_get_kind (self->field))
    {
    case STOCK_FILTER_NUMBER:
      return number_condition (self, inventory);
    case STOCK_FILTER_DATE:
      return date_condition (self, today);
    case STOCK_FILTER_LIST:
      return list_condition (self);
    default:
      return text_condition (self, self->field->order);
    }
}
