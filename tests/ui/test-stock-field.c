#include "inventory-fixture.h"
#include "ui/stock-field.h"

/* What each cell shows, offers for editing and gives to the clipboard. */
static void
test_texts (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    gint64 product;
    const char *field;
    const char *text;
    const char *edit_text;
    const char *copy_text;
  } cases[] = {
    { 1, "name", "Butter", "Butter", "Butter" },
    { 1, "sku", "D-1", "D-1", "D-1" },
    { 4, "sku", "", "", "" },
    { 1, "category", "Dairy", "Dairy", "Dairy" },
    { 4, "category", "", "", "" },
    { 1, "quantity", "51", "51", "51" },
    { 1, "price", "$3.00", "3.00", "3.00" },
    { 1, "value", "$153.00", "153.00", "153.00" },
    { 1, "expiry_date", "Nov 21, 2026", "Nov 21, 2026", "2026-11-21" },
    { 4, "expiry_date", "", "", "" },
    { 2, "reorder_level", "10", "10", "10" },
    { 1, "reorder_level", "", "", "" },
    { 1, "unit", "", "", "" },
    { 1, "notes", "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const StockField *field = stock_field_find (cases[i].field);
      g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, cases[i].product);
      g_autofree char *text = stock_field_dup_text (field, self->inventory, product);
      g_autofree char *edit = stock_field_dup_edit_text (field, self->inventory, product);
      g_autofree char *copy = stock_field_dup_copy_text (field, self->inventory, product);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (edit, ==, cases[i].edit_text);
      g_assert_cmpstr (copy, ==, cases[i].copy_text);
    }
}

#define NAMES \
  "(SELECT coalesce (group_concat (name, '|'), '') FROM (SELECT name FROM tag" \
  " JOIN product_tag USING (tag_id) WHERE product_tag.product_id = 1 ORDER BY name))"

/* What is typed, and what stands in the file then; NULL: it is refused and nothing has changed. */
static void
test_set_text (Fixture       *self,
               gconstpointer  data)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *column;
    const char *stored;
  } cases[] = {
    { "name", "  Ghee ", "name", "Ghee" },
    { "name", "", "name", "" },
    { "sku", "0012345678905", "sku", "0012345678905" },
    { "sku", "1E5", "sku", "1E5" },
    { "sku", "", "sku", "NULL" },
    { "barcode", "  ", "barcode", "NULL" },
    { "quantity", "1043", "quantity", "1043" },
    { "quantity", "", "quantity", "0" },
    { "quantity", "-5", "quantity", "-5" },
    { "quantity", "1.5", "quantity", NULL },
    { "quantity", "many", "quantity", NULL },
    { "price", "$4.50 ", "price", "450" },
    { "price", "0.1", "price", "10" },
    { "price", "4.505", "price", NULL },
    { "price", "4.50 hours", "price", NULL },
    { "price", "", "price", "0" },
    { "value", "7", "price", NULL },
    { "reorder_level", "12", "reorder_level", "12" },
    { "reorder_level", "", "reorder_level", "NULL" },
    { "expiry_date", "2027-05-10", "expiry_date", "2027-05-10" },
    { "expiry_date", "May 10, 2027", "expiry_date", "2027-05-10" },
    { "expiry_date", "", "expiry_date", "NULL" },
    { "expiry_date", "2027-02-31", "expiry_date", NULL },
    { "expiry_date", "soon", "expiry_date", NULL },
    { "category", " bakery", "category_id", "2" },
    { "category", "", "category_id", "NULL" },
    { "category", "Spices", "category_id", "3" },
    { "supplier", "Anna & Söhne", "supplier", "Anna & Söhne" },
    { "supplier", "Anna\r\n& Söhne\n", "supplier", "Anna & Söhne" },
    { "notes", " one\r\ntwo\rthree\n", "notes", "one\ntwo\nthree" },
    { "quantity", "3 pieces", "quantity", "3" },
    { "quantity", "3 boxes", "quantity", NULL },
    { "price", "1'234.50 €", "price", "123450" },
    { "tags", "Fresh, cold , FRESH,,", NAMES, "cold|Fresh" },
    { "tags", " , ", NAMES, "" },
    { "unit", "kg", "quantity || ' ' || unit_decimals", "51000 3" },
    { "unit", "box", "quantity || ' ' || unit_decimals", "51 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const StockField *field = stock_field_find (cases[i].field);
      g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
      g_autoptr (GError) error = NULL;
      gboolean is_step;
      g_autofree char *sql
        = g_strdup_printf ("SELECT %s FROM product WHERE product_id = 1", cases[i].column);

      g_test_message ("%s: %s", cases[i].field, cases[i].typed);
      if (cases[i].stored == NULL)
        {
          g_assert_false (stock_field_set_text (field, self->inventory, product, cases[i].typed,
                                                &error));
          g_assert_nonnull (error);
          g_assert_cmpuint (strlen (error->message), >, 0);
          g_assert_false (orm_session_has_changes (self->session));
          continue;
        }
      g_assert_true (stock_field_set_text (field, self->inventory, product, cases[i].typed,
                                           &error));
      g_assert_no_error (error);
      is_step = orm_session_has_changes (self->session);
      g_assert_true (orm_session_commit (self->session, "Edit", &error));
      g_assert_no_error (error);
      assert_sql (self, sql, cases[i].stored);
      if (is_step)
        fixture_undo (self);
    }
}

