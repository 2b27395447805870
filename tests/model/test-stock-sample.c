#include "inventory-fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/base-delimited.h"

/* The sample that the program ships, against its own text: what it says is what is in the file. */

typedef struct
{
  GPtrArray *rows; /* GPtrArray of cells */
  GBytes *csv;
} Sample;

static void
sample_init (Sample *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseDelimitedReader) reader = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *text;
  gsize length;

  self->csv = g_resources_lookup_data ("/io/github/stockbook/Stockbook/sample.csv",
                                       G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (self->csv, &length);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  reader = base_delimited_reader_new (text, length, ',');
  while (base_delimited_reader_next (reader, cells, NULL))
    {
      char **row = g_new0 (char *, cells->len + 1);

      for (guint i = 0; i < cells->len; i++)
        row[i] = g_strdup (cells->pdata[i]);
      g_ptr_array_add (self->rows, row);
    }
  g_ptr_array_remove_index (self->rows, 0);
}

static void
sample_clear (Sample *self)
{
  g_ptr_array_unref (self->rows);
  g_bytes_unref (self->csv);
}

/* Returns: (transfer full): what a text with a point is in its smallest part: 6120 of "6.12" with
 * three decimals */
static char *
print_decimal (const char *cell,
               guint       decimals)
{
  g_auto (GStrv) parts = g_strsplit (cell, ".", 2);
  const char *fraction = parts[1] != NULL ? parts[1] : "";
  g_autoptr (GString) digits = g_string_new (parts[0]);

  g_assert_cmpuint (strlen (fraction), <=, decimals);
  g_string_append (digits, fraction);
  for (gsize i = strlen (fraction); i < decimals; i++)
    g_string_append_c (digits, '0');
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (digits->str, NULL, 10));
}

static char *
print_date (const char *days)
{
  GDate date = fixture_today ();
  int n = atoi (days);

  if (*days == '\0')
    return g_strdup ("NULL");
  if (n < 0)
    g_date_subtract_days (&date, -n);
  else
    g_date_add_days (&date, n);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static const char *
or_null (const char *cell)
{
  return *cell != '\0' ? cell : "NULL";
}

/* Every cell of every row, digit by digit: no price or quantity is near what the text says. */
static void
test_exact (Fixture       *fixture,
            gconstpointer  data)
{
  GDate today = fixture_today ();
  g_autoptr (GError) error = NULL;
  Sample sample;

  sample_init (&sample);
  g_assert_cmpuint (sample.rows->len, ==, 120);
  fixture_sql (fixture, "DELETE FROM product; DELETE FROM category");
  g_assert_true (stock_inventory_add_sample (fixture->inventory, sample.csv, &today, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < sample.rows->len; i++)
    {
      char **row = sample.rows->pdata[i];
      guint decimals = atoi (row[7]);
      g_autofree char *quantity = print_decimal (row[5], decimals);
      g_autofree char *price = print_decimal (row[8], 2);
      g_autofree char *level = *row[10] != '\0' ? print_decimal (row[10], decimals)
                                                : g_strdup ("NULL");
      g_autofree char *date = print_date (row[9]);
      g_autofree char *expected =
        g_strjoin ("|", row[0], row[1], row[2], or_null (row[3]), or_null (row[4]), quantity,
                   or_null (row[6]), row[7], price, date, level, or_null (row[11]),
                   or_null (row[12]), or_null (row[13]), NULL);
      g_autofree char *sql =
        g_strdup_printf ("SELECT category.name, colour, product.name, sku, barcode, quantity, unit,"
                         " unit_decimals, price, expiry_date, reorder_level, supplier, location,"
                         " notes FROM product JOIN category USING (category_id)"
                         " ORDER BY product_id LIMIT 1 OFFSET %u", i);

      assert_sql (fixture, sql, expected);
    }
  sample_clear (&sample);
}

/* In a currency of other parts the prices are what they were, in those parts. */
static void
test_currency (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *decimals;
    const char *sum; /* of sum (price), from the sum in hundredths */
  } cases[] = {
    { "3", "SELECT (SELECT sum (price) FROM product) = 10 * %s" },
    { "0", "SELECT abs ((SELECT sum (price) FROM product) - %s / 100.0) <= 60" },
  };
  GDate today = fixture_today ();
  g_autofree char *hundredths = NULL;
  Sample sample;

  sample_init (&sample);
  fixture_sql (fixture, "DELETE FROM product; DELETE FROM category");
  g_assert_true (stock_inventory_add_sample (fixture->inventory, sample.csv, &today, NULL));
  hundredths = fixture_ask (fixture, "SELECT sum (price) FROM product");
  fixture_undo (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *setting =
        g_strdup_printf ("UPDATE setting SET value = '%s' WHERE name = 'currency-decimals'",
                         cases[i].decimals);
      g_autofree char *sql = g_strdup_printf (cases[i].sum, hundredths);
      g_autoptr (StockInventory) inventory = NULL;

      fixture_sql (fixture, setting);
      inventory = stock_inventory_open (fixture->path, ORM_OPEN_DEFAULT, NULL);
      g_assert_true (stock_inventory_add_sample (inventory, sample.csv, &today, NULL));
      assert_sql (fixture, sql, "1");
      g_assert_true (orm_history_undo (stock_inventory_get_history (inventory), NULL));
    }
  sample_clear (&sample);
}

/* While another program writes nothing is added, and nothing is left to be added. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  GDate today = fixture_today ();
  g_autoptr (GError) error = NULL;
  Sample sample;

  sample_init (&sample);
  fixture_sql (fixture, "BEGIN IMMEDIATE");
  g_assert_false (stock_inventory_add_sample (fixture->inventory, sample.csv, &today, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_BUSY);
  g_assert_false (orm_session_has_changes (fixture->session));
  fixture_sql (fixture, "COMMIT");
  assert_sql (fixture, "SELECT count (*) FROM product", "4");
  sample_clear (&sample);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/sample/exact", test_exact);
  fixture_add_test ("/sample/currency", test_currency);
  fixture_add_test ("/sample/busy", test_busy);
  return g_test_run ();
}
