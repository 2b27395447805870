#include "inventory-fixture.h"
#include "ui/stock-calendar.h"
#include "ui/stock-product-column.h"
#include "ui/stock-write.h"

/* Some columns of the sheet, and what the last writing said. */
typedef struct
{
  Fixture *fixture;
  StockCalendar *calendar;
  GHashTable *columns; /* by their field */
  char *new_category;
  GError *error;
} Writer;

static void
writer_init (Writer  *self,
             Fixture *fixture)
{
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  *self = (Writer) { .fixture = fixture, .calendar = stock_calendar_new () };
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < n_fields; i++)
    g_hash_table_insert (self->columns, (char *) fields[i].id,
                         stock_product_column_new (&fields[i], fixture->inventory,
                                                   self->calendar));
}

static void
writer_clear (Writer *self)
{
  g_hash_table_unref (self->columns);
  g_object_unref (self->calendar);
  g_free (self->new_category);
  g_clear_error (&self->error);
}

static gboolean
write_cell (Writer       *self,
            StockProduct *product,
            const char   *field,
            SheetAction   action,
            const char   *text)
{
  gsize refused = 0;
  SheetChange change = {
    .column = g_hash_table_lookup (self->columns, field), .item = G_OBJECT (product), .text = text,
  };

  g_clear_error (&self->error);
  g_clear_pointer (&self->new_category, g_free);
  return stock_write_cells (self->fixture->inventory, action, &change, 1, &refused,
                            &self->new_category, &self->error);
}

static const char *
undo_name (Fixture *self)
{
  return orm_history_get_undo_name (stock_inventory_get_history (self->inventory));
}

static void
test_one_cell (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  Writer writer;

  writer_init (&writer, self);
  g_assert_true (write_cell (&writer, butter, "quantity", SHEET_ACTION_TYPE, "60"));
  g_assert_no_error (writer.error);
  g_assert_cmpstr (undo_name (self), ==, "Edit of quantity");
  assert_sql (self, "SELECT quantity FROM product WHERE product_id = 1", "60");

  /* The same again is no step. */
  g_assert_true (write_cell (&writer, butter, "quantity", SHEET_ACTION_EDIT, "60"));
  fixture_undo (self);
  assert_sql (self, "SELECT quantity FROM product WHERE product_id = 1", "51");
  g_assert_null (undo_name (self));

  g_assert_false (write_cell (&writer, butter, "quantity", SHEET_ACTION_TYPE, "lots"));
  g_assert_nonnull (writer.error);
  g_assert_false (write_cell (&writer, butter, "sku", SHEET_ACTION_TYPE, "B-1"));
  g_assert_error (writer.error, ORM_ERROR, ORM_ERROR_UNIQUE);
  g_assert_cmpstr (butter->sku, ==, "D-1");
  g_assert_false (orm_session_has_changes (self->session));
  writer_clear (&writer);
}

/* One entry into many cells: all of them or none. */
static void
test_many_cells (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (StockProduct) feta = fixture_load (self, STOCK_TYPE_PRODUCT, 2);
  Writer writer;
  SheetColumn *quantity, *sku;
  gsize refused = 9;

  writer_init (&writer, self);
  quantity = g_hash_table_lookup (writer.columns, "quantity");
  sku = g_hash_table_lookup (writer.columns, "sku");
  {
    SheetChange same[] = { { quantity, G_OBJECT (butter), 0, "5" },
                           { quantity, G_OBJECT (feta), 1, "5" } };
    SheetChange bad[] = { { quantity, G_OBJECT (butter), 0, "7" },
                          { quantity, G_OBJECT (feta), 1, "seven" } };
    SheetChange swap[] = { { sku, G_OBJECT (butter), 0, "D-2" },
                           { sku, G_OBJECT (feta), 1, "D-1" } };

    g_assert_true (stock_write_cells (self->inventory, SHEET_ACTION_FILL, same, 2, &refused,
                                      &writer.new_category, &writer.error));
    g_assert_cmpstr (undo_name (self), ==, "Filling of 2 cells");
    g_assert_false (stock_write_cells (self->inventory, SHEET_ACTION_PASTE, bad, 2,
                                       &refused, &writer.new_category, &writer.error));
    g_assert_cmpuint (refused, ==, 1);
    g_clear_error (&writer.error);
    assert_sql (self, "SELECT quantity FROM product ORDER BY product_id LIMIT 2", "5;5");
    g_assert_cmpint (butter->quantity, ==, 5);
    /* The final state decides. */
    g_assert_true (stock_write_cells (self->inventory, SHEET_ACTION_PASTE, swap, 2, &refused,
                                      &writer.new_category, &writer.error));
    g_assert_no_error (writer.error);
    g_assert_cmpstr (undo_name (self), ==, "Paste of 2 cells");
    assert_sql (self, "SELECT sku FROM product ORDER BY product_id LIMIT 2", "D-2;D-1");
  }
  writer_clear (&writer);
}

