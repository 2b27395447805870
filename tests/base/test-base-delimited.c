#include "base/base-delimited.h"

#include <string.h>

#include "base/base-error.h"

/* Reads everything: cells as <cell>, every row ended by the line on which it began. */
static char *
read_all (const char  *text,
          char         delimiter,
          GError     **error)
{
  g_autofree char *exact = g_memdup2 (text, strlen (text));
  g_autoptr (BaseDelimitedReader) reader = base_delimited_reader_new (exact, strlen (text),
                                                                      delimiter);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);
  guint n_rows = 0;

  while (base_delimited_reader_next (reader, cells, error))
    {
      g_assert_cmpuint (base_delimited_reader_get_row (reader), ==, ++n_rows);
      for (guint i = 0; i < cells->len; i++)
        g_string_append_printf (all, "<%s>", (char *) cells->pdata[i]);
      g_string_append_printf (all, "%u ", base_delimited_reader_get_line (reader));
    }
  return g_string_free (all, FALSE);
}

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    char        delimiter;
    const char *rows;
  } cases[] = {
    { "", ',', "" },
    { "a", ',', "<a>1 " },
    { "a\n", ',', "<a>1 " },
    { "a,b\nc,d\n", ',', "<a><b>1 <c><d>2 " },
    { "a,b\r\nc,d\r\n", ',', "<a><b>1 <c><d>2 " },
    { "a,b\rc,d\r", ',', "<a><b>1 <c><d>2 " },
    { "a,b\nc,d", ',', "<a><b>1 <c><d>2 " },
    { "a,\n,b\n", ',', "<a><>1 <><b>2 " },
    { "a,", ',', "<a><>1 " },
    { "\n\na\n", ',', "<>1 <>2 <a>3 " },
    { "a;b,c", ';', "<a><b,c>1 " },
    { "a\tb", '\t', "<a><b>1 " },
    { "a, b ,c", ',', "<a>< b ><c>1 " },
    { "\"a\",b", ',', "<a><b>1 " },
    { "\"a,b\",c", ',', "<a,b><c>1 " },
    { "\"say \"\"hi\"\"\",c", ',', "<say \"hi\"><c>1 " },
    { "\"\"", ',', "<>1 " },
    { "\"\"\"\"", ',', "<\">1 " },
    { "\"two\nlines\",b\nc,d", ',', "<two\nlines><b>1 <c><d>3 " },
    { "\"two\r\nlines\"\r\nc", ',', "<two\r\nlines>1 <c>3 " },
    { "a 5\" pipe,b", ',', "<a 5\" pipe><b>1 " },
    { "=1+1,@x", ',', "<=1+1><@x>1 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_all (cases[i].text, cases[i].delimiter, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_read_bad (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
    const char *message;
  } cases[] = {
    { "a\n\"b,c\nd", "<a>1 ", "The quotation mark on line 2 is never closed" },
    { "a,\"\n\n\",\"b", "", "The quotation mark on line 3 is never closed" },
    { "a\n\"b\"c\nd", "<a>1 ", "There is text behind a closing quotation mark on line 2" },
    { "\"a\nb\" ,c", "", "There is text behind a closing quotation mark on line 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_all (cases[i].text, ',', &error);

      g_assert_error (error, BASE_ERROR, BASE_ERROR_QUOTE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_trim (void)
{
  static const char text[] = " a , \" b \"\t, c d ,\n\t\n";
  g_autoptr (BaseDelimitedReader) reader = base_delimited_reader_new (text, strlen (text), ',');
  g_autoptr (BaseDelimitedReader) tabs = base_delimited_reader_new (text, strlen (text), '\t');
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  base_delimited_reader_set_trim (reader, TRUE);
  g_assert_true (base_delimited_reader_next (reader, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 4);
  g_assert_cmpstr (cells->pdata[0], ==, "a");
  g_assert_cmpstr (cells->pdata[1], ==, " b ");
  g_assert_cmpstr (cells->pdata[2], ==, "c d");
  g_assert_cmpstr (cells->pdata[3], ==, "");
  g_assert_true (base_delimited_reader_next (reader, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 1);
  g_assert_cmpstr (cells->pdata[0], ==, "");

  /* A tab that is the delimiter is no white space. */
  base_delimited_reader_set_trim (tabs, TRUE);
  g_assert_true (base_delimited_reader_next (tabs, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 2);
  g_assert_cmpstr (cells->pdata[0], ==, "a , \" b \"");
}

static void
test_guess (void)
{
  static const struct
  {
    const char *text;
    char        delimiter;
  } cases[] = {
    { "", ',' },
    { "name\nTofu\n", ',' },
    { "a,b\n1,2\n", ',' },
    { "a;b\n1,5;2,5\n", ';' },
    { "a\tb\n1,5\t2;5\n", '\t' },
    { "a|b|c\n1|2|3\n", '|' },
    { "a,b,c;d\n1,2,3;4\n", ',' },
    { "\n\na;b\n1;2\n", ';' },
    { "name;note\nTofu;\"one, two, three\"\nTea;\"four, five\"\n", ';' },
    { "name,note\nTofu,a;b;c\nTea,d\n", ',' },
    { "name, first;price\nTofu;3,20\nTea;4,50\n", ';' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char delimiter = base_delimited_guess_delimiter (cases[i].text, strlen (cases[i].text));

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (delimiter, ==, cases[i].delimiter);
    }
}

static void
test_write (void)
{
  const char *cells[] = {
    "plain", "", NULL, "a,b", "say \"hi\"", "two\nlines", " space", "space ", "semi;colon", "=1+1",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  base_delimited_append_row (text, cells, G_N_ELEMENTS (cells), ',');
  base_delimited_append_row (text, cells + 8, 2, ';');
  g_assert_cmpstr (text->str, ==,
                   "plain,,,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" space\",\"space \","
                   "semi;colon,=1+1\n"
                   "\"semi;colon\";=1+1\n");
}

/* Whatever is written reads as the same cells. */
static void
test_round_trip (void)
{
  static const char alphabet[] = "ab,;\t\"\n\r '=";

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (BaseDelimitedReader) reader = NULL;
      char cells[4][6] = { "" };
      const char *row[4] = { cells[0], cells[1], cells[2], cells[3] };

      for (guint i = 0; i < 4; i++)
        for (int j = g_test_rand_int_range (0, 6) - 1; j >= 0; j--)
          cells[i][j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];

      base_delimited_append_row (text, row, 4, ',');
      reader = base_delimited_reader_new (text->str, text->len, ',');
      base_delimited_reader_set_trim (reader, round % 2 == 0);
      g_assert_true (base_delimited_reader_next (reader, again, NULL));
      g_assert_cmpuint (again->len, ==, 4);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpstr (again->pdata[i], ==, cells[i]);
      g_assert_false (base_delimited_reader_next (reader, again, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delimited/read", test_read);
  g_test_add_func ("/delimited/read-bad", test_read_bad);
  g_test_add_func ("/delimited/trim", test_trim);
  g_test_add_func ("/delimited/guess", test_guess);
  g_test_add_func ("/delimited/write", test_write);
  g_test_add_func ("/delimited/round-trip", test_round_trip);
  return g_test_run ();
}
