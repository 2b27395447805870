#include "io/io-merge.h"

#include <string.h>

#include "test-files.h"

#define PRODUCTS \
  "SELECT p.name, sku, c.name, quantity, unit, unit_decimals, price, expiry_date, reorder_level, " \
  "supplier, notes FROM product p LEFT JOIN category c USING (category_id) ORDER BY product_id"

typedef struct
{
  Folder folder;
  StockInventory *inventory;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  folder_set_up (&fixture->folder, NULL);
  fixture->inventory = stock_inventory_open (fixture->folder.inventory, ORM_OPEN_CREATE, NULL);
  assert_sql (fixture->folder.inventory,
              "INSERT INTO category (category_id, name, colour, position) "
              "VALUES (1, 'Dairy', '#000000', 0)",
              "");
  assert_sql (fixture->folder.inventory,
              "INSERT INTO product (name, sku, quantity, unit, unit_decimals, price, expiry_date, "
              "reorder_level, supplier, notes, category_id, created, updated) "
              "VALUES ('Milk', 'M1', 5, NULL, 0, 120, '2027-05-10', 2, 'Farm', 'cold', 1, 7, 7), "
              "('Rice', 'R1', 1500, 'kg', 3, 300, NULL, 250, NULL, NULL, NULL, 7, 7)",
              "");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->inventory));
  folder_tear_down (&fixture->folder, NULL);
}

/* Brings all rows of a table in and commits; returns the plan. */
static IoPlan *
merge (Fixture    *fixture,
       const char *text,
       gboolean    clear_empty)
{
  g_autoptr (IoTable) table = make_table (text);
  g_autoptr (IoMapping) mapping = io_mapping_new (table);
  g_autoptr (GError) error = NULL;
  IoPlan *plan = io_plan_new ();
  g_autoptr (IoMerge) self = io_merge_new (table, mapping, fixture->inventory, clear_empty, plan,
                                           &error);

  g_assert_no_error (error);
  for (guint row = 0; row < io_table_get_n_rows (table); row++)
    {
      io_merge_row (self, row, &error);
      g_assert_no_error (error);
    }
  orm_session_commit (stock_inventory_get_session (fixture->inventory), "Import", &error);
  g_assert_no_error (error);
  return plan;
}

/* One letter a row: new, updated, "=" unchanged, "!" refused. */
static char *
dup_outcomes (IoPlan *plan)
{
  GString *outcomes = g_string_new (NULL);

  for (guint row = 0; row < io_plan_get_n_rows (plan); row++)
    g_string_append_c (outcomes, "nu=!"[io_plan_get_outcome (plan, row)]);
  return g_string_free (outcomes, FALSE);
}

#define MILK "Milk|M1|Dairy|5|NULL|0|120|2027-05-10|2|Farm|cold"
#define RICE "Rice|R1|NULL|1500|kg|3|300|NULL|250|NULL|NULL"

typedef struct
{
  const char *text;
  gboolean    clear_empty;
  const char *outcomes;
  const char *products; /* afterwards */
} Case;

static void
test_case (Fixture      *fixture,
           gconstpointer data)
{
  const Case *c = data;
  g_autoptr (IoPlan) plan = merge (fixture, c->text, c->clear_empty);
  g_autofree char *outcomes = dup_outcomes (plan);

  g_assert_cmpstr (outcomes, ==, c->outcomes);
  assert_sql (fixture->folder.inventory, PRODUCTS, c->products);
  assert_sql (fixture->folder.inventory, "PRAGMA foreign_key_check", "");
}

