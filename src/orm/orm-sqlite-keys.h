#pragma once

/* Private to the SQLite engine: the rows that a search found. */

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * OrmKeySet:
 *
 * Keys of a table's rows, for a statement to ask of each row whether it is among them: SQLite would
 * put a subquery's million keys into a table of its own first.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GArray *keys;    /* gint64, ascending */
  guint8 *bits;    /* a bit for each number from the first key to the last; NULL: too many */
} OrmKeySet;

OrmKeySet *orm_key_set_new      (GArray          *keys);
OrmKeySet *orm_key_set_ref      (OrmKeySet       *self);
void       orm_key_set_unref    (OrmKeySet       *self);
gboolean   orm_key_set_contains (const OrmKeySet *self,
                                 gint64           key);
void       orm_key_set_bind     (OrmKeySet       *self,
                                 sqlite3_stmt    *statement,
                                 int              index);
void       orm_key_set_call     (sqlite3_context *context,
                                 int              n_values,
                                 sqlite3_value  **values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmKeySet, orm_key_set_unref)

G_END_DECLS
