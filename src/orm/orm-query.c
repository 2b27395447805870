#include "orm/orm-query-private.h"

#include <string.h>

struct _OrmQuery
{
  GObject parent_instance;

  OrmTable *table;
  OrmCondition *condition;
  GArray *orders; /* OrmOrder */
  GPtrArray *paths; /* char *: what is loaded along with the rows */
  GPtrArray *kept;  /* GObject: what was loaded last and nobody else keeps; NULL: nothing */
  guint limit;    /* 0: none */
  guint offset;
};

G_DEFINE_FINAL_TYPE (OrmQuery, orm_query, G_TYPE_OBJECT)

static void
order_clear (gpointer data)
{
  OrmOrder *order = data;

  g_free (order->property);
  g_free ((char *) order->product.factor);
  g_free ((char *) order->product.other_factor);
  g_free ((char *) order->product.decimals);
}

static void
orm_query_finalize (GObject *object)
{
  OrmQuery *self = ORM_QUERY (object);

  g_clear_pointer (&self->condition, orm_condition_unref);
  g_array_unref (self->orders);
  g_ptr_array_unref (self->paths);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  G_OBJECT_CLASS (orm_query_parent_class)->finalize (object);
}

static void
orm_query_class_init (OrmQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = orm_query_finalize;
}

