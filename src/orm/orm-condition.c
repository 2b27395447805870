#include "orm/orm-query-private.h"

#include <stdarg.h>

#include "base/base-search.h"
#include "base/base-text.h"

G_DEFINE_BOXED_TYPE (OrmCondition, orm_condition, orm_condition_ref, orm_condition_unref)

static OrmCondition *
condition_new (OrmConditionKind  kind,
               const char       *property)
{
  OrmCondition *self = g_new0 (OrmCondition, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->property = g_strdup (property);
  return self;
}

/**
 * orm_condition_compare:
 * @property: a property, or a path to one
 * @op: how to compare
 * @value: what with; a text is copied
 *
 * NULL compares with nothing, as in SQL: use orm_condition_is_null().
 *
 * Returns: (transfer full): the condition
 */
OrmCondition *
orm_condition_compare (const char  *property,
                       OrmOperator  op,
                       OrmValue     value)
{
  OrmCondition *self = condition_new (ORM_CONDITION_COMPARE, property);

  self->op = op;
  self->value = orm_value_copy (value);
  return self;
}

/* Writes a date as it stands in the file. */
static const char *
print_date (const GDate *date,
            char         text[16])
{
  g_snprintf (text, 16, "%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
              g_date_get_day (date));
  return text;
}

/**
 * orm_condition_compare_date:
 * @property: a date property, or a path to one
 * @op: how to compare
 * @date: a valid date
 *
 * Returns: (transfer full): the condition, which does not hold where there is no date
 */
OrmCondition *
orm_condition_compare_date (const char  *property,
                            OrmOperator  op,
                            const GDate *date)
{
  char text[16];

  g_return_val_if_fail (g_date_valid (date), NULL);
  return orm_condition_compare (property, op, ORM_STRING (print_date (date, text)));
}

/**
 * orm_condition_compare_properties:
 * @property: a property, or a path to one
 * @op: how to compare
 * @other_property: another
 *
 * Returns: (transfer full): the condition, which does not hold where either is NULL
 */
OrmCondition *
orm_condition_compare_properties (const char  *property,
                                  OrmOperator  op,
                                  const char  *other_property)
{
  OrmCondition *self = condition_new (ORM_CONDITION_COMPARE_PROPERTIES, property);

  self->op = op;
  self->other_property = g_strdup (other_property);
  return self;
}

/**
 * orm_condition_is_null:
 * @property: a property, or a path to one
 *
 * Returns: (transfer full): the condition that it is not set; of a reference, that there is none
 */
OrmCondition *
orm_condition_is_null (const char *property)
{
  return condition_new (ORM_CONDITION_IS_NULL, property);
}

/**
 * orm_condition_is_not_null:
 * @property: a property, or a path to one
 *
 * Returns: (transfer full): the condition that it is set
 */
OrmCondition *
orm_condition_is_not_null (const char *property)
{
  return orm_condition_not (orm_condition_is_null (property));
}

/**
 * orm_condition_between:
 * @property: a property, or a path to one
 * @least: from which value on
 * @most: up to which, this included
 *
 * Returns: (transfer full): the condition, which does not hold where there is no value
 */
OrmCondition *
orm_condition_between (const char *property,
                       OrmValue    least,
                       OrmValue    most)
{
  OrmCondition *self = condition_new (ORM_CONDITION_BETWEEN, property);

  self->value = orm_value_copy (least);
  self->other_value = orm_value_copy (most);
  return self;
}

/**
 * orm_condition_between_dates:
 * @property: a date property, or a path to one
 * @first: a valid date
 * @last: another
 *
 * Returns: (transfer full): the condition that the date is @first, @last or between them
 */
OrmCondition *
orm_condition_between_dates (const char  *property,
                             const GDate *first,
                             const GDate *last)
{
  char texts[2][16];

  g_return_val_if_fail (g_date_valid (first) && g_date_valid (last), NULL);
  return orm_condition_between (property, ORM_STRING (print_date (first, texts[0])),
                                ORM_STRING (print_date (last, texts[1])));
}

/**
 * orm_condition_in:
 * @property: a property, or a path to one
 * @values: (array length=n_values): values; texts are copied
 * @n_values: how many, thousands if need be: they are one parameter of the statement
 *
 * Returns: (transfer full): the condition that the value is one of these; a NULL among them is
 *   passed over, and of none it never holds
 */
OrmCondition *
orm_condition_in (const char     *property,
                  const OrmValue *values,
                  gsize           n_values)
{
  OrmCondition *self = condition_new (ORM_CONDITION_IN, property);

  self->values = g_array_sized_new (FALSE, FALSE, sizeof (OrmValue), n_values);
  g_array_set_clear_func (self->values, (GDestroyNotify) orm_value_clear);
  for (gsize i = 0; i < n_values; i++)
    if (values[i].type != ORM_VALUE_NULL)
      {
        OrmValue value = orm_value_copy (values[i]);

        g_array_append_val (self->values, value);
      }
  return self;
}

/**
 * orm_condition_in_keys:
 * @property: an integer, the primary key or a belongs-to property, or a path to one
 * @keys: (array length=n_keys): numbers
 * @n_keys: how many
 *
 * Returns: (transfer full): the condition that the number, or the key of what it refers to, is one
 *   of these
 */
OrmCondition *
orm_condition_in_keys (const char   *property,
                       const gint64 *keys,
                       gsize         n_keys)
{
  g_autofree OrmValue *values = g_new (OrmValue, n_keys);

  for (gsize i = 0; i < n_keys; i++)
    values[i] = ORM_INT (keys[i]);
  return orm_condition_in (property, values, n_keys);
}

/**
 * orm_condition_like:
 * @property: a text property, or a path to one
 * @pattern: `%` stands for any text, `_` for any character; behind `\` they and it stand for
 *   themselves
 *
 * Returns: (transfer full): the condition that the whole text is as the pattern, whatever its case
 *   in any script
 */
OrmCondition *
orm_condition_like (const char *property,
                    const char *pattern)
{
  OrmCondition *self = condition_new (ORM_CONDITION_LIKE, property);

  self->value = orm_value_copy (ORM_STRING (pattern));
  return self;
}

static OrmCondition *
condition_new_part (const char *property,
                    const char *before,
                    const char *text,
                    const char *after)
{
  g_autoptr (GString) pattern = g_string_new (before);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append (pattern, after);
  return orm_condition_like (property, pattern->str);
}

/**
 * orm_condition_starts_with:
 * @property: a text property, or a path to one
 * @text: its beginning, in which no character stands for others
 *
 * Returns: (transfer full): the condition that it starts so, whatever its case
 */
OrmCondition *
orm_condition_starts_with (const char *property,
                           const char *text)
{
  return condition_new_part (property, "", text, "%");
}

/**
 * orm_condition_ends_with:
 * @property: a text property, or a path to one
 * @text: its end, in which no character stands for others
 *
 * Returns: (transfer full): the condition that it ends so, whatever its case
 */
OrmCondition *
orm_condition_ends_with (const char *property,
                         const char *text)
{
  return condition_new_part (property, "%", text, "");
}

/**
 * orm_condition_contains:
 * @property: a text property, or a path to one
 * @text: a part of it, in which no character stands for others
 *
 * Returns: (transfer full): the condition that this is somewhere in it, whatever its case
 */
OrmCondition *
orm_condition_contains (const char *property,
                        const char *text)
{
  return condition_new_part (property, "%", text, "%");
}

/**
 * orm_condition_contains_word:
 * @property: a text property, or a path to one
 * @word: a word, or several in a row
 *
 * Returns: (transfer full): the condition that the text has this whole word, whatever its case and
 *   accents: no letter and no digit stands beside it
 */
OrmCondition *
orm_condition_contains_word (const char *property,
                             const char *word)
{
  OrmCondition *self = condition_new (ORM_CONDITION_CONTAINS_WORD, property);
  g_autofree char *folded = base_text_fold (word);

  self->value = orm_value_copy (ORM_STRING (folded));
  return self;
}

/**
 * orm_condition_refers_to:
 * @property: a belongs-to property, or the list of a relationship
 * @record: what it is to refer to, or who is to be one of its members
 *
 * Returns: (transfer full): the condition, which keeps @record; where that is not saved yet it
 *   holds for nothing until it is
 */
OrmCondition *
orm_condition_refers_to (const char *property,
                         OrmRecord  *record)
{
  OrmCondition *self = condition_new (ORM_CONDITION_REFERS_TO, property);

  self->record = g_object_ref (record);
  return self;
}

/**
 * orm_condition_has:
 * @property: the list of a relationship, or a path to one ("tags", "category.products"); of one to
 *   one, the one record
 * @condition: (transfer full) (nullable): by properties of the members; NULL: any will do
 *
 * Returns: (transfer full): the condition that a member is there for which @condition holds
 */
OrmCondition *
orm_condition_has (const char   *property,
                   OrmCondition *condition)
{
  OrmCondition *self = condition_new (ORM_CONDITION_HAS, property);

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) orm_condition_unref);
  if (condition != NULL)
    g_ptr_array_add (self->children, condition);
  return self;
}

