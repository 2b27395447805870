#include "orm/orm-sqlite-writer.h"

#include <string.h>

#include "orm/orm-sqlite-derived.h"

/* Paths and conditions. Tables are named t0 (the query's own), t1, ... (those its paths go through,
 * each joined once). */

/* A search that found fewer rows than this, or less than one in so many of the table's keys, found
 * few. */
#define FEW 1000
#define FEW_OF 20

/* Sort keys are joined to so many aliases at most: bits of a mask. */
#define MAX_KEYED 64

static const char *const operators[] = {
  [ORM_EQUAL] = " = ",
  [ORM_NOT_EQUAL] = " <> ",
  [ORM_LESS] = " < ",
  [ORM_LESS_OR_EQUAL] = " <= ",
  [ORM_GREATER] = " > ",
  [ORM_GREATER_OR_EQUAL] = " >= ",
};

void
orm_sql_append_aliased (GString  *sql,
                        guint     alias,
                        OrmTable *table,
                        guint     column)
{
  g_string_append_printf (sql, "t%u.", alias);
  orm_sql_append_name (sql, table->column_names[column]);
}

static void
join (OrmSqlWriter *self,
      OrmTable     *table,
      guint         column)
{
  OrmTable *target = orm_table_get_target (table, column);
  guint alias;

  g_string_append_printf (self->prefix, "%s.", table->columns[column].name);
  alias = GPOINTER_TO_UINT (g_hash_table_lookup (self->aliases, self->prefix->str));
  if (alias == 0)
    {
      alias = g_hash_table_size (self->aliases) + 1;
      g_hash_table_insert (self->aliases, g_strdup (self->prefix->str), GUINT_TO_POINTER (alias));
      g_string_append (self->joins, " LEFT JOIN ");
      orm_sql_append_name (self->joins, target->name);
      g_string_append_printf (self->joins, " AS t%u ON ", alias);
      orm_sql_append_aliased (self->joins, alias, target, target->primary_key);
      g_string_append (self->joins, " = ");
      orm_sql_append_aliased (self->joins, self->alias, table, column);
    }
  self->alias = alias;
}

static void
meet_column (OrmTable *table,
             guint     column,
             gboolean  is_last,
             gpointer  user_data)
{
  OrmSqlWriter *self = user_data;

  if (is_last)
    orm_sql_append_aliased (self->out, self->alias, table, column);
  else
    join (self, table, column);
}

static void
walk (OrmSqlWriter *self,
      GString      *sql,
      const char   *path,
      OrmPathFunc   func)
{
  g_string_truncate (self->prefix, 0);
  self->alias = 0;
  self->out = sql;
  orm_path_walk (self->table, path, func, self);
}

void
orm_sql_append_path (OrmSqlWriter *self,
                     GString      *sql,
                     const char   *path)
{
  walk (self, sql, path, meet_column);
}

/* Sort keys stand beside the rows of the table of an alias, once. */
static void
join_sort_keys (OrmSqlWriter *self,
                OrmTable     *table)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << self->alias;

  if (self->keyed & bit)
    return;
  self->keyed |= bit;
  g_string_append_printf (self->joins, " LEFT JOIN %s_sort AS k%u ON k%u.row_id = ", table->name,
                          self->alias, self->alias);
  orm_sql_append_aliased (self->joins, self->alias, table, table->primary_key);
}

static void
meet_sorted (OrmTable *table,
             guint     column,
             gboolean  is_last,
             gpointer  user_data)
{
  OrmSqlWriter *self = user_data;
  OrmSql *statement = self->statement;

  if (!is_last)
    join (self, table, column);
  else if (statement->error == NULL && self->alias < MAX_KEYED
           && orm_sqlite_is_sorted (statement->engine, table, column, &statement->error))
    {
      join_sort_keys (self, table);
      g_string_append_printf (self->out, "k%u.%s_key", self->alias, table->column_names[column]);
    }
}

