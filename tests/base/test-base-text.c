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

static int
compare_keys (const char *a,
              const char *b,
              locale_t    locale)
{
  g_autoptr (GString) key_a = g_string_new (NULL);
  g_autoptr (GString) key_b = g_string_new (NULL);
  int order;

  base_text_append_sort_key (key_a, a, locale);
  base_text_append_sort_key (key_b, b, locale);
  order = memcmp (key_a->str, key_b->str, MIN (key_a->len, key_b->len));
  return order != 0 ? CLAMP (order, -1, 1) : (key_a->len > key_b->len) - (key_a->len < key_b->len);
}

/* Each text stands before the next one, in every pairing. */
static void
test_sort_key (void)
{
  static const char *const ordered[] = {
    "", "7", "007b", "8", "10", "99", "100", "999", "99999999999999999999999998",
    "99999999999999999999999999", "apple", "apple 9", "Apple Strudel", "apple9", "apples",
    "Apples  Braeburn", "Box", "box 1", "Box 9", "box 9 a", "Box 09 b", "Box 10", "Box 10 a",
    "Boxes", "Zebra",
  };
  g_autofree char *long_text = g_strnfill (3000, 'b');
  locale_t locale = newlocale (LC_ALL_MASK, "C", (locale_t) 0);

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        g_test_message ("“%s” and “%s”", ordered[i], ordered[j]);
        g_assert_cmpint (compare_keys (ordered[i], ordered[j], locale), ==, (i > j) - (i < j));
      }
  g_assert_cmpint (compare_keys ("Box 9", "bOX 09", locale), ==, 0);
  g_assert_cmpint (compare_keys (long_text, "b", locale), >, 0);
  g_assert_cmpint (compare_keys (long_text, "c", locale), <, 0);
  freelocale (locale);
}

/* What a random text is made of: what differs in case, accents, numbers and spaces only. */
static char *
make_text (GRand *rand)
{
  static const char *const parts[] = {
    "a", "A", "ä", "Ä", "b", "ba", "ß", "ss", "é", "e", "E", " ", " ", "1", "01", "10", "9", "-",
    "ж", "語", ".", "&",
  };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 7); n > 0; n--)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

/* The same by comparing piece by piece with strcoll (), for texts without numbers and spaces. */
static int
compare_slowly (const char *a,
                const char *b,
                locale_t    locale)
{
  g_autofree char *a_folded = g_utf8_casefold (a, -1);
  g_autofree char *b_folded = g_utf8_casefold (b, -1);
  g_autofree char *a_composed = g_utf8_normalize (a_folded, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *b_composed = g_utf8_normalize (b_folded, -1, G_NORMALIZE_ALL_COMPOSE);
  int order = strcoll_l (a_composed, b_composed, locale);

  return CLAMP (order, -1, 1);
}

static void
test_sort_key_random (void)
{
  static const char *const names[] = { "C", "C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      locale_t locale = newlocale (LC_ALL_MASK, names[i], (locale_t) 0);

      for (guint n = 0; locale != (locale_t) 0 && n < 20000; n++)
        {
          g_autofree char *a = make_text (rand);
          g_autofree char *b = make_text (rand);
          g_autofree char *c = make_text (rand);
          int order = compare_keys (a, b, locale);

          g_test_message ("%s: “%s”, “%s” and “%s”", names[i], a, b, c);
          g_assert_cmpint (order, ==, -compare_keys (b, a, locale));
          if (order <= 0 && compare_keys (b, c, locale) <= 0)
            g_assert_cmpint (compare_keys (a, c, locale), <=, 0);
          if (order != 0 && strpbrk (a, " 0123456789") == NULL
              && strpbrk (b, " 0123456789") == NULL)
            g_assert_cmpint (order, ==, compare_slowly (a, b, locale));
        }
      if (locale != (locale_t) 0)
        freelocale (locale);
    }
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
  g_test_add_func ("/text/sort-key", test_sort_key);
  g_test_add_func ("/text/sort-key-random", test_sort_key_random);
  g_test_add_func ("/text/shorten", test_shorten);
  g_test_add_func ("/text/is-ascii", test_is_ascii);
  g_test_add_func ("/text/set", test_set);
  return g_test_run ();
}
