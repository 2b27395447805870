#pragma once

#include <gio/gio.h>

#include "io/io-mapping.h"
#include "io/io-plan.h"
#include "io/io-table.h"

G_BEGIN_DECLS

typedef enum
{
  IO_IMPORT_DEFAULT = 0,
  IO_IMPORT_CLEAR_EMPTY = 1 << 0,  /* an empty cell clears the value that a product has */
  IO_IMPORT_SKIP_REFUSED = 1 << 1, /* refused rows do not keep the others from being written */
  IO_IMPORT_CREATE = 1 << 2,       /* make the inventory where there is none */
} IoImportFlags;

/**
 * IoImport:
 *
 * Brings a table into an inventory: first as a plan that writes nothing, then in one transaction
 * that is one step to undo. It opens the inventory by a connection of its own.
 */
#define IO_TYPE_IMPORT (io_import_get_type ())
G_DECLARE_FINAL_TYPE (IoImport, io_import, IO, IMPORT, GObject)

IoImport *io_import_new          (IoTable              *table,
                                  IoMapping            *mapping,
                                  const char           *path,
                                  IoImportFlags         flags);
IoPlan   *io_import_check        (IoImport             *self,
                                  GCancellable         *cancellable,
                                  GError              **error);
void      io_import_check_async  (IoImport             *self,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
IoPlan   *io_import_run          (IoImport             *self,
                                  GCancellable         *cancellable,
                                  GError              **error);
void      io_import_run_async    (IoImport             *self,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
IoPlan   *io_import_finish       (IoImport             *self,
                                  GAsyncResult         *result,
                                  GError              **error);
double    io_import_get_progress (IoImport             *self);

G_END_DECLS
