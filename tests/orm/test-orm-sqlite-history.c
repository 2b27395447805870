#include "fixture.h"

#include <string.h>

#include "plain-library.h"

/* Thousands of random units of work, undone and redone at random, against a plain model in memory:
 * the file and the objects are as the model after each, and to the bit as they were before after an
 * undo. */

#define N_ACTIONS 1200

typedef struct
{
  Fixture *fixture;
  GArray *rows;        /* Row: what the file should be */
  GPtrArray *states;   /* GArray: the rows before and after each step */
  GPtrArray *dumps;    /* char *: the file then */
  guint now;           /* which of them */
  GHashTable *objects; /* "table key" to a record that is in use */

  /* of the unit of work under way */
  GArray *next;
  GHashTable *touched; /* as objects */
  gint64 next_key;
} World;

static char *
print_file (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autofree char *rows = fixture_ask (fixture, tables[i].sql);

      g_string_append_printf (text, "%s%s", rows, *rows != '\0' ? "\n" : "");
    }
  return g_string_free (text, FALSE);
}

static char *
name_of (int    table,
         gint64 key)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT, table, key);
}

/* Returns: (transfer none): the object of a row of the model, loaded if it is not in use */
static gpointer
get_object (World *world,
            int    table,
            gint64 key)
{
  g_autofree char *name = name_of (table, key);
  gpointer object = g_hash_table_lookup (world->objects, name);

  if (object == NULL)
    {
      object = fixture_load (world->fixture, tables[table].type (), key);
      g_hash_table_insert (world->objects, g_steal_pointer (&name), object);
    }
  return object;
}

/* Writes a cell of the model into its object. */
static void
set_cell (World      *world,
          gpointer    object,
          const Cell *cell,
          gint64      value)
{
  g_autofree char *text = value >= 0 ? g_strdup_printf ("t%" G_GINT64_FORMAT, value) : NULL;

  if (cell->target >= 0)
    g_object_set (object, cell->property,
                  value != 0 ? get_object (world, cell->target, value) : NULL, NULL);
  else if (cell->is_text)
    g_object_set (object, cell->property, text, NULL);
  else
    g_object_set (object, cell->property, value, NULL);
}

static gint64
get_cell (gpointer    object,
          const Cell *cell)
{
  g_autofree char *text = NULL;
  gint64 number;

  if (cell->target >= 0)
    return orm_record_get_reference_key (object, cell->property);
  if (cell->is_text)
    {
      g_object_get (object, cell->property, &text, NULL);
      return text != NULL ? g_ascii_strtoll (text + 1, NULL, 10) : -1;
    }
  g_object_get (object, cell->property, &number, NULL);
  return number;
}

/* Objects that are in use are as their rows, and those whose rows are gone say so. */
static void
check_objects (World *world)
{
  GHashTableIter iter;
  gpointer name, object;

  g_hash_table_iter_init (&iter, world->objects);
  while (g_hash_table_iter_next (&iter, &name, &object))
    {
      gint64 key = g_ascii_strtoll (strchr (name, ' '), NULL, 10);
      const Row *row = find_row (world->rows, *(char *) name - '0', key);

      if (row == NULL)
        {
          g_assert_cmpint (orm_record_get_state (object), ==, ORM_STATE_DELETED);
          g_hash_table_iter_remove (&iter);
          continue;
        }
      g_assert_cmpint (orm_record_get_state (object), ==, ORM_STATE_CLEAN);
      g_assert_cmpint (orm_record_get_key (object), ==, key);
      for (guint i = 0; i < count_cells (row->table); i++)
        g_assert_cmpint (get_cell (object, &tables[row->table].cells[i]), ==, row->cells[i]);
      if (g_test_rand_int_range (0, 6) == 0)
        g_hash_table_iter_remove (&iter);
    }
}

static void
check (World *world)
{
  g_autofree char *expected = print_rows (world->rows);
  g_autofree char *found = print_file (world->fixture);

  g_assert_cmpstr (found, ==, expected);
  g_assert_false (orm_session_has_changes (world->fixture->session));
  check_objects (world);
}

/* A unit of work, in the model and in objects. */

static gint64
random_value (World      *world,
              const Cell *cell)
{
  if (cell->target >= 0)
    {
      Row *target = random_row (world->next, cell->target);

      return target == NULL || (cell->may_be_null && g_test_rand_int_range (0, 4) == 0)
               ? 0 : target->key;
    }
  if (cell->may_be_null && g_test_rand_int_range (0, 5) == 0)
    return -1;
  return g_test_rand_int_range (0, cell->n_values);
}