static void
orm_query_init (OrmQuery *self)
{
  self->orders = g_array_new (FALSE, TRUE, sizeof (OrmOrder));
  g_array_set_clear_func (self->orders, order_clear);
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

/**
 * orm_query_new:
 * @type: a class of records
 *
 * Returns: (transfer full): a query for all of them, in the order of their keys
 */
OrmQuery *
orm_query_new (GType type)
{
  OrmQuery *self = g_object_new (ORM_TYPE_QUERY, NULL);

  self->table = orm_table_of (type);
  return self;
}

/**
 * orm_query_new_related:
 * @owner: a record
 * @back_reference: the name of one of its lists
 *
 * Returns: (transfer full): the query behind the list, to be narrowed and ordered further
 */
OrmQuery *
orm_query_new_related (OrmRecord  *owner,
                       const char *back_reference)
{
  OrmBackReference *reference =
    orm_table_find_back_reference (orm_table_of_record (owner), back_reference);
  const char *property;
  OrmQuery *self;

  g_return_val_if_fail (reference != NULL, NULL);
  property = reference->through < 0
               ? reference->source->columns[reference->column].name
               : orm_table_get_end (reference->source, reference->through)->name;
  self = orm_query_new (orm_table_get_members (reference)->type);
  orm_query_where (self, orm_condition_refers_to (property, owner));
  return self;
}

/**
 * orm_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): another that asks the same
 */
OrmQuery *
orm_query_copy (OrmQuery *self)
{
  OrmQuery *copy = orm_query_new (self->table->type);

  if (self->condition != NULL)
    copy->condition = orm_condition_ref (self->condition);
  for (guint i = 0; i < self->orders->len; i++)
    {
      const OrmOrder *order = &g_array_index (self->orders, OrmOrder, i);

      if (order->property != NULL)
        orm_query_order_by (copy, order->property, order->direction);
      else
        orm_query_order_by_product (copy, order->product, order->direction);
    }
  for (guint i = 0; i < self->paths->len; i++)
    orm_query_load (copy, g_ptr_array_index (self->paths, i));
  copy->limit = self->limit;
  copy->offset = self->offset;
  return copy;
}

/**
 * orm_query_get_record_type:
 * @self: a query
 *
 * Returns: the class of records that it finds
 */
GType
orm_query_get_record_type (OrmQuery *self)
{
  return self->table->type;
}

/**
 * orm_query_where:
 * @self: a query
 * @condition: (transfer full) (nullable): what has to hold, besides what had to hold already
 */
void
orm_query_where (OrmQuery     *self,
                 OrmCondition *condition)
{
  if (self->condition == NULL || condition == NULL)
    self->condition = condition != NULL ? condition : self->condition;
  else
    self->condition = orm_condition_and (self->condition, condition, NULL);
}

/**
 * orm_query_order_by:
 * @self: a query
 * @property: a property, or a path to one
 * @direction: up or down; rows that have no value come last in both
 *
 * Adds an order among those that are equal so far. Text is ordered as the user's language does,
 * with numbers in it by their value.
 */
void
orm_query_order_by (OrmQuery     *self,
                    const char   *property,
                    OrmDirection  direction)
{
  OrmOrder order = { .property = g_strdup (property), .direction = direction };

  g_array_append_val (self->orders, order);
}

/**
 * orm_query_order_by_product:
 * @self: a query
 * @product: what to order by
 * @direction: up or down
 *
 * Adds an order among those that are equal so far. It is exact.
 */
void
orm_query_order_by_product (OrmQuery     *self,
                            OrmProduct    product,
                            OrmDirection  direction)
{
  OrmOrder order = {
    .product = { g_strdup (product.factor), g_strdup (product.other_factor),
                 g_strdup (product.decimals) },
    .direction = direction,
  };

  g_array_append_val (self->orders, order);
}

/**
 * orm_query_load:
 * @self: a query
 * @path: a relationship, from either end, or a path through several ("category", "products.tags")
 *
 * Eager loading: what the relationship leads to is read along with the rows, for all of them at
 * once, in a statement for each part of the path (one more where there is a table between), however
 * many rows there are. Reading the property later runs none; without this, each record reads its
 * own, as orm_engine_get_statements() shows. Lists are kept, with their members, as long as @self
 * lives or until it is asked again; of an #OrmList, those of the page read last.
 */
void
orm_query_load (OrmQuery   *self,
                const char *path)
{
  g_ptr_array_add (self->paths, g_strdup (path));
}

/**
 * orm_query_limit:
 * @self: a query
 * @limit: the most rows that it finds; 0: all
 */
void
orm_query_limit (OrmQuery *self,
                 guint     limit)
{
  self->limit = limit;
}

/**
 * orm_query_offset:
 * @self: a query
 * @offset: how many of the first rows it passes over; the database reads them all the same
 */
void
orm_query_offset (OrmQuery *self,
                  guint     offset)
{
  self->offset = offset;
}

OrmTable *
orm_query_get_table (OrmQuery *self)
{
  return self->table;
}

OrmCondition *
orm_query_get_condition (OrmQuery *self)
{
  return self->condition;
}

const OrmOrder *
orm_query_get_order (OrmQuery *self,
                     guint    *n_orders)
{
  *n_orders = self->orders->len;
  return (const OrmOrder *) self->orders->data;
}

const char *const *
orm_query_get_paths (OrmQuery *self,
                     guint    *n_paths)
{
  *n_paths = self->paths->len;
  return (const char *const *) self->paths->pdata;
}

/* Keeps objects, which are taken over, in place of those that it kept before. */
void
orm_query_keep (OrmQuery  *self,
                GPtrArray *objects)
{
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  self->kept = objects;
}

/* Keeps what another query keeps. */
void
orm_query_keep_as (OrmQuery *self,
                   OrmQuery *other)
{
  orm_query_keep (self, other->kept != NULL ? g_ptr_array_ref (other->kept) : NULL);
}

guint
orm_query_get_limit (OrmQuery *self)
{
  return self->limit;
}

guint
orm_query_get_offset (OrmQuery *self)
{
  return self->offset;
}

/* Follows a path such as "category.name" from a table on. A name that does not exist is a
 * programmer's error and ends the program. */
void
orm_path_walk (OrmTable    *table,
               const char  *path,
               OrmPathFunc  func,
               gpointer     user_data)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int column = orm_table_find_column (table, names[i]);
      gboolean is_last = names[i + 1] == NULL;

      if (column < 0 || (!is_last && table->columns[column].kind != ORM_KIND_BELONGS_TO))
        g_error ("%s has no property \"%s\" for the path \"%s\"", table->name, names[i], path);
      func (table, column, is_last, user_data);
      if (!is_last)
        table = orm_table_get_target (table, column);
    }
}

/* Finds the list that a path such as "tags" or "category.tags" ends at. Returns: (nullable): NULL
 * if it ends at a column; else @key_path is the path to the key of the list's owner */
