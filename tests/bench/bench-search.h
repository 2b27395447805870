#pragma once

#include "bench.h"

/* The search index of the products, kept by the C API. */

G_BEGIN_DECLS

typedef struct _BenchSearch BenchSearch;

BenchSearch *bench_search_new    (Bench       *bench);
void         bench_search_free   (BenchSearch *self);
void         bench_search_add    (BenchSearch *self,
                                  gint64       key,
                                  const char  *name,
                                  const char  *sku);
void         bench_search_remove (BenchSearch *self,
                                  gint64       key);

G_END_DECLS