/**
 * orm_condition_search:
 * @words: what somebody typed
 *
 * Returns: (transfer full): the condition that every word begins a word of one of the searchable
 *   columns or, of columns that are searched anywhere, is part of one; whatever its case and
 *   accents. Without a word it always holds
 */
OrmCondition *
orm_condition_search (const char *words)
{
  OrmCondition *self = condition_new (ORM_CONDITION_SEARCH, NULL);

  self->words = base_search_split (words);
  return self;
}

static OrmCondition *
condition_new_of (OrmConditionKind  kind,
                  OrmCondition     *first,
                  va_list           others)
{
  OrmCondition *self = condition_new (kind, NULL);

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) orm_condition_unref);
  for (OrmCondition *child = first; child != NULL; child = va_arg (others, OrmCondition *))
    g_ptr_array_add (self->children, child);
  return self;
}

/**
 * orm_condition_and:
 * @first: (transfer full) (nullable): a condition
 * @...: (transfer full): others, ended by NULL
 *
 * Returns: (transfer full): the condition that all of them hold; so of none it always does
 */
OrmCondition *
orm_condition_and (OrmCondition *first,
                   ...)
{
  OrmCondition *self;
  va_list others;

  va_start (others, first);
  self = condition_new_of (ORM_CONDITION_AND, first, others);
  va_end (others);
  return self;
}