/* Several at once, as a paste behind the last row makes them; one without a text is none. */
static void
test_new_products (Fixture       *self,
                   gconstpointer  data)
{
  StockProduct *products[] = { stock_product_new (), stock_product_new (), stock_product_new () };
  g_autoptr (StockCategory) dairy = fixture_load (self, STOCK_TYPE_CATEGORY, 1);
  SheetChange changes[6];
  Writer writer;
  gsize refused = 0;

  writer_init (&writer, self);
  for (guint i = 0; i < 3; i++)
    {
      changes[i * 2] = (SheetChange) { g_hash_table_lookup (writer.columns, "name"),
                                       G_OBJECT (products[i]), i, i == 1 ? "" : "Skyr" };
      changes[i * 2 + 1] = (SheetChange) { g_hash_table_lookup (writer.columns, "quantity"),
                                           G_OBJECT (products[i]), i, i == 1 ? "" : "x" };
      g_object_set (products[i], "category", dairy, NULL);
    }

  g_assert_false (stock_write_cells (self->inventory, SHEET_ACTION_PASTE, changes, 6, &refused,
                                     &writer.new_category, &writer.error));
  g_assert_cmpuint (refused, ==, 1);
  assert_sql (self, "SELECT count(*) FROM product WHERE name = 'Skyr'", "0");
  g_assert_cmpstr (products[0]->name, ==, "");
  g_assert_true (stock_product_get_category (products[0]) == dairy);
  g_clear_error (&writer.error);

  changes[1].text = changes[5].text = "4";
  g_assert_true (stock_write_cells (self->inventory, SHEET_ACTION_PASTE, changes, 6, &refused,
                                    &writer.new_category, &writer.error));
  g_assert_no_error (writer.error);
  g_assert_cmpstr (undo_name (self), ==, "Paste of 6 cells");
  assert_sql (self, "SELECT name, quantity, category_id FROM product ORDER BY product_id DESC "
                    "LIMIT 2", "Skyr|4|1;Skyr|4|1");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (products[1])), ==, ORM_STATE_DETACHED);
  fixture_undo (self);
  assert_sql (self, "SELECT count(*) FROM product WHERE name = 'Skyr'", "0");
  for (guint i = 0; i < 3; i++)
    g_object_unref (products[i]);
  writer_clear (&writer);
}

