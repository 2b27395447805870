#include "sheet/sheet-incoming.h"

#include <gio/gio.h>

/* Cells are told apart by | and rows by /. */
static char *
dup_cells (const SheetBlock *block)
{
  g_autoptr (GString) cells = g_string_new (NULL);
  guint n_rows, n_columns;

  sheet_block_get_size (block, &n_rows, &n_columns);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        if (row + column > 0)
          g_string_append_c (cells, column > 0 ? '|' : '/');
        g_string_append (cells, sheet_block_get (block, row, column));
      }

  return g_string_free (g_steal_pointer (&cells), FALSE);
}

static void
assert_cells (const SheetBlock *block,
              const char       *expected)
{
  g_autofree char *cells = dup_cells (block);

  g_assert_cmpstr (cells, ==, expected);
}

/* Texts as they come from clipboards. */
static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *cells;
  } cases[] = {
    { "a", "a" },
    { "", "" },
    { "a\tb\nc\td", "a|b/c|d" },
    { "a\tb\nc\td\n", "a|b/c|d" },
    { "a\tb\r\nc\td\r\n", "a|b/c|d" },
    { "a\n\nb\n", "a//b" },
    { "a\tb\tc\nd\n", "a|b|c/d||" },
    { "\"a\nb\"\tc", "a\nb|c" },
    { "\"say \"\"so\"\"\"\tc", "say \"so\"|c" },
    { "0012345678905\t1E5\t=1+1", "0012345678905|1E5|=1+1" },
    { " a \t b", " a | b" },
    { "\"never closed\ta\nb", "\"never closed\ta\nb" },
    { "5\" pipe", "5\" pipe" },
    { "Butter;0012;5\nMilk;0013;7\n", "Butter|0012|5/Milk|0013|7" },
    { "Butter,0012,5\nMilk,0013,7", "Butter|0012|5/Milk|0013|7" },
    { "name,price\r\n\"Cheese, old\",1.50\r\n", "name|price/Cheese, old|1.50" },
    { "Butter;1,50\nMilk;0,99", "Butter|1,50/Milk|0,99" },
    { "Butter,a\tb\nMilk,c\td", "Butter,a|b/Milk,c|d" },
    { "Milk, butter", "Milk, butter" },
    { "Milk,butter", "Milk,butter" },
    { "Dear Sir,\nyours,", "Dear Sir|/yours|" },
    { "Milk, butter\nBread, eggs", "Milk, butter/Bread, eggs" },
    { "1,50\n0,99", "1,50/0,99" },
    { "1,234\n5,678\n", "1,234/5,678" },
    { "a;b;c\nd;e", "a;b;c/d;e" },
    { "a|b\nc|d", "a|b/c|d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SheetBlock) block = sheet_incoming_read_text (cases[i].text);

      assert_cells (block, cases[i].cells);
    }
}

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "sheet", "clipboard", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* What these programs put on the clipboard for the same cells: text with leading zeros, a number
 * beyond six digits, a price with marks for thousands, a date that could be of April, two lines. */
static void
test_programs (void)
{
  /* LibreOffice Calc 7.4, Gnumeric 1.12 */
  static const char *const programs[] = { "calc", "gnumeric" };

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *html_name = g_strconcat (programs[i], "-html.clip", NULL);
      g_autofree char *text_name = g_strconcat (programs[i], "-text.clip", NULL);
      g_autofree char *html = load (html_name);
      g_autofree char *text = load (text_name);
      g_autoptr (SheetBlock) block = sheet_incoming_read (html, text, NULL);
      gboolean is_calc = g_str_equal (programs[i], "calc");
      g_autofree char *expected = g_strdup_printf (
        "Name|SKU|Quantity|Price|Expires|Notes"
        "/Butter & <salt>|0012345678905|12|%s|%s|first line\nsecond \"line\""
        "/Käse,  zwei  Räume|1E5|0.123456789|3.14||5\" pipe"
        "/joined||-7||%s|=1+1"
        "/|43-693-2092|1234567890123|||",
        is_calc ? "1234.50" : "1,234.50", is_calc ? "2027-03-04" : "04.03.27",
        is_calc ? "2026-12-31" : "31.12.26");

      g_assert_nonnull (block);
      assert_cells (block, expected);
    }
}

/* HTML that is no table, or more than one, and HTML that does not go with its text. */
static void
test_choice (void)
{
  static const struct
  {
    const char *html;
    const char *text;
    const char *cells;
  } cases[] = {
    { "<p>a <b>b</b></p>", "a b", "a b" },
    { "<p>see:</p><table><tr><td>a</table>", "see:\na", "see:/a" },
    { "<table><tr><td>a<br>b</table>", "a b", "a\nb" },
    { "<table><tr><td>a</table>", NULL, "a" },
    { NULL, "a\tb", "a|b" },
    { "<meta name=generator content='Gnumeric 1'><table><tr><td>1.2E+5<td>b</table>",
      "123456\tb", "123456|b" },
    { "<meta name=generator content='Gnumeric 1'><table><tr><td>1.2E+5<td>a<br>b<tr><td>c</table>",
      "123456\ta\nb\nc\t", "123456|a\nb/c|" },
    { "<meta name=generator content='Gnumeric 1'><table><tr><td>1.2E+5</table>",
      "123456\nmore", "1.2E+5" },
    { "<meta name=generator content='Gnumeric 1'><table><tr><td>a<tr><td>b</table>",
      "a", "a/b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SheetBlock) block = sheet_incoming_read (cases[i].html, cases[i].text, NULL);

      g_assert_nonnull (block);
      assert_cells (block, cases[i].cells);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sheet_incoming_read (NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no text on the clipboard.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/incoming/text", test_text);
  g_test_add_func ("/sheet/incoming/programs", test_programs);
  g_test_add_func ("/sheet/incoming/choice", test_choice);
  g_test_add_func ("/sheet/incoming/nothing", test_nothing);

  return g_test_run ();
}
