#include "orm/orm-sqlite-sql.h"

#include <string.h>

/* From a query to a SELECT. Tables are named t0 (the query's own), t1, ... (those its paths go
 * through, each joined once). */

typedef struct
{
  OrmTable *table;
  GString *joins;
  GHashTable *aliases; /* path to number + 1 */
  GArray *values;

  /* while a path is walked */
  GString *prefix;
  guint alias;
  GString *out;
} Writer;

static const char *const operators[] = {
  [ORM_EQUAL] = " = ",
  [ORM_NOT_EQUAL] = " <> ",
  [ORM_LESS] = " < ",
  [ORM_LESS_OR_EQUAL] = " <= ",
  [ORM_GREATER] = " > ",
  [ORM_GREATER_OR_EQUAL] = " >= ",
};

static void
append_column (GString  *sql,
               guint     alias,
               OrmTable *table,
               guint     column)
{
  g_string_append_printf (sql, "t%u.", alias);
  orm_sql_append_name (sql, table->column_names[column]);
}

static void
join (Writer   *self,
      OrmTable *table,
      guint     column)
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
      append_column (self->joins, alias, target, target->primary_key);
      g_string_append (self->joins, " = ");
      append_column (self->joins, self->alias, table, column);
    }
  self->alias = alias;
}

static void
meet_column (OrmTable *table,
             guint     column,
             gboolean  is_last,
             gpointer  user_data)
{
  Writer *self = user_data;

  if (is_last)
    append_column (self->out, self->alias, table, column);
  else
    join (self, table, column);
}

static void
append_path (Writer     *self,
             GString    *sql,
             const char *path)
{
  g_string_truncate (self->prefix, 0);
  self->alias = 0;
  self->out = sql;
  orm_path_walk (self->table, path, meet_column, self);
}

static void
bind (Writer   *self,
      GString  *sql,
      OrmValue  value)
{
  value = orm_value_copy (value);
  g_array_append_val (self->values, value);
  g_string_append (sql, "?");
}

static void append_condition (Writer       *self,
                              GString      *sql,
                              OrmCondition *condition);

/* @of_none is what holds where there are none. */
static void
append_children (Writer       *self,
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
      append_condition (self, sql, g_ptr_array_index (condition->children, i));
    }
}

/* Every word must be in one of the searchable columns. */
static void
append_search (Writer       *self,
               GString      *sql,
               OrmCondition *condition)
{
  g_string_append (sql, "1");
  for (char **word = condition->words; *word != NULL; word++)
    {
      g_string_append (sql, " AND orm_contains (");
      bind (self, sql, ORM_STRING (*word));
      for (guint i = 0; i < self->table->n_columns; i++)
        if ((self->table->searchable >> i) & 1)
          {
            g_string_append (sql, ", ");
            append_column (sql, 0, self->table, i);
          }
      g_string_append (sql, ")");
    }
}

/* The values are one parameter, so that their number does not make another statement. */
static void
append_in (Writer       *self,
           GString      *sql,
           OrmCondition *condition)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < condition->values->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      orm_json_append (json, g_array_index (condition->values, OrmValue, i));
    }
  g_string_append_c (json, ']');
  append_path (self, sql, condition->property);
  g_string_append (sql, " IN (SELECT value FROM json_each (");
  bind (self, sql, ORM_STRING (json->str));
  g_string_append (sql, "))");
}

