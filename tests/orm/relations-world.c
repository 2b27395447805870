#include "relations-world.h"

#include <string.h>

/* The school as the mapper has it, compared with the school as it should be: the file, the objects
 * in use, and the lists that somebody looks at. */

gpointer
world_lookup (World  *world,
              gint64  id)
{
  return g_hash_table_lookup (world->objects, &id);
}

void
world_keep (World    *world,
            gint64    id,
            gpointer  object)
{
  g_hash_table_insert (world->objects, g_memdup2 (&id, sizeof id), object);
}

/* Returns: (transfer none): the object of a row, loaded if it is not in use */
gpointer
world_get_object (World  *world,
                  gint64  id)
{
  const Row *row = plain_school_find (world->now, id);

  if (id == 0)
    return NULL;
  if (world_lookup (world, id) == NULL)
    world_keep (world, id,
                fixture_load (world->fixture, school_tables[row->table].type (), row->key));
  return world_lookup (world, id);
}

static void
stop_watching (Watch *watch)
{
  if (watch->list == NULL)
    return;
  mirror_free (watch->mirror);
  g_assert_finalize_object (watch->list);
  watch->list = NULL;
}

void
world_watch (World *world)
{
  Watch *watch = &world->watches[g_test_rand_int_range (0, N_WATCHES)];
  int table = g_test_rand_int_range (0, N_TABLES);
  guint column = g_test_rand_int_range (0, N_REFERENCES);
  const Reference *reference = &school_tables[table].references[column];
  const Linkage *linkage = &school_linkages[g_test_rand_int_range (0, N_LINKAGES)];
  gboolean from_pupil = g_test_rand_bit ();
  gboolean of_link = g_test_rand_bit ();
  int owners = !of_link ? reference->target : from_pupil ? PUPILS : linkage->target;
  Row *owner;

  if (!of_link && (reference->property == NULL || reference->is_one))
    return;
  owner = plain_school_random (world->now, owners);
  if (owner == NULL)
    return;
  stop_watching (watch);
  watch->owner = owner->id;
  watch->property = !of_link ? reference->end : from_pupil ? linkage->list : linkage->end;
  watch->list = school_get (world_get_object (world, owner->id), watch->property);
  for (guint i = 0; i < N_WATCHES; i++) /* one looks at it as well as two */
    if (&world->watches[i] != watch && world->watches[i].list == watch->list)
      {
        g_clear_object (&watch->list);
        return;
      }
  watch->mirror = mirror_new (watch->list);
}

/* What a row is in a list: its key, or its address as long as it has none. */
static char *
describe (World  *world,
          gint64  id)
{
  const Row *row = plain_school_find (world->now, id);

  if (row->key != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, row->key);
  return g_strdup_printf ("%p", world_lookup (world, id));
}

gboolean
world_has (World  *world,
           gint64  id)
{
  const Row *row = plain_school_find (world->now, id);

  return !row->removed && !row->gone;
}

/* Calls for each member that the model has. */
static void
add_members (World       *world,
             const Watch *watch,
             GPtrArray   *members)
{
  int owners = plain_school_find (world->now, watch->owner)->table;

  for (guint i = 0; i < world->now->rows->len; i++)
    for (guint j = 0; j < N_REFERENCES; j++)
      {
        const Row *row = &g_array_index (world->now->rows, Row, i);
        const Reference *reference = &school_tables[row->table].references[j];

        if (reference->property != NULL && row->references[j] == watch->owner
            && reference->target == owners && g_str_equal (reference->end, watch->property)
            && world_has (world, row->id))
          g_ptr_array_add (members, describe (world, row->id));
      }
  for (guint i = 0; i < world->now->links->len; i++)
    {
      const Link *link = &g_array_index (world->now->links, Link, i);
      const Linkage *linkage = &school_linkages[link->linkage];
      int end = owners == PUPILS && g_str_equal (linkage->list, watch->property)            ? 0
                : owners == linkage->target && g_str_equal (linkage->end, watch->property) ? 1
                                                                                           : -1;

      if (end >= 0 && link->ends[end] == watch->owner && world_has (world, link->ends[1 - end]))
        g_ptr_array_add (members, describe (world, link->ends[1 - end]));
    }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
join_sorted (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **) texts->pdata);
}

static void
check_watch (World *world,
             Watch *watch)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *expected_text = NULL;
  g_autofree char *found_text = NULL;

  add_members (world, watch, expected);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (watch->list)); i++)
    {
      g_autoptr (OrmRecord) member = g_list_model_get_item (G_LIST_MODEL (watch->list), i);
      gint64 key = orm_record_get_key (member);

      g_ptr_array_add (found, key != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, key)
                                       : g_strdup_printf ("%p", (gpointer) member));
    }
  expected_text = join_sorted (expected);
  found_text = join_sorted (found);
  g_assert_cmpstr (found_text, ==, expected_text);
  mirror_check (watch->mirror);
  g_string_truncate (watch->mirror->changes, 0);
}