/* Appends the sort key of a text, where it is kept and holds. Returns: whether it is */
gboolean
orm_sql_append_sort_key (OrmSqlWriter *self,
                         GString      *sql,
                         const char   *path)
{
  gsize length = sql->len;

  walk (self, sql, path, meet_sorted);
  return sql->len > length;
}

void
orm_sql_bind (OrmSqlWriter *self,
              GString      *sql,
              OrmValue      value)
{
  value = orm_value_copy (value);
  g_array_append_val (self->statement->values, value);
  g_string_append (sql, "?");
}

/* @of_none is what holds where there are none. */
static void
append_children (OrmSqlWriter *self,
                 GString      *sql,
                 OrmCondition *condition,
                 const char   *separator,
                 const char   *of_none)
{
  if (condition->children->len == 0)
    g_string_append (sql, of_none);
  for (guint i = 0; i < condition->children->len; i++)
    {
      if (i > 0)
        g_string_append (sql, separator);
      orm_sql_append_condition (self, sql, g_ptr_array_index (condition->children, i));
    }
}

/* Appends what holds for a word that is found by a function in some columns. */
static void
append_word (OrmSqlWriter *self,
             GString      *sql,
             const char   *word,
             const char   *function,
             guint64       columns)
{
  g_string_append_printf (sql, "%s (", function);
  orm_sql_bind (self, sql, ORM_STRING (word));
  for (guint i = 0; i < self->table->n_columns; i++)
    if (columns >> i & 1)
      {
        g_string_append (sql, ", ");
        orm_sql_append_aliased (sql, 0, self->table, i);
      }
  g_string_append (sql, ")");
}

/* A search without an index. */
static void
append_scan (OrmSqlWriter *self,
             GString      *sql,
             OrmCondition *condition)
{
  guint64 codes = self->table->search_anywhere;

  g_string_append (sql, "1");
  for (char **word = condition->words; *word != NULL; word++)
    {
      g_string_append (sql, " AND (");
      append_word (self, sql, *word, "orm_has_word", self->table->searchable & ~codes);
      g_string_append (sql, " OR ");
      append_word (self, sql, *word, "orm_contains", codes);
      g_string_append (sql, ")");
    }
}

/* Rows of whom there are few among the table's are looked up one by one; of many each row that the
 * rest of the query meets is asked whether it is one of them. */
static gboolean
is_few (const OrmKeySet *set)
{
  guint n = set->keys->len;

  return n < FEW || g_array_index (set->keys, gint64, n - 1) / n >= FEW_OF;
}

static void
append_few (OrmSqlWriter    *self,
            GString         *sql,
            const OrmKeySet *set)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < set->keys->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (set->keys, gint64, i));
  g_string_append_c (json, ']');
  orm_sql_append_aliased (sql, 0, self->table, self->table->primary_key);
  g_string_append (sql, " IN (SELECT value FROM json_each (");
  orm_sql_bind (self, sql, ORM_STRING (json->str));
  g_string_append (sql, "))");
}

static void
append_search (OrmSqlWriter *self,
               GString      *sql,
               OrmCondition *condition)
{
  OrmSqlSet found = { self->statement->values->len, NULL };

  if (self->statement->error != NULL
      || !orm_sqlite_search (self->statement->engine, self->table, condition->words, &found.set,
                             &self->statement->error))
    return;
  if (found.set == NULL)
    append_scan (self, sql, condition);
  else if (is_few (found.set))
    {
      append_few (self, sql, found.set);
      orm_key_set_unref (found.set);
    }
  else
    {
      g_string_append (sql, "orm_in (");
      orm_sql_bind (self, sql, ORM_NULL);
      g_array_append_val (self->statement->sets, found);
      g_string_append (sql, ", ");
      orm_sql_append_aliased (sql, 0, self->table, self->table->primary_key);
      g_string_append (sql, ")");
    }
}

