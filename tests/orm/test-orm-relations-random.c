#include "relations-world.h"

/* Thousands of random actions over all relationships and delete rules, against a plain model in
 * memory: after each, the file, the objects and the lists that somebody looks at are as the model;
 * to the bit as they were before after an undo. The seed is printed; --seed sets it. */

#define N_ACTIONS 2500

static gint64
random_id (World *world,
           int    table)
{
  Row *row = plain_school_random (world->now, table);

  return row != NULL ? row->id : 0;
}

/* Who takes one over takes it from the others. */
static void
displace (World     *world,
          const Row *taker,
          guint      column,
          gint64     owner)
{
  for (guint i = 0; i < world->now->rows->len; i++)
    {
      Row *row = &g_array_index (world->now->rows, Row, i);

      if (row != taker && row->table == taker->table && owner != 0
          && row->references[column] == owner && world_has (world, row->id))
        row->references[column] = 0;
    }
}

static void
add_row (World *world)
{
  int table = g_test_rand_int_range (0, N_TABLES);
  Row row = { .table = table, .id = ++world->last_id, .name = g_test_rand_int_range (0, 1000) };
  g_autofree char *name = g_strdup_printf ("n%" G_GINT64_FORMAT, row.name);
  gpointer object = g_object_new (school_tables[table].type (), "name", name, NULL);

  for (guint i = 0; i < N_REFERENCES && school_tables[table].references[i].property != NULL; i++)
    {
      const Reference *reference = &school_tables[table].references[i];

      row.references[i] =
        reference->is_life || g_test_rand_bit () ? random_id (world, reference->target) : 0;
      if (reference->is_life && row.references[i] == 0)
        {
          g_object_unref (object);
          return;
        }
      g_object_set (object, reference->property, world_get_object (world, row.references[i]), NULL);
      if (reference->is_one)
        displace (world, &row, i, row.references[i]);
    }
  g_array_append_val (world->now->rows, row);
  world_keep (world, row.id, object);
  orm_session_add (world->fixture->session, object);
  world->pending = TRUE;
}

/* Sets a reference, from either side. */
static void
refer (World *world)
{
  int table = g_test_rand_int_range (0, N_TABLES);
  guint column = g_test_rand_int_range (0, N_REFERENCES);
  const Reference *reference = &school_tables[table].references[column];
  Row *row = plain_school_random (world->now, table);
  gint64 owner, before;
  gpointer object, target;

  if (row == NULL || reference->property == NULL)
    return;
  before = row->references[column];
  owner = g_test_rand_int_range (0, 4) > 0 ? random_id (world, reference->target) : 0;
  if (reference->target == table && owner >= row->id && g_test_rand_int_range (0, 6) > 0)
    return; /* a ring now and then is enough */
  object = world_get_object (world, row->id);
  target = world_get_object (world, owner);
  if (before != 0 && !world_has (world, before) && g_test_rand_bit ())
    return;
  if (g_test_rand_bit ())
    g_object_set (object, reference->property, target, NULL);
  else if (reference->is_one && owner != 0)
    g_object_set (target, reference->end, object, NULL);
  else if (reference->is_one && before != 0)
    g_object_set (world_get_object (world, before), reference->end, NULL, NULL);
  else if (!reference->is_one && (owner != 0 || before != 0))
    {
      g_autoptr (OrmList) list =
        school_get (owner != 0 ? target : world_get_object (world, before), reference->end);

      if (owner != 0)
        orm_list_add (list, object);
      else
        orm_list_remove (list, object);
    }
  row->references[column] = owner;
  if (reference->is_one)
    displace (world, row, column, owner);
  world->pending = TRUE;
}

static void
edit_name (World *world)
{
  Row *row = plain_school_random (world->now, g_test_rand_int_range (0, N_TABLES));
  g_autofree char *name = NULL;

  if (row == NULL)
    return;
  row->name = g_test_rand_int_range (0, 1000);
  name = g_strdup_printf ("n%" G_GINT64_FORMAT, row->name);
  g_object_set (world_get_object (world, row->id), "name", name, NULL);
  world->pending = TRUE;
}