static void
append_condition (Writer       *self,
                  GString      *sql,
                  OrmCondition *condition)
{
  g_string_append (sql, "(");
  switch (condition->kind)
    {
    case ORM_CONDITION_COMPARE:
      append_path (self, sql, condition->property);
      g_string_append (sql, operators[condition->op]);
      bind (self, sql, condition->value);
      break;
    case ORM_CONDITION_COMPARE_PROPERTIES:
      append_path (self, sql, condition->property);
      g_string_append (sql, operators[condition->op]);
      append_path (self, sql, condition->other_property);
      break;
    case ORM_CONDITION_IS_NULL:
      append_path (self, sql, condition->property);
      g_string_append (sql, " IS NULL");
      break;
    case ORM_CONDITION_BETWEEN:
      append_path (self, sql, condition->property);
      g_string_append (sql, " BETWEEN ");
      bind (self, sql, condition->value);
      g_string_append (sql, " AND ");
      bind (self, sql, condition->other_value);
      break;
    case ORM_CONDITION_IN:
      append_in (self, sql, condition);
      break;
    case ORM_CONDITION_LIKE:
      g_string_append (sql, "orm_lower (");
      append_path (self, sql, condition->property);
      g_string_append (sql, ") LIKE orm_lower (");
      bind (self, sql, condition->value);
      g_string_append (sql, ") ESCAPE '\\'");
      break;
    case ORM_CONDITION_CONTAINS_WORD:
      g_string_append (sql, "orm_contains_word (");
      bind (self, sql, condition->value);
      g_string_append (sql, ", ");
      append_path (self, sql, condition->property);
      g_string_append (sql, ")");
      break;
    case ORM_CONDITION_REFERS_TO:
      append_path (self, sql, condition->property);
      g_string_append (sql, " = ");
      bind (self, sql, ORM_INT (orm_record_get_key (condition->record)));
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

static void
meet_kind (OrmTable *table,
           guint     column,
           gboolean  is_last,
           gpointer  user_data)
{
  if (is_last)
    *(OrmKind *) user_data = table->columns[column].kind;
}

/* Returns: the kind of column that a path ends at */
static OrmKind
get_kind (Writer     *self,
          const char *path)
{
  OrmKind kind = ORM_N_KINDS;

  orm_path_walk (self->table, path, meet_kind, &kind);
  return kind;
}

/* Text is ordered as the user's language does. */
static void
append_order_term (Writer         *self,
                   GString        *sql,
                   const OrmOrder *order)
{
  if (order->property != NULL)
    {
      append_path (self, sql, order->property);
      if (get_kind (self, order->property) == ORM_KIND_TEXT)
        g_string_append (sql, " COLLATE orm_natural");
    }
  else
    {
      g_string_append (sql, "orm_product (");
      append_path (self, sql, order->product.factor);
      g_string_append (sql, ", ");
      append_path (self, sql, order->product.other_factor);
      if (order->product.decimals != NULL)
        {
          g_string_append (sql, ", ");
          append_path (self, sql, order->product.decimals);
        }
      g_string_append (sql, ")");
    }
  if (order->direction == ORM_DESCENDING)
    g_string_append (sql, " DESC");
  g_string_append (sql, " NULLS LAST, ");
}

static void
append_order (Writer   *self,
              GString  *sql,
              OrmQuery *query)
{
  guint n_orders;
  const OrmOrder *orders = orm_query_get_order (query, &n_orders);

  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < n_orders; i++)
    append_order_term (self, sql, &orders[i]);
  append_column (sql, 0, self->table, self->table->primary_key);
}

static void
writer_init (Writer   *self,
             OrmQuery *query)
{
  *self = (Writer) {
    .table = orm_query_get_table (query),
    .joins = g_string_new (NULL),
    .prefix = g_string_new (NULL),
    .aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .values = g_array_new (FALSE, FALSE, sizeof (OrmValue)),
  };
  g_array_set_clear_func (self->values, (GDestroyNotify) orm_value_clear);
}

/* Puts the parts together; takes @head and @tail over. Joins bind nothing and the head is written
 * before the tail, so the values stand in the order of the text. */
static OrmSql *
writer_finish (Writer  *self,
               GString *head,
               GString *tail)
{
  OrmSql *sql = g_new0 (OrmSql, 1);

  g_string_append (head, " FROM ");
  orm_sql_append_name (head, self->table->name);
  g_string_append_printf (head, " AS t0%s%s", self->joins->str, tail->str);
  sql->sql = head;
  sql->values = self->values;
  g_string_free (tail, TRUE);
  g_string_free (self->joins, TRUE);
  g_string_free (self->prefix, TRUE);
  g_hash_table_unref (self->aliases);
  return sql;
}

/* Limit and offset are bound, so that each page is the same statement. */
static void
append_limit (Writer   *self,
              GString  *sql,
              OrmQuery *query)
{
  guint limit = orm_query_get_limit (query);

  if (limit == 0 && orm_query_get_offset (query) == 0)
    return;
  g_string_append (sql, " LIMIT ");
  bind (self, sql, ORM_INT (limit > 0 ? (gint64) limit : -1));
  g_string_append (sql, " OFFSET ");
  bind (self, sql, ORM_INT (orm_query_get_offset (query)));
}

static void
append_where (Writer   *self,
              GString  *sql,
              OrmQuery *query)
{
  OrmCondition *condition = orm_query_get_condition (query);

  if (condition == NULL)
    return;
  g_string_append (sql, " WHERE ");
  append_condition (self, sql, condition);
}

/* Returns: (transfer full): the statement that finds a query's rows, or their keys alone, in
 * order */
OrmSql *
orm_sql_new_select (OrmQuery *query,
                    gboolean  whole_rows)
{
  Writer self;
  GString *head = g_string_new ("SELECT ");
  GString *tail = g_string_new (NULL);

  writer_init (&self, query);
  if (whole_rows)
    for (guint i = 0; i < self.table->n_columns; i++)
      {
        if (i > 0)
          g_string_append (head, ", ");
        append_column (head, 0, self.table, i);
      }
  else
    append_column (head, 0, self.table, self.table->primary_key);
  append_where (&self, tail, query);
  append_order (&self, tail, query);
  append_limit (&self, tail, query);
  return writer_finish (&self, head, tail);
}

static void
append_product (Writer           *self,
                GString          *sql,
                const OrmProduct *product)
{
  g_string_append (sql, "orm_total (");
  append_path (self, sql, product->factor);
  g_string_append (sql, ", ");
  append_path (self, sql, product->other_factor);
  if (product->decimals != NULL)
    {
      g_string_append (sql, ", ");
      append_path (self, sql, product->decimals);
    }
  g_string_append (sql, ")");
}

/* Integers are added up in 128 bits, reals as SQLite does. */
static const char *
get_function (Writer             *self,
              const OrmAggregate *aggregate)
{
  switch (aggregate->function)
    {
    case ORM_LEAST:
      return "min (";
    case ORM_MOST:
      return "max (";
    case ORM_SUM:
    case ORM_AVERAGE:
      if (get_kind (self, aggregate->property) == ORM_KIND_REAL)
        return "sum (";
      return "orm_total (";
    case ORM_COUNT:
    case ORM_SUM_PRODUCT:
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
append_filter (Writer             *self,
               GString            *sql,
               const OrmAggregate *aggregate)
{
  if (aggregate->where == NULL)
    return;
  g_string_append (sql, " FILTER (WHERE ");
  append_condition (self, sql, aggregate->where);
  g_string_append (sql, ")");
}

/* An average is a sum and, in a column of its own, of how many. */
static void
append_aggregate (Writer             *self,
                  GString            *sql,
                  const OrmAggregate *aggregate)
{
  if (aggregate->function == ORM_COUNT)
    g_string_append (sql, "count (*)");
  else if (aggregate->function == ORM_SUM_PRODUCT)
    append_product (self, sql, &aggregate->product);
  else
    {
      g_string_append (sql, get_function (self, aggregate));
      append_path (self, sql, aggregate->property);
      g_string_append (sql, ")");
    }
  append_filter (self, sql, aggregate);
  if (aggregate->function != ORM_AVERAGE)
    return;
  g_string_append (sql, ", count (");
  append_path (self, sql, aggregate->property);
  g_string_append (sql, ")");
  append_filter (self, sql, aggregate);
}

static void
append_paths (Writer   *self,
              GString  *sql,
              GStrv     paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      append_path (self, sql, paths[i]);
    }
}

/* Returns: (transfer full): the statement whose rows are groups, their first columns what they have
 * in common, one of nothing where that is nothing, and the others the aggregates */
OrmSql *
orm_sql_new_summary (OrmQuery           *query,
                     GStrv               group_by,
                     const OrmAggregate *aggregates,
                     guint               n_aggregates)
{
  Writer self;
  GString *head = g_string_new ("SELECT ");
  GString *tail = g_string_new (NULL);

  writer_init (&self, query);
  if (group_by[0] != NULL)
    append_paths (&self, head, group_by);
  else
    g_string_append (head, "NULL");
  for (guint i = 0; i < n_aggregates; i++)
    {
      g_string_append (head, ", ");
      append_aggregate (&self, head, &aggregates[i]);
    }
  append_where (&self, tail, query);
  if (group_by[0] != NULL)
    {
      g_string_append (tail, " GROUP BY ");
      append_paths (&self, tail, group_by);
    }
  return writer_finish (&self, head, tail);
}

void
orm_sql_free (OrmSql *self)
{
  g_string_free (self->sql, TRUE);
  g_array_unref (self->values);
  g_free (self);
}