/* Appends a value for orm_exact(): JSON has no bytes, and SQLite reads reals inexactly from it. */
static void
append_exact (GString  *json,
              OrmValue  value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  guint64 bits;

  switch (value.type)
    {
    case ORM_VALUE_REAL:
      memcpy (&bits, &value.real, sizeof bits);
      g_string_printf (text, "r%" G_GINT64_MODIFIER "x", bits);
      break;
    case ORM_VALUE_BYTES:
      bytes = g_base64_encode (value.bytes, value.n_bytes);
      g_string_printf (text, "b%s", bytes);
      break;
    case ORM_VALUE_TEXT:
      g_string_printf (text, "t%s", value.text);
      break;
    case ORM_VALUE_INTEGER:
    case ORM_VALUE_NULL:
    default:
      orm_json_append (json, value);
      return;
    }
  orm_json_append (json, ORM_STRING (text->str));
}

/* The values are one parameter, so that their number does not make another statement. */
static void
append_in (OrmSqlWriter *self,
           GString      *sql,
           OrmCondition *condition)
{
  g_autoptr (GString) json = g_string_new ("[");
  gboolean is_plain = TRUE;

  for (guint i = 0; i < condition->values->len; i++)
    {
      OrmValueType type = g_array_index (condition->values, OrmValue, i).type;

      is_plain &= type != ORM_VALUE_REAL && type != ORM_VALUE_BYTES;
    }
  for (guint i = 0; i < condition->values->len; i++)
    {
      OrmValue value = g_array_index (condition->values, OrmValue, i);

      if (i > 0)
        g_string_append_c (json, ',');
      if (is_plain)
        orm_json_append (json, value);
      else
        append_exact (json, value);
    }
  g_string_append_c (json, ']');
  orm_sql_append_path (self, sql, condition->property);
  g_string_append_printf (sql, " IN (SELECT %s FROM json_each (",
                          is_plain ? "value" : "orm_exact (value)");
  orm_sql_bind (self, sql, ORM_STRING (json->str));
  g_string_append (sql, "))");
}

void
orm_sql_writer_init (OrmSqlWriter *self,
                     OrmTable     *table,
                     OrmSql       *statement)
{
  *self = (OrmSqlWriter) {
    .table = table,
    .joins = g_string_new (NULL),
    .prefix = g_string_new (NULL),
    .aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .statement = statement,
  };
}

void
orm_sql_writer_clear (OrmSqlWriter *self)
{
  g_string_free (self->joins, TRUE);
  g_string_free (self->prefix, TRUE);
  g_hash_table_unref (self->aliases);
}

/* " FROM tag AS t0 ... JOIN product_tag AS link ON link.tag_id = t0.tag_id WHERE ..." */
static void
append_members (OrmSqlWriter           *self,
                GString                *sql,
                const OrmBackReference *reference,
                GString                *where)
{
  g_string_append (sql, " FROM ");
  orm_sql_append_name (sql, self->table->name);
  g_string_append_printf (sql, " AS t0%s", self->joins->str);
  if (reference->through >= 0)
    {
      OrmTable *link = reference->source;

      g_string_append (sql, " JOIN ");
      orm_sql_append_name (sql, link->name);
      g_string_append (sql, " AS link ON link.");
      orm_sql_append_name (sql, link->column_names[reference->through]);
      g_string_append (sql, " = ");
      orm_sql_append_aliased (sql, 0, self->table, self->table->primary_key);
    }
  g_string_append_printf (sql, " WHERE %s", where->str);
}

/* "t0.product_id IN (SELECT link.product_id FROM ...)": asked once, by the index of either side,
 * where EXISTS would be asked for each row. @condition says what is asked of the members. */
