#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  IO_EXPORT_DEFAULT = 0,
  IO_EXPORT_EXACT = 1 << 0, /* plain decimals, ISO dates, all columns: an import brings it back */
} IoExportFlags;

gboolean io_export_write (const char     *path,
                          GOutputStream  *stream,
                          IoExportFlags   flags,
                          guint          *n_products,
                          GCancellable   *cancellable,
                          GError        **error);
gboolean io_export_save  (const char     *path,
                          const char     *filename,
                          IoExportFlags   flags,
                          guint          *n_products,
                          GCancellable   *cancellable,
                          GError        **error);

G_END_DECLS
