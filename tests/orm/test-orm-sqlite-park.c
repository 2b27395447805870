#include "fixture.h"

/* Unique values pass between rows whose columns allow few others: what counts is where they are in
 * the end. */

#define N_SLOTS 6

typedef enum
{
  RANK_A,
  RANK_B,
  RANK_C,
  RANK_D,
  RANK_E,
  RANK_F,
} Rank;

static GType
rank_get_type (void)
{
  static const GEnumValue values[] = {
    { RANK_A, "RANK_A", "a" }, { RANK_B, "RANK_B", "b" }, { RANK_C, "RANK_C", "c" },
    { RANK_D, "RANK_D", "d" }, { RANK_E, "RANK_E", "e" }, { RANK_F, "RANK_F", "f" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("Rank", values));
  return type;
}

typedef struct
{
  OrmRecord parent_instance;

  gint64 slot_id;
  gint64 place;
  GDate day;
  Rank rank;
  char *code;
  double share;
  char *nick;
  GBytes *seal;
  gint64 twice;
} Slot;

typedef OrmRecordClass SlotClass;

GType slot_get_type (void);
G_DEFINE_TYPE (Slot, slot, ORM_TYPE_RECORD)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Slot, g_object_unref)

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (Slot, slot_id),
  ORM_INTEGER (Slot, place, ORM_NOT_NULL | ORM_UNIQUE, .label = "Place", .minimum = 1,
               .maximum = N_SLOTS),
  ORM_DATE (Slot, day, ORM_NOT_NULL | ORM_UNIQUE),
  ORM_ENUM (Slot, rank, rank_get_type, ORM_UNIQUE),
  ORM_TEXT (Slot, code, ORM_NOT_NULL | ORM_NOCASE | ORM_UNIQUE, .check = "length (code) = 1"),
  ORM_REAL (Slot, share, ORM_NOT_NULL | ORM_UNIQUE, .check = "share BETWEEN 0 AND 1"),
  ORM_TEXT (Slot, nick, ORM_UNIQUE, .check = "nick IS NOT NULL"),
  ORM_BYTES (Slot, seal, ORM_NOT_NULL | ORM_UNIQUE, .check = "length (seal) = 1"),
  ORM_COMPUTED (Slot, twice, "place * 2", ORM_INDEXED),
};

static void
slot_class_init (SlotClass *klass)
{
  orm_record_class_bind (klass, "slot", "Slot", columns, G_N_ELEMENTS (columns));
}

static void
slot_init (Slot *self)
{
}

static OrmSchema *
slots_get_schema (void)
{
  static OrmSchema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, orm_schema_new (0, 1, slot_get_type (), G_TYPE_INVALID));
  return schema;
}

/* Gives a slot the one of each column's values that @places names. */
static void
fill (Slot        *slot,
      const guint  places[7])
{
  char code[] = { 'a' + places[3], '\0' };
  char nick[] = { 'n', 'a' + places[5], '\0' };
  guint8 byte = places[6];
  g_autoptr (GBytes) seal = g_bytes_new (&byte, 1);
  GDate day = date_of (1 + places[1], 2, 2024);

  g_object_set (slot, "place", (gint64) places[0] + 1, "day", &day, "rank", places[2],
                "code", code, "share", places[4] / 8.0, "nick", nick, "seal", seal, NULL);
}

/* Deals each column's values out anew. */
static void
deal (Slot **slots)
{
  guint places[N_SLOTS][7];

  for (guint column = 0; column < 7; column++)
    for (guint i = 0; i < N_SLOTS; i++)
      {
        guint j = g_test_rand_int_range (0, i + 1);

        places[i][column] = places[j][column];
        places[j][column] = i;
      }
  for (guint i = 0; i < N_SLOTS; i++)
    fill (slots[i], places[i]);
}

static void
add_slots (Fixture *fixture,
           Slot   **slots)
{
  for (guint i = 0; i < N_SLOTS; i++)
    {
      slots[i] = g_object_new (slot_get_type (), NULL);
      orm_session_add (fixture->session, slots[i]);
    }
  deal (slots);
  fixture_commit (fixture, "Add");
}

static void
free_slots (Slot **slots)
{
  for (guint i = 0; i < N_SLOTS; i++)
    g_object_unref (slots[i]);
}

static const char all_slots[] = "SELECT *, quote (seal) FROM slot ORDER BY slot_id";

static char *
ask_slots (Fixture *fixture)
{
  return fixture_ask (fixture, all_slots);
}

/* What the objects hold is what the file says. */
static void
assert_slots (Fixture *fixture,
              Slot   **slots)
{
  for (guint i = 0; i < N_SLOTS; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT place, rank, code, nick, twice FROM slot WHERE slot_id = %d",
                         (int) slots[i]->slot_id);
      g_autofree char *expected =
        g_strdup_printf ("%d|%c|%s|%s|%d", (int) slots[i]->place, 'a' + slots[i]->rank,
                         slots[i]->code, slots[i]->nick, (int) slots[i]->place * 2);

      assert_sql (fixture, sql, expected);
    }
  assert_sql (fixture, "PRAGMA integrity_check", "ok");
}

