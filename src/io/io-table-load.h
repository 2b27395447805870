#pragma once

#include "io/io-table.h"

G_BEGIN_DECLS

IoTable *io_table_load_stream   (GInputStream         *stream,
                                 const char           *name,
                                 const IoOptions      *wanted,
                                 GCancellable         *cancellable,
                                 GError              **error);
IoTable *io_table_load          (GFile                *file,
                                 const IoOptions      *wanted,
                                 GCancellable         *cancellable,
                                 GError              **error);
void     io_table_load_async    (GFile                *file,
                                 const IoOptions      *wanted,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
void     io_table_reread_async  (IoTable              *self,
                                 const IoOptions      *wanted,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
IoTable *io_table_load_finish   (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
