#include "io/io-header-names.h"

#include <string.h>

/* The property that a header names best, and whether it is misspelt; "" if it names none. */
static char *
dup_best (const char *header)
{
  guint best = G_MAXUINT;
  IoPropertyId best_id = IO_PROPERTY_NONE;

  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    {
      guint rank = io_header_rank (header, id);

      if (rank > 0 && rank < best)
        {
          best = rank;
          best_id = id;
        }
    }
  if (best_id == IO_PROPERTY_NONE)
    return g_strdup ("");
  return g_strconcat (io_property_get (best_id)->name, best > IO_RANK_MISSPELT ? "~" : "", NULL);
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "name", "name" },
    { "Product_Name", "name" },
    { "ProductName", "name" },
    { "Artikel", "name" },
    { "Bezeichnung", "name" },
    { "Désignation", "name" },
    { "sku", "sku" },
    { "Product_ID", "sku" },
    { "ProductID", "sku" },
    { "Item Number", "sku" },
    { "Artikel-Nr.", "sku" },
    { "Artikelnummer", "sku" },
    { "EAN", "barcode" },
    { "GTIN-13", "barcode" },
    { "UPC", "barcode" },
    { "Category", "category" },
    { "Catagory", "category~" },
    { "CategoryName", "category" },
    { "Kategorie", "category" },
    { "WARENGRUPPE", "category" },
    { "Stock_Quantity", "quantity" },
    { "UnitsInStock", "quantity" },
    { "on hand", "quantity" },
    { "Qunatity", "quantity~" },
    { "Stückzahl", "quantity" },
    { "Bestand", "quantity" },
    { "unit", "unit" },
    { "Einheit", "unit" },
    { "unit_decimals", "unit_decimals" },
    { "Unit_Price", "price" },
    { "UnitPrice", "price" },
    { "Price (USD)", "price" },
    { "Unit (kg) Price", "price" },
    { "Price EUR", "price" },
    { "Preis in EUR", "price" },
    { "Preis [€]", "price" },
    { ") Price", "price" },
    { "Expiration_Date", "expiry_date" },
    { "best before", "expiry_date" },
    { "MHD", "expiry_date" },
    { "Mindesthaltbarkeitsdatum", "expiry_date" },
    { "ReorderLevel", "reorder_level" },
    { "Reorder_Level", "reorder_level" },
    { "min. stock", "reorder_level" },
    { "Mindestbestand", "reorder_level" },
    { "Supplier_Name", "supplier" },
    { "Lieferant", "supplier" },
    { "Warehouse_Location", "location" },
    { "Lagerort", "location" },
    { "Bemerkungen", "notes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *best = dup_best (cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (best, ==, cases[i][1]);
    }
}

/* What is near to a name, but something else. */
static void
test_others (void)
{
  static const char *const headers[] = {
    "",
    "(USD)",
    "Supplier_ID",
    "SupplierID",
    "CategoryID",
    "Category_ID",
    "Reorder_Quantity",
    "QuantityPerUnit",
    "UnitsOnOrder",
    "Date_Received",
    "Last_Order_Date",
    "Sales_Volume",
    "Inventory_Turnover_Rate",
    "Status",
    "Discontinued",
    "EUR",
    "Nome2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *best = dup_best (headers[i]);

      g_test_message ("%s", headers[i]);
      g_assert_cmpstr (best, ==, "");
    }
}

static void
test_misspelt (void)
{
  static const char *const spellings[] = {
    "Supplie", "Suplier", "Suppplier", "Supplyer", "Supplire", "upplier", "Suppliers",
    "Zupplier",
  };
  static const char *const others[] = {
    "Suppli", "Sulpire", "Suppl1ers", "Ssppliee", "Usppliex", "Zzpplier",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    g_assert_cmpuint (io_header_rank (spellings[i], IO_PROPERTY_SUPPLIER), >, IO_RANK_MISSPELT);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpuint (io_header_rank (others[i], IO_PROPERTY_SUPPLIER), ==, 0);
}

/* The headers of an export, and what the window calls the columns. */
static void
test_own_names (void)
{
  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    {
      g_assert_cmpuint (io_header_rank (io_property_get (id)->name, id), ==, IO_RANK_SURE);
      g_assert_cmpuint (io_header_rank (io_property_get_label (id), id), ==, IO_RANK_SURE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/header-names/names", test_names);
  g_test_add_func ("/header-names/others", test_others);
  g_test_add_func ("/header-names/misspelt", test_misspelt);
  g_test_add_func ("/header-names/own-names", test_own_names);
  return g_test_run ();
}
