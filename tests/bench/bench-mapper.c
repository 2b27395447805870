#include "bench.h"

/* A build for callgrind may set fewer: -Dc_args=-DN_PRODUCTS=10000. */
#ifndef N_PRODUCTS
#define N_PRODUCTS 100000
#endif

static const BenchGroup groups[] = {
  { N_PRODUCTS, bench_write_cases, &bench_n_write_cases },
  { N_PRODUCTS, bench_read_cases, &bench_n_read_cases },
  { N_PRODUCTS * 10, bench_million_cases, &bench_n_million_cases },
};

/* bench-mapper [PART]: prints a line a case, tab-separated: name, ours, raw, ratio, at most; with
 * PART, of the cases whose names contain it. */
int
main (int   n_arguments,
      char *arguments[])
{
  if (n_arguments == 4) /* as bench_measure_in_child() starts it */
    bench_run_child (groups, G_N_ELEMENTS (groups), arguments[1], arguments[2], arguments[3]);
  else
    bench_run_groups (groups, G_N_ELEMENTS (groups), n_arguments > 1 ? arguments[1] : "");
  return 0;
}
