#include "inventory-fixture.h"

#include <glib/gstdio.h>

#include "model/stock-product.h"

static const struct
{
  const char *name;
  const char *sku;
  int category;
  gint64 quantity;
  gint64 price;
  int expires_in;       /* days from today; 0: never */
  gint64 reorder_level; /* 0: none */
} products[] = {
  { "Butter", "D-1", 1, 51, 300, -1, 0 },
  { "Feta", "D-2", 1, 10, 700, 10, 10 },
  { "Rye", "B-1", 2, 4, 250, 365, 8 },
  { "Salt", NULL, 0, 20, 80, 0, 0 },
};

GDate
fixture_today (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  return today;
}

static void
add_products (Fixture       *self,
              StockCategory *categories[2])
{
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_autoptr (StockProduct) product = stock_product_new ();
      GDate expiry = fixture_today ();

      if (products[i].expires_in < 0)
        g_date_subtract_days (&expiry, -products[i].expires_in);
      else
        g_date_add_days (&expiry, products[i].expires_in);
      g_object_set (product,
                    "name", products[i].name,
                    "sku", products[i].sku,
                    "quantity", products[i].quantity,
                    "price", products[i].price,
                    "category", products[i].category > 0 ? categories[products[i].category - 1]
                                                         : NULL,
                    NULL);
      if (products[i].expires_in != 0)
        g_object_set (product, "expiry-date", &expiry, NULL);
      if (products[i].reorder_level != 0)
        g_object_set (product, "reorder-level", products[i].reorder_level, NULL);
      orm_session_add (self->session, product);
    }
}

void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = stock_category_new ("Dairy");
  g_autoptr (StockCategory) bakery = stock_category_new ("Bakery");
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("stockbook-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.stockbook", NULL);
  self->inventory = stock_inventory_open (self->path, ORM_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->session = stock_inventory_get_session (self->inventory);
  orm_session_add (self->session, dairy);
  orm_session_add (self->session, bakery);
  orm_session_flush (self->session, &error);
  g_assert_no_error (error);
  add_products (self, (StockCategory *[2]) { dairy, bakery });
  /* Without a name: not a step to be undone. */
  orm_session_commit (self->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (self->path, &self->raw, SQLITE_OPEN_READWRITE, NULL), ==,
                   SQLITE_OK);
  sqlite3_busy_timeout (self->raw, 5000);
}

void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_cmpint (sqlite3_close (self->raw), ==, SQLITE_OK);
  g_clear_object (&self->inventory);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

/* Runs statements through the second connection. */
void
fixture_sql (Fixture    *self,
             const char *sql)
{
  g_assert_cmpint (sqlite3_exec (self->raw, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* All values that a query finds, joined by "|", rows by ";". */
char *
fixture_ask (Fixture    *self,
             const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement;
  gboolean is_first = TRUE;

  g_assert_cmpint (sqlite3_prepare_v2 (self->raw, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        const char *value = (const char *) sqlite3_column_text (statement, i);

        if (!is_first)
          g_string_append_c (text, i == 0 ? ';' : '|');
        is_first = FALSE;
        g_string_append (text, value != NULL ? value : "NULL");
      }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return g_string_free (text, FALSE);
}

void
fixture_undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_history_undo (stock_inventory_get_history (self->inventory), &error));
  g_assert_no_error (error);
}

/* Runs what a version's file is made of. */
static void
load_version (const char *path,
              const char *version)
{
  g_autofree char *name = g_strconcat (version, ".sql", NULL);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "model", "versions", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  char *message = NULL;
  sqlite3 *db;

  g_file_get_contents (source, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Takes the inventory out of the way of one of an older version, which only the second connection
 * has open. */
void
fixture_make_old (Fixture    *self,
                  const char *version)
{
  g_assert_cmpint (sqlite3_close (self->raw), ==, SQLITE_OK);
  g_clear_object (&self->inventory);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  load_version (self->path, version);
  g_assert_cmpint (sqlite3_open (self->path, &self->raw), ==, SQLITE_OK);
  sqlite3_busy_timeout (self->raw, 5000);
}

gpointer
fixture_load (Fixture *self,
              GType    type,
              gint64   key)
{
  g_autoptr (GError) error = NULL;
  gpointer record = orm_session_load (self->session, type, key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}
