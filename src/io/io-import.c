#include "config.h"

#include "io/io-import.h"

#include <glib/gi18n-lib.h>

#include "io/io-error.h"
#include "io/io-merge.h"
#include "model/stock-inventory.h"

/* How many rows are done between two looks at the cancellable. */
#define ROWS_AT_ONCE 64

struct _IoImport
{
  GObject parent_instance;

  IoTable *table;
  IoMapping *mapping;
  char *path;
  IoImportFlags flags;
  guint rows_done; /* atomic: read by other threads */
};

G_DEFINE_FINAL_TYPE (IoImport, io_import, G_TYPE_OBJECT)

static void
io_import_finalize (GObject *object)
{
  IoImport *self = IO_IMPORT (object);

  g_clear_object (&self->table);
  g_clear_object (&self->mapping);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (io_import_parent_class)->finalize (object);
}

static void
io_import_class_init (IoImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = io_import_finalize;
}

static void
io_import_init (IoImport *self)
{
}

/**
 * io_import_new:
 * @table: a table
 * @mapping: what its columns are; it is copied
 * @path: the file of the inventory
 * @flags: how to import
 *
 * Returns: (transfer full): an import that has not begun
 */
IoImport *
io_import_new (IoTable       *table,
               IoMapping     *mapping,
               const char    *path,
               IoImportFlags  flags)
{
  IoImport *self = g_object_new (IO_TYPE_IMPORT, NULL);

  self->table = g_object_ref (table);
  self->mapping = io_mapping_copy (mapping);
  self->path = g_strdup (path);
  self->flags = flags;
  return self;
}

static gboolean
merge_rows (IoImport        *self,
            StockInventory  *inventory,
            IoPlan          *plan,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (IoMerge) merge = io_merge_new (self->table, self->mapping, inventory,
                                            (self->flags & IO_IMPORT_CLEAR_EMPTY) != 0, plan,
                                            error);

  if (merge == NULL)
    return FALSE;
  for (guint row = 0; row < io_table_get_n_rows (self->table); row++)
    {
      if (row % ROWS_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!io_merge_row (merge, row, error))
        return FALSE;
      g_atomic_int_set (&self->rows_done, row + 1);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static IoPlan *
make_plan (IoImport        *self,
           StockInventory  *inventory,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (IoPlan) plan = io_plan_new ();

  g_atomic_int_set (&self->rows_done, 0);
  if (!io_mapping_check (self->mapping, error)
      || !merge_rows (self, inventory, plan, cancellable, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/**
 * io_import_check:
 * @self: an import
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds out what the import would do. Nothing is written; an inventory that does not exist is not
 * made, but taken for an empty one if the import may make it.
 *
 * Errors: %IO_ERROR_MAPPING, %G_IO_ERROR_CANCELLED and those of opening and reading the inventory.
 * Refused rows are no error: the plan tells.
 *
 * Returns: (transfer full) (nullable): what would be done
 */
IoPlan *
io_import_check (IoImport      *self,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (IoPlan) plan = NULL;
  gboolean missing = !g_file_test (self->path, G_FILE_TEST_EXISTS);

  if (!missing || (self->flags & IO_IMPORT_CREATE) == 0)
    {
      inventory = stock_inventory_open (self->path, ORM_OPEN_READ_ONLY | ORM_OPEN_WAIT, error);
      if (inventory == NULL)
        return NULL;
    }

  plan = make_plan (self, inventory, cancellable, error);
  if (inventory != NULL)
    orm_session_rollback (stock_inventory_get_session (inventory));
  return g_steal_pointer (&plan);
}

static gboolean
may_write (IoImport *self,
           IoPlan   *plan)
{
  return io_plan_get_count (plan, IO_OUTCOME_REFUSED) == 0
         || (self->flags & IO_IMPORT_SKIP_REFUSED) != 0;
}

static gboolean
commit (IoImport        *self,
        StockInventory  *inventory,
        GError         **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autofree char *step = NULL;

  if (!orm_session_has_changes (session))
    return TRUE;
  /* Translators: the name of a step that can be undone; %s is the name of a file. */
  step = g_strdup_printf (_("Import of %s"), io_table_get_name (self->table));
  return orm_session_commit (session, step, error);
}

static StockInventory *
open_to_write (IoImport  *self,
               GError   **error)
{
  OrmOpenFlags create = (self->flags & IO_IMPORT_CREATE) != 0 ? ORM_OPEN_CREATE : ORM_OPEN_DEFAULT;
  g_autoptr (StockInventory) inventory = stock_inventory_open (self->path, ORM_OPEN_WAIT | create,
                                                               error);

  if (inventory != NULL && stock_inventory_is_read_only (inventory))
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_set_error (error, IO_ERROR, IO_ERROR_READ_ONLY, _("“%s” can be read, but not written"),
                   name);
      return NULL;
    }
  return g_steal_pointer (&inventory);
}

/**
 * io_import_run:
 * @self: an import
 * @cancellable: (nullable): a cancellable; it is no longer looked at once the writing has begun
 * @error: return location for an error
 *
 * Imports. What is to be done is found out anew, as the inventory may have changed since
 * io_import_check (). All of it is one transaction and one step to undo; where nothing changes
 * nothing is written.
 *
 * Refused rows keep everything from being written, which io_plan_is_written () tells, unless the
 * import skips them.
 *
 * Errors: those of io_import_check (), %IO_ERROR_READ_ONLY and those of writing. The inventory is
 * then as it was.
 *
 * Returns: (transfer full) (nullable): what was done, or would have been
 */
IoPlan *
io_import_run (IoImport      *self,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (StockInventory) inventory = open_to_write (self, error);
  g_autoptr (IoPlan) plan = NULL;

  if (inventory == NULL)
    return NULL;

  plan = make_plan (self, inventory, cancellable, error);
  if (plan == NULL || !may_write (self, plan))
    {
      orm_session_rollback (stock_inventory_get_session (inventory));
      return g_steal_pointer (&plan);
    }
  if (!commit (self, inventory, error))
    return NULL;
  io_plan_set_written (plan);
  return g_steal_pointer (&plan);
}

static void
return_plan (GTask  *task,
             IoPlan *plan,
             GError *error)
{
  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
check_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  IoPlan *plan = io_import_check (source, cancellable, &error);

  return_plan (task, plan, error);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  IoPlan *plan = io_import_run (source, cancellable, &error);

  return_plan (task, plan, error);
}

/**
 * io_import_check_async:
 * @self: an import
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Does what io_import_check () does, in a thread. An import does one thing at a time.
 */
void
io_import_check_async (IoImport            *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_run_in_thread (task, check_in_thread);
}

/**
 * io_import_run_async:
 * @self: an import
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Does what io_import_run () does, in a thread. What was written is always told, even if it was
 * cancelled too late.
 */
void
io_import_run_async (IoImport            *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * io_import_finish:
 * @self: an import
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends io_import_check_async () and io_import_run_async ().
 *
 * Returns: (transfer full) (nullable): the plan
 */
IoPlan *
io_import_finish (IoImport      *self,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * io_import_get_progress:
 * @self: an import
 *
 * Tells how far the import is; any thread may ask. At 1 the rows are done and, if the import runs,
 * are being written, which cannot be cancelled.
 *
 * Returns: 0 to 1
 */
double
io_import_get_progress (IoImport *self)
{
  guint n_rows = io_table_get_n_rows (self->table);

  return n_rows > 0 ? (double) (guint) g_atomic_int_get (&self->rows_done) / n_rows : 1.0;
}
