#include "orm/orm-change-set.h"

#include "orm/orm-table.h"

struct _OrmChangeSet
{
  gatomicrefcount ref_count;
  GArray *rows; /* OrmRowChange, by table and key, one a row */
};

G_DEFINE_BOXED_TYPE (OrmChangeSet, orm_change_set, orm_change_set_ref, orm_change_set_unref)

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const OrmRowChange *one = a, *other = b;

  if (one->table != other->table)
    return one->table < other->table ? -1 : 1;
  return one->key < other->key ? -1 : one->key > other->key;
}

/* Joins what happened to one row, one after the other. Returns: whether it left anything */
static gboolean
join_rows (const OrmRowChange *changes,
           guint               n_changes,
           OrmRowChange       *joined)
{
  gboolean was_there = changes[0].kind != ORM_ROW_INSERTED;
  gboolean is_there = changes[n_changes - 1].kind != ORM_ROW_DELETED;

  *joined = changes[0];
  for (guint i = 1; i < n_changes; i++)
    joined->columns |= changes[i].columns; /* all of them where it was made anew */
  joined->kind = was_there && is_there ? ORM_ROW_UPDATED
                 : is_there            ? ORM_ROW_INSERTED
                                       : ORM_ROW_DELETED;
  return was_there || is_there;
}

/**
 * orm_change_set_new:
 * @rows: (transfer full) (element-type OrmRowChange): single changes in the order in which they
 *   happened
 *
 * Returns: (transfer full): the set of them, one a row
 */
OrmChangeSet *
orm_change_set_new (GArray *rows)
{
  OrmChangeSet *self = g_new0 (OrmChangeSet, 1);
  OrmRowChange *all = (OrmRowChange *) rows->data;
  guint n_joined = 0, next;

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = rows;
  g_array_sort (rows, compare_rows); /* which is stable */
  for (guint i = 0; i < rows->len; i = next)
    {
      OrmRowChange joined;

      next = i + 1;
      while (next < rows->len && compare_rows (&all[i], &all[next]) == 0)
        next++;
      if (join_rows (&all[i], next - i, &joined))
        all[n_joined++] = joined;
    }
  g_array_set_size (rows, n_joined);
  return self;
}

/**
 * orm_change_set_get_rows:
 * @self: a change set
 * @type: a class of records
 * @n_rows: (out): how many of its rows were changed
 *
 * Returns: (transfer none) (array length=n_rows): what became of them, in the order of their keys
 */
const OrmRowChange *
orm_change_set_get_rows (const OrmChangeSet *self,
                         GType               type,
                         guint              *n_rows)
{
  OrmTable *table = orm_table_of (type);
  guint start = 0, end;

  while (start < self->rows->len && g_array_index (self->rows, OrmRowChange, start).table != table)
    start++;
  for (end = start; end < self->rows->len
                    && g_array_index (self->rows, OrmRowChange, end).table == table; end++)
    ;
  *n_rows = end - start;
  return (const OrmRowChange *) self->rows->data + start;
}

/**
 * orm_row_change_has:
 * @self: what became of a row
 * @property: one of its properties
 *
 * Returns: whether its value was changed; of a row made or deleted every one was
 */
gboolean
orm_row_change_has (const OrmRowChange *self,
                    const char         *property)
{
  int column = orm_table_find_column (self->table, property);

  g_return_val_if_fail (column >= 0, FALSE);
  return (self->columns >> column) & 1;
}

/**
 * orm_change_set_ref:
 * @self: a set of changes
 *
 * Returns: (transfer full): itself, held once more
 */
OrmChangeSet *
orm_change_set_ref (OrmChangeSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * orm_change_set_unref:
 * @self: (transfer full): a set of changes
 *
 * Lets go of it; it is freed when nobody holds it.
 */
void
orm_change_set_unref (OrmChangeSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->rows);
  g_free (self);
}
