#include "fixture.h"

#include <glib/gstdio.h>

#include "orm/orm-table.h"

/* Declarations that are wrong */

typedef struct
{
  OrmRecord parent_instance;

  gint64 wrong_id;
  gint64 other_id;
  OrmReference author;
  GDateMonth choice;
} Wrong;

typedef struct
{
  OrmRecordClass parent_class;
} WrongClass;

GType wrong_get_type (void);

G_DEFINE_TYPE (Wrong, wrong, ORM_TYPE_RECORD)

static const OrmColumn *wrong_columns;
static guint n_wrong_columns;

static void
wrong_class_init (WrongClass *klass)
{
  orm_record_class_bind (ORM_RECORD_CLASS (klass), "wrong", "Wrong", wrong_columns,
                         n_wrong_columns);
}

static void
wrong_init (Wrong *self)
{
}

static GType
choice_get_type (void)
{
  static const GEnumValue values[] = { { 0, "NONE", "none" }, { 0, NULL, NULL } };
  static GType type;

  if (type == 0)
    type = g_enum_register_static ("Choice", values);
  return type;
}

static const OrmColumn two_keys[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_PRIMARY_KEY (Wrong, other_id),
};

static const OrmColumn no_key[] = {
  ORM_INTEGER (Wrong, wrong_id, 0),
};

static const OrmColumn name_taken[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_BELONGS_TO (Wrong, author, author_get_type, "name", ORM_SET_NULL),
};

static const OrmColumn list_taken[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_BELONGS_TO (Wrong, author, author_get_type, "books", ORM_SET_NULL),
};

static const OrmColumn no_name[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_INTEGER (Wrong, other_id, 0, .column_name = "other-id"),
};

static const OrmColumn one_name[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_INTEGER (Wrong, other_id, 0, .column_name = "WRONG_ID"),
};

static const OrmColumn no_enum[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_ENUM (Wrong, choice, author_get_type, 0),
};

static const OrmColumn no_value[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_ENUM (Wrong, choice, choice_get_type, 0, .default_integer = 77),
};

static const OrmColumn unique_computed[] = {
  ORM_PRIMARY_KEY (Wrong, wrong_id),
  ORM_COMPUTED (Wrong, other_id, "2 * wrong_id", ORM_UNIQUE),
};

static const struct
{
  const char *name;
  const OrmColumn *columns;
  guint n_columns;
  GType (*others[2]) (void);
  const char *message;
} mistakes[] = {
  { "two-keys", two_keys, 2, { NULL }, "*wrong has 2 primary keys instead of one*" },
  { "no-key", no_key, 1, { NULL }, "*wrong has 0 primary keys instead of one*" },
  { "target-missing", name_taken, 2, { NULL }, "*author is referred to, but not part of*" },
  { "name-taken", name_taken, 2, { author_get_type },
    "*wrong refers to author by author, whose property \"name\" exists already*" },
  { "list-taken", list_taken, 2, { author_get_type, book_get_type },
    "*whose property \"books\" exists already*" },
  { "no-enum", no_enum, 2, { NULL }, "*wrong.choice is of Author, which is no enumeration*" },
  { "no-value", no_value, 2, { NULL }, "*wrong.choice: its default is none of the values*" },
  { "unique-computed", unique_computed, 2, { NULL }, "*wrong.other_id cannot be unique*" },
  { "no-name", no_name, 2, { NULL }, "*wrong: \"other-id\" cannot be a name in the file*" },
  { "one-name", one_name, 2, { NULL }, "*wrong has two columns that are wrong_id in the file*" },
};