/* The text in an editor means the value that it was made from. */
static void
test_round_trip (Fixture       *self,
                 gconstpointer  data)
{
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  for (gint64 key = 1; key <= 4; key++)
    for (guint i = 0; i < n_fields; i++)
      {
        g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, key);
        g_autofree char *edit = stock_field_dup_edit_text (&fields[i], self->inventory, product);
        g_autofree char *copy = stock_field_dup_copy_text (&fields[i], self->inventory, product);

        if (fields[i].flags & STOCK_FIELD_READ_ONLY)
          continue;
        g_assert_true (stock_field_set_text (&fields[i], self->inventory, product, edit, NULL));
        g_assert_true (stock_field_set_text (&fields[i], self->inventory, product, copy, NULL));
        g_assert_false (orm_session_has_changes (self->session));
      }
}

/* A unit with decimals keeps what there is; one without cannot hold half a kilogram. */
static void
test_unit (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (StockProduct) feta = fixture_load (self, STOCK_TYPE_PRODUCT, 2);
  const StockField *unit = stock_field_find ("unit");
  const StockField *quantity = stock_field_find ("quantity");
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  g_assert_true (stock_field_set_text (unit, self->inventory, feta, "KG", &error));
  g_assert_true (stock_field_set_text (quantity, self->inventory, feta, "9.25", &error));
  g_assert_no_error (error);
  shown = stock_field_dup_text (quantity, self->inventory, feta);
  g_assert_cmpstr (shown, ==, "9.250");
  g_assert_cmpint (feta->reorder_level, ==, 10000);
  g_assert_true (stock_product_get_value (feta) == 6475);
  g_assert_false (stock_field_set_text (unit, self->inventory, feta, "", &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (feta->unit, ==, "KG");
  g_assert_cmpint (feta->quantity, ==, 9250);
}

/* A quantity may be typed with its unit, and with no other one. */
static void
test_amount_with_unit (Fixture       *self,
                       gconstpointer  data)
{
  static const struct
  {
    const char *unit;
    const char *typed;
    gint64 quantity;
    const char *told;
  } cases[] = {
    { "kg", "3 kg", 3000 },
    { "kg", "3.5KG", 3500 },
    { "kg", "3", 3000 },
    { "kg", "+1 kg", 11000 },
    { "kg", "=2*4 kg", 8000 },
    { "kg", "3 g", 0, "This is counted in “kg”, not in “g”" },
    { "g", "3 kg", 0, "This is counted in “g”, not in “kg”" },
    { "m²", "3 m²", 300 },
    { "m²", "3 m", 0, "This is counted in “m²”, not in “m”" },
    { "box", "3 Box", 3 },
    { "box", "1E5", 0, "“1E5” is not a number" },
    { "box", "box", 0, "“box” is not a number" },
  };
  const StockField *unit = stock_field_find ("unit");
  const StockField *quantity = stock_field_find ("quantity");
  GDate today = fixture_today ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockProduct) feta = fixture_load (self, STOCK_TYPE_PRODUCT, 2);
      g_autoptr (GError) error = NULL;
      g_autofree char *number = NULL;

      g_assert_true (stock_field_set_text (unit, self->inventory, feta, cases[i].unit, &error));
      number = stock_field_compute (quantity, self->inventory, feta, cases[i].typed, TRUE, &today,
                                    &error);
      if (number != NULL)
        stock_field_set_text (quantity, self->inventory, feta, number, &error);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].told);
      if (error == NULL)
        g_assert_cmpint (feta->quantity, ==, cases[i].quantity);
      orm_session_rollback (self->session);
    }
}

