#include "orm/orm-query-private.h"

#include <stdarg.h>

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
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
              g_date_get_day (date));
  return orm_condition_compare (property, op, ORM_STRING (text));
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
 * orm_condition_refers_to:
 * @property: a belongs-to property
 * @record: what it is to refer to
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
 * orm_condition_search:
 * @words: what somebody typed
 *
 * Returns: (transfer full): the condition that every word is somewhere in one of the searchable
 *   columns, whatever its case and accents; without a word it always holds
 */
OrmCondition *
orm_condition_search (const char *words)
{
  OrmCondition *self = condition_new (ORM_CONDITION_SEARCH, NULL);

  self->words = base_text_split_words (words);
  for (char **word = self->words; *word != NULL; word++)
    {
      char *folded = base_text_fold (*word);

      g_free (*word);
      *word = folded;
    }
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

OrmCondition *
orm_condition_ref (OrmCondition *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
orm_condition_unref (OrmCondition *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->property);
  g_free (self->other_property);
  orm_value_clear (&self->value);
  g_clear_object (&self->record);
  g_strfreev (self->words);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}