static gboolean
touch (World *world,
       int    table,
       gint64 key)
{
  return g_hash_table_add (world->touched, name_of (table, key));
}

static void
add_row (World *world,
         int    table)
{
  Row row = { table, --world->next_key, { 0 } };
  gpointer object;
  GDate due = date_of (3, 5, 2024);

  for (guint i = 0; i < count_cells (table); i++)
    {
      const Cell *cell = &tables[table].cells[i];

      row.cells[i] = random_value (world, cell);
      if (cell->target >= 0 && row.cells[i] == 0 && !cell->may_be_null)
        return;
    }
  object = g_object_new (tables[table].type (), NULL);
  if (table == LOANS)
    g_object_set (object, "due", &due, NULL);
  else if (table == READERS)
    g_object_set (object, "name", "", NULL);
  for (guint i = 0; i < count_cells (table); i++)
    set_cell (world, object, &tables[table].cells[i], row.cells[i]);
  orm_session_add (world->fixture->session, object);
  g_hash_table_insert (world->objects, name_of (table, row.key), object);
  touch (world, table, row.key);
  g_array_append_val (world->next, row);
}

static void
edit_row (World *world,
          int    table)
{
  Row *row = random_row (world->next, table);
  guint cell = g_test_rand_int_range (0, count_cells (table));
  gint64 value = random_value (world, &tables[table].cells[cell]);

  if (row == NULL || !touch (world, table, row->key))
    return;
  if (tables[table].cells[cell].target >= 0 && value == 0
      && !tables[table].cells[cell].may_be_null)
    return;
  if (tables[table].cells[cell].target == table && (value < 0 || value >= row->key))
    return; /* groups make no ring: their objects would keep each other */
  row->cells[cell] = value;
  set_cell (world, get_object (world, table, row->key), &tables[table].cells[cell], value);
}

/* Two rows, which may be one, exchange a value. */
static void
swap_rows (World *world,
           int    table)
{
  Row *one = random_row (world->next, table);
  Row *other = random_row (world->next, table);
  guint cell = g_test_rand_int_range (0, MIN (2, count_cells (table)));
  gint64 value;

  if (table == GROUPS || one == NULL || one == other || !touch (world, table, one->key)
      || !touch (world, table, other->key))
    return;
  value = one->cells[cell];
  one->cells[cell] = other->cells[cell];
  other->cells[cell] = value;
  set_cell (world, get_object (world, table, one->key), &tables[table].cells[cell],
            one->cells[cell]);
  set_cell (world, get_object (world, table, other->key), &tables[table].cells[cell],
            other->cells[cell]);
}

static void
remove_row (World  *world,
            int     table,
            GArray *removals)
{
  Row *row = random_row (world->rows, table);
  Removal removal;

  if (row == NULL || !touch (world, table, row->key))
    return;
  removal = (Removal) { table, row->key };
  orm_session_remove (world->fixture->session, get_object (world, table, row->key));
  g_array_append_val (removals, removal);
}

/* Gives rows that were made the keys that they got. */
static void
adopt_keys (World *world)
{
  for (guint i = 0; i < world->next->len; i++)
    {
      Row *row = &g_array_index (world->next, Row, i);

      for (guint j = 0; j < count_cells (row->table); j++)
        {
          int target = tables[row->table].cells[j].target;

          if (target >= 0 && row->cells[j] < 0)
            row->cells[j] = orm_record_get_key (get_object (world, target, row->cells[j]));
        }
    }
  for (guint i = 0; i < world->next->len; i++)
    {
      Row *row = &g_array_index (world->next, Row, i);
      g_autofree char *name = name_of (row->table, row->key);
      gpointer object;

      if (row->key > 0)
        continue;
      object = g_object_ref (g_hash_table_lookup (world->objects, name));
      row->key = orm_record_get_key (object);
      g_hash_table_insert (world->objects, name_of (row->table, row->key), object);
    }
}

static gboolean
is_unsaved (gpointer name,
            gpointer object,
            gpointer user_data)
{
  return strchr (name, '-') != NULL;
}

