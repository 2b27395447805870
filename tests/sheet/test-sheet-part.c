#include "sheet/sheet-part.h"

#include <string.h>

/* A bar is the caret. */
static const struct
{
  const char *text;
  const char *part;
  const char *replaced; /* by "X" */
} cases[] = {
  { "|", "", "X|" },
  { "ab|", "ab", "X|" },
  { "|ab", "ab", "X|" },
  { "a b|, cd", "a b", "X|, cd" },
  { "ab, cd|", "cd", "ab, X|" },
  { "ab,cd|,ef", "cd", "ab,X|,ef" },
  { "ab, | ", "", "ab, X| " },
  { "ab,|", "", "ab,X|" },
  { "ab|,", "ab", "X|," },
  { "ab, |cd , ef", "cd", "ab, X| , ef" },
  { "Käse, Öl|", "Öl", "Käse, X|" },
  { ",|,", "", ",X|," },
};

static void
test_parts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize caret = strcspn (cases[i].text, "|");
      g_autofree char *before = g_strndup (cases[i].text, caret);
      g_autofree char *text = g_strconcat (before, cases[i].text + caret + 1, NULL);
      g_autofree char *part = NULL;
      g_autofree char *replaced = NULL;
      g_autoptr (GString) shown = NULL;
      gsize start, end, new_caret;

      sheet_part_find (text, caret, &start, &end);
      part = g_strndup (text + start, end - start);
      g_assert_cmpstr (part, ==, cases[i].part);
      replaced = sheet_part_replace (text, caret, "X", &new_caret);
      shown = g_string_new (replaced);
      g_string_insert_c (shown, new_caret, '|');
      g_assert_cmpstr (shown->str, ==, cases[i].replaced);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/part/parts", test_parts);

  return g_test_run ();
}
