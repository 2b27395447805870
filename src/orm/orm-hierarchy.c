#include "config.h"

#include "orm/orm-hierarchy.h"

#include <glib/gi18n-lib.h>

/* A class that refers to itself is a hierarchy: whoever follows the reference has to come to an
 * end. Checked before a flush writes, for the references that it changes alone, and each record of
 * the chains above them once, however many hang below it. */

typedef struct
{
  OrmSession *session;
  OrmTable *table;
  guint column;
  GHashTable *safe; /* OrmRecord, owned: from which the way up ends */
} Walk;

/* Finds the record above; what is not in use is read, and not kept by the one below: a ring that
 * another program wrote into the file would keep itself. */
static gboolean
find_above (Walk       *self,
            OrmRecord  *record,
            OrmRecord **above,
            GError    **error)
{
  const OrmReference *reference =
    orm_field_get_reference (record, &self->table->columns[self->column]);
  g_autoptr (GError) local_error = NULL;

  *above = NULL;
  if (record->state == ORM_STATE_REMOVED) /* takes its reference with it */
    return TRUE;
  if (reference->record != NULL)
    *above = g_object_ref (reference->record);
  else if (reference->key != 0)
    *above = orm_session_load (self->session, self->table->type, reference->key, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Returns: (transfer full): what people would call a record: its first text, or else its key */
static char *
dup_name (OrmRecord *record)
{
  OrmTable *table = orm_table_of_record (record);

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == ORM_KIND_TEXT)
      {
        char buffer[ORM_FIELD_BUFFER];
        OrmValue value = orm_field_get (record, &table->columns[i], buffer);

        if (value.type == ORM_VALUE_TEXT && *value.text != '\0')
          return g_strdup (value.text);
      }
  return g_strdup_printf ("%" G_GINT64_FORMAT, orm_record_get_key (record));
}

/* Says that a record cannot stand below another. */
void
orm_hierarchy_refuse (OrmTable   *table,
                      guint       column,
                      OrmRecord  *record,
                      OrmRecord  *above,
                      GError    **error)
{
  g_autofree char *name = dup_name (record);
  g_autofree char *value = dup_name (above);

  g_set_error (error, ORM_ERROR, ORM_ERROR_RING,
               /* Translators: such as: Category “Fruit”: Parent cannot be “Apples”, which stands
                  below it already */
               _("%s “%s”: %s cannot be “%s”, which stands below it already"),
               _(table->label), name, orm_table_get_column_label (table, column), value);
}

static void
refuse (Walk       *self,
        OrmRecord  *record,
        GError    **error)
{
  g_autoptr (OrmRecord) above = NULL;

  find_above (self, record, &above, NULL);
  orm_hierarchy_refuse (self->table, self->column, record, above != NULL ? above : record, error);
}

/* Goes up from a record until the way is known to end, or comes back. */
static gboolean
check_record (Walk       *self,
              OrmRecord  *record,
              GError    **error)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (OrmRecord) next = g_object_ref (record);

  while (next != NULL && !g_hash_table_contains (self->safe, next) && g_hash_table_add (met, next))
    {
      g_ptr_array_add (chain, next);
      if (!find_above (self, next, &next, error))
        return FALSE;
    }
  if (next == record && chain->len > 0)
    {
      refuse (self, record, error);
      return FALSE;
    }
  if (next != NULL && g_hash_table_contains (met, next)) /* somebody else's ring */
    return TRUE;
  for (guint i = 0; i < chain->len; i++)
    g_hash_table_add (self->safe, g_object_ref (g_ptr_array_index (chain, i)));
  return TRUE;
}

static gboolean
check_column (OrmSession  *session,
              OrmTable    *table,
              guint        column,
              GError     **error)
{
  g_autoptr (GHashTable) safe = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  Walk walk = { session, table, column, safe };

  for (guint i = 0; i < session->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (session->pending, i);

      if (orm_table_of_record (record) == table
          && (record->state == ORM_STATE_NEW
              || (record->state == ORM_STATE_DIRTY && (record->dirty >> column) & 1))
          && !check_record (&walk, record, error))
        return FALSE;
    }
  return TRUE;
}

/* Before a flush: refuses references that would let a record stand above itself
 * (%ORM_ERROR_RING). */
gboolean
orm_hierarchy_check (OrmSession  *session,
                     GError     **error)
{
  OrmSchema *schema = orm_session_get_schema (session);

  for (guint i = 0; i < orm_schema_get_n_tables (schema); i++)
    {
      OrmTable *table = orm_schema_get_table (schema, i);

      for (guint j = 0; table->hierarchies >> j != 0; j++)
        if ((table->hierarchies >> j) & 1 && !check_column (session, table, j, error))
          return FALSE;
    }
  return TRUE;
}
