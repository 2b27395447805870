#include "orm/orm-record.h"

#include <string.h>

#include "orm/orm-field.h"
#include "orm/orm-list-private.h"
#include "orm/orm-one.h"
#include "orm/orm-record-private.h"
#include "orm/orm-relation.h"

G_DEFINE_ABSTRACT_TYPE (OrmRecord, orm_record, G_TYPE_OBJECT)

/* Called before a field changes: what it holds is kept for a rollback, the column is dirty. */
static void
will_change (OrmRecord *self,
             guint      column)
{
  if (self->session != NULL)
    orm_session_will_change (self->session, self, column);
}

static void
set_value (OrmRecord *self,
           OrmTable  *table,
           guint      index,
           OrmValue   value)
{
  const OrmColumn *column = &table->columns[index];
  char buffer[ORM_FIELD_BUFFER];

  if (orm_value_equal (orm_field_get (self, column, buffer), value))
    return;
  g_return_if_fail (column->kind != ORM_KIND_PRIMARY_KEY || self->state == ORM_STATE_DETACHED
                    || self->state == ORM_STATE_NEW);
  will_change (self, index);
  orm_field_set (self, column, value);
  if (table->derived[index] != 0)
    orm_record_compute (self);
  g_object_notify_by_pspec (G_OBJECT (self), table->pspecs[index]);
}

/* Lets a belongs-to column refer to @target, or to nothing. */
static void
set_reference (OrmRecord *self,
               guint      column,
               OrmRecord *target)
{
  OrmTable *table = orm_table_of_record (self);
  OrmReference *reference = orm_field_get_reference (self, &table->columns[column]);
  gint64 key = target != NULL ? orm_record_get_key (target) : 0;
  OrmReference old;

  /* The key in the field may be older than the record that it got. */
  if (reference->record == target && (target != NULL || reference->key == 0))
    return;
  if (key != 0 && reference->record == NULL && reference->key == key)
    {
      g_set_object (&reference->record, target);
      return;
    }
  will_change (self, column);
  old = *reference;
  *reference = (OrmReference) { key, target != NULL ? g_object_ref (target) : NULL };
  orm_relation_changed (self, column, &old);
  g_clear_object (&old.record);
  if (table->derived[column] != 0)
    orm_record_compute (self);
  g_object_notify_by_pspec (G_OBJECT (self), table->pspecs[column]);
}

static gboolean
is_one_to_one (OrmTable *table,
               guint     back_reference)
{
  const OrmBackReference *reference =
    &g_array_index (table->back_references, OrmBackReference, back_reference);

  return reference->source->columns[reference->column].is_one_to_one;
}

/* Finds the list of a back-reference that somebody looks at, or makes it: nobody but those who
 * look at it keep it alive. Of one to one, finds the one record. Returns: (transfer full)
 * (nullable) */
static gpointer
get_end (OrmRecord *self,
         guint      back_reference)
{
  OrmTable *table = orm_table_of_record (self);
  g_autoptr (GError) error = NULL;
  gpointer *ends;
  gpointer one;

  if (self->session == NULL)
    return NULL;
  if (is_one_to_one (table, back_reference))
    {
      one = orm_one_load (self, back_reference, &error);
      if (error != NULL)
        orm_session_report (self->session, error);
      return one;
    }
  if (self->lists == NULL)
    self->lists = g_new0 (gpointer, table->back_references->len);
  ends = self->lists;
  if (ends[back_reference] != NULL)
    return g_object_ref (ends[back_reference]);
  ends[back_reference] = orm_list_new_related (self, back_reference);
  g_object_add_weak_pointer (G_OBJECT (ends[back_reference]), &ends[back_reference]);
  return ends[back_reference];
}

static void
orm_record_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  OrmRecord *self = ORM_RECORD (object);
  OrmTable *table = orm_table_of_record (self);
  guint column = property_id - 1;

  if (column >= table->n_columns)
    g_value_take_object (value, get_end (self, column - table->n_columns));
  else if (table->columns[column].kind == ORM_KIND_BELONGS_TO)
    g_value_set_object (value, orm_record_get_reference (self, table->columns[column].name));
  else
    orm_field_to_gvalue (self, &table->columns[column], value);
}

