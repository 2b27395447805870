#include "orm/orm-session-private.h"

/* Computed columns in memory: they follow what they are computed from. */

static void
set_computed (const OrmValue *values,
              gpointer        user_data)
{
  OrmRecord *record = user_data;
  OrmTable *table = orm_table_of_record (record);
  char buffer[ORM_FIELD_BUFFER];

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].computed != NULL
        && !orm_value_equal (orm_field_get (record, &table->columns[i], buffer), values[i]))
      {
        orm_session_will_change (record->session, record, i);
        orm_field_set (record, &table->columns[i], values[i]);
        g_object_notify_by_pspec (G_OBJECT (record), table->pspecs[i]);
      }
}

/* Computes anew what is computed in a record; without a session nobody can. What cannot be computed
 * stays: the flush will say why. */
void
orm_record_compute (OrmRecord *record)
{
  OrmEngine *engine;

  if (record->session == NULL || orm_table_of_record (record)->stored == ORM_ALL_COLUMNS)
    return;
  engine = record->session->engine;
  g_object_freeze_notify (G_OBJECT (record)); /* whoever hears of it may use the statement */
  ORM_ENGINE_GET_IFACE (engine)->compute (engine, orm_table_of_record (record), record,
                                          set_computed, record, NULL);
  g_object_thaw_notify (G_OBJECT (record));
}