/* A mistake in a declaration ends the program, at its start and with its reason. */
static void
test_mistake (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  if (g_test_subprocess ())
    {
      GType others[2] = { G_TYPE_INVALID, G_TYPE_INVALID };

      for (guint j = 0; j < 2 && mistakes[i].others[j] != NULL; j++)
        others[j] = mistakes[i].others[j] ();
      wrong_columns = mistakes[i].columns;
      n_wrong_columns = mistakes[i].n_columns;
      orm_schema_new (1, 1, wrong_get_type (), others[0], others[1], G_TYPE_INVALID);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr (mistakes[i].message);
}

/* A table comes after all that it refers to, in whichever order the classes are named. */
static void
test_order (void)
{
  OrmSchema *schema = library_get_schema ();
  guint n_tables = orm_schema_get_n_tables (schema);

  g_assert_cmpuint (n_tables, ==, 5);
  for (guint i = 0; i < n_tables; i++)
    {
      OrmTable *table = orm_schema_get_table (schema, i);

      for (guint j = 0; j < table->n_columns; j++)
        for (guint k = i + 1; k < n_tables; k++)
          g_assert_true (table->columns[j].kind != ORM_KIND_BELONGS_TO
                         || orm_table_get_target (table, j) != orm_schema_get_table (schema, k));
    }
  g_assert_cmpuint (orm_schema_get_application_id (schema), ==, LIBRARY_APPLICATION_ID);
  g_assert_cmpuint (orm_schema_get_version (schema), ==, LIBRARY_VERSION);
}

/* Both ends of each reference have their property. */
static void
test_properties (void)
{
  static const struct
  {
    GType (*type) (void);
    const char *property;
    GType (*value_type) (void);
    gboolean writable;
  } cases[] = {
    { author_get_type, "books", g_object_get_type, FALSE },
    { book_get_type, "loans", g_object_get_type, FALSE },
    { reader_get_type, "loans", g_object_get_type, FALSE },
    { group_get_type, "children", g_object_get_type, FALSE },
    { book_get_type, "author", author_get_type, TRUE },
    { book_get_type, "price-decimals", NULL, TRUE },
    { book_get_type, "created", NULL, TRUE },
    { loan_get_type, "book", book_get_type, TRUE },
    { group_get_type, "parent", group_get_type, TRUE },
  };

  library_get_schema ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GObjectClass *klass = g_type_class_peek (cases[i].type ());
      GParamSpec *pspec = g_object_class_find_property (klass, cases[i].property);

      g_assert_nonnull (pspec);
      g_assert_true (pspec->value_type
                     == (cases[i].value_type != NULL ? cases[i].value_type () : G_TYPE_INT64));
      g_assert_cmpint ((pspec->flags & G_PARAM_WRITABLE) != 0, ==, cases[i].writable);
      g_assert_true (pspec->flags & G_PARAM_READABLE);
    }
}

/* Several schemas may have the same classes: a second one changes nothing. */
static void
test_twice (void)
{
  g_autoptr (OrmSchema) again = NULL;
  guint n_before, n_after;
  GObjectClass *klass;

  library_get_schema ();
  klass = g_type_class_peek (TYPE_AUTHOR);
  g_free (g_object_class_list_properties (klass, &n_before));
  again = orm_schema_new (1, 1, TYPE_BOOK, TYPE_AUTHOR, G_TYPE_INVALID);
  g_free (g_object_class_list_properties (klass, &n_after));
  g_assert_cmpuint (n_before, ==, n_after);
  g_assert_cmpuint (orm_schema_get_n_tables (again), ==, 2);
}

/* Every number of 32 bits is an application's. */
static void
test_application_id (void)
{
  static const guint32 ids[] = { 0, 1, 0x7fffffff, 0x80000000, 0xfeedbeef, 0xffffffff };
  g_autofree char *folder = g_dir_make_tmp ("stockbook-test-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (OrmSchema) schema = orm_schema_new (ids[i], 1, TYPE_AUTHOR, G_TYPE_INVALID);
      g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT ".db", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (OrmEngine) engine =
            orm_sqlite_engine_open (schema, path, j == 0 ? ORM_OPEN_CREATE : ORM_OPEN_DEFAULT,
                                    &error);

          g_assert_no_error (error);
          g_assert_nonnull (engine);
        }
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      for (guint j = 0; j < 4; j++)
        g_assert_cmphex ((guchar) bytes[68 + j], ==, (ids[i] >> (24 - 8 * j)) & 0xff);
    }
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orm/schema/order", test_order);
  g_test_add_func ("/orm/schema/properties", test_properties);
  g_test_add_func ("/orm/schema/twice", test_twice);
  g_test_add_func ("/orm/schema/application-id", test_application_id);
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strconcat ("/orm/schema/mistake/", mistakes[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_mistake);
    }
  return g_test_run ();
}
