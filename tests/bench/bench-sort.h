#pragma once

#include "bench.h"

/* The sort keys of the products, kept by the C API. */

G_BEGIN_DECLS

typedef struct _BenchSort BenchSort;

BenchSort *bench_sort_new    (Bench      *bench);
void       bench_sort_free   (BenchSort  *self);
void       bench_sort_add    (BenchSort  *self,
                              gint64      key,
                              const char *name);
void       bench_sort_remove (BenchSort  *self,
                              gint64      key);

G_END_DECLS
