#pragma once

#include <sqlite3.h>

#include "model/stock-inventory.h"

/* What a case of the mapper is measured against: the same work with the C API of SQLite. Both sides
 * work on files of their own with the same schema, pragmas and cache, in turn, in one run. */

G_BEGIN_DECLS

#define BENCH_CATEGORIES 500

typedef struct
{
  char *folder;
  char *ours;  /* the path of the mapper's inventory */
  char *raw;   /* the path of the other */
  guint n_products;
  StockInventory *inventory;
  OrmSession *session;
  sqlite3 *db;
  GPtrArray *products; /* what a case keeps from one round to the next */
  volatile gint64 sink; /* what a case computes goes here, so that it is computed */
} Bench;

/* A case: what is done before each round without being measured, and both sides of the work. */
typedef struct
{
  const char *name;
  double at_most;
  void (*prepare) (Bench *bench);
  void (*ours) (Bench *bench);
  void (*raw) (Bench *bench);
} BenchCase;

void          bench_run        (const char      *part,
                                guint            n_products,
                                const BenchCase *cases,
                                guint            n_cases);

void          bench_open       (Bench           *bench);
void          bench_close      (Bench           *bench);
void          bench_make_files (Bench           *bench);
void          bench_fill       (Bench           *bench);
void          bench_exec       (Bench           *bench,
                                const char      *sql);
sqlite3_stmt *bench_prepare    (Bench           *bench,
                                const char      *sql);
void          bench_commit     (Bench           *bench,
                                const char      *step);

extern const BenchCase bench_mapper_cases[];
extern const guint bench_n_mapper_cases;
extern const BenchCase bench_million_cases[];
extern const guint bench_n_million_cases;

G_END_DECLS