static void
remember (World *world)
{
  world->now++;
  g_ptr_array_set_size (world->states, world->now);
  g_ptr_array_set_size (world->dumps, world->now);
  g_ptr_array_add (world->states, g_array_copy (world->rows));
  g_ptr_array_add (world->dumps, fixture_dump (world->fixture));
}

/* Returns: how many steps the file has */
static gint64
count_steps (World *world)
{
  g_autofree char *count = fixture_ask (world->fixture, "SELECT count (*) FROM orm_step"
                                                        " WHERE NOT undone");

  return g_ascii_strtoll (count, NULL, 10);
}

static void
end_work (World    *world,
          gboolean  is_allowed)
{
  g_autoptr (GError) error = NULL;
  gint64 n_steps = count_steps (world);

  if (g_test_rand_int_range (0, 8) == 0)
    orm_session_rollback (world->fixture->session);
  else if (orm_session_commit (world->fixture->session, "Work", &error))
    {
      g_assert_true (is_allowed);
      adopt_keys (world);
      g_clear_pointer (&world->rows, g_array_unref);
      world->rows = g_array_copy (world->next);
      if (count_steps (world) > n_steps)
        remember (world);
    }
  else
    {
      g_assert_false (is_allowed);
      g_assert_true (g_error_matches (error, ORM_ERROR, ORM_ERROR_UNIQUE)
                     || g_error_matches (error, ORM_ERROR, ORM_ERROR_REFERENCE));
    }
  g_hash_table_foreach_remove (world->objects, is_unsaved, NULL);
}

static void
work (World *world)
{
  g_autoptr (GArray) removals = g_array_new (FALSE, FALSE, sizeof (Removal));
  gboolean is_allowed;

  world->next = g_array_copy (world->rows);
  world->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->next_key = 0;
  for (guint n = g_test_rand_int_range (1, 7); n > 0; n--)
    {
      int table = g_test_rand_int_range (0, N_TABLES);

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
        case 1:
          add_row (world, table);
          break;
        case 2:
          edit_row (world, table);
          break;
        case 3:
          swap_rows (world, table);
          break;
        default:
          remove_row (world, table, removals);
        }
    }
  is_allowed = !delete_rows (world->next, removals) && is_unique (world->next);
  end_work (world, is_allowed);
  g_array_unref (world->next);
  g_hash_table_unref (world->touched);
}

static void
go_to (World *world,
       guint  now)
{
  world->now = now;
  g_clear_pointer (&world->rows, g_array_unref);
  world->rows = g_array_copy (world->states->pdata[now]);
  assert_dump (world->fixture, world->dumps->pdata[now]);
}

static void
undo (World *world)
{
  if (world->now == 0)
    {
      assert_refused (orm_history_undo (world->fixture->history, error), ORM_ERROR_NOT_FOUND,
                      "There is nothing to undo");
      return;
    }
  fixture_undo (world->fixture);
  go_to (world, world->now - 1);
}

static void
redo (World *world)
{
  if (world->now + 1 == world->states->len)
    {
      assert_refused (orm_history_redo (world->fixture->history, error), ORM_ERROR_NOT_FOUND,
                      "There is nothing to redo");
      return;
    }
  fixture_redo (world->fixture);
  go_to (world, world->now + 1);
}

static void
reopen (World *world)
{
  g_hash_table_remove_all (world->objects);
  fixture_reopen (world->fixture);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  World world = {
    .fixture = fixture,
    .rows = g_array_new (FALSE, FALSE, sizeof (Row)),
    .states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
    .dumps = g_ptr_array_new_with_free_func (g_free),
    .objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref),
  };

  g_ptr_array_add (world.states, g_array_copy (world.rows));
  g_ptr_array_add (world.dumps, fixture_dump (fixture));
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      int way = g_test_rand_int_range (0, 100);

      if (way < 70)
        work (&world);
      else if (way < 86)
        undo (&world);
      else if (way < 98)
        redo (&world);
      else
        reopen (&world);
      check (&world);
    }
  while (world.now > 0)
    undo (&world);
  check (&world);
  assert_dump (fixture, "\n\n\n\n\n");
  while (world.now + 1 < world.states->len)
    redo (&world);
  check (&world);

  g_hash_table_unref (world.objects);
  g_ptr_array_unref (world.states);
  g_ptr_array_unref (world.dumps);
  g_array_unref (world.rows);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-history/random", test_random);
  return g_test_run ();
}
