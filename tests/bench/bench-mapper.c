#include "bench.h"

/* A build for callgrind may set fewer: -Dc_args=-DN_PRODUCTS=10000. */
#ifndef N_PRODUCTS
#define N_PRODUCTS 100000
#endif

/* bench-mapper [PART]: prints a line a case, tab-separated: name, ours, raw, ratio, at most; with
 * PART, of the cases whose names contain it. */
int
main (int   n_arguments,
      char *arguments[])
{
  const char *part = n_arguments > 1 ? arguments[1] : "";

  bench_run (part, N_PRODUCTS, bench_mapper_cases, bench_n_mapper_cases);
  bench_run (part, 10 * N_PRODUCTS, bench_million_cases, bench_n_million_cases);
  return 0;
}
