#include "io/io-mapping.h"

#include <string.h>

#include "io/io-error.h"

#include "test-files.h"

/* The properties of the columns, "-" for none. */
static char *
dup_properties (IoMapping *mapping)
{
  GString *properties = g_string_new (NULL);

  for (guint i = 0; i < io_mapping_get_n_columns (mapping); i++)
    {
      IoPropertyId id = io_mapping_get (mapping, i);

      if (i > 0)
        g_string_append_c (properties, ' ');
      g_string_append (properties, id != IO_PROPERTY_NONE ? io_property_get (id)->name : "-");
    }
  return g_string_free (properties, FALSE);
}

#define assert_mapping(mapping, expected) \
  G_STMT_START \
  { \
    g_autofree char *properties_ = dup_properties (mapping); \
\
    g_assert_cmpstr (properties_, ==, expected); \
  } \
  G_STMT_END

static void
test_guess (void)
{
  static const char *const cases[][2] = {
    { "Product_ID,Product_Name,Catagory,Supplier_ID,Supplier_Name,Stock_Quantity,Reorder_Level,"
      "Reorder_Quantity,Unit_Price,Date_Received,Last_Order_Date,Expiration_Date,"
      "Warehouse_Location,Sales_Volume,Inventory_Turnover_Rate,Status\n",
      "sku name category - supplier quantity reorder_level - price - - expiry_date location - - "
      "-" },
    { "ProductID,ProductName,CategoryName,Supplier,QuantityPerUnit,UnitPrice,UnitsInStock,"
      "UnitsOnOrder,ReorderLevel,Discontinued\n",
      "sku name category supplier - price quantity - reorder_level -" },
    { "Artikelnummer;Bezeichnung;Warengruppe;Bestand;Einheit;Preis;MHD;Mindestbestand;Lieferant;"
      "Lagerort;Bemerkung\n",
      "sku name category quantity unit price expiry_date reorder_level supplier location notes" },
    /* The surer column has it; among equals the one on the left. */
    { "id,sku,code\n", "- sku -" },
    { "Product ID,Item ID\n", "sku -" },
    { "description,name\n", "notes name" },
    { "description\n", "name" },
    { "Catagory,Group\n", "- category" },
    { "cost,price\n", "- price" },
    { "Units,Unit\n", "quantity unit" },
    { "a,b\n", "- -" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IoTable) table = make_table (cases[i][0]);
      g_autoptr (IoMapping) mapping = io_mapping_new (table);

      assert_mapping (mapping, cases[i][1]);
    }
}

static void
test_set (void)
{
  g_autoptr (IoTable) table = make_table ("name,sku,x\n");
  g_autoptr (IoMapping) mapping = io_mapping_new (table);
  g_autoptr (IoMapping) copy = io_mapping_copy (mapping);

  io_mapping_set (mapping, 2, IO_PROPERTY_NAME);
  assert_mapping (mapping, "- sku name");
  g_assert_cmpint (io_mapping_find (mapping, IO_PROPERTY_NAME), ==, 2);
  g_assert_cmpint (io_mapping_find (mapping, IO_PROPERTY_PRICE), ==, -1);

  io_mapping_set (mapping, 2, IO_PROPERTY_NONE);
  io_mapping_set (mapping, 1, IO_PROPERTY_NONE);
  assert_mapping (mapping, "- - -");
  io_mapping_set (mapping, 1, IO_PROPERTY_SKU);
  io_mapping_set (mapping, 1, IO_PROPERTY_SKU);
  assert_mapping (mapping, "- sku -");

  assert_mapping (copy, "name sku -");
}

static void
test_set_header (void)
{
  g_autoptr (IoTable) table = make_table ("name,Old SKU,a=b\n");
  g_autoptr (IoMapping) mapping = io_mapping_new (table);
  g_autoptr (GError) error = NULL;

  g_assert_true (io_mapping_set_header (mapping, table, "old sku=sku", NULL));
  g_assert_true (io_mapping_set_header (mapping, table, "a=b=expiry_date", NULL));
  g_assert_true (io_mapping_set_header (mapping, table, "name=", NULL));
  assert_mapping (mapping, "- sku expiry_date");

  g_assert_false (io_mapping_set_header (mapping, table, "none=sku", &error));
  g_assert_error (error, IO_ERROR, IO_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_false (io_mapping_set_header (mapping, table, "name", &error));
  g_assert_error (error, IO_ERROR, IO_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_false (io_mapping_set_header (mapping, table, "name=colour", &error));
  g_assert_error (error, IO_ERROR, IO_ERROR_OPTION);
  assert_mapping (mapping, "- sku expiry_date");
}

static void
test_check (void)
{
  static const struct
  {
    const char *header;
    gboolean    good;
  } cases[] = {
    { "name\n", TRUE },
    { "sku,price\n", TRUE },
    { "barcode\n", TRUE },
    { "price,quantity\n", FALSE },
    { "x\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IoTable) table = make_table (cases[i].header);
      g_autoptr (IoMapping) mapping = io_mapping_new (table);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (io_mapping_check (mapping, &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, IO_ERROR, IO_ERROR_MAPPING);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping/guess", test_guess);
  g_test_add_func ("/mapping/set", test_set);
  g_test_add_func ("/mapping/set-header", test_set_header);
  g_test_add_func ("/mapping/check", test_check);
  return g_test_run ();
}