static void
orm_record_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  OrmRecord *self = ORM_RECORD (object);
  OrmTable *table = orm_table_of_record (self);
  guint column = property_id - 1;
  char buffer[ORM_FIELD_BUFFER];

  if (column >= table->n_columns)
    orm_one_set (self, column - table->n_columns, g_value_get_object (value));
  else if (table->columns[column].kind == ORM_KIND_BELONGS_TO)
    set_reference (self, column, g_value_get_object (value));
  else
    set_value (self, table, column,
               orm_field_from_gvalue (&table->columns[column], value, buffer));
}

/* Set while the object of a row is made, which needs no defaults: a quarter of loading's time. */
static __thread gboolean making_row;

static void
set_defaults (OrmRecord *self)
{
  OrmTable *table = orm_table_of_record (self);

  for (guint i = 0; i < table->n_columns; i++)
    orm_field_set_default (self, &table->columns[i]);
}

/* Runs before the properties of g_object_new() are set. */
static void
orm_record_constructed (GObject *object)
{
  if (!making_row)
    set_defaults (ORM_RECORD (object));

  G_OBJECT_CLASS (orm_record_parent_class)->constructed (object);
}

/* Runs when the last holder lets go, before the fields are gone: the session forgets the record
 * while its key can still be read. */
static void
orm_record_dispose (GObject *object)
{
  OrmRecord *self = ORM_RECORD (object);

  if (self->session != NULL)
    orm_session_forget (self->session, self);
  self->session = NULL;

  G_OBJECT_CLASS (orm_record_parent_class)->dispose (object);
}

/* How many records may die within each other's end; those that follow wait until these are done,
 * so that a chain of references takes no more stack the longer it is. */
#define MAX_DEPTH 32

static __thread guint depth;
static __thread GSList *waiting; /* OrmRecord, owned */

static void
let_go (OrmRecord       *self,
        const OrmColumn *column)
{
  OrmReference *reference;

  if (column->kind == ORM_KIND_BELONGS_TO && depth > MAX_DEPTH)
    {
      reference = orm_field_get_reference (self, column);
      if (reference->record != NULL)
        waiting = g_slist_prepend (waiting, g_steal_pointer (&reference->record));
    }
  orm_field_clear (self, column);
}

static void
clear_fields (OrmRecord *self,
              OrmTable  *table)
{
  depth++;
  for (guint i = 0; table->owning >> i != 0; i++)
    if ((table->owning >> i) & 1)
      let_go (self, &table->columns[i]);
  while (depth == 1 && waiting != NULL)
    {
      g_autoptr (OrmRecord) next = waiting->data;

      waiting = g_slist_delete_link (waiting, waiting);
    }
  depth--;
}

static void
orm_record_finalize (GObject *object)
{
  OrmRecord *self = ORM_RECORD (object);
  OrmTable *table = orm_table_of_record (self);
  gpointer *ends = self->lists;

  clear_fields (self, table);
  for (guint i = 0; ends != NULL && i < table->back_references->len; i++)
    if (ends[i] != NULL && is_one_to_one (table, i))
      orm_one_free (ends[i]);
    else if (ends[i] != NULL)
      g_object_remove_weak_pointer (G_OBJECT (ends[i]), &ends[i]);
  g_free (ends);

  G_OBJECT_CLASS (orm_record_parent_class)->finalize (object);
}

static void
orm_record_class_init (OrmRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = orm_record_constructed;
  object_class->dispose = orm_record_dispose;
  object_class->finalize = orm_record_finalize;
}

static void
orm_record_init (OrmRecord *self)
{
}

/**
 * orm_record_class_bind:
 * @klass: a class of records, in its class_init
 * @table_name: the name of its table in the file
 * @label: the user's word for one of it, untranslated
 * @columns: (array length=n_columns): its columns; static
 * @n_columns: how many, at most 63
 *
 * Declares a class as a table: every column becomes a property. A mistake in the declaration ends
 * the program.
 */
void
orm_record_class_bind (OrmRecordClass  *klass,
                       const char      *table_name,
                       const char      *label,
                       const OrmColumn *columns,
                       guint            n_columns)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_return_if_fail (klass->table == NULL);

  /* GObject clears these two in every new class. */
  object_class->get_property = orm_record_get_property;
  object_class->set_property = orm_record_set_property;
  klass->table = orm_table_new (klass, table_name, label, columns, n_columns);
}

