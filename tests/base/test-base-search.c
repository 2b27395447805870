#include "base/base-search.h"

static void
test_split (void)
{
  static const struct
  {
    const char *text;
    const char *joined;
  } cases[] = {
    { "", "" },
    { " \t\n ", "" },
    { "Äpfel  und\tBIRNEN\n", "apfel|und|birnen" },
    { "ein\302\240Wort\342\200\257mehr", "ein|Wort|mehr" },
    { "\1a\177b", "a|b" },
    { "\303", "\357\277\275" }, /* no UTF-8 */
    { "º", "o" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = base_search_split (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", words);
      g_autofree char *expected = g_utf8_casefold (cases[i].joined, -1);

      g_assert_cmpstr (joined, ==, expected);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *tokens;
  } cases[] = {
    { "", "" },
    { "Red Wine", "red wine " },
    { "Red-Wine", "red-wine wine " },
    { "A-1 5.5", "a-1 1 5.5 5 " },
    { "(large)", "(large) large) " },
    { "Tom & Jerry's", "tom & jerry's s " },
    { "10x20", "10x20 " },
    { "苹果汁", "苹果汁 果汁 汁 " },
    { "有機apple", "有機apple 機apple " },
    { "Хлеб ржаной", "хлеб ржанои " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = base_search_fold (cases[i].text);
      g_autoptr (GString) tokens = g_string_new (NULL);

      base_search_append_words (tokens, folded);
      g_assert_cmpstr (tokens->str, ==, cases[i].tokens);
    }
}

static void
test_codes (void)
{
  g_autoptr (GString) tokens = g_string_new (NULL);

  base_search_append_codes (tokens, "ab-1 é x2");
  g_assert_cmpstr (tokens->str, ==, "ºab- ºb-1 º-1 º1 ºé ºx2 º2 ");

  g_string_truncate (tokens, 0);
  g_assert_false (base_search_append_part (tokens, "b-12"));
  g_assert_cmpstr (tokens->str, ==, "ºb-1 º-12 ");
  g_string_truncate (tokens, 0);
  g_assert_false (base_search_append_part (tokens, "ab-"));
  g_assert_cmpstr (tokens->str, ==, "ºab- ");
  g_string_truncate (tokens, 0);
  g_assert_true (base_search_append_part (tokens, "b-"));
  g_assert_cmpstr (tokens->str, ==, "ºb- ");
  g_string_truncate (tokens, 0);
  g_assert_true (base_search_append_part (tokens, "é"));
  g_assert_cmpstr (tokens->str, ==, "ºé ");
}

static void
test_has (void)
{
  g_autofree char *long_word = g_strnfill (70, 'x');
  g_autofree char *other_word = g_strdup_printf ("%.64syyy", long_word);

  g_assert_true (base_search_has_word ("red-wine 5.5", "wi"));
  g_assert_true (base_search_has_word ("red-wine 5.5", "red-w"));
  g_assert_true (base_search_has_word ("red-wine 5.5", "5.5"));
  g_assert_false (base_search_has_word ("red-wine 5.5", "ed"));
  g_assert_false (base_search_has_word ("", "a"));
  g_assert_true (base_search_has_word (long_word, other_word)); /* 64 letters count */
  g_assert_true (base_search_has_part ("ab-1 x2", "b-1"));
  g_assert_false (base_search_has_part ("ab-1 x2", "b-2"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/split", test_split);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/codes", test_codes);
  g_test_add_func ("/search/has", test_has);
  return g_test_run ();
}