/* A product without a row gets one with its first cell, and stays empty when that is refused. */
static void
test_new_product (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (StockProduct) product = stock_product_new ();
  g_autoptr (StockCategory) dairy = fixture_load (self, STOCK_TYPE_CATEGORY, 1);
  Writer writer;

  g_object_set (product, "category", dairy, NULL);
  writer_init (&writer, self);
  g_assert_true (write_cell (&writer, product, "name", SHEET_ACTION_TYPE, ""));
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (product)), ==, ORM_STATE_DETACHED);

  g_assert_false (write_cell (&writer, product, "sku", SHEET_ACTION_TYPE, "D-1"));
  g_assert_error (writer.error, ORM_ERROR, ORM_ERROR_UNIQUE);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (product)), ==, ORM_STATE_DETACHED);
  g_assert_null (product->sku);
  g_assert_true (stock_product_get_category (product) == dairy);
  g_assert_false (write_cell (&writer, product, "price", SHEET_ACTION_TYPE, "dear"));
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (product)), ==, ORM_STATE_DETACHED);
  assert_sql (self, "SELECT count(*) FROM product", "4");

  g_assert_true (write_cell (&writer, product, "sku", SHEET_ACTION_TYPE, "D-3"));
  g_assert_no_error (writer.error);
  g_assert_cmpstr (undo_name (self), ==, "New product");
  assert_sql (self, "SELECT name, sku, category_id FROM product WHERE product_id = 5", "|D-3|1");
  g_assert_true (write_cell (&writer, product, "name", SHEET_ACTION_TYPE, "Curd"));
  g_assert_cmpstr (undo_name (self), ==, "Edit of name");
  fixture_undo (self);
  fixture_undo (self);
  assert_sql (self, "SELECT count(*) FROM product", "4");
  writer_clear (&writer);
}

/* A category that does not exist comes into being with the cell, and goes with it. */
static void
test_new_category (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (StockProduct) salt = fixture_load (self, STOCK_TYPE_PRODUCT, 4);
  Writer writer;

  writer_init (&writer, self);
  g_assert_true (write_cell (&writer, salt, "category", SHEET_ACTION_TYPE, "dairy"));
  g_assert_null (writer.new_category);
  g_assert_true (write_cell (&writer, salt, "category", SHEET_ACTION_TYPE, "Spices"));
  g_assert_cmpstr (writer.new_category, ==, "Spices");
  assert_sql (self, "SELECT c.name FROM product p JOIN category c USING (category_id)"
              " WHERE product_id = 4", "Spices");
  fixture_undo (self);
  assert_sql (self, "SELECT name FROM category ORDER BY 1", "Bakery;Dairy");
  writer_clear (&writer);
}

/* One that several cells name is made once. */
static void
test_new_names_at_once (Fixture       *self,
                        gconstpointer  data)
{
  static const char *const fields[] = { "category", "tags" };
  g_autoptr (StockProduct) rye = fixture_load (self, STOCK_TYPE_PRODUCT, 3);
  g_autoptr (StockProduct) salt = fixture_load (self, STOCK_TYPE_PRODUCT, 4);
  Writer writer;

  writer_init (&writer, self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      SheetColumn *column = g_hash_table_lookup (writer.columns, fields[i]);
      SheetChange changes[] = {
        { column, G_OBJECT (rye), 2, "Spices" },
        { column, G_OBJECT (salt), 3, "SPICES" },
      };
      gsize refused;

      g_clear_pointer (&writer.new_category, g_free);
      g_assert_true (stock_write_cells (self->inventory, SHEET_ACTION_FILL, changes, 2,
                                        &refused, &writer.new_category, &writer.error));
      g_assert_no_error (writer.error);
    }
  assert_sql (self, "SELECT name, category_id FROM product ORDER BY product_id",
              "Butter|1;Feta|1;Rye|3;Salt|3");
  assert_sql (self, "SELECT product_id, name FROM product_tag JOIN tag USING (tag_id) ORDER BY 1",
              "3|Spices;4|Spices");
  fixture_undo (self);
  fixture_undo (self);
  assert_sql (self, "SELECT count (*) FROM tag", "0");
  assert_sql (self, "SELECT name FROM category ORDER BY 1", "Bakery;Dairy");
  writer_clear (&writer);
}