/**
 * orm_record_class_set_former_name:
 * @klass: a class of records, after orm_record_class_bind()
 * @table_name: static: the name that its table had in files of older versions; of several the
 *   newest first, with a space between
 *
 * Lets a migration rename the table instead of making a new one.
 */
void
orm_record_class_set_former_name (OrmRecordClass *klass,
                                  const char     *table_name)
{
  g_return_if_fail (klass->table != NULL);

  klass->table->former_name = table_name;
}

/**
 * orm_record_get_key:
 * @self: a record
 *
 * Returns: its primary key; 0 as long as it has never been saved
 */
gint64
orm_record_get_key (OrmRecord *self)
{
  return *orm_field_get_key (self, orm_table_of_record (self));
}

/**
 * orm_record_get_state:
 * @self: a record
 *
 * Returns: where it stands between its session and its row
 */
OrmRecordState
orm_record_get_state (OrmRecord *self)
{
  return self->state;
}

/**
 * orm_record_get_session:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the session that it belongs to
 */
OrmSession *
orm_record_get_session (OrmRecord *self)
{
  return self->session;
}

static OrmReference *
find_reference (OrmRecord  *self,
                const char *property,
                OrmTable  **target)
{
  OrmTable *table = orm_table_of_record (self);
  int column = orm_table_find_reference (table, property);

  g_return_val_if_fail (column >= 0, NULL);
  *target = orm_table_get_target (table, column);
  return orm_field_get_reference (self, &table->columns[column]);
}

/**
 * orm_record_load_reference:
 * @self: a record
 * @property: one of its belongs-to properties
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the record it refers to, read from the database on first
 *   use; NULL without an error if it refers to none
 */
gpointer
orm_record_load_reference (OrmRecord   *self,
                           const char  *property,
                           GError     **error)
{
  OrmTable *target;
  OrmReference *reference = find_reference (self, property, &target);

  g_return_val_if_fail (reference != NULL, NULL);
  if (reference->record == NULL && reference->key != 0 && self->session != NULL)
    reference->record = orm_session_load (self->session, target->type, reference->key, error);
  return reference->record;
}

/**
 * orm_record_get_reference:
 * @self: a record
 * @property: one of its belongs-to properties
 *
 * As orm_record_load_reference(), for those who can do nothing about an error: the session emits
 * `error`.
 *
 * Returns: (transfer none) (nullable): the record it refers to
 */
gpointer
orm_record_get_reference (OrmRecord  *self,
                          const char *property)
{
  g_autoptr (GError) error = NULL;
  gpointer record = orm_record_load_reference (self, property, &error);

  if (error != NULL)
    orm_session_report (self->session, error);
  return record;
}

/**
 * orm_record_get_reference_key:
 * @self: a record
 * @property: one of its belongs-to properties
 *
 * Returns: the key of the record it refers to, without loading it; 0 if there is none or it is
 *   not saved yet
 */
gint64
orm_record_get_reference_key (OrmRecord  *self,
                              const char *property)
{
  OrmTable *target;
  OrmReference *reference = find_reference (self, property, &target);

  g_return_val_if_fail (reference != NULL, 0);
  return reference->record != NULL ? orm_record_get_key (reference->record) : reference->key;
}

/* Returns: (transfer full): a record with the values of its row, which belongs to no session yet */
OrmRecord *
orm_record_new_of_row (OrmTable       *table,
                       const OrmValue *values)
{
  OrmRecord *self;

  making_row = TRUE;
  self = g_object_new (table->type, NULL);
  making_row = FALSE;
  for (guint i = 0; i < table->n_columns; i++)
    orm_field_set (self, &table->columns[i], values[i]);
  return self;
}

/* Brings a record that is in use to the values of its row, and tells which properties changed; the
 * caller has frozen that. */
void
orm_record_refill (OrmRecord      *self,
                   const OrmValue *values)
{
  OrmTable *table = orm_table_of_record (self);
  char buffer[ORM_FIELD_BUFFER];

  for (guint i = 0; i < table->n_columns; i++)
    {
      if ((self->dirty >> i) & 1)
        continue;
      if (orm_value_equal (orm_field_get (self, &table->columns[i], buffer), values[i]))
        continue;
      orm_field_set (self, &table->columns[i], values[i]);
      g_object_notify_by_pspec (G_OBJECT (self), table->pspecs[i]);
    }
}
