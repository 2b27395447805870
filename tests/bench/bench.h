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
  OrmOpenFlags flags; /* how the inventory is opened */
  StockInventory *inventory;
  OrmSession *session;
  sqlite3 *db;
  GPtrArray *products; /* what a side has loaded: freed by bench_close() */
  GArray *plain;
  volatile gint64 sink; /* what a case computes goes here, so that it is computed */
  double figure;        /* what a case counts instead of its time; negative: nothing */
} Bench;

/* A case: what is done before each round without being measured, and both sides of the work. */
typedef struct
{
  const char *name;
  double at_most;
  void (*prepare) (Bench *bench);
  void (*ours) (Bench *bench);
  void (*raw) (Bench *bench);
  OrmOpenFlags flags;
  gboolean in_child; /* each side in a process of its own: its memory in kB is measured */
} BenchCase;

/* Cases that work on so many products. */
typedef struct
{
  guint n_products;
  const BenchCase *cases;
  const guint *n_cases;
} BenchGroup;

void          bench_run_groups  (const BenchGroup *groups,
                                 guint             n_groups,
                                 const char       *part);
void          bench_run_child   (const BenchGroup *groups,
                                 guint             n_groups,
                                 const char       *name,
                                 const char       *side,
                                 const char       *folder);

void          bench_set_folder  (Bench            *bench,
                                 char             *folder);
void          bench_clear       (Bench            *bench);
double        bench_median      (double           *figures,
                                 guint             n);
void          bench_print       (const char       *name,
                                 double            ours,
                                 double            raw,
                                 double            at_most);

void          bench_open        (Bench            *bench);
void          bench_open_raw    (Bench            *bench);
void          bench_close       (Bench            *bench);
void          bench_make_files  (Bench            *bench);
void          bench_fill        (Bench            *bench);
void          bench_exec        (Bench            *bench,
                                 const char       *sql);
sqlite3_stmt *bench_prepare     (Bench            *bench,
                                 const char       *sql);
void          bench_run         (Bench            *bench,
                                 sqlite3_stmt     *statement);
void          bench_commit      (Bench            *bench,
                                 const char       *step);

void          bench_load        (Bench            *bench);
void          bench_change_ours (Bench            *bench);
void          bench_change_raw  (Bench            *bench);

extern const BenchCase bench_write_cases[];
extern const guint bench_n_write_cases;
extern const BenchCase bench_read_cases[];
extern const guint bench_n_read_cases;
extern const BenchCase bench_million_cases[];
extern const guint bench_n_million_cases;

G_END_DECLS
