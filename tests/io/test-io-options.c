#include "io/io-options.h"

#include "io/io-error.h"

static void
test_set (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    IoOptions   options;
  } cases[] = {
    { "encoding", "utf-8", { BASE_ENCODING_UTF_8, 0, 0, IO_FIND } },
    { "encoding", "latin1", { BASE_ENCODING_WINDOWS_1252, 0, 0, IO_FIND } },
    { "delimiter", ";", { IO_FIND, ';', 0, IO_FIND } },
    { "delimiter", "Tab", { IO_FIND, '\t', 0, IO_FIND } },
    { "delimiter", "\\t", { IO_FIND, '\t', 0, IO_FIND } },
    { "delimiter", "bar", { IO_FIND, '|', 0, IO_FIND } },
    { "decimal", "comma", { IO_FIND, 0, ',', IO_FIND } },
    { "decimal", ".", { IO_FIND, 0, '.', IO_FIND } },
    { "date-order", "dmy", { IO_FIND, 0, 0, BASE_DATE_ORDER_DMY } },
    { "date-order", "YMD", { IO_FIND, 0, 0, BASE_DATE_ORDER_YMD } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IoOptions options = IO_OPTIONS_FIND;

      g_assert_true (io_options_set (&options, cases[i].name, cases[i].value, NULL));
      g_assert_true (io_options_equal (&options, &cases[i].options));
    }
}

static void
test_set_bad (void)
{
  static const char *const cases[][2] = {
    { "encoding", "EBCDIC" }, { "delimiter", "x" },  { "delimiter", "point" },
    { "decimal", ";" },       { "date-order", "y" }, { "colour", "red" },
  };
  const IoOptions find = IO_OPTIONS_FIND;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IoOptions options = IO_OPTIONS_FIND;
      g_autoptr (GError) error = NULL;

      g_assert_false (io_options_set (&options, cases[i][0], cases[i][1], &error));
      g_assert_error (error, IO_ERROR, IO_ERROR_OPTION);
      g_assert_true (io_options_equal (&options, &find));
    }
}

static void
test_equal (void)
{
  const IoOptions options = { BASE_ENCODING_UTF_8, ',', '.', BASE_DATE_ORDER_DMY };
  const IoOptions others[] = {
    { BASE_ENCODING_UTF_16LE, ',', '.', BASE_DATE_ORDER_DMY },
    { BASE_ENCODING_UTF_8, ';', '.', BASE_DATE_ORDER_DMY },
    { BASE_ENCODING_UTF_8, ',', ',', BASE_DATE_ORDER_DMY },
    { BASE_ENCODING_UTF_8, ',', '.', BASE_DATE_ORDER_MDY },
  };

  g_assert_true (io_options_equal (&options, &options));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (io_options_equal (&options, &others[i]));
}

static void
test_format (void)
{
  const IoOptions comma = { BASE_ENCODING_UTF_8, ';', ',', BASE_DATE_ORDER_DMY };
  const IoOptions find = IO_OPTIONS_FIND;
  BaseFormat format = io_options_get_format (&comma);

  g_assert_cmpstr (format.decimal_sign, ==, ",");
  g_assert_cmpstr (format.group_sign, ==, ".");
  g_assert_cmpint (format.date_order, ==, BASE_DATE_ORDER_DMY);

  format = io_options_get_format (&find);
  g_assert_cmpstr (format.decimal_sign, ==, base_format_get_locale ()->decimal_sign);
  g_assert_cmpint (format.date_order, ==, base_format_get_locale ()->date_order);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/set", test_set);
  g_test_add_func ("/options/set-bad", test_set_bad);
  g_test_add_func ("/options/equal", test_equal);
  g_test_add_func ("/options/format", test_format);
  return g_test_run ();
}