static void
test_tags (Fixture       *self,
           gconstpointer  data)
{
  const StockField *tags = stock_field_find ("tags");
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (StockProduct) feta = fixture_load (self, STOCK_TYPE_PRODUCT, 2);
  g_autoptr (StockProduct) loose = stock_product_new ();
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;

  g_assert_true (stock_field_set_text (tags, self->inventory, butter, "cold, Bio", NULL));
  g_assert_true (stock_field_set_text (tags, self->inventory, feta, "COLD", NULL));
  g_assert_true (orm_session_commit (self->session, "Edit", NULL));
  assert_sql (self, "SELECT name FROM tag ORDER BY 1", "Bio;cold");
  assert_sql (self, "SELECT product_id, tag_id FROM product_tag ORDER BY 1, 2", "1|1;1|2;2|1");
  text = stock_field_dup_text (tags, self->inventory, butter);
  g_assert_cmpstr (text, ==, "Bio, cold");

  g_assert_true (stock_field_set_text (tags, self->inventory, butter, "cold", NULL));
  g_assert_true (orm_session_commit (self->session, "Edit", NULL));
  assert_sql (self, "SELECT product_id, tag_id FROM product_tag ORDER BY 1, 2", "1|1;2|1");
  fixture_undo (self);
  fixture_undo (self);
  assert_sql (self, "SELECT count (*) FROM tag", "0");
  same = stock_field_dup_text (tags, self->inventory, butter);
  g_assert_cmpstr (same, ==, "");

  /* A product that is nowhere yet. */
  g_assert_true (stock_field_set_text (tags, self->inventory, loose, "", NULL));
  orm_session_add (self->session, loose);
  g_assert_true (stock_field_set_text (tags, self->inventory, loose, "new", NULL));
  g_assert_true (orm_session_commit (self->session, "Edit", NULL));
  assert_sql (self, "SELECT product_id, name FROM product_tag JOIN tag USING (tag_id)", "5|new");
}

static void
test_new_label (Fixture       *self,
                gconstpointer  data)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *label;
  } cases[] = {
    { "category", " Spices ", "New category “Spices”" },
    { "category", "DAIRY", NULL },
    { "category", "", NULL },
    { "tags", "cold", "New tag “cold”" },
    { "name", "x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = stock_field_dup_new_label (stock_field_find (cases[i].field),
                                                          self->inventory, cases[i].typed);

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_completions (Fixture       *self,
                  gconstpointer  data)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *found;
  } cases[] = {
    { "category", "", "Bakery Dairy" },
    { "category", "da", "Dairy" },
    { "category", "AIR", "Dairy" },
    { "category", "k", "Bakery" },
    { "category", "a", "Bakery Dairy" },
    { "category", "x", "" },
    { "unit", "k", "kg" },
    { "name", "B", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) found = stock_field_dup_completions (stock_field_find (cases[i].field),
                                                          self->inventory, cases[i].typed);
      g_autofree char *joined = found != NULL ? g_strjoinv (" ", found) : NULL;

      g_assert_cmpstr (joined, ==, cases[i].found);
    }
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    const char *field;
    OrmDirection direction;
    const char *first; /* its name */
  } cases[] = {
    { "name", ORM_ASCENDING, "Butter" },
    { "name", ORM_DESCENDING, "Salt" },
    { "value", ORM_ASCENDING, "Rye" },
    { "value", ORM_DESCENDING, "Butter" },
    { "quantity", ORM_ASCENDING, "Rye" },
    { "price", ORM_ASCENDING, "Salt" },
    { "category", ORM_DESCENDING, "Butter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
      g_autoptr (StockProduct) first = NULL;

      stock_field_order (stock_field_find (cases[i].field), query, cases[i].direction);
      first = orm_session_find (self->session, query, NULL);
      g_test_message ("%s", cases[i].field);
      g_assert_cmpstr (first->name, ==, cases[i].first);
    }
}

static void
test_numbers (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  StockNumber number;

  g_assert_true (stock_field_get_number (stock_field_find ("quantity"), self->inventory, butter,
                                         &number));
  g_assert_true (number.value == 51 && number.decimals == 0 && !number.is_money);
  g_assert_true (stock_field_get_number (stock_field_find ("value"), self->inventory, butter,
                                         &number));
  g_assert_true (number.value == 15300 && number.decimals == 2 && number.is_money);
  g_assert_false (stock_field_get_number (stock_field_find ("reorder_level"), self->inventory,
                                          butter, &number));
  g_assert_false (stock_field_get_number (stock_field_find ("name"), self->inventory, butter,
                                          &number));
  g_assert_null (stock_field_find ("colour"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-field/texts", test_texts);
  fixture_add_test ("/stock-field/set-text", test_set_text);
  fixture_add_test ("/stock-field/round-trip", test_round_trip);
  fixture_add_test ("/stock-field/unit", test_unit);
  fixture_add_test ("/stock-field/amount-with-unit", test_amount_with_unit);
  fixture_add_test ("/stock-field/tags", test_tags);
  fixture_add_test ("/stock-field/new-label", test_new_label);
  fixture_add_test ("/stock-field/completions", test_completions);
  fixture_add_test ("/stock-field/order", test_order);
  fixture_add_test ("/stock-field/numbers", test_numbers);
  return g_test_run ();
}
