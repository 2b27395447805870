#include "io/io-table.h"

#include <string.h>

#include "base/base-error.h"
#include "io/io-error.h"

#include "test-files.h"

#define BYTES(s) s, sizeof (s) - 1

static IoTable *
make_table_from_bytes (const char       *bytes,
                       gsize             length,
                       const IoOptions  *wanted,
                       GError          **error)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);

  return io_table_new (data, "table.csv", wanted, error);
}

/* The header and the rows: cells between "|", the number of each row in front. */
static char *
dup_content (IoTable *table)
{
  GString *content = g_string_new (NULL);

  for (guint i = 0; i < io_table_get_n_columns (table); i++)
    g_string_append_printf (content, "|%s", io_table_get_header (table, i));
  for (guint row = 0; row < io_table_get_n_rows (table); row++)
    {
      g_string_append_printf (content, " %u", io_table_get_number (table, row));
      for (guint i = 0; i < io_table_get_n_cells (table, row); i++)
        g_string_append_printf (content, "|%s", io_table_get_cell (table, row, i));
    }
  return g_string_free (content, FALSE);
}

static void
test_content (void)
{
  static const char *const cases[][2] = {
    { "a,b\n1,2\n", "|a|b 2|1|2" },
    { "a,b", "|a|b" },
    { "a,b\n\n1,2\n,\n3,4\n", "|a|b 3|1|2 5|3|4" },
    { "\n\na;b\n1;2\n", "|a|b 4|1|2" },
    { "a\tb\r\n1\t2\r\n", "|a|b 2|1|2" },
    { "a , b\n \"1 \" ,2\n", "|a|b 2|1 |2" },
    { "a,b\n1\n1,2,3\n", "|a|b 2|1 3|1|2|3" },
    { "a,b\n\"x\ny\",2\n3,4\n", "|a|b 2|x\ny|2 3|3|4" },
    { "name\nTofu\n", "|name 2|Tofu" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IoTable) table = make_table (cases[i][0]);
      g_autofree char *content = dup_content (table);

      g_assert_cmpstr (content, ==, cases[i][1]);
    }
}

static void
test_short_row (void)
{
  g_autoptr (IoTable) table = make_table ("a,b,c\n1\n");

  g_assert_cmpstr (io_table_get_cell (table, 0, 0), ==, "1");
  g_assert_cmpstr (io_table_get_cell (table, 0, 2), ==, "");
  g_assert_cmpstr (io_table_get_cell (table, 0, 99), ==, "");
}

/* What is found out by looking. */
static void
test_find (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    IoOptions   found;
    gboolean    sure;
  } cases[] = {
    { BYTES ("a,b\n$4.50 ,8/16/2024\n$3,05-08-2024\n"),
      { BASE_ENCODING_UTF_8, ',', '.', BASE_DATE_ORDER_MDY }, TRUE },
    { BYTES ("a;b\n4,50;16.8.2024\n"),
      { BASE_ENCODING_UTF_8, ';', ',', BASE_DATE_ORDER_DMY }, TRUE },
    { BYTES ("K\344se;b\n4,50;1.2.2024\n"),
      { BASE_ENCODING_WINDOWS_1252, ';', ',', BASE_DATE_ORDER_MDY }, FALSE },
    { BYTES ("\377\376a\0\t\0b\0\n\0001\0\t\0002\0\n\0"),
      { BASE_ENCODING_UTF_16LE, '\t', '.', BASE_DATE_ORDER_MDY }, TRUE },
    /* An exact export does not leave anything to find. */
    { BYTES ("quantity,unit_decimals,notes\n1.500,3,\"1,5\"\n1.500,3,\"1,5\"\n"),
      { BASE_ENCODING_UTF_8, ',', '.', BASE_DATE_ORDER_YMD }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IoTable) table = make_table_from_bytes (cases[i].bytes, cases[i].length, NULL,
                                                         NULL);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (io_options_equal (io_table_get_options (table), &cases[i].found));
      g_assert_cmpint (io_table_is_order_sure (table), ==, cases[i].sure);
    }
}

static void
test_overrule (void)
{
  static const char bytes[] = "a,b;c\n4,50;1/2/2024\n";
  const IoOptions wanted = { BASE_ENCODING_WINDOWS_1252, ',', '.', BASE_DATE_ORDER_DMY };
  g_autoptr (IoTable) table = make_table_from_bytes (BYTES (bytes), &wanted, NULL);
  g_autofree char *content = dup_content (table);

  g_assert_true (io_options_equal (io_table_get_options (table), &wanted));
  g_assert_true (io_table_is_order_sure (table));
  g_assert_cmpstr (content, ==, "|a|b;c 2|4|50;1/2/2024");
}

static void
test_refuse (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    int         encoding;
    GQuark      (*domain) (void);
    int         code;
  } cases[] = {
    { BYTES (""), IO_FIND, io_error_quark, IO_ERROR_EMPTY },
    { BYTES ("\n\n ,\n"), IO_FIND, io_error_quark, IO_ERROR_EMPTY },
    { BYTES ("PK\003\004..."), IO_FIND, io_error_quark, IO_ERROR_NOT_TEXT },
    { BYTES ("SQLite format 3\0"), IO_FIND, io_error_quark, IO_ERROR_NOT_TEXT },
    { BYTES ("%PDF-1.4"), IO_FIND, io_error_quark, IO_ERROR_NOT_TEXT },
    { BYTES ("a\nK\344se\n"), BASE_ENCODING_UTF_8, base_error_quark, BASE_ERROR_ENCODING },
    { BYTES ("a\n\"b\n"), IO_FIND, base_error_quark, BASE_ERROR_QUOTE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IoOptions wanted = { cases[i].encoding, 0, 0, IO_FIND };
      g_autoptr (GError) error = NULL;

      g_assert_null (make_table_from_bytes (cases[i].bytes, cases[i].length, &wanted, &error));
      g_assert_error (error, cases[i].domain (), cases[i].code);
    }
}

static void
test_bytes (void)
{
  g_autoptr (IoTable) table = make_table ("a\n1\n");

  g_assert_cmpstr (io_table_get_name (table), ==, "table.csv");
  g_assert_cmpuint (g_bytes_get_size (io_table_get_bytes (table)), ==, 4);
  g_assert_finalize_object (g_steal_pointer (&table));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/content", test_content);
  g_test_add_func ("/table/short-row", test_short_row);
  g_test_add_func ("/table/find", test_find);
  g_test_add_func ("/table/overrule", test_overrule);
  g_test_add_func ("/table/refuse", test_refuse);
  g_test_add_func ("/table/bytes", test_bytes);
  return g_test_run ();
}
