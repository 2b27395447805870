#include "orm/orm-session-private.h"
#include "orm/orm-sqlite-private.h"
#include "things.h"

/* What is written, counted in the file: N changed objects write N rows. And what a mapper has to
 * do with keys, with objects that are given up, and with many that are freed. */

#define N_MOST 100000

/* What the engine's connection did to a table of the library. */
typedef struct
{
  guint n_inserted;
  guint n_updated;
  guint n_deleted;
} Count;

static void
count_cb (gpointer       user_data,
          int            operation,
          const char    *database,
          const char    *table,
          sqlite3_int64  key)
{
  Count *count = user_data;

  if (!g_str_equal (table, "reader"))
    return;
  count->n_inserted += operation == SQLITE_INSERT;
  count->n_updated += operation == SQLITE_UPDATE;
  count->n_deleted += operation == SQLITE_DELETE;
}

/* Commits, and asserts how many rows were written, and how many lines of the journal. */
static void
assert_written (Fixture *fixture,
                guint    n_inserted,
                guint    n_updated,
                guint    n_deleted)
{
  OrmSqliteEngine *engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  g_autofree char *journal = g_strdup_printf ("%u", n_inserted + n_updated + n_deleted);
  Count count = { 0 };

  sqlite3_update_hook (engine->db, count_cb, &count);
  fixture_commit (fixture, "Step");
  sqlite3_update_hook (engine->db, NULL, NULL);
  g_assert_cmpuint (count.n_inserted, ==, n_inserted);
  g_assert_cmpuint (count.n_updated, ==, n_updated);
  g_assert_cmpuint (count.n_deleted, ==, n_deleted);
  assert_sql (fixture, "SELECT count (*) FROM orm_change"
                       " WHERE step_id = (SELECT max (step_id) FROM orm_step)", journal);
}

static void
check_count (Fixture *fixture,
             guint    n)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *expected = g_strdup_printf ("%u|%u", n + 1, n);
  g_autofree char *left = g_strdup_printf ("%u|0", n + 1);

  fixture_sql (fixture, "DELETE FROM reader; INSERT INTO reader VALUES (1000000, 'Ann', -1)");
  for (guint i = 0; i < n; i++)
    {
      Reader *reader = g_object_new (TYPE_READER, "name", "Ann", "card", (gint64) i, NULL);

      orm_session_add (fixture->session, reader);
      g_ptr_array_add (readers, reader);
    }
  assert_written (fixture, n, 0, 0);
  for (guint i = 0; i < n; i++)
    g_object_set (readers->pdata[i], "name", "Anne", NULL);
  assert_written (fixture, 0, n, 0);
  assert_sql (fixture, "SELECT count (*), sum (name = 'Anne') FROM reader", expected);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*), sum (name = 'Anne') FROM reader", left);
  for (guint i = 0; i < n; i++)
    orm_session_remove (fixture->session, readers->pdata[i]);
  assert_written (fixture, 0, 0, n);
  assert_sql (fixture, "SELECT * FROM reader", "1000000|Ann|-1");
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  check_count (fixture, GPOINTER_TO_UINT (data));
}

/* Who brings a key keeps it, and is a new row all the same. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  static const gint64 keys[] = { 77, 5, G_MAXINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (Reader) reader =
        g_object_new (TYPE_READER, "reader-id", keys[i], "name", "Ann", "card", keys[i], NULL);

      orm_session_add (fixture->session, reader);
      assert_written (fixture, 1, 0, 0);
      g_assert_cmpint (orm_record_get_key (ORM_RECORD (reader)), ==, keys[i]);
    }
  assert_sql (fixture, "SELECT reader_id, card FROM reader ORDER BY 1",
              "5|5\n77|77\n2147483647|2147483647");
}

/* Classes whose keys have other names, and other values, refer to each other. */
static void
test_key_names (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Author) author = g_object_new (TYPE_AUTHOR, "author-id", (gint64) 42, NULL);
  g_autoptr (Book) book =
    g_object_new (TYPE_BOOK, "book-id", (gint64) 7, "author", author, NULL);
  g_autoptr (Book) loaded = NULL;

  orm_session_add (fixture->session, book);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT book_id, author_id FROM book JOIN author USING (author_id)", "7|42");
  g_clear_object (&book);
  g_clear_object (&author);
  loaded = fixture_load (fixture, TYPE_BOOK, 7);
  author = g_object_ref (orm_record_get_reference (ORM_RECORD (loaded), "author"));
  g_assert_cmpint (author->author_id, ==, 42);
}