/* Links or unlinks, from either side; what is there already or not is nothing. */
static void
link_rows (World *world)
{
  int linkage = g_test_rand_int_range (0, N_LINKAGES);
  Link link = { linkage,
                { random_id (world, PUPILS), random_id (world, school_linkages[linkage].target) } };
  guint side = g_test_rand_int_range (0, 2);
  g_autoptr (OrmList) list = NULL;
  gboolean adds = g_test_rand_bit ();
  int found;

  if (link.ends[0] == 0 || link.ends[1] == 0)
    return;
  if (!adds && world->now->links->len > 0 && g_test_rand_int_range (0, 4) > 0)
    link = g_array_index (world->now->links, Link,
                          g_test_rand_int_range (0, world->now->links->len));
  if (!world_has (world, link.ends[0]) || !world_has (world, link.ends[1]))
    return;
  found = plain_school_find_link (world->now, link.linkage, link.ends[0], link.ends[1]);
  list = school_get (world_get_object (world, link.ends[side]),
                     side == 0 ? school_linkages[link.linkage].list
                               : school_linkages[link.linkage].end);
  if (adds)
    orm_list_add (list, world_get_object (world, link.ends[1 - side]));
  else
    orm_list_remove (list, world_get_object (world, link.ends[1 - side]));
  if (adds && found < 0)
    g_array_append_val (world->now->links, link);
  else if (!adds && found >= 0)
    g_array_remove_index (world->now->links, found);
  world->pending = TRUE;
}

static void
remove_row (World *world)
{
  Row *row = plain_school_random (world->now, g_test_rand_int_range (0, N_TABLES));

  if (row == NULL || (row->key == 0 && plain_school_is_referred (world->now, row->id)))
    return; /* what a new record refers to comes with it */
  orm_session_remove (world->fixture->session, world_get_object (world, row->id));
  row->removed = row->key != 0;
  row->gone = row->key == 0;
  for (guint i = world->now->links->len; row->gone && i-- > 0;)
    {
      const Link *link = &g_array_index (world->now->links, Link, i);

      if (link->ends[0] == row->id || link->ends[1] == row->id)
        g_array_remove_index (world->now->links, i);
    }
  world->pending = TRUE;
}

/* What refers to itself and is not there would keep itself. */
static void
loosen (gpointer object)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (object, TYPE_ROOM))
    g_object_set (object, "house", NULL, NULL);
  else if (G_TYPE_CHECK_INSTANCE_TYPE (object, TYPE_PUPIL))
    g_object_set (object, "mentor", NULL, NULL);
  else if (G_TYPE_CHECK_INSTANCE_TYPE (object, TYPE_COURSE))
    g_object_set (object, "whole", NULL, NULL);
}

/* The objects and lists of rows that are not there, and never will be again. */
static void
drop_absent (World *world)
{
  GHashTableIter iter;
  gpointer id, object;

  world_unwatch (world, FALSE);
  g_hash_table_iter_init (&iter, world->objects);
  while (g_hash_table_iter_next (&iter, &id, &object))
    if (plain_school_find (world->now, *(gint64 *) id) == NULL)
      {
        g_assert_true (orm_record_get_state (object) == ORM_STATE_DELETED
                       || orm_record_get_state (object) == ORM_STATE_DETACHED);
        loosen (object);
        g_hash_table_iter_remove (&iter);
      }
}

static void
set_now (World  *world,
         School *school)
{
  plain_school_free (world->now);
  world->now = plain_school_copy (school);
  world->pending = FALSE;
  drop_absent (world);
}

static void
rollback (World *world)
{
  orm_session_rollback (world->fixture->session);
  set_now (world, world->committed);
}

/* What a flush makes of the model. Returns: the reason for which it is refused, or -1 */
static int
flush_model (School *school)
{
  plain_school_drop_orphans (school);
  if (plain_school_has_ring (school))
    return ORM_ERROR_RING;
  return plain_school_delete (school) ? ORM_ERROR_REFERENCE : -1;
}

static void
adopt_keys (World *world)
{
  for (guint i = 0; i < world->now->rows->len; i++)
    {
      Row *row = &g_array_index (world->now->rows, Row, i);

      if (row->key == 0)
        row->key = orm_record_get_key (world_lookup (world, row->id));
    }
}

static gboolean
try_flush (World *world)
{
  g_autoptr (GError) error = NULL;
  int expected = flush_model (world->now);

  if (orm_session_flush (world->fixture->session, &error))
    {
      g_assert_cmpint (expected, ==, -1);
      adopt_keys (world);
      return TRUE;
    }
  g_assert_error (error, ORM_ERROR, expected);
  set_now (world, world->committed);
  return FALSE;
}

