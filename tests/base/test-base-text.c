#include "base/base-text.h"

#include <string.h>

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "Apple", "apple" },
    { "Äpfel", "apfel" },
    { "A\314\210pfel", "apfel" }, /* A and a combining diaeresis */
    { "Guaraná Fantástica", "guarana fantastica" },
    { "Nuß-Nougat", "nuss-nougat" },
    { "ŻÓŁĆ", "zolc" },
    { "Røgede sild", "rogede sild" },
    { "ﬁn", "fin" },
    { "Ⅻ", "xii" },
    { "İstanbul", "istanbul" },
    { "ΣΑΣ", "σασ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = base_text_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_contains_word (void)
{
  g_assert_true (base_text_contains_word ("apfel saft", "saft"));
  g_assert_true (base_text_contains_word ("apfel-saft.", "saft"));
  g_assert_true (base_text_contains_word ("saftig saft", "saft"));
  g_assert_true (base_text_contains_word ("(100% saft)", "100% saft"));
  g_assert_true (base_text_contains_word ("saft", ""));
  g_assert_false (base_text_contains_word ("apfelsaft", "saft"));
  g_assert_false (base_text_contains_word ("saftig", "saft"));
  g_assert_false (base_text_contains_word ("saft2", "saft"));
  g_assert_false (base_text_contains_word ("\330\247saft", "saft")); /* an Arabic letter */
  g_assert_false (base_text_contains_word ("", "saft"));
}

static void
test_contains (void)
{
  g_assert_true (base_text_contains ("apfelsaft", "saft"));
  g_assert_true (base_text_contains ("apfelsaft", ""));
  g_assert_false (base_text_contains ("apfelsaft", "birne"));
}

static void
test_split_words (void)
{
  static const struct
  {
    const char *text;
    const char *joined;
  } cases[] = {
    { "", "" },
    { "   ", "" },
    { "one", "one" },
    { " one  two\tthree\n", "one|two|three" },
    { "ein\302\240Wort\342\200\257mehr", "ein|Wort|mehr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = base_text_split_words (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", words);

      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

/* Each text stands before the next one, in every pairing. */
static void
test_compare_natural (void)
{
  static const char *const ordered[] = {
    "", "7", "007b", "8", "10", "99", "100", "999", "99999999999999999999999998",
    "99999999999999999999999999", "apple", "Apple Strudel", "apples", "Apples  Braeburn", "Box",
    "box 1", "Box 9", "box 9 a", "Box 09 b", "Box 10", "Box 10 a", "Boxes", "Zebra",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        int order = base_text_compare_natural (ordered[i], ordered[j]);

        g_test_message ("“%s” and “%s”", ordered[i], ordered[j]);
        g_assert_cmpint (CLAMP (order, -1, 1), ==, (i > j) - (i < j));
      }
  g_assert_cmpint (base_text_compare_natural (NULL, NULL), ==, 0);
  g_assert_cmpint (base_text_compare_natural (NULL, "a"), <, 0);
  g_assert_cmpint (base_text_compare_natural ("A", "a"), !=, 0);
}

static void
test_sort_key (void)
{
  g_autofree char *nine = base_text_sort_key ("Box 9");
  g_autofree char *nine_again = base_text_sort_key ("bOX 09");
  g_autofree char *ten = base_text_sort_key ("Box 10");

  g_assert_cmpstr (nine, ==, nine_again);
  g_assert_cmpint (strcmp (nine, ten), <, 0);
}

static void
test_shorten (void)
{
  g_autofree char *short_text = base_text_shorten ("Mehl\nund\tWasser");
  g_autofree char *long_text = g_strnfill (300, 'o');
  g_autofree char *shortened = base_text_shorten (long_text);

  g_assert_cmpstr (short_text, ==, "Mehl und Wasser");
  g_assert_cmpint (g_utf8_strlen (shortened, -1), ==, 60);
  g_assert_true (g_str_has_suffix (shortened, "…"));
}

/* Letters of other scripts are found at every place, in texts of every length, but not behind the
 * end. */
static void
test_is_ascii (void)
{
  g_assert_true (base_text_is_ascii ("", 0));
  for (gsize length = 1; length < 40; length++)
    for (gsize place = 0; place <= length; place++)
      {
        char text[41];

        memset (text, 'a', sizeof text);
        text[place] = '\x80';
        g_assert_cmpint (base_text_is_ascii (text, length), ==, place == length);
      }
}

static void
test_set (void)
{
  char *field = NULL;

  g_assert_false (base_text_set (&field, NULL));
  g_assert_true (base_text_set (&field, "one"));
  g_assert_cmpstr (field, ==, "one");
  g_assert_false (base_text_set (&field, "one"));
  g_assert_false (base_text_set (&field, field));
  g_assert_true (base_text_set (&field, field + 1));
  g_assert_cmpstr (field, ==, "ne");
  g_assert_true (base_text_set (&field, NULL));
  g_assert_null (field);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/contains", test_contains);
  g_test_add_func ("/text/contains-word", test_contains_word);
  g_test_add_func ("/text/split-words", test_split_words);
  g_test_add_func ("/text/compare-natural", test_compare_natural);
  g_test_add_func ("/text/sort-key", test_sort_key);
  g_test_add_func ("/text/shorten", test_shorten);
  g_test_add_func ("/text/is-ascii", test_is_ascii);
  g_test_add_func ("/text/set", test_set);
  return g_test_run ();
}