const OrmBackReference *
orm_path_find_list (OrmTable    *table,
                    const char  *path,
                    char       **key_path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  g_autoptr (GString) prefix = g_string_new (NULL);
  const OrmBackReference *reference;
  guint i;

  for (i = 0; names[i] != NULL && names[i + 1] != NULL; i++)
    {
      int column = orm_table_find_column (table, names[i]);

      if (column < 0 || table->columns[column].kind != ORM_KIND_BELONGS_TO)
        g_error ("%s has no property \"%s\" for the path \"%s\"", table->name, names[i], path);
      g_string_append_printf (prefix, "%s.", names[i]);
      table = orm_table_get_target (table, column);
    }
  if (names[i] == NULL || orm_table_find_column (table, names[i]) >= 0)
    return NULL;
  reference = orm_table_find_back_reference (table, names[i]);
  if (reference == NULL)
    g_error ("%s has no property \"%s\" for the path \"%s\"", table->name, names[i], path);
  g_string_append (prefix, table->columns[table->primary_key].name);
  *key_path = g_string_free (g_steal_pointer (&prefix), FALSE);
  return reference;
}

typedef struct
{
  OrmTable *table;
  guint64 columns;
  gboolean rows; /* made or deleted, instead of columns changed */
  gboolean found;
} Dependence;

static void
meet_column (OrmTable *table,
             guint     column,
             gboolean  is_last,
             gpointer  user_data)
{
  Dependence *dependence = user_data;

  if (!dependence->rows && table == dependence->table && (dependence->columns >> column) & 1)
    dependence->found = TRUE;
}

static void
meet_path (OrmTable   *table,
           const char *path,
           Dependence *dependence)
{
  if (path != NULL)
    orm_path_walk (table, path, meet_column, dependence);
}

static void meet_condition (OrmTable     *table,
                            OrmCondition *condition,
                            Dependence   *dependence);

/* A condition on the members of a list depends on who is one, and on what is asked of them. */
static void
meet_members (const OrmBackReference *reference,
              OrmCondition           *condition,
              Dependence             *dependence)
{
  guint64 columns = G_GUINT64_CONSTANT (1) << reference->column;

  if (dependence->table == reference->source
      && (dependence->rows || (dependence->columns & columns) != 0))
    dependence->found = TRUE;
  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    meet_condition (orm_table_get_members (reference), g_ptr_array_index (condition->children, i),
                    dependence);
}

static void
meet_condition (OrmTable     *table,
                OrmCondition *condition,
                Dependence   *dependence)
{
  if (condition->kind == ORM_CONDITION_HAS || condition->kind == ORM_CONDITION_REFERS_TO)
    {
      g_autofree char *key_path = NULL;
      const OrmBackReference *reference =
        orm_path_find_list (table, condition->property, &key_path);

      meet_path (table, reference != NULL ? key_path : condition->property, dependence);
      if (reference != NULL)
        meet_members (reference, condition, dependence);
      return;
    }
  meet_path (table, condition->property, dependence);
  meet_path (table, condition->other_property, dependence);
  if (condition->kind == ORM_CONDITION_SEARCH && !dependence->rows && dependence->table == table
      && (dependence->columns & table->searchable) != 0)
    dependence->found = TRUE;
  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    meet_condition (table, g_ptr_array_index (condition->children, i), dependence);
}

/* Returns: whether the query may find other rows once rows of a table were made or deleted */
gboolean
orm_query_depends_on_rows (OrmQuery *self,
                           OrmTable *table)
{
  Dependence dependence = { table, 0, TRUE, table == self->table };

  if (self->condition != NULL)
    meet_condition (self->table, self->condition, &dependence);
  return dependence.found;
}

/* Returns: whether the query may find other rows, or in another order, once these columns of a
 * table have changed. */
gboolean
orm_query_depends_on (OrmQuery *self,
                      OrmTable *table,
                      guint64   columns)
{
  Dependence dependence = { table, columns, FALSE, FALSE };

  if (self->condition != NULL)
    meet_condition (self->table, self->condition, &dependence);
  for (guint i = 0; i < self->orders->len; i++)
    {
      const OrmOrder *order = &g_array_index (self->orders, OrmOrder, i);

      meet_path (self->table, order->property, &dependence);
      meet_path (self->table, order->product.factor, &dependence);
      meet_path (self->table, order->product.other_factor, &dependence);
      meet_path (self->table, order->product.decimals, &dependence);
    }
  return dependence.found;
}