/* Returns: (transfer full): every property as text but those that are lists */
static char *
describe (gpointer record)
{
  g_autofree GParamSpec **properties = NULL;
  GString *text = g_string_new (NULL);
  guint n;

  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (record), &n);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autofree char *contents = NULL;

      g_object_get_property (record, properties[i]->name, &value);
      if (G_VALUE_HOLDS_OBJECT (&value) && G_IS_LIST_MODEL (g_value_get_object (&value)))
        continue;
      if (G_VALUE_HOLDS (&value, G_TYPE_BYTES) && g_value_get_boxed (&value) != NULL)
        contents = g_strndup (g_bytes_get_data (g_value_get_boxed (&value), NULL),
                              g_bytes_get_size (g_value_get_boxed (&value)));
      else if (G_VALUE_HOLDS (&value, G_TYPE_DATE) && g_value_get_boxed (&value) != NULL)
        contents = g_strdup_printf ("%u", g_date_get_julian (g_value_get_boxed (&value)));
      else
        contents = g_strdup_value_contents (&value);
      g_string_append_printf (text, "%s=%s\n", properties[i]->name, contents);
    }
  return g_string_free (text, FALSE);
}

/* A thing with other values in every column; it may have been flushed before it is given up. */
static void
test_rollback (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("other", 6);
  g_autoptr (Thing) box = things_add (fixture, "Box");
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  GDate day = date_of (3, 5, 2031);
  g_autofree char *before = NULL;

  fixture_commit (fixture, "Add");
  before = describe (thing);
  for (int is_flushed = 0; is_flushed < 2; is_flushed++)
    {
      g_autofree char *changed = NULL;
      g_autofree char *after = NULL;

      g_object_set (thing, "name", "Axe", "code", "abcd", "condition", CONDITION_LOST, "colour",
                    COLOUR_DARK_BLUE, "picture", bytes, "seal", bytes, "weight", 7.25, "amount",
                    (gint64) 14, "price", (gint64) 3, "since", &day, "box", box, NULL);
      if (is_flushed)
        g_assert_true (orm_session_flush (fixture->session, NULL));
      changed = describe (thing);
      g_assert_cmpstr (changed, !=, before);
      orm_session_rollback (fixture->session);
      after = describe (thing);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpint (orm_record_get_state (ORM_RECORD (thing)), ==, ORM_STATE_CLEAN);
      assert_sql (fixture, "SELECT name, box_id FROM thing ORDER BY 1", "Box|NULL\nSaw|NULL");
    }
}

/* Returns: how many slots the removal of any block of the map would look at, a slot on average */
static double
get_steps (OrmIdentityMap *map)
{
  guint64 n_steps = 0;
  guint64 run = 0;

  for (gsize i = 0; i < 2 * map->n_slots; i++)
    {
      run = map->slots[i & (map->n_slots - 1)] != NULL ? run + 1 : 0;
      g_assert_cmpuint (run, <, map->n_slots);
      n_steps += i >= map->n_slots ? run : 0;
    }
  return (double) n_steps / map->n_slots;
}

/* A record that dies looks at its neighbours in the identity map: as few of them whether there are
 * a thousand records or a hundred thousand, whatever their keys are, so all of them together die
 * in linear time. */
static void
test_free (Fixture       *fixture,
           gconstpointer  data)
{
  static const gint64 distances[] = { 1, 16, 1000, 1 << 20, -7 };

  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    for (guint n = 1000; n <= N_MOST; n *= 10)
      {
        g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func (g_object_unref);
        OrmIdentityMap map;

        orm_identity_map_init (&map);
        for (guint j = 0; j < n; j++)
          {
            Reader *reader = g_object_new (TYPE_READER, NULL);

            reader->reader_id = distances[i] * j;
            orm_identity_map_add (&map, ORM_RECORD (reader));
            g_ptr_array_add (readers, reader);
          }
        g_assert_cmpfloat (get_steps (&map), <, 4);
        for (guint j = 0; j < n; j++)
          {
            orm_identity_map_remove (&map, readers->pdata[j]);
            if (j == n / 2)
              g_assert_cmpfloat (get_steps (&map), <, 4);
          }
        g_assert_cmpuint (map.n_blocks, ==, 0);
        orm_identity_map_clear (&map);
      }
}

int
main (int   argc,
      char *argv[])
{
  static const guint counts[] = { 1, 2, 1000, N_MOST };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/orm/proofs/rows/%u", counts[i]);

      g_test_add (path, Fixture, GUINT_TO_POINTER (counts[i]), fixture_set_up, test_rows,
                  fixture_tear_down);
    }
  fixture_add_test ("/orm/proofs/keys", test_keys);
  fixture_add_test ("/orm/proofs/key-names", test_key_names);
  things_add_test ("/orm/proofs/rollback", test_rollback);
  fixture_add_test ("/orm/proofs/free", test_free);
  return g_test_run ();
}