/**
 * orm_condition_or:
 * @first: (transfer full) (nullable): a condition
 * @...: (transfer full): others, ended by NULL
 *
 * Returns: (transfer full): the condition that one of them holds; so of none it never does
 */
OrmCondition *
orm_condition_or (OrmCondition *first,
                  ...)
{
  OrmCondition *self;
  va_list others;

  va_start (others, first);
  self = condition_new_of (ORM_CONDITION_OR, first, others);
  va_end (others);
  return self;
}

/**
 * orm_condition_not:
 * @condition: (transfer full): a condition
 *
 * Returns: (transfer full): the condition that it does not hold
 */
OrmCondition *
orm_condition_not (OrmCondition *condition)
{
  OrmCondition *self = condition_new (ORM_CONDITION_NOT, NULL);

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) orm_condition_unref);
  g_ptr_array_add (self->children, condition);
  return self;
}

/**
 * orm_condition_ref:
 * @self: a condition
 *
 * Returns: (transfer full): itself, held once more
 */
OrmCondition *
orm_condition_ref (OrmCondition *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * orm_condition_unref:
 * @self: (transfer full): a condition
 *
 * Lets go of it; it is freed when nobody holds it.
 */
void
orm_condition_unref (OrmCondition *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->property);
  g_free (self->other_property);
  orm_value_clear (&self->value);
  orm_value_clear (&self->other_value);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_object (&self->record);
  g_strfreev (self->words);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}
