#include "window-fixture.h"

/* With the traits of real files: a misspelt header, signs and spaces around prices, dates with the
 * month first, a row without a category. */
#define GOOD \
  "Product_ID,Product_Name,Catagory,Stock_Quantity,Unit_Price,Expiration_Date\n" \
  "D-1,Butter,Dairy,60,$3.00 ,8/16/2027\n" \
  "S-1,Sushi Rice,Grains & Pulses,22,$4.50 ,05-08-2027\n" \
  "S-2,Arabica Coffee,,45,$20.00 ,11/30/2027\n"

#define BAD \
  "Product_ID,Product_Name,Stock_Quantity,Expiration_Date\n" \
  "S-1,Rice,many,8/16/2027\n" \
  "S-2,Coffee,45,2/31/2027\n" \
  "S-3,Tea,7,8/17/2027\n"

static GFile *
write_table (WindowFixture *self,
             const char    *text)
{
  g_autofree char *path = g_build_filename (self->inventory.folder, "table.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
forget_cb (StockImportDialog **dialog)
{
  *dialog = NULL;
}

static StockImportDialog *
open_dialog (WindowFixture      *self,
             const char         *text,
             StockImportDialog **dialog)
{
  g_autoptr (GFile) file = write_table (self, text);

  *dialog = stock_window_import (self->window, file);
  g_object_weak_ref (G_OBJECT (*dialog), (GWeakNotify) forget_cb, dialog);
  return *dialog;
}

static void
test_import (WindowFixture *self,
             gconstpointer  data)
{
  StockImportDialog *dialog;

  open_dialog (self, GOOD, &dialog);
  wait_until (stock_import_dialog_can_import (dialog));
  g_assert_cmpstr (stock_import_report_get_summary (stock_import_dialog_get_report (dialog)), ==,
                   "2 new products, 1 updated");
  /* Nothing has been written yet. */
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "4");

  stock_import_dialog_import (dialog);
  g_assert_true (sheet_view_get_read_only (self->sheet));
  wait_until (dialog == NULL);
  g_assert_false (sheet_view_get_read_only (self->sheet));
  assert_names (self, "Arabica Coffee Butter Feta Rye Salt Sushi Rice");
  assert_sql (&self->inventory,
              "SELECT sku, quantity, price, expiry_date, c.name FROM product"
              " LEFT JOIN category c USING (category_id) WHERE product_id IN (1, 5, 6) ORDER BY 1",
              "D-1|60|300|2027-08-16|Dairy;S-1|22|450|2027-05-08|Grains & Pulses;"
              "S-2|45|2000|2027-11-30|NULL");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==, "3 products imported");
  assert_counts (self, "All products 6;Low stock 2;Expiring soon 1;Expired 0;No category 2;"
                 "Bakery 1;Dairy 2;Grains & Pulses 1");
}

static void
test_undo (WindowFixture *self,
           gconstpointer  data)
{
  StockImportDialog *dialog;

  open_dialog (self, GOOD, &dialog);
  wait_until (stock_import_dialog_can_import (dialog));
  stock_import_dialog_import (dialog);
  wait_until (dialog == NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (self->window->undo_button), ==,
                   "Undo Import of table.csv");
  window_fixture_activate (self, "win.undo");
  assert_names (self, "Butter Feta Rye Salt");
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Bakery;Dairy");
  window_fixture_activate (self, "win.redo");

  /* The same file twice: there is nothing to do. */
  open_dialog (self, GOOD, &dialog);
  wait_until (g_strcmp0 (stock_import_report_get_summary (
                           stock_import_dialog_get_report (dialog)), "3 unchanged") == 0);
  g_assert_false (stock_import_dialog_can_import (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until (dialog == NULL);
}

/* Refused rows stop the others until one chooses. */
static void
test_refused (WindowFixture *self,
              gconstpointer  data)
{
  StockImportDialog *dialog;
  StockImportReport *report;

  report = stock_import_dialog_get_report (open_dialog (self, BAD, &dialog));
  wait_until (g_strcmp0 (stock_import_report_get_summary (report),
                         "1 new product, 2 rows refused") == 0);
  g_assert_false (stock_import_dialog_can_import (dialog));
  stock_import_report_set_flags (report, IO_IMPORT_SKIP_REFUSED);
  g_assert_true (stock_import_dialog_can_import (dialog));
  stock_import_dialog_import (dialog);
  wait_until (dialog == NULL);
  assert_names (self, "Butter Feta Rye Salt Tea");
}

/* A column is given another meaning by hand. */
static void
test_mapping (WindowFixture *self,
              gconstpointer  data)
{
  StockImportDialog *dialog;
  StockImportPreview *preview;

  preview = stock_import_dialog_get_preview (
    open_dialog (self, "Code;Thing\nX-1;Tea\nX-2;Coffee\n", &dialog));
  wait_until (stock_import_preview_get_mapping (preview) != NULL);
  stock_import_preview_choose (preview, 0, IO_PROPERTY_BARCODE);
  stock_import_preview_choose (preview, 1, IO_PROPERTY_NAME);
  g_assert_cmpint (io_mapping_get (stock_import_preview_get_mapping (preview), 0), ==,
                   IO_PROPERTY_BARCODE);
  /* A property is in one column at most. */
  stock_import_preview_choose (preview, 0, IO_PROPERTY_NAME);
  g_assert_cmpint (io_mapping_get (stock_import_preview_get_mapping (preview), 1), ==,
                   IO_PROPERTY_NONE);
  stock_import_preview_choose (preview, 0, IO_PROPERTY_BARCODE);
  stock_import_preview_choose (preview, 1, IO_PROPERTY_NAME);
  wait_until (stock_import_dialog_can_import (dialog));
  stock_import_dialog_import (dialog);
  wait_until (dialog == NULL);
  assert_sql (&self->inventory, "SELECT name, barcode, sku FROM product WHERE product_id > 4",
              "Tea|X-1|NULL;Coffee|X-2|NULL");
}

/* Closed while it reads or checks. */
static void
test_cancel (WindowFixture *self,
             gconstpointer  data)
{
  StockImportDialog *dialog;

  open_dialog (self, GOOD, &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until (dialog == NULL);
  x_input_settle ();
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "4");
}

static void
test_unreadable (WindowFixture *self,
                 gconstpointer  data)
{
  g_autoptr (GFile) missing = g_file_new_build_filename (self->inventory.folder, "none.csv", NULL);
  StockImportDialog *dialog = stock_window_import (self->window, missing);

  g_object_weak_ref (G_OBJECT (dialog), (GWeakNotify) forget_cb, &dialog);
  for (guint i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (stock_import_dialog_can_import (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until (dialog == NULL);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-import-dialog/import", test_import);
  window_fixture_add_test ("/stock-import-dialog/undo", test_undo);
  window_fixture_add_test ("/stock-import-dialog/refused", test_refused);
  window_fixture_add_test ("/stock-import-dialog/mapping", test_mapping);
  window_fixture_add_test ("/stock-import-dialog/cancel", test_cancel);
  window_fixture_add_test ("/stock-import-dialog/unreadable", test_unreadable);
  return g_test_run ();
}
