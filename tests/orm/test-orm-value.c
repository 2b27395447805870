#include "orm/orm-value.h"

static void
test_equal (void)
{
  static const struct
  {
    OrmValue a;
    OrmValue b;
    gboolean equal;
  } cases[] = {
    { { ORM_VALUE_NULL }, { ORM_VALUE_NULL }, TRUE },
    { { ORM_VALUE_NULL }, { ORM_VALUE_INTEGER, .integer = 0 }, FALSE },
    { { ORM_VALUE_NULL }, { ORM_VALUE_TEXT, .text = "" }, FALSE },
    { { ORM_VALUE_INTEGER, .integer = 3 }, { ORM_VALUE_INTEGER, .integer = 3 }, TRUE },
    { { ORM_VALUE_INTEGER, .integer = 3 }, { ORM_VALUE_INTEGER, .integer = 4 }, FALSE },
    { { ORM_VALUE_INTEGER, .integer = G_MAXINT64 },
      { ORM_VALUE_INTEGER, .integer = G_MAXINT64 - 1 }, FALSE },
    { { ORM_VALUE_INTEGER, .integer = 3 }, { ORM_VALUE_REAL, .real = 3.0 }, FALSE },
    { { ORM_VALUE_REAL, .real = 0.1 }, { ORM_VALUE_REAL, .real = 0.1 }, TRUE },
    { { ORM_VALUE_REAL, .real = 0.1 }, { ORM_VALUE_REAL, .real = 0.2 }, FALSE },
    { { ORM_VALUE_TEXT, .text = "a" }, { ORM_VALUE_TEXT, .text = "a" }, TRUE },
    { { ORM_VALUE_TEXT, .text = "a" }, { ORM_VALUE_TEXT, .text = "A" }, FALSE },
    { { ORM_VALUE_TEXT, .text = "1" }, { ORM_VALUE_INTEGER, .integer = 1 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (orm_value_equal (cases[i].a, cases[i].b), ==, cases[i].equal);
      g_assert_cmpint (orm_value_equal (cases[i].b, cases[i].a), ==, cases[i].equal);
    }
}

static void
test_copy (void)
{
  char text[] = "text";
  OrmValue copy = orm_value_copy (ORM_STRING (text));

  text[0] = 'n';
  g_assert_cmpstr (copy.text, ==, "text");
  orm_value_clear (&copy);
  g_assert_cmpint (copy.type, ==, ORM_VALUE_NULL);
  orm_value_clear (&copy);

  copy = orm_value_copy (ORM_DOUBLE (1.5));
  g_assert_cmpfloat (copy.real, ==, 1.5);
}

static void
test_no_text_is_null (void)
{
  g_assert_cmpint (ORM_STRING (NULL).type, ==, ORM_VALUE_NULL);
  g_assert_cmpint (ORM_STRING ("").type, ==, ORM_VALUE_TEXT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orm/value/equal", test_equal);
  g_test_add_func ("/orm/value/copy", test_copy);
  g_test_add_func ("/orm/value/no-text-is-null", test_no_text_is_null);
  return g_test_run ();
}