static void
flush (World *world)
{
  try_flush (world);
}

static gint64
count_steps (World *world)
{
  g_autofree char *count =
    fixture_ask (world->fixture, "SELECT count (*) FROM orm_step WHERE NOT undone");

  return g_ascii_strtoll (count, NULL, 10);
}

static void
remember (World *world)
{
  world->step++;
  g_ptr_array_set_size (world->states, world->step);
  g_ptr_array_set_size (world->dumps, world->step);
  g_ptr_array_add (world->states, plain_school_copy (world->committed));
  g_ptr_array_add (world->dumps, school_dump (world->fixture));
}

static void
commit (World *world)
{
  gint64 n_steps = count_steps (world);

  if (g_test_rand_bit () && !try_flush (world))
    return;
  if (world->pending)
    {
      g_autoptr (GError) error = NULL;
      int expected = flush_model (world->now);

      if (!orm_session_commit (world->fixture->session, "Step", &error))
        {
          g_assert_error (error, ORM_ERROR, expected);
          set_now (world, world->committed);
          return;
        }
      g_assert_cmpint (expected, ==, -1);
    }
  adopt_keys (world);
  for (guint i = world->now->rows->len; i-- > 0;)
    if (g_array_index (world->now->rows, Row, i).gone)
      g_array_remove_index (world->now->rows, i);
  plain_school_free (world->committed);
  world->committed = plain_school_copy (world->now);
  set_now (world, world->committed);
  if (count_steps (world) > n_steps)
    remember (world);
}

static void
go_to (World *world,
       guint  step)
{
  g_autofree char *dump = school_dump (world->fixture);

  g_assert_cmpstr (dump, ==, world->dumps->pdata[step]);
  world->step = step;
  plain_school_free (world->committed);
  world->committed = plain_school_copy (world->states->pdata[step]);
  set_now (world, world->committed);
}

static void
undo (World *world)
{
  if (world->pending || orm_session_has_changes (world->fixture->session))
    rollback (world);
  if (world->step == 0)
    return;
  fixture_undo (world->fixture);
  go_to (world, world->step - 1);
}

static void
redo (World *world)
{
  if (world->pending || orm_session_has_changes (world->fixture->session)
      || world->step + 1 == world->states->len)
    return;
  fixture_redo (world->fixture);
  go_to (world, world->step + 1);
}

/* Nothing is in use any more: what is asked for next comes from the file. */
static void
forget (World *world)
{
  if (world->pending || orm_session_has_changes (world->fixture->session))
    return;
  world_unwatch (world, TRUE);
  g_hash_table_remove_all (world->objects);
}

static const struct
{
  void (*act) (World *);
  guint weight;
} actions[] = {
  { add_row, 24 }, { refer, 26 }, { edit_name, 4 }, { link_rows, 18 }, { remove_row, 9 },
  { world_watch, 6 }, { flush, 4 }, { commit, 12 }, { rollback, 2 }, { undo, 5 }, { redo, 5 },
  { forget, 1 },
};

static void
act (World *world)
{
  guint total = 0, n = 0;
  int chosen;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    total += actions[i].weight;
  chosen = g_test_rand_int_range (0, total);
  while (chosen >= (int) actions[n].weight)
    chosen -= actions[n++].weight;
  actions[n].act (world);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  World world = {
    .fixture = fixture,
    .now = plain_school_new (),
    .committed = plain_school_new (),
    .states = g_ptr_array_new_with_free_func ((GDestroyNotify) plain_school_free),
    .dumps = g_ptr_array_new_with_free_func (g_free),
    .objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref),
  };

  g_ptr_array_add (world.states, plain_school_new ());
  g_ptr_array_add (world.dumps, school_dump (fixture));
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      act (&world);
      world_check (&world);
    }
  while (world.step > 0)
    undo (&world);
  world_check (&world);
  while (world.step + 1 < world.states->len)
    redo (&world);
  world_check (&world);

  forget (&world);
  g_hash_table_unref (world.objects);
  g_ptr_array_unref (world.states);
  g_ptr_array_unref (world.dumps);
  plain_school_free (world.now);
  plain_school_free (world.committed);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  school_add_test ("/orm/relations/random", test_random);
  return g_test_run ();
}