static const struct
{
  const char *path;
  Case        c;
} cases[] = {
  { "/merge/new",
    { "name,sku,category,quantity,price,expiry\nTofu,T1,Soy,3,$2.50 ,2027-01-02\n", FALSE, "n",
      MILK "\n" RICE "\nTofu|T1|Soy|3|NULL|0|250|2027-01-02|NULL|NULL|NULL" } },
  { "/merge/new-without-anything",
    { "name,sku,price\n,,1\n", FALSE, "n",
      MILK "\n" RICE "\n|NULL|NULL|0|NULL|0|100|NULL|NULL|NULL|NULL" } },
  { "/merge/unchanged",
    { "name,sku,category,quantity,price,expiry\nMilk,M1,DAIRY,5,1.2,2027-05-10\n", FALSE, "=",
      MILK "\n" RICE } },
  { "/merge/updated",
    { "sku,price,supplier\nM1,1.30,\"O'Farm\"\n", FALSE, "u",
      "Milk|M1|Dairy|5|NULL|0|130|2027-05-10|2|O'Farm|cold\n" RICE } },
  { "/merge/new-category",
    { "sku,category\nM1, Drinks \nR1,drinks\n", FALSE, "uu",
      "Milk|M1|Drinks|5|NULL|0|120|2027-05-10|2|Farm|cold\n"
      "Rice|R1|Drinks|1500|kg|3|300|NULL|250|NULL|NULL" } },
  { "/merge/empty-leaves",
    { "name,sku,category,quantity,price,expiry,reorder_level,supplier,notes\n"
      ",M1,,,,,,,\n", FALSE, "=", MILK "\n" RICE } },
  { "/merge/empty-clears",
    { "name,sku,category,quantity,price,expiry,reorder_level,supplier,notes\n"
      ",M1, ,,,,,,\n", TRUE, "u",
      "|M1|NULL|0|NULL|0|0|NULL|NULL|NULL|NULL\n" RICE } },
  { "/merge/unit-decimals-of-product",
    { "sku,quantity,reorder_level\nR1,2.25,0.5\n", FALSE, "u",
      MILK "\nRice|R1|NULL|2250|kg|3|300|NULL|500|NULL|NULL" } },
  { "/merge/unit-decimals-change",
    { "sku,unit_decimals\nM1,3\nR1,2\n", FALSE, "uu",
      "Milk|M1|Dairy|5000|NULL|3|120|2027-05-10|2000|Farm|cold\n"
      "Rice|R1|NULL|150|kg|2|300|NULL|25|NULL|NULL" } },
  { "/merge/unit-decimals-too-few",
    { "sku,unit_decimals\nR1,1\n", FALSE, "!", MILK "\n" RICE } },
  { "/merge/unit-decimals-and-quantity",
    { "sku,unit_decimals,quantity,reorder_level\nR1,1,2.5,0\n", FALSE, "u",
      MILK "\nRice|R1|NULL|25|kg|1|300|NULL|0|NULL|NULL" } },
  { "/merge/unit-decimals-of-unit",
    { "name,quantity,unit\nFlour,1.5,KG\nEggs,12,box\nOil,1.5,box\n", FALSE, "nn!",
      MILK "\n" RICE "\nFlour|NULL|NULL|1500|KG|3|0|NULL|NULL|NULL|NULL"
      "\nEggs|NULL|NULL|12|box|0|0|NULL|NULL|NULL|NULL" } },
  { "/merge/refused-leaves-nothing",
    { "sku,category,quantity,price\nM1,Nowhere,1,cheap\nX1,Elsewhere,much,1\n", FALSE, "!!",
      MILK "\n" RICE } },
  { "/merge/sku-twice",
    { "sku,price\nM1,2\nM1,3\nX1,1\nX1,2\n", FALSE, "u!n!",
      "Milk|M1|Dairy|5|NULL|0|200|2027-05-10|2|Farm|cold\n" RICE
      "\n|X1|NULL|0|NULL|0|100|NULL|NULL|NULL|NULL" } },
  { "/merge/swap-skus",
    { "sku,barcode,name\nM1,,Rice\nR1,,Milk\n", FALSE, "uu",
      "Rice|M1|Dairy|5|NULL|0|120|2027-05-10|2|Farm|cold\n"
      "Milk|R1|NULL|1500|kg|3|300|NULL|250|NULL|NULL" } },
};

