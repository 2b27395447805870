#include "orm/orm-schema.h"

#include <stdarg.h>

#include "orm/orm-link.h"

struct _OrmSchema
{
  GObject parent_instance;

  guint32 application_id;
  guint version;
  GPtrArray *tables; /* OrmTable, those referred to first */
  const OrmVersion *versions;
  guint n_versions;
};

G_DEFINE_FINAL_TYPE (OrmSchema, orm_schema, G_TYPE_OBJECT)

static void
orm_schema_finalize (GObject *object)
{
  OrmSchema *self = ORM_SCHEMA (object);

  g_ptr_array_unref (self->tables);
  G_OBJECT_CLASS (orm_schema_parent_class)->finalize (object);
}

static void
orm_schema_class_init (OrmSchemaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = orm_schema_finalize;
}

static void
orm_schema_init (OrmSchema *self)
{
  self->tables = g_ptr_array_new ();
}

/* Moves a table from those that wait to those in order, after all that it refers to. A class that
 * refers to itself waits for nobody. */
static void
place (OrmSchema *self,
       GPtrArray *waiting,
       OrmTable  *table)
{
  if (!g_ptr_array_remove (waiting, table))
    {
      if (!g_ptr_array_find (self->tables, table, NULL))
        g_error ("%s is referred to, but not part of the schema or part of a ring", table->name);
      return;
    }
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == ORM_KIND_BELONGS_TO
        && orm_table_get_target (table, i) != table)
      place (self, waiting, orm_table_get_target (table, i));
  g_ptr_array_add (self->tables, table);
}

/* Adds a class and the tables that it declares between itself and others. */
static void
add_class (GPtrArray *waiting,
           OrmTable  *table)
{
  g_ptr_array_add (waiting, table);
  for (guint i = 0; i < table->links->len; i++)
    g_ptr_array_add (waiting, orm_link_table_of (table, g_ptr_array_index (table->links, i)));
}

/**
 * orm_schema_new:
 * @application_id: what the file says it is, at its offset 68; 0: nothing
 * @version: the version of the tables, counted from 1
 * @first_type: a class of records
 * @...: further classes, ended by %G_TYPE_INVALID
 *
 * Puts classes together and installs the lists of their back-references, which has to happen
 * before the first object of them is made. A mistake in their declarations ends the program.
 *
 * Returns: (transfer full): the schema
 */
OrmSchema *
orm_schema_new (guint32 application_id,
                guint   version,
                GType   first_type,
                ...)
{
  static GMutex pairing;
  OrmSchema *self = g_object_new (ORM_TYPE_SCHEMA, NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  va_list types;

  self->application_id = application_id;
  self->version = version;
  va_start (types, first_type);
  g_mutex_lock (&pairing);
  for (GType type = first_type; type != G_TYPE_INVALID; type = va_arg (types, GType))
    add_class (waiting, orm_table_of (type));
  va_end (types);

  while (waiting->len > 0)
    place (self, waiting, g_ptr_array_index (waiting, 0));
  for (guint i = 0; i < self->tables->len; i++)
    orm_table_pair (g_ptr_array_index (self->tables, i));
  g_mutex_unlock (&pairing);
  return self;
}

/**
 * orm_schema_get_application_id:
 * @self: a schema
 *
 * Returns: what its files say they are
 */
guint32
orm_schema_get_application_id (OrmSchema *self)
{
  return self->application_id;
}

/**
 * orm_schema_get_version:
 * @self: a schema
 *
 * Returns: the version of its tables
 */
guint
orm_schema_get_version (OrmSchema *self)
{
  return self->version;
}

/**
 * orm_schema_get_n_tables:
 * @self: a schema
 *
 * Returns: how many classes it has
 */
guint
orm_schema_get_n_tables (OrmSchema *self)
{
  return self->tables->len;
}

/**
 * orm_schema_get_table:
 * @self: a schema
 * @index: which, in an order in which a table comes after all it refers to
 *
 * Returns: (transfer none): a class's table
 */
OrmTable *
orm_schema_get_table (OrmSchema *self,
                      guint      index)
{
  return g_ptr_array_index (self->tables, index);
}

/**
 * orm_schema_has_table:
 * @self: a schema
 * @table: a class's table
 *
 * Returns: whether it is one of the schema's own; the class may be part of another one alone
 */
gboolean
orm_schema_has_table (OrmSchema *self,
                      OrmTable  *table)
{
  return g_ptr_array_find (self->tables, table, NULL);
}

/**
 * orm_schema_set_versions:
 * @self: a schema that nobody uses yet
 * @versions: (array length=n_versions): what new versions do, in their order; it has to live as
 *   long as @self
 * @n_versions: how many
 *
 * Says what a migration does beside bringing tables and columns in step with the classes.
 */
void
orm_schema_set_versions (OrmSchema        *self,
                         const OrmVersion *versions,
                         guint             n_versions)
{
  self->versions = versions;
  self->n_versions = n_versions;
}

/**
 * orm_schema_get_versions:
 * @self: a schema
 * @n_versions: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n_versions): what new versions do
 */
const OrmVersion *
orm_schema_get_versions (OrmSchema *self,
                         guint     *n_versions)
{
  *n_versions = self->n_versions;
  return self->versions;
}
