#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base-search.h"
#include "base/base-text.h"
#include "orm/orm-sqlite-keys.h"

/* The SQL functions that queries and the journal's triggers use. None of them stands in the file
 * itself, which any tool can read and write. */

static void
set_text (sqlite3_context *context,
          char            *text)
{
  sqlite3_result_text (context, text, -1, g_free);
}

/* orm_caseless (text): see orm_sqlite_fold(). */
static void
caseless (sqlite3_context *context,
          int              n_values,
          sqlite3_value  **values)
{
  const char *text = orm_sqlite_value_text (context, values[0]);
  char *folded = text != NULL ? orm_sqlite_fold (text) : NULL;

  if (folded != NULL)
    set_text (context, folded);
}

/* orm_lower (text): without upper case, in any script, each character of what is equal composed
 * alike. */
static void
lower (sqlite3_context *context,
       int              n_values,
       sqlite3_value  **values)
{
  const char *text = orm_sqlite_value_text (context, values[0]);
  g_autofree char *composed = NULL;

  if (text == NULL)
    return;
  if (g_str_is_ascii (text)) /* LIKE does not look at its case anyway */
    {
      sqlite3_result_value (context, values[0]);
      return;
    }
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (composed != NULL)
    set_text (context, g_utf8_casefold (composed, -1));
}

/* orm_exact (text): the value that the text stands for: t and a text, r and the bits of a real in
 * hexadecimal, b and bytes in base 64. Anything else is itself. */
static void
exact (sqlite3_context *context,
       int              n_values,
       sqlite3_value  **values)
{
  const char *text = NULL;
  g_autofree guchar *bytes = NULL;
  guint64 bits;
  double real;
  gsize n_bytes;

  if (sqlite3_value_type (values[0]) == SQLITE_TEXT)
    text = (const char *) sqlite3_value_text (values[0]);
  if (text == NULL)
    sqlite3_result_value (context, values[0]);
  else if (text[0] == 't')
    sqlite3_result_text (context, text + 1, -1, SQLITE_TRANSIENT);
  else if (text[0] == 'r')
    {
      bits = g_ascii_strtoull (text + 1, NULL, 16);
      memcpy (&real, &bits, sizeof real);
      sqlite3_result_double (context, real);
    }
  else if (text[0] == 'b')
    {
      bytes = g_base64_decode (text + 1, &n_bytes);
      sqlite3_result_blob64 (context, n_bytes > 0 ? (gpointer) bytes : "", n_bytes,
                             SQLITE_TRANSIENT);
    }
}

/* orm_contains_word (folded word, text): whether the text has the whole word. */
static void
contains_word (sqlite3_context *context,
               int              n_values,
               sqlite3_value  **values)
{
  const char *word = orm_sqlite_value_text (context, values[0]);
  const char *text = orm_sqlite_value_text (context, values[1]);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *folded = valid != NULL ? base_text_fold (valid) : NULL;

  if (folded != NULL && word != NULL)
    sqlite3_result_int (context, base_text_contains_word (folded, word));
}

static void
find_word (sqlite3_context *context,
           int              n_values,
           sqlite3_value  **values,
           gboolean       (*has) (const char *, const char *))
{
  const char *word = n_values > 0 ? orm_sqlite_value_text (context, values[0]) : NULL;
  gboolean found = FALSE;

  for (int i = 1; i < n_values && word != NULL && !found; i++)
    {
      const char *text = orm_sqlite_value_text (context, values[i]);
      g_autofree char *folded = text != NULL ? base_search_fold (text) : NULL;

      found = folded != NULL && has (folded, word);
    }
  sqlite3_result_int (context, found);
}

/* orm_contains (folded word, text, ...): whether the word is somewhere in one of the texts. */
static void
contains (sqlite3_context *context,
          int              n_values,
          sqlite3_value  **values)
{
  find_word (context, n_values, values, base_search_has_part);
}

/* orm_has_word (folded word, text, ...): whether a word of one of the texts begins with it. */
static void
has_word (sqlite3_context *context,
          int              n_values,
          sqlite3_value  **values)
{
  find_word (context, n_values, values, base_search_has_word);
}

