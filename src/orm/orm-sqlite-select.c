#include "orm/orm-sqlite-writer.h"

#include <string.h>

#include "orm/orm-sqlite-derived.h"

/* From a query to a SELECT. */

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
get_kind (OrmSqlWriter *self,
          const char   *path)
{
  OrmKind kind = ORM_N_KINDS;

  orm_path_walk (self->table, path, meet_kind, &kind);
  return kind;
}

/* Text is ordered as the user's language does: by its sort keys, or by comparing the texts. */
static void
append_order_term (OrmSqlWriter   *self,
                   GString        *sql,
                   const OrmOrder *order)
{
  if (order->property != NULL)
    {
      if (!orm_sql_append_sort_key (self, sql, order->property))
        {
          orm_sql_append_path (self, sql, order->property);
          if (get_kind (self, order->property) == ORM_KIND_TEXT)
            g_string_append (sql, " COLLATE orm_natural");
        }
    }
  else
    {
      g_string_append (sql, "orm_product (");
      orm_sql_append_path (self, sql, order->product.factor);
      g_string_append (sql, ", ");
      orm_sql_append_path (self, sql, order->product.other_factor);
      if (order->product.decimals != NULL)
        {
          g_string_append (sql, ", ");
          orm_sql_append_path (self, sql, order->product.decimals);
        }
      g_string_append (sql, ")");
    }
  if (order->direction == ORM_DESCENDING)
    g_string_append (sql, " DESC");
  g_string_append (sql, " NULLS LAST, ");
}

/* The index of sort keys ends with the row's key as k0 has it. */
static void
append_key (OrmSqlWriter *self,
            GString      *sql)
{
  if (self->from_keys)
    g_string_append (sql, "k0.row_id");
  else
    orm_sql_append_aliased (sql, 0, self->table, self->table->primary_key);
}

/* Returns: whether an order is by sort keys of the rows themselves */
static gboolean
is_by_own_keys (OrmSqlWriter   *self,
                const OrmOrder *order)
{
  int column =
    order->property != NULL ? orm_table_find_column (self->table, order->property) : -1;

  return column >= 0 && self->statement->error == NULL
         && orm_sqlite_is_sorted (self->statement->engine, self->table, column,
                                  &self->statement->error);
}

/* All rows in the order of a text that is sorted come by the index of its keys. Nothing else is
 * read where only their own keys are wanted. Where there is a condition, its rows are found first:
 * it may have an index, and reading few and sorting them is less than to look at all in order. */
static void
choose_beginning (OrmSqlWriter *self,
                  OrmQuery     *query,
                  gboolean      whole_rows)
{
  guint n_orders;
  const OrmOrder *orders = orm_query_get_order (query, &n_orders);

  if (n_orders == 0 || orm_query_get_condition (query) != NULL
      || !is_by_own_keys (self, &orders[0]))
    return;
  self->from_keys = TRUE;
  self->only_keys = !whole_rows;
  for (guint i = 1; i < n_orders; i++)
    self->only_keys &= is_by_own_keys (self, &orders[i]);
  self->keyed = 1;
}

static void
append_order (OrmSqlWriter *self,
              GString      *sql,
              OrmQuery     *query)
{
  guint n_orders;
  const OrmOrder *orders = orm_query_get_order (query, &n_orders);

  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < n_orders; i++)
    append_order_term (self, sql, &orders[i]);
  append_key (self, sql);
}

static void
clear_set (gpointer data)
{
  orm_key_set_unref (((OrmSqlSet *) data)->set);
}

/* Returns: (transfer full): a statement that has no text so far */
OrmSql *
orm_sql_new (OrmSqliteEngine *engine)
{
  OrmSql *sql = g_new0 (OrmSql, 1);

  sql->engine = engine;
  sql->values = g_array_new (FALSE, FALSE, sizeof (OrmValue));
  sql->sets = g_array_new (FALSE, FALSE, sizeof (OrmSqlSet));
  g_array_set_clear_func (sql->values, (GDestroyNotify) orm_value_clear);
  g_array_set_clear_func (sql->sets, clear_set);
  return sql;
}

/* Appends the tables that the others are joined to. */
static void
append_tables (OrmSqlWriter *self,
               GString      *sql)
{
  if (self->from_keys)
    g_string_append_printf (sql, "%s_sort AS k0", self->table->name);
  if (self->only_keys)
    return;
  if (self->from_keys)
    g_string_append (sql, " CROSS JOIN ");
  orm_sql_append_name (sql, self->table->name);
  g_string_append (sql, " AS t0");
  if (!self->from_keys)
    return;
  g_string_append (sql, " ON k0.row_id = ");
  orm_sql_append_aliased (sql, 0, self->table, self->table->primary_key);
}