/* Both sides of a row's references. */
static void
check_references (World     *world,
                  const Row *row,
                  gpointer   object)
{
  for (guint i = 0; i < N_REFERENCES && school_tables[row->table].references[i].property != NULL;
       i++)
    {
      const Reference *reference = &school_tables[row->table].references[i];
      gint64 id = row->references[i];

      if (id != 0 && plain_school_find (world->now, id)->key == 0)
        g_assert_true (orm_record_get_reference (object, reference->property)
                       == world_lookup (world, id));
      else
        g_assert_cmpint (orm_record_get_reference_key (object, reference->property), ==,
                         id != 0 ? plain_school_find (world->now, id)->key : 0);
      if (reference->is_one && id != 0 && world_has (world, id))
        {
          g_autoptr (OrmRecord) one = school_get (world_get_object (world, id), reference->end);

          g_assert_true (one == object);
        }
    }
}

/* Who has nobody at the other end of one to one knows it. */
static void
check_lonely (World *world)
{
  static const int ones[] = { LOCKERS, CARDS };
  Row *pupil = plain_school_random (world->now, PUPILS);

  for (guint i = 0; pupil != NULL && i < G_N_ELEMENTS (ones); i++)
    {
      gboolean has_one = FALSE;

      for (guint j = 0; j < world->now->rows->len; j++)
        {
          const Row *row = &g_array_index (world->now->rows, Row, j);

          has_one |= row->table == ones[i] && world_has (world, row->id)
                     && row->references[0] == pupil->id;
        }
      if (!has_one)
        {
          g_autoptr (OrmRecord) one = school_get (world_get_object (world, pupil->id),
                                                  school_tables[ones[i]].references[0].end);

          g_assert_null (one);
        }
    }
}

static void
check_object (World    *world,
              gint64    id,
              gpointer  object)
{
  const Row *row = plain_school_find (world->now, id);
  OrmRecordState state = orm_record_get_state (object);
  g_autofree char *name = g_strdup_printf ("n%" G_GINT64_FORMAT, row->name);
  g_autofree char *found = NULL;

  if (row->gone)
    {
      g_assert_true (state == ORM_STATE_DELETED || state == ORM_STATE_DETACHED);
      return;
    }
  g_assert_cmpint (orm_record_get_key (object), ==, row->key);
  if (row->removed)
    {
      g_assert_cmpint (state, ==, ORM_STATE_REMOVED);
      return;
    }
  g_assert_true (world->pending ? state == (row->key != 0 ? state : ORM_STATE_NEW)
                                : state == ORM_STATE_CLEAN);
  g_object_get (object, "name", &found, NULL);
  g_assert_cmpstr (found, ==, name);
  check_references (world, row, object);
}

static void
check_file (World *world)
{
  static const char sql[] =
    "SELECT 'room ' || room_id || ' ' || name || ' ' || ifnull (house_id, 0) AS line FROM room"
    " UNION ALL SELECT 'pupil ' || pupil_id || ' ' || name || ' ' || ifnull (room_id, 0) || ' '"
    " || ifnull (mentor_id, 0) FROM pupil"
    " UNION ALL SELECT 'course ' || course_id || ' ' || name || ' ' || ifnull (whole_id, 0)"
    " FROM course"
    " UNION ALL SELECT 'locker ' || locker_id || ' ' || name || ' ' || ifnull (pupil_id, 0)"
    " FROM locker"
    " UNION ALL SELECT 'card ' || card_id || ' ' || name || ' ' || pupil_id FROM card"
    " UNION ALL SELECT 'mark ' || mark_id || ' ' || name || ' ' || pupil_id || ' '"
    " || ifnull (course_id, 0) FROM mark"
    " UNION ALL SELECT 'courses ' || pupil_id || ' ' || course_id FROM enrolment"
    " UNION ALL SELECT 'friends ' || pupil_id || ' ' || friends_id FROM friendship ORDER BY line";
  g_autofree char *expected = plain_school_print (world->committed);

  assert_sql (world->fixture, sql, expected);
}

void
world_check (World *world)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (world->objects);

  check_file (world);
  for (GList *l = ids; l != NULL; l = l->next)
    check_object (world, *(gint64 *) l->data, g_hash_table_lookup (world->objects, l->data));
  check_lonely (world);
  for (guint i = 0; i < N_WATCHES; i++)
    if (world->watches[i].list != NULL)
      check_watch (world, &world->watches[i]);
}

/* Nobody looks at the lists of owners that are not there any more, or, if @all, at any. */
void
world_unwatch (World    *world,
               gboolean  all)
{
  for (guint i = 0; i < N_WATCHES; i++)
    if (all || plain_school_find (world->now, world->watches[i].owner) == NULL)
      stop_watching (&world->watches[i]);
}
