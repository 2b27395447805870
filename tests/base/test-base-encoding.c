#include "base/base-encoding.h"

#include <string.h>

#include "base/base-error.h"

#define BYTES(s) s, sizeof (s) - 1

static void
test_convert (void)
{
  static const struct
  {
    const char   *bytes;
    gsize         length;
    BaseEncoding  encoding;
    const char   *text;
  } cases[] = {
    { BYTES (""), BASE_ENCODING_UTF_8, "" },
    { NULL, 0, BASE_ENCODING_UTF_8, "" },
    { BYTES ("Tofu"), BASE_ENCODING_UTF_8, "Tofu" },
    { BYTES ("R\303\266sti"), BASE_ENCODING_UTF_8, "Rösti" },
    { BYTES ("\357\273\277R\303\266sti"), BASE_ENCODING_UTF_8, "Rösti" },
    { BYTES ("R\366sti \200 5"), BASE_ENCODING_WINDOWS_1252, "Rösti € 5" },
    { BYTES ("\377\376R\0\366\0"), BASE_ENCODING_UTF_16LE, "Rö" },
    { BYTES ("R\0\366\0\n\0"), BASE_ENCODING_UTF_16LE, "Rö\n" },
    { BYTES ("\376\377\0R\0\366"), BASE_ENCODING_UTF_16BE, "Rö" },
    { BYTES ("\0R\0\366\0\n"), BASE_ENCODING_UTF_16BE, "Rö\n" },
    { BYTES ("\377\376\074\330\116\337"), BASE_ENCODING_UTF_16LE, "🍎" },
    { BYTES ("\376\377\330\074\334\000"), BASE_ENCODING_UTF_16BE, "🀀" },
    { BYTES ("\376\377\333\377\337\375"), BASE_ENCODING_UTF_16BE, "\364\217\277\275" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length = 0;

      g_assert_cmpint (base_encoding_guess (cases[i].bytes, cases[i].length), ==,
                       cases[i].encoding);
      text = base_encoding_to_utf8 (cases[i].bytes, cases[i].length, cases[i].encoding, &length,
                                    &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (length, ==, strlen (cases[i].text));
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    const char   *bytes;
    gsize         length;
    BaseEncoding  encoding;
    const char   *message;
  } cases[] = {
    { BYTES ("one\nt\366o"), BASE_ENCODING_UTF_8,
      "Line 2 is not text in UTF-8 (byte 6 of the file)" },
    { BYTES ("one\n\0"), BASE_ENCODING_UTF_8,
      "Line 2 is not text in UTF-8 (byte 5 of the file)" },
    { BYTES ("\357\273\277\366"), BASE_ENCODING_UTF_8,
      "Line 1 is not text in UTF-8 (byte 4 of the file)" },
    { BYTES ("a\n\nb\201"), BASE_ENCODING_WINDOWS_1252,
      "Line 3 is not text in Windows-1252 (byte 5 of the file)" },
    { BYTES ("a\0\n\0b"), BASE_ENCODING_UTF_16LE,
      "Line 2 is not text in UTF-16LE (byte 5 of the file)" },
    { BYTES ("\330\074\0a"), BASE_ENCODING_UTF_16BE,
      "Line 1 is not text in UTF-16BE (byte 1 of the file)" },
    { BYTES ("\0a\337\116"), BASE_ENCODING_UTF_16BE,
      "Line 1 is not text in UTF-16BE (byte 3 of the file)" },
    { BYTES ("\0a\330\074"), BASE_ENCODING_UTF_16BE,
      "Line 1 is not text in UTF-16BE (byte 3 of the file)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      g_assert_null (base_encoding_to_utf8 (cases[i].bytes, cases[i].length, cases[i].encoding,
                                            &length, &error));
      g_assert_error (error, BASE_ERROR, BASE_ERROR_ENCODING);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_names (void)
{
  BaseEncoding encoding = BASE_N_ENCODINGS;

  for (BaseEncoding e = 0; e < BASE_N_ENCODINGS; e++)
    {
      g_assert_true (base_encoding_from_name (base_encoding_get_name (e), &encoding));
      g_assert_cmpint (encoding, ==, e);
    }
  g_assert_true (base_encoding_from_name ("utf8", &encoding));
  g_assert_cmpint (encoding, ==, BASE_ENCODING_UTF_8);
  g_assert_true (base_encoding_from_name ("ISO_8859-1", &encoding));
  g_assert_cmpint (encoding, ==, BASE_ENCODING_WINDOWS_1252);
  g_assert_true (base_encoding_from_name ("utf-16", &encoding));
  g_assert_cmpint (encoding, ==, BASE_ENCODING_UTF_16LE);
  g_assert_false (base_encoding_from_name ("EBCDIC", &encoding));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/convert", test_convert);
  g_test_add_func ("/encoding/refuse", test_refuse);
  g_test_add_func ("/encoding/names", test_names);
  return g_test_run ();
}