/* Puts the parts together; takes @head and @tail over. Joins bind nothing and the head is written
 * before the tail, so the values stand in the order of the text. */
static OrmSql *
writer_finish (OrmSqlWriter *self,
               GString      *head,
               GString      *tail)
{
  OrmSql *sql = self->statement;

  g_string_append (head, " FROM ");
  append_tables (self, head);
  g_string_append_printf (head, "%s%s", self->joins->str, tail->str);
  sql->sql = head;
  g_string_free (tail, TRUE);
  orm_sql_writer_clear (self);
  return sql;
}

/* Limit and offset are bound, so that each page is the same statement. */
static void
append_limit (OrmSqlWriter *self,
              GString      *sql,
              OrmQuery     *query)
{
  guint limit = orm_query_get_limit (query);

  if (limit == 0 && orm_query_get_offset (query) == 0)
    return;
  g_string_append (sql, " LIMIT ");
  orm_sql_bind (self, sql, ORM_INT (limit > 0 ? (gint64) limit : -1));
  g_string_append (sql, " OFFSET ");
  orm_sql_bind (self, sql, ORM_INT (orm_query_get_offset (query)));
}

static void
append_where (OrmSqlWriter *self,
              GString      *sql,
              OrmQuery     *query)
{
  OrmCondition *condition = orm_query_get_condition (query);

  if (condition == NULL)
    return;
  g_string_append (sql, " WHERE ");
  orm_sql_append_condition (self, sql, condition);
}

/* Returns: (transfer full): the statement that finds a query's rows, or their keys alone, in
 * order */
OrmSql *
orm_sql_new_select (OrmSqliteEngine *engine,
                    OrmQuery        *query,
                    gboolean         whole_rows)
{
  OrmSqlWriter self;
  GString *head = g_string_new ("SELECT ");
  GString *tail = g_string_new (NULL);

  orm_sql_writer_init (&self, orm_query_get_table (query), orm_sql_new (engine));
  choose_beginning (&self, query, whole_rows);
  if (whole_rows)
    for (guint i = 0; i < self.table->n_columns; i++)
      {
        if (i > 0)
          g_string_append (head, ", ");
        orm_sql_append_aliased (head, 0, self.table, i);
      }
  else
    append_key (&self, head);
  append_where (&self, tail, query);
  append_order (&self, tail, query);
  append_limit (&self, tail, query);
  return writer_finish (&self, head, tail);
}

static void
append_product (OrmSqlWriter     *self,
                GString          *sql,
                const OrmProduct *product)
{
  g_string_append (sql, "orm_total (");
  orm_sql_append_path (self, sql, product->factor);
  g_string_append (sql, ", ");
  orm_sql_append_path (self, sql, product->other_factor);
  if (product->decimals != NULL)
    {
      g_string_append (sql, ", ");
      orm_sql_append_path (self, sql, product->decimals);
    }
  g_string_append (sql, ")");
}

/* Integers are added up in 128 bits, reals as SQLite does. */
static const char *
get_function (OrmSqlWriter       *self,
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
append_filter (OrmSqlWriter       *self,
               GString            *sql,
               const OrmAggregate *aggregate)
{
  if (aggregate->where == NULL)
    return;
  g_string_append (sql, " FILTER (WHERE ");
  orm_sql_append_condition (self, sql, aggregate->where);
  g_string_append (sql, ")");
}

/* An average is a sum and, in a column of its own, of how many. */
static void
append_aggregate (OrmSqlWriter       *self,
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
      orm_sql_append_path (self, sql, aggregate->property);
      g_string_append (sql, ")");
    }
  append_filter (self, sql, aggregate);
  if (aggregate->function != ORM_AVERAGE)
    return;
  g_string_append (sql, ", count (");
  orm_sql_append_path (self, sql, aggregate->property);
  g_string_append (sql, ")");
  append_filter (self, sql, aggregate);
}

static void
append_paths (OrmSqlWriter *self,
              GString      *sql,
              GStrv         paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      orm_sql_append_path (self, sql, paths[i]);
    }
}

/* Returns: (transfer full): the statement whose rows are groups, their first columns what they have
 * in common, one of nothing where that is nothing, and the others the aggregates */
OrmSql *
orm_sql_new_summary (OrmSqliteEngine    *engine,
                     OrmQuery           *query,
                     GStrv               group_by,
                     const OrmAggregate *aggregates,
                     guint               n_aggregates)
{
  OrmSqlWriter self;
  GString *head = g_string_new ("SELECT ");
  GString *tail = g_string_new (NULL);

  orm_sql_writer_init (&self, orm_query_get_table (query), orm_sql_new (engine));
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
  g_array_unref (self->sets);
  g_clear_error (&self->error);
  g_free (self);
}