/* Dates in short forms are for the hand: what comes from other programs is read to the letter. */
static void
test_dates (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    SheetAction action;
    const char *typed;
    const char *stored; /* NULL: it is refused */
  } cases[] = {
    { SHEET_ACTION_TYPE, "3 May", "2026-05-03" },
    { SHEET_ACTION_TYPE, "5/3", "2026-05-03" },
    { SHEET_ACTION_EDIT, "+30", "2026-12-22" },
    { SHEET_ACTION_TYPE, "today", "2026-11-22" },
    { SHEET_ACTION_TYPE, "May 10, 2027", "2027-05-10" },
    { SHEET_ACTION_TYPE, "May 2027", NULL },
    { SHEET_ACTION_TYPE, " ", "NULL" },
    { SHEET_ACTION_PASTE, "5/3/2027", "2027-05-03" },
    { SHEET_ACTION_PASTE, "5/3", NULL },
    { SHEET_ACTION_PASTE, "+30", NULL },
  };
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  Writer writer;

  writer_init (&writer, self);
  stock_calendar_set_now (writer.calendar, now);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].typed);
      g_assert_cmpint (write_cell (&writer, butter, "expiry_date", cases[i].action,
                                   cases[i].typed), ==, cases[i].stored != NULL);
      if (cases[i].stored != NULL)
        assert_sql (self, "SELECT expiry_date FROM product WHERE product_id = 1", cases[i].stored);
    }
  writer_clear (&writer);
}

/* What is typed into Butter's cells, how, and what stands in the file then; NULL: it is refused. */
static void
test_arithmetic (Fixture       *self,
                 gconstpointer  data)
{
  static const struct
  {
    const char *field;
    SheetAction action;
    const char *typed;
    const char *column;
    const char *stored;
  } cases[] = {
    { "quantity", SHEET_ACTION_TYPE, "-3", "quantity", "48" },
    { "quantity", SHEET_ACTION_TYPE, "=-3", "quantity", "-3" },
    { "quantity", SHEET_ACTION_TYPE, "=4*12", "quantity", "48" },
    { "quantity", SHEET_ACTION_TYPE, "/2", "quantity", "26" },
    { "quantity", SHEET_ACTION_TYPE, "+", "quantity", NULL },
    { "quantity", SHEET_ACTION_TYPE, "/0", "quantity", NULL },
    { "quantity", SHEET_ACTION_EDIT, "-3", "quantity", "-3" },
    { "quantity", SHEET_ACTION_EDIT, "=6*7", "quantity", "42" },
    { "quantity", SHEET_ACTION_FILL, "-3", "quantity", "-3" },
    { "quantity", SHEET_ACTION_PASTE, "-3", "quantity", "-3" },
    { "quantity", SHEET_ACTION_PASTE, "=6*7", "quantity", NULL },
    { "price", SHEET_ACTION_TYPE, "+5%", "price", "315" },
    { "price", SHEET_ACTION_TYPE, "*1.115", "price", "335" }, /* 334.5 */
    { "reorder_level", SHEET_ACTION_TYPE, "+4", "reorder_level", "4" },
    { "reorder_level", SHEET_ACTION_TYPE, "-4", "reorder_level", NULL },
    { "name", SHEET_ACTION_TYPE, "-3", "name", "-3" },
    { "sku", SHEET_ACTION_TYPE, "=4*12", "sku", "=4*12" },
  };
  Writer writer;

  writer_init (&writer, self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
      g_autofree char *sql
        = g_strdup_printf ("SELECT %s FROM product WHERE product_id = 1", cases[i].column);
      g_autofree char *before = fixture_ask (self, sql);
      gboolean written
        = write_cell (&writer, butter, cases[i].field, cases[i].action, cases[i].typed);

      g_test_message ("%s: %s", cases[i].field, cases[i].typed);
      g_assert_cmpint (written, ==, cases[i].stored != NULL);
      assert_sql (self, sql, written ? cases[i].stored : before);
      if (written)
        fixture_undo (self);
    }
  writer_clear (&writer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-write/one-cell", test_one_cell);
  fixture_add_test ("/stock-write/many-cells", test_many_cells);
  fixture_add_test ("/stock-write/arithmetic", test_arithmetic);
  fixture_add_test ("/stock-write/new-product", test_new_product);
  fixture_add_test ("/stock-write/new-products", test_new_products);
  fixture_add_test ("/stock-write/new-category", test_new_category);
  fixture_add_test ("/stock-write/new-names-at-once", test_new_names_at_once);
  fixture_add_test ("/stock-write/dates", test_dates);
  return g_test_run ();
}
