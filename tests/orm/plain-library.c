#include "plain-library.h"

#define NOT_A_REFERENCE .target = -1

const Table tables[N_TABLES] = {
  [AUTHORS] = {
    author_get_type,
    "SELECT '0 ' || author_id || ' ' || substr (name, 2) FROM author ORDER BY author_id",
    { { "name", NOT_A_REFERENCE, .is_text = TRUE, .unique = TRUE, .n_values = 14 } },
  },
  [BOOKS] = {
    book_get_type,
    "SELECT '1 ' || book_id || ' ' || substr (title, 2) || ' ' || ifnull (substr (isbn, 2), -1)"
    " || ' ' || pages || ' ' || ifnull (author_id, 0) FROM book ORDER BY book_id",
    { { "title", NOT_A_REFERENCE, .is_text = TRUE, .n_values = 100 },
      { "isbn", NOT_A_REFERENCE, .is_text = TRUE, .unique = TRUE, .n_values = 30,
        .may_be_null = TRUE },
      { "pages", NOT_A_REFERENCE, .n_values = 100 },
      { "author", AUTHORS, ORM_SET_NULL, .may_be_null = TRUE } },
  },
  [READERS] = {
    reader_get_type,
    "SELECT '2 ' || reader_id || ' ' || card FROM reader ORDER BY reader_id",
    { { "card", NOT_A_REFERENCE, .unique = TRUE, .n_values = 14 } },
  },
  [LOANS] = {
    loan_get_type,
    "SELECT '3 ' || loan_id || ' ' || book_id || ' ' || ifnull (reader_id, 0) FROM loan"
    " ORDER BY loan_id",
    { { "book", BOOKS, ORM_CASCADE }, { "reader", READERS, ORM_RESTRICT, .may_be_null = TRUE } },
  },
  [GROUPS] = {
    group_get_type,
    "SELECT '4 ' || group_id || ' ' || ifnull (parent_id, 0) FROM \"group\" ORDER BY group_id",
    { { "parent", GROUPS, ORM_SET_NULL, .may_be_null = TRUE } },
  },
};

guint
count_cells (int table)
{
  guint n = 0;

  while (n < N_CELLS && tables[table].cells[n].property != NULL)
    n++;
  return n;
}

Row *
find_row (GArray *rows,
          int     table,
          gint64  key)
{
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (row->table == table && row->key == key)
        return row;
    }
  return NULL;
}

/* Returns: (nullable): a row at random */
Row *
random_row (GArray *rows,
            int     table)
{
  guint n = 0;
  Row *chosen = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).table == table && g_test_rand_int_range (0, ++n) == 0)
      chosen = &g_array_index (rows, Row, i);
  return chosen;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *row_a = a, *row_b = b;

  if (row_a->table != row_b->table)
    return row_a->table - row_b->table;
  return row_a->key < row_b->key ? -1 : row_a->key > row_b->key;
}

char *
print_rows (GArray *rows)
{
  GString *text = g_string_new (NULL);

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      g_string_append_printf (text, "%d %" G_GINT64_FORMAT, row->table, row->key);
      for (guint j = 0; j < count_cells (row->table); j++)
        g_string_append_printf (text, " %" G_GINT64_FORMAT, row->cells[j]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void delete_row (GArray *rows,
                        int     table,
                        gint64  key);

/* What a delete rule does to a row that refers to another by a cell. */
static void
apply_rule (GArray     *rows,
            Row        *row,
            const Cell *cell,
            gint64     *value)
{
  if (cell->rule == ORM_SET_NULL)
    *value = 0;
  else
    delete_row (rows, row->table, row->key);
}

static void
delete_row (GArray *rows,
            int     table,
            gint64  key)
{
  Row *row = find_row (rows, table, key);

  if (row == NULL)
    return;
  g_array_remove_index (rows, row - &g_array_index (rows, Row, 0));
  for (int i = rows->len - 1; i >= 0; i--)
    for (guint j = 0; i < (int) rows->len && j < N_CELLS; j++)
      {
        Row *other = &g_array_index (rows, Row, i);
        const Cell *cell = &tables[other->table].cells[j];

        if (cell->property != NULL && cell->target == table && other->cells[j] == key)
          {
            apply_rule (rows, other, cell, &other->cells[j]);
            if (cell->rule == ORM_CASCADE)
              break;
          }
      }
}

/* Deletes what is to be deleted: loans first, books and authors last, as the mapper
 * does. Returns: whether a rule forbids it */
gboolean
delete_rows (GArray *rows,
             GArray *removals)
{
  static const int order[] = { GROUPS, LOANS, READERS, BOOKS, AUTHORS };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < removals->len; j++)
      {
        Removal removal = g_array_index (removals, Removal, j);

        if (removal.table != order[i])
          continue;
        for (guint k = 0; removal.table == READERS && k < rows->len; k++)
          if (g_array_index (rows, Row, k).table == LOANS
              && g_array_index (rows, Row, k).cells[1] == removal.key)
            return TRUE;
        delete_row (rows, removal.table, removal.key);
      }
  return FALSE;
}

/* Returns: whether two rows have the same value where it has to be unique; a row that is to be
 * deleted is in nobody's way */
gboolean
is_unique (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    for (guint j = i + 1; j < rows->len; j++)
      for (guint k = 0; k < N_CELLS; k++)
        {
          const Row *a = &g_array_index (rows, Row, i);
          const Row *b = &g_array_index (rows, Row, j);

          if (a->table == b->table && tables[a->table].cells[k].unique && a->cells[k] == b->cells[k]
              && !(tables[a->table].cells[k].may_be_null && a->cells[k] == -1))
            return FALSE;
        }
  return TRUE;
}
