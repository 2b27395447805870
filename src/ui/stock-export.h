#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     stock_export_async  (const char           *path,
                              GFile                *file,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean stock_export_finish (GAsyncResult         *result,
                              guint                *n_products,
                              GError              **error);

G_END_DECLS