/* What one that is removed had passes to one that is made. */
static void
replace_slot (Fixture *fixture,
              Slot   **slots)
{
  guint gone = g_test_rand_int_range (0, N_SLOTS);
  Slot *heir = g_object_new (slot_get_type (), NULL);

  for (guint i = 1; i < G_N_ELEMENTS (columns) - 1; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (slots[gone]), columns[i].name, &value);
      g_object_set_property (G_OBJECT (heir), columns[i].name, &value);
    }
  orm_session_remove (fixture->session, slots[gone]);
  orm_session_add (fixture->session, heir);
  g_object_unref (slots[gone]);
  slots[gone] = heir;
}

static void
test_permute (Fixture       *fixture,
              gconstpointer  data)
{
  enum { N_ROUNDS = 8 };
  char *states[N_ROUNDS];
  Slot *slots[N_SLOTS];

  add_slots (fixture, slots);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      deal (slots);
      if (i % 3 == 2)
        replace_slot (fixture, slots);
      fixture_commit (fixture, "Deal");
      assert_slots (fixture, slots);
      states[i] = ask_slots (fixture);
    }
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = N_ROUNDS - 1; i > 0; i--)
        {
          g_autofree char *state = NULL;

          fixture_undo (fixture);
          state = ask_slots (fixture);
          g_assert_cmpstr (state, ==, states[i - 1]);
        }
      for (guint i = 1; i < N_ROUNDS; i++)
        {
          g_autofree char *state = NULL;

          fixture_redo (fixture);
          state = ask_slots (fixture);
          g_assert_cmpstr (state, ==, states[i]);
        }
    }
  for (guint i = 0; i < N_ROUNDS; i++)
    g_free (states[i]);
  free_slots (slots);
}

static void
test_savepoints (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Slot *slots[N_SLOTS];
  Rank ranks[N_SLOTS];
  guint savepoint;

  add_slots (fixture, slots);
  before = ask_slots (fixture);
  deal (slots);
  savepoint = orm_session_begin_nested (fixture->session, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_SLOTS; i++)
    ranks[i] = slots[i]->rank;
  deal (slots);
  g_assert_true (orm_session_flush (fixture->session, &error));
  g_assert_no_error (error);
  orm_session_rollback_to (fixture->session, savepoint);
  for (guint i = 0; i < N_SLOTS; i++)
    g_assert_cmpint (slots[i]->rank, ==, ranks[i]);
  fixture_commit (fixture, "Deal");
  assert_slots (fixture, slots);
  after = ask_slots (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, all_slots, before);
  fixture_redo (fixture);
  assert_sql (fixture, all_slots, after);
  free_slots (slots);
}

/* What has to hold in the end is refused as ever, after rows were parked as well. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *before = NULL;
  Slot *slots[N_SLOTS];

  add_slots (fixture, slots);
  deal (slots);
  fixture_commit (fixture, "Deal");
  before = ask_slots (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == 0)
        deal (slots);
      g_object_set (slots[3], "nick", NULL, NULL);
      g_assert_false (orm_session_commit (fixture->session, "Bad", &error));
      g_assert_error (error, ORM_ERROR, ORM_ERROR_CHECK);
      assert_sql (fixture, all_slots, before);
      assert_slots (fixture, slots);
    }
  free_slots (slots);
}

/* The history passes through what the checks refuse and leaves nothing so, should the journal say
 * otherwise. */
static void
test_forged (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  Slot *slots[N_SLOTS];

  add_slots (fixture, slots);
  g_object_set (slots[0], "code", "x", NULL);
  fixture_commit (fixture, "Edit");
  fixture_sql (fixture, "UPDATE orm_change SET image = '{\"code\":[\"too long\",\"x\"]}'"
                        " WHERE change_id = (SELECT max (change_id) FROM orm_change)");
  fixture_poll (fixture);
  before = ask_slots (fixture);
  g_assert_false (orm_history_undo (fixture->history, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_CONFLICT);
  assert_sql (fixture, all_slots, before);
  assert_slots (fixture, slots);
  free_slots (slots);
}

static void
add_test (const char *path,
          void      (*test) (Fixture *, gconstpointer))
{
  static OrmSchema *(*const get_schema) (void) = slots_get_schema;

  g_test_add (path, Fixture, &get_schema, fixture_set_up_schema, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/orm/sqlite-park/permute", test_permute);
  add_test ("/orm/sqlite-park/savepoints", test_savepoints);
  add_test ("/orm/sqlite-park/refused", test_refused);
  add_test ("/orm/sqlite-park/forged", test_forged);

  return g_test_run ();
}
