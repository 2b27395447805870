#include "inventory-fixture.h"
#include "ui/stock-calendar.h"
#include "ui/stock-product-column.h"

static StockCalendar *
create_calendar (void)
{
  StockCalendar *calendar = stock_calendar_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);

  stock_calendar_set_now (calendar, now);
  return calendar;
}

/* What the cells say beyond their texts. */
static void
test_look (Fixture       *self,
           gconstpointer  data)
{
  static const struct
  {
    gint64 product;
    const char *field;
    const char *icon_name;
    const char *mark;
    const char *state;
    gboolean has_dot;
  } cases[] = {
    { 1, "expiry_date", "stock-expired-symbolic", NULL, "expired", FALSE },
    { 2, "expiry_date", "stock-expiring-symbolic", NULL, "expiring soon", FALSE },
    { 3, "expiry_date", NULL, NULL, NULL, FALSE },
    { 4, "expiry_date", NULL, NULL, NULL, FALSE },
    { 1, "quantity", NULL, NULL, NULL, FALSE },
    { 2, "quantity", NULL, "low", "at or under the reorder level", FALSE },
    { 3, "quantity", NULL, "low", "at or under the reorder level", FALSE },
    { 1, "category", NULL, NULL, NULL, TRUE },
    { 4, "category", NULL, NULL, NULL, FALSE },
    { 1, "price", NULL, NULL, NULL, FALSE },
  };
  g_autoptr (StockCalendar) calendar = create_calendar ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, cases[i].product);
      g_autoptr (SheetColumn) column
        = stock_product_column_new (stock_field_find (cases[i].field), self->inventory, calendar);
      SheetLook look = { 0 };

      sheet_column_get_look (column, G_OBJECT (product), &look);
      g_assert_cmpstr (look.icon_name, ==, cases[i].icon_name);
      g_assert_cmpstr (look.mark, ==, cases[i].mark);
      g_assert_cmpstr (look.state, ==, cases[i].state);
      g_assert_cmpint (look.has_dot, ==, cases[i].has_dot);
    }
}

/* Numbers and dates go on in series. */
static void
test_value (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (StockCalendar) calendar = create_calendar ();
  g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  SheetValue value;
  static const struct
  {
    const char *field;
    SheetValueKind kind;
    guint decimals;
  } cases[] = {
    { "name", SHEET_VALUE_TEXT, 0 },
    { "price", SHEET_VALUE_NUMBER, 2 },
    { "quantity", SHEET_VALUE_NUMBER, 0 },
    { "expiry_date", SHEET_VALUE_DATE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SheetColumn) column
        = stock_product_column_new (stock_field_find (cases[i].field), self->inventory, calendar);

      sheet_column_get_value (column, G_OBJECT (product), &value);
      g_assert_cmpint (value.kind, ==, cases[i].kind);
      g_assert_cmpuint (value.decimals, ==, cases[i].decimals);
      if (value.kind == SHEET_VALUE_NUMBER)
        g_assert_cmpint (value.number, ==,
                         i == 1 ? product->price : product->quantity);
    }
  g_assert_cmpint (g_date_compare (&value.date, &product->expiry_date), ==, 0);
}

static void
test_column (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (StockCalendar) calendar = create_calendar ();
  g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (SheetColumn) name
    = stock_product_column_new (stock_field_find ("name"), self->inventory, calendar);
  g_autoptr (SheetColumn) value
    = stock_product_column_new (stock_field_find ("value"), self->inventory, calendar);
  g_autoptr (SheetColumn) date
    = stock_product_column_new (stock_field_find ("expiry_date"), self->inventory, calendar);
  SheetLook look = { 0 };
  g_autofree char *today = sheet_column_dup_today (date, G_OBJECT (product));
  g_autofree char *text = sheet_column_dup_text (value, G_OBJECT (product));

  g_assert_cmpstr (sheet_column_get_id (name), ==, "name");
  g_assert_cmpstr (sheet_column_get_title (name), ==, "Name");
  g_assert_false (sheet_column_get_numeric (name));
  g_assert_true (sheet_column_get_editable (name));
  g_assert_true (sheet_column_get_numeric (value));
  g_assert_false (sheet_column_get_editable (value));
  g_assert_true (sheet_column_get_always_filled (value));
  g_assert_cmpstr (today, ==, "Nov 22, 2026");
  g_assert_null (sheet_column_dup_today (name, G_OBJECT (product)));
  g_assert_cmpstr (text, ==, "$153.00");
  g_assert_true (sheet_column_get_look (name, G_OBJECT (product), &look));
  g_assert_cmpstr (look.placeholder, ==, "No name");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-product-column/look", test_look);
  fixture_add_test ("/stock-product-column/value", test_value);
  fixture_add_test ("/stock-product-column/column", test_column);
  return g_test_run ();
}