static void
append_has (OrmSqlWriter           *self,
            GString                *sql,
            const OrmBackReference *reference,
            const char             *key_path,
            OrmCondition           *condition)
{
  g_autoptr (GString) owner = g_string_new (reference->through < 0 ? "t0." : "link.");
  g_autoptr (GString) where = g_string_new (NULL);
  OrmSqlWriter members;

  orm_sql_writer_init (&members, orm_table_get_members (reference), self->statement);
  orm_sql_append_name (owner, reference->source->column_names[reference->column]);
  g_string_append_printf (where, "%s IS NOT NULL", owner->str); /* or NOT IN would be NULL */
  if (condition->kind == ORM_CONDITION_REFERS_TO)
    {
      g_string_append (where, " AND ");
      orm_sql_append_aliased (where, 0, members.table, members.table->primary_key);
      g_string_append (where, " = ");
      orm_sql_bind (&members, where, ORM_INT (orm_record_get_key (condition->record)));
    }
  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    {
      g_string_append (where, " AND ");
      orm_sql_append_condition (&members, where, g_ptr_array_index (condition->children, i));
    }
  orm_sql_append_path (self, sql, key_path);
  g_string_append_printf (sql, " IN (SELECT %s", owner->str);
  append_members (&members, sql, reference, where);
  g_string_append (sql, ")");
  orm_sql_writer_clear (&members);
}

static void
append_refers_to (OrmSqlWriter *self,
                  GString      *sql,
                  OrmCondition *condition)
{
  g_autofree char *key_path = NULL;
  const OrmBackReference *reference =
    orm_path_find_list (self->table, condition->property, &key_path);

  if (reference != NULL)
    append_has (self, sql, reference, key_path, condition);
  else if (condition->kind == ORM_CONDITION_HAS)
    g_error ("%s is no list, but a column", condition->property);
  else
    {
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, " = ");
      orm_sql_bind (self, sql, ORM_INT (orm_record_get_key (condition->record)));
    }
}

void
orm_sql_append_condition (OrmSqlWriter *self,
                          GString      *sql,
                          OrmCondition *condition)
{
  g_string_append (sql, "(");
  switch (condition->kind)
    {
    case ORM_CONDITION_COMPARE:
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, operators[condition->op]);
      orm_sql_bind (self, sql, condition->value);
      break;
    case ORM_CONDITION_COMPARE_PROPERTIES:
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, operators[condition->op]);
      orm_sql_append_path (self, sql, condition->other_property);
      break;
    case ORM_CONDITION_IS_NULL:
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, " IS NULL");
      break;
    case ORM_CONDITION_BETWEEN:
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, " BETWEEN ");
      orm_sql_bind (self, sql, condition->value);
      g_string_append (sql, " AND ");
      orm_sql_bind (self, sql, condition->other_value);
      break;
    case ORM_CONDITION_IN:
      append_in (self, sql, condition);
      break;
    case ORM_CONDITION_LIKE:
      g_string_append (sql, "orm_lower (");
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, ") LIKE orm_lower (");
      orm_sql_bind (self, sql, condition->value);
      g_string_append (sql, ") ESCAPE '\\'");
      break;
    case ORM_CONDITION_CONTAINS_WORD:
      g_string_append (sql, "orm_contains_word (");
      orm_sql_bind (self, sql, condition->value);
      g_string_append (sql, ", ");
      orm_sql_append_path (self, sql, condition->property);
      g_string_append (sql, ")");
      break;
    case ORM_CONDITION_REFERS_TO:
    case ORM_CONDITION_HAS:
      append_refers_to (self, sql, condition);
      break;
    case ORM_CONDITION_SEARCH:
      append_search (self, sql, condition);
      break;
    case ORM_CONDITION_AND:
      append_children (self, sql, condition, " AND ", "1");
      break;
    case ORM_CONDITION_OR:
      append_children (self, sql, condition, " OR ", "0");
      break;
    case ORM_CONDITION_NOT:
      g_string_append (sql, "NOT ");
      append_children (self, sql, condition, "", "");
      break;
    default:
      g_assert_not_reached ();
    }
  g_string_append (sql, ")");
}