/* orm_natural: as the keys of base_text_append_sort_key() compare. */
static int
natural (gpointer      user_data,
         int           a_length,
         gconstpointer a,
         int           b_length,
         gconstpointer b)
{
  OrmSqliteEngine *self = user_data;
  g_autoptr (GString) a_text = g_string_new_len (a, a_length);
  g_autoptr (GString) b_text = g_string_new_len (b, b_length);
  g_autoptr (GString) a_key = g_string_new (NULL);
  g_autoptr (GString) b_key = g_string_new (NULL);
  int order;

  orm_sqlite_append_sort_key (a_key, a_text->str, a_length, self->locale);
  orm_sqlite_append_sort_key (b_key, b_text->str, b_length, self->locale);
  order = memcmp (a_key->str, b_key->str, MIN (a_key->len, b_key->len));
  return order != 0 ? order : (a_key->len > b_key->len) - (a_key->len < b_key->len);
}

#define MAX_DECIMALS 18

/* Returns: ten to the power of a number of decimals */
static gint64
power_of_ten (gint64 decimals)
{
  gint64 power = 1;

  for (gint64 i = 0; i < CLAMP (decimals, 0, MAX_DECIMALS); i++)
    power *= 10;
  return power;
}

/* orm_scale (number, multiplier, divisor, addend): exact, rounded half away from zero. */
static void
scale (sqlite3_context *context,
       int              n_values,
       sqlite3_value  **values)
{
  OrmTotal divisor = sqlite3_value_int64 (values[2]);
  OrmTotal product, rest;

  if (sqlite3_value_type (values[0]) == SQLITE_NULL || divisor == 0)
    return;
  product = (OrmTotal) sqlite3_value_int64 (values[0]) * sqlite3_value_int64 (values[1]);
  if (divisor < 0)
    {
      product = -product;
      divisor = -divisor;
    }
  rest = product % divisor * 2;
  product /= divisor;
  product += (rest >= divisor) - (rest <= -divisor);
  product += sqlite3_value_int64 (values[3]);
  if (product < -G_MAXINT64 || product > G_MAXINT64)
    sqlite3_result_error (context, _("The number is too large"), -1);
  else
    sqlite3_result_int64 (context, product);
}

static void
put_big_endian (guint8  *bytes,
                guint64  number)
{
  number = GUINT64_TO_BE (number);
  memcpy (bytes, &number, sizeof number);
}

/* orm_product (a, b [, decimals]): bytes that stand in the order of a times b, divided by ten to
 * the power of decimals; exact, since it is a key and not a number: the whole part in 128 bits
 * with its sign turned, then what is left over in units of 10^-18. */
static void
product (sqlite3_context *context,
         int              n_values,
         sqlite3_value  **values)
{
  gint64 divisor = power_of_ten (n_values > 2 ? sqlite3_value_int64 (values[2]) : 0);
  OrmTotal term, whole, rest;
  guint8 key[24];

  if (sqlite3_value_type (values[0]) == SQLITE_NULL
      || sqlite3_value_type (values[1]) == SQLITE_NULL)
    return;
  term = (OrmTotal) sqlite3_value_int64 (values[0]) * sqlite3_value_int64 (values[1]);
  whole = term / divisor;
  rest = term % divisor;
  if (rest < 0)
    whole--, rest += divisor;
  put_big_endian (key, (guint64) (whole >> 64) ^ G_GUINT64_CONSTANT (0x8000000000000000));
  put_big_endian (key + 8, (guint64) whole);
  put_big_endian (key + 16, (guint64) rest * (power_of_ten (MAX_DECIMALS) / divisor));
  sqlite3_result_blob (context, key, sizeof key, SQLITE_TRANSIENT);
}

/* orm_total (a [, b [, decimals]]): the exact sum of a, or of a times b, in 128 bits, as text. Sums
 * are kept apart by their decimals and joined at the end, where they are rounded once. */

typedef struct
{
  OrmTotal sums[MAX_DECIMALS + 1];
  gboolean overflow;
} Total;

/* The sums of the group, elsewhere: SQLite's own memory is not aligned for 128 bits. */
static Total *
get_total (sqlite3_context *context,
           gboolean         make)
{
  Total **total = sqlite3_aggregate_context (context, make ? sizeof *total : 0);

  if (total == NULL)
    return NULL;
  if (*total == NULL && make)
    *total = g_new0 (Total, 1);
  return *total;
}

static void
total_step (sqlite3_context *context,
            int              n_values,
            sqlite3_value  **values)
{
  Total *total = get_total (context, TRUE);
  gint64 decimals = n_values > 2 ? sqlite3_value_int64 (values[2]) : 0;
  OrmTotal term = sqlite3_value_int64 (values[0]);

  if (total == NULL)
    {
      sqlite3_result_error_nomem (context);
      return;
    }
  if (n_values > 1)
    term *= sqlite3_value_int64 (values[1]);
  if (decimals < 0 || decimals > MAX_DECIMALS
      || __builtin_add_overflow (total->sums[decimals], term, &total->sums[decimals]))
    total->overflow = TRUE;
}

