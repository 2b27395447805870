#include "fixture.h"

/* Columns whose name in the file is another than the property's. */

typedef struct
{
  OrmRecord parent_instance;

  gint64 tool_id;
  char *name;
  gint64 amount;
  OrmReference owner;
} Tool;

typedef OrmRecordClass ToolClass;

GType tool_get_type (void);
G_DEFINE_TYPE (Tool, tool, ORM_TYPE_RECORD)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tool, g_object_unref)

static const OrmColumn tool_columns[] = {
  ORM_PRIMARY_KEY (Tool, tool_id, .column_name = "nr"),
  ORM_TEXT (Tool, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE, .column_name = "select",
            .former_name = "title", .label = "Name"),
  ORM_INTEGER (Tool, amount, ORM_INDEXED, .column_name = "Quantity", .maximum = 9),
  ORM_BELONGS_TO (Tool, owner, tool_get_type, "owned", ORM_CASCADE, .column_name = "owner"),
};

static void
tool_class_init (ToolClass *klass)
{
  orm_record_class_bind (klass, "tools", "Tool", tool_columns, G_N_ELEMENTS (tool_columns));
  orm_record_class_set_former_name (klass, "tool");
}

static void
tool_init (Tool *self)
{
}

static OrmSchema *
get_tools (void)
{
  static OrmSchema *schema;

  if (schema == NULL)
    schema = orm_schema_new (0, 1, tool_get_type (), G_TYPE_INVALID);
  return schema;
}

static OrmSchema *(*const tools) (void) = get_tools;

static Tool *
add_tool (Fixture    *fixture,
          const char *name,
          gint64      amount,
          Tool       *owner)
{
  Tool *tool = g_object_new (tool_get_type (), "name", name, "amount", amount, "owner", owner,
                             NULL);

  orm_session_add (fixture->session, tool);
  return tool;
}

#define TOOLS "SELECT nr, \"select\", Quantity, owner FROM tools ORDER BY nr"

/* Every kind of statement names the columns as the file does. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Tool) saw = add_tool (fixture, "Saw", 1, NULL);
  g_autoptr (Tool) blade = add_tool (fixture, "Blade", 5, saw);
  g_autoptr (OrmQuery) query = orm_query_new (tool_get_type ());
  g_autoptr (Tool) found = NULL;
  g_autoptr (OrmList) owned = NULL;

  fixture_commit (fixture, "Add");
  assert_sql (fixture, TOOLS, "1|Saw|1|NULL\n2|Blade|5|1");
  g_object_set (saw, "name", "Blade", "amount", (gint64) 2, NULL);
  g_object_set (blade, "name", "Saw", NULL);
  fixture_commit (fixture, "Swap");
  assert_sql (fixture, TOOLS, "1|Blade|2|NULL\n2|Saw|5|1");

  orm_query_where (query, orm_condition_compare ("owner.amount", ORM_EQUAL, ORM_INT (2)));
  orm_query_order_by (query, "amount", ORM_DESCENDING);
  found = orm_session_find (fixture->session, query, NULL);
  g_assert_true (found == blade);
  g_object_get (saw, "owned", &owned, NULL);
  assert_model (owned, "2");

  orm_session_remove (fixture->session, saw);
  fixture_commit (fixture, "Delete");
  assert_sql (fixture, TOOLS, "");
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, TOOLS, "1|Saw|1|NULL\n2|Blade|5|1");
  fixture_undo (fixture);
  fixture_redo (fixture);
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_sql (fixture, TOOLS, "");
}

/* What is refused is named by the property's label all the same. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Tool) saw = add_tool (fixture, "Saw", 1, NULL);
  g_autoptr (Tool) other = NULL;

  fixture_commit (fixture, "Add");
  g_object_set (saw, "amount", (gint64) 10, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_CHECK,
                  "Tool: amount cannot be “10”: at least 0, at most 9");
  other = add_tool (fixture, "SAW", 1, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_UNIQUE,
                  "Tool: Name “SAW” is already in use");
}

/* A file that may not be written is read all the same if table and column have former names, though
 * its version is the right one: in a copy. */
static void
test_former_names (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const renamings[] = {
    "ALTER TABLE tools RENAME COLUMN \"select\" TO title",
    "ALTER TABLE tools RENAME TO tool",
  };
  g_autoptr (OrmList) list = NULL;

  g_object_unref (add_tool (fixture, "Saw", 1, NULL));
  fixture_commit (fixture, "Add");
  for (gsize i = 0; i < G_N_ELEMENTS (renamings); i++)
    {
      g_autoptr (Tool) tool = NULL;

      fixture_close (fixture);
      fixture_sql (fixture, renamings[i]);
      fixture_open (fixture, ORM_OPEN_READ_ONLY);
      tool = fixture_load (fixture, tool_get_type (), 1);
      g_assert_cmpstr (tool->name, ==, "Saw");
    }
  list = fixture_list (fixture, tool_get_type (), NULL);
  assert_model (list, "1");
  assert_sql (fixture, "SELECT title FROM tool", "Saw");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/orm/column/names", Fixture, &tools, fixture_set_up_schema, test_names,
              fixture_tear_down);
  g_test_add ("/orm/column/former-names", Fixture, &tools, fixture_set_up_schema,
              test_former_names, fixture_tear_down);
  g_test_add ("/orm/column/refused", Fixture, &tools, fixture_set_up_schema, test_refused,
              fixture_tear_down);
  return g_test_run ();
}
