#include "sheet/sheet-html.h"

#include <string.h>

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

/* Documents, good and broken, and the cells in them; %NULL where there is no table alone. */
static const struct
{
  const char *html;
  const char *cells;
} cases[] = {
  { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a|b/c|d" },
  { "<TABLE><TR><TH>a<TD>b<TR><TD>c<TD>d</TABLE>", "a|b/c|d" },
  { "<table><td>a<td>b", "a|b" },
  { "<table>\n<thead>\n<tr>\n<td>a</td>\n</tr>\n</thead>\n<tbody><tr><td>b</table>", "a/b" },
  { "<table><tr><td>a &amp; &lt;b&gt; &quot;c&quot; &#228;&eacute;&euro;</table>",
    "a & <b> \"c\" äé€" },
  { "<table><tr><td>two  spaces<td> around </table>", "two  spaces| around " },
  { "<table><tr><td>\n  one\n   two\n </td></table>", "one two" },
  { "<table><tr><td>a<br>b<td>a<br>\nb<td><br><td>a<br></table>", "a\nb|a\nb||a" },
  { "<table><tr><td><p>a</p><p>b</p><td><b>c</b><i>d</i></table>", "a\nb|cd" },
  { "<table><tr><td>&nbsp;<td>a&nbsp;b</table>", "|a\302\240b" },
  { "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", "a||b/c|d|e" },
  { "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>", "a|b/|c/d|e" },
  { "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>",
    "a||b/||c/d|e|f" },
  { "<table><tr><td rowspan=0>a<td colspan=-1>b<td colspan=x>c</table>", "a|b|c" },
  { "<table><tr><td>a<table><tr><td>in<td>ner</table>b<td>c</table>", "a\ninnerb|c" },
  { "<table><tr><td sdval=\"1234.5\">1.234,50<td x:num=\"1234\">1,234</table>", "1234.50|1234" },
  { "<head><title>t</title><style>td { color: red }</style></head><table><tr><td>a</table>", "a" },
  { "<table><caption>c</caption><tr><td>a<comment>note</comment></table>", "a" },
  { "<!-- <table> --><table><tr><td>a<!-- b --></table>", "a" },
  { "<table><tr><td>a</td></table></div></td></tr></table>", "a" },
  { "<table><tr><td>0012345678905<td>1E5<td>=1+1</table>", "0012345678905|1E5|=1+1" },
  { "<table><tr><td>a</table> and more", NULL },
  { "before <table><tr><td>a</table>", NULL },
  { "<table><tr><td>a</table><table><tr><td>b</table>", NULL },
  { "<p>a</p>", NULL },
  { "", NULL },
  { "<table></table>", NULL },
  { "<table><tr></tr></table>", NULL },
  { "<", NULL },
};

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      SheetHtmlFlags flags;
      g_autoptr (SheetBlock) block
        = sheet_html_read (cases[i].html, strlen (cases[i].html), &flags, &error);
      g_autofree char *cells = NULL;

      if (cases[i].cells == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
          continue;
        }
      g_assert_no_error (error);
      cells = dup_cells (block);
      g_assert_cmpstr (cells, ==, cases[i].cells);
    }
}

/* A document that is a text many times, in a table. */
static void
assert_refused (const char *repeated,
                guint       n,
                const char *message)
{
  g_autoptr (GString) html = g_string_new ("<table><tr><td>");
  g_autoptr (GError) error = NULL;
  SheetHtmlFlags flags;

  for (guint i = 0; i < n; i++)
    g_string_append (html, repeated);
  g_assert_null (sheet_html_read (html->str, html->len, &flags, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

/* Small texts that would take all memory, or all time. */
static void
test_hostile (void)
{
  const char *large = "The table on the clipboard is too large to be pasted.";
  const char *deep = "The table on the clipboard cannot be read: it is nested too deeply.";

  assert_refused ("<td colspan=1000>", 20, large);
  assert_refused ("<tr><td rowspan=65534 colspan=1000>", 2000, large);
  assert_refused ("<tr>", 410000, large);
  assert_refused ("<tr><td>a", 210000, large);
  assert_refused ("<div>", 2000, deep);
  assert_refused ("<table><tr><td>", 1000, deep);
}

/* Any bytes end in cells or in an error, whatever they are. */
static void
test_broken (void)
{
  static const char parts[][20] = {
    "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<td colspan=3>", "<td rowspan=2>",
    "<br>", "<p>", "</p>", "a", "\n", " ", "&amp;", "&#0;", "&#x110000;", "<", ">", "\"", "<!--",
    "-->", "<script>", "</script>", "<td sdval=\"1\">", "\xff", "\xc3", "<![CDATA[", "]]>",
    "<a b='",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) html = g_string_new (i % 2 == 0 ? "<table>" : "");
      g_autoptr (GError) error = NULL;
      SheetHtmlFlags flags;
      g_autoptr (SheetBlock) block = NULL;

      for (int j = g_rand_int_range (rand, 0, 40); j > 0; j--)
        g_string_append (html, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      block = sheet_html_read (html->str, html->len, &flags, &error);
      g_assert_true ((block != NULL) == (error == NULL));
    }
}

/* What is written is read again as it was. */
static void
test_write (void)
{
  static const char *const texts[] = {
    "a", "", "0012345", "two  spaces", " around ", "first\nsecond", "at the end\n", "\n\n",
    "<b> & \"quotes\" 'too'", "Käse",
  };
  g_autoptr (SheetBlock) block = sheet_block_new (2, 5);
  g_autoptr (SheetBlock) again = NULL;
  g_autoptr (GString) html = g_string_new (NULL);
  gboolean is_text[5] = { TRUE, FALSE, TRUE, FALSE, TRUE };
  SheetHtmlFlags flags;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sheet_block_take (block, i / 5, i % 5, g_strdup (texts[i]));
  sheet_html_begin (html);
  sheet_html_append_row (html, block, 0, is_text);
  sheet_html_append_row (html, block, 1, is_text);
  sheet_html_end (html);

  again = sheet_html_read (html->str, html->len, &flags, NULL);
  g_assert_nonnull (again);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (sheet_block_get (again, i / 5, i % 5), ==, texts[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/html/read", test_read);
  g_test_add_func ("/sheet/html/hostile", test_hostile);
  g_test_add_func ("/sheet/html/broken", test_broken);
  g_test_add_func ("/sheet/html/write", test_write);

  return g_test_run ();
}
