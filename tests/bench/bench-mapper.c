#include "bench.h"

/* Prints a line a case, tab-separated: name, ours, raw, ratio, at most. */
int
main (void)
{
  Bench bench;

  bench_init (&bench, 100000);
  bench_fill (&bench);
  bench_run (&bench, bench_mapper_cases, bench_n_mapper_cases, 3);
  bench_clear (&bench);

  bench_init (&bench, 1000000);
  bench_fill (&bench);
  bench_run (&bench, bench_million_cases, bench_n_million_cases, 3);
  bench_clear (&bench);
  return 0;
}