static void
test_categories_are_made_once (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (IoPlan) plan = merge (fixture, "name,category\nA,Äpfel\nB,äpfel\nC,Soy\nD,dairy\n",
                                   FALSE);

  g_assert_cmpuint (io_plan_get_n_categories (plan), ==, 2);
  assert_sql (fixture->folder.inventory, "SELECT name FROM category ORDER BY category_id",
              "Dairy\nÄpfel\nSoy");
}

/* Each refused cell has its row, column, value and reason. */
static void
test_refusals (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    guint       row;
    guint       number;
    int         column;
    const char *header;
    const char *value;
    const char *reason;
  } expected[] = {
    { 0, 2, 1, "Qty", "much", "“much” is not a number" },
    { 0, 2, 2, "Unit Price", "4.505", "“4.505” has more than 2 decimals" },
    { 1, 4, 3, "Expiry", "2/31/2027", "31 February 2027 does not exist" },
    { 2, 5, -1, "", "X3", "The row is too short: it has 2 cells, the header has 4" },
    { 3, 6, -1, "", "X4", "The row is too long: it has 5 cells, the header has 4" },
    { 5, 8, 0, "SKU", "X5", "Row 7 has this SKU already" },
    { 6, 9, 1, "Qty", "1.5", "“1.5” is not a whole number" },
  };
  g_autoptr (IoPlan) plan = merge (fixture,
                                   "SKU,Qty,Unit Price,Expiry\n"
                                   "X1,much,4.505,\n"
                                   "\n"
                                   "X2,1,1,2/31/2027\n"
                                   "X3,1\n"
                                   "X4,1,1,,\n"
                                   "X5,1,1,12/31/2027\n"
                                   "X5,2,2,\n"
                                   "X6,1.5,2,\n",
                                   FALSE);
  g_autofree char *outcomes = dup_outcomes (plan);

  g_assert_cmpstr (outcomes, ==, "!!!!n!!");
  g_assert_cmpuint (io_plan_get_n_refusals (plan), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const IoRefusal *refusal = io_plan_get_refusal (plan, i);

      g_assert_cmpuint (refusal->row, ==, expected[i].row);
      g_assert_cmpuint (refusal->number, ==, expected[i].number);
      g_assert_cmpint (refusal->column, ==, expected[i].column);
      g_assert_cmpstr (refusal->header, ==, expected[i].header);
      g_assert_cmpstr (refusal->value, ==, expected[i].value);
      g_assert_cmpstr (refusal->reason, ==, expected[i].reason);
    }
}

/* A price of three decimals does not fit cents, but fits dinars. */
static void
test_currency_decimals (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *rows = raw_sql (fixture->folder.inventory,
                                   "UPDATE setting SET value = '3' "
                                   "WHERE name = 'currency-decimals'");
  g_autoptr (IoPlan) plan = NULL;

  g_clear_object (&fixture->inventory);
  fixture->inventory = stock_inventory_open (fixture->folder.inventory, ORM_OPEN_DEFAULT, NULL);
  plan = merge (fixture, "sku,price\nX1,4.505\nX2,0.10\n", FALSE);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_NEW), ==, 2);
  assert_sql (fixture->folder.inventory, "SELECT price FROM product WHERE sku LIKE 'X%'",
              "4505\n100");
}

/* No price goes through a floating point number. */
static void
test_exact_prices (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (IoPlan) plan = merge (fixture,
                                   "sku,price\nX1,0.29\nX2,1.15\nX3,4.35\nX4,1000000000.07\n"
                                   "X5,9999999999.99\nX6,-0.01\n",
                                   FALSE);

  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_NEW), ==, 6);
  assert_sql (fixture->folder.inventory,
              "SELECT price, typeof (price) FROM product WHERE sku LIKE 'X%' ORDER BY sku",
              "29|integer\n115|integer\n435|integer\n100000000007|integer\n999999999999|integer\n"
              "-1|integer");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, &cases[i].c, set_up, test_case, tear_down);
  ADD ("/merge/categories-are-made-once", test_categories_are_made_once);
  ADD ("/merge/refusals", test_refusals);
  ADD ("/merge/currency-decimals", test_currency_decimals);
  ADD ("/merge/exact-prices", test_exact_prices);
  return g_test_run ();
}