/* Joins the sums: each is carried to the next larger one's decimals, so that only what is left at
 * the end is rounded, half away from zero. Returns: whether what they make fits */
static gboolean
join_sums (Total    *total,
           OrmTotal *result)
{
  OrmTotal whole = 0, rest = 0, scale = 1;
  gboolean overflow = total->overflow;

  for (int decimals = 0; decimals <= MAX_DECIMALS; decimals++, scale *= 10)
    {
      overflow |= __builtin_add_overflow (whole, total->sums[decimals] / scale, &whole);
      rest += total->sums[decimals] % scale * power_of_ten (MAX_DECIMALS - decimals);
    }
  scale /= 10; /* 10^MAX_DECIMALS, what the rests are counted in */
  overflow |= __builtin_add_overflow (whole, rest / scale, &whole);
  rest %= scale;
  if (whole < 0 && rest > 0)
    whole++, rest -= scale;
  else if (whole > 0 && rest < 0)
    whole--, rest += scale;
  if (rest * 2 >= scale || rest * 2 <= -scale)
    overflow |= __builtin_add_overflow (whole, rest < 0 ? -1 : 1, &whole);
  *result = whole;
  return !overflow;
}

static void
total_final (sqlite3_context *context)
{
  g_autofree Total *total = get_total (context, FALSE);
  char text[48];
  char *c = text + sizeof text;
  OrmTotal value, rest;

  if (total == NULL)
    {
      sqlite3_result_text (context, "0", -1, SQLITE_STATIC);
      return;
    }
  if (!join_sums (total, &value))
    {
      sqlite3_result_error (context, "the sum is too large", -1);
      return;
    }
  rest = value;
  *--c = '\0';
  do
    {
      int digit = rest % 10;

      *--c = '0' + (digit < 0 ? -digit : digit);
      rest /= 10;
    }
  while (rest != 0);
  if (value < 0)
    *--c = '-';
  sqlite3_result_text (context, c, -1, SQLITE_TRANSIENT);
}

/* The recorder's functions are for temporary triggers and not for the file's schema; before 3.50
 * SQLite lets a CHECK of the file call them all the same, so they look at their arguments. */

typedef struct
{
  const char *name;
  int n_arguments;
  int flags;
  void (*call) (sqlite3_context *, int, sqlite3_value **);
  void (*finish) (sqlite3_context *); /* of an aggregate */
} Function;

static const Function functions[] = {
  { "orm_caseless", 1, SQLITE_DETERMINISTIC, caseless, NULL },
  { "orm_lower", 1, SQLITE_DETERMINISTIC, lower, NULL },
  { "orm_exact", 1, SQLITE_DETERMINISTIC, exact, NULL },
  { "orm_contains_word", 2, SQLITE_DETERMINISTIC, contains_word, NULL },
  { "orm_contains", -1, SQLITE_DETERMINISTIC, contains, NULL },
  { "orm_scale", 4, SQLITE_DETERMINISTIC, scale, NULL },
  { "orm_has_word", -1, SQLITE_DETERMINISTIC, has_word, NULL },
  { "orm_in", 2, 0, orm_key_set_call, NULL },
  { "orm_product", -1, SQLITE_DETERMINISTIC, product, NULL },
  { "orm_total", -1, SQLITE_DETERMINISTIC, total_step, total_final },
  { "orm_cell", 5, SQLITE_DIRECTONLY, orm_sqlite_note_cell, orm_sqlite_note_end },
  { "orm_gone", -1, SQLITE_DIRECTONLY, orm_sqlite_note_gone, orm_sqlite_note_end },
};

/* Gives a connection the functions and the collation that the engine's SQL calls. */
gboolean
orm_sqlite_add_functions (OrmSqliteEngine  *self,
                          GError          **error)
{
  int code = sqlite3_create_collation (self->db, "orm_natural", SQLITE_UTF8, self, natural);

  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (functions); i++)
    {
      const Function *f = &functions[i];

      code = sqlite3_create_function (self->db, f->name, f->n_arguments, SQLITE_UTF8 | f->flags,
                                      self, f->finish == NULL ? f->call : NULL,
                                      f->finish != NULL ? f->call : NULL, f->finish);
    }
  return code == SQLITE_OK || orm_sqlite_fail (self, code, error);
}
