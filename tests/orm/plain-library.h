#pragma once

#include "library.h"

G_BEGIN_DECLS

/* The library as plain numbers in memory, with its rules: what the work of the mapper is compared
 * with. */

#define N_CELLS 4
#define N_TABLES 5

enum
{
  AUTHORS,
  BOOKS,
  READERS,
  LOANS,
  GROUPS,
};

/* What a cell is in the mapper: a number or a text made of it, or the key of a row. */
typedef struct
{
  const char *property;
  int target; /* a reference: which table; -1: none */
  OrmDeleteRule rule;
  gboolean is_text;
  gboolean unique;
  int n_values; /* how many different ones there are; few where it is unique, so that they meet */
  gboolean may_be_null; /* as -1; of a reference 0 */
} Cell;

typedef struct
{
  GType (*type) (void);
  const char *sql; /* gives the rows as print_rows() does */
  Cell cells[N_CELLS];
} Table;

extern const Table tables[N_TABLES];

/* Rows that are not saved yet have negative keys. */
typedef struct
{
  int table;
  gint64 key;
  gint64 cells[N_CELLS];
} Row;

/* A row that is to be deleted. */
typedef struct
{
  int table;
  gint64 key;
} Removal;

guint     count_cells (int     table);
Row      *find_row    (GArray *rows,
                       int     table,
                       gint64  key);
Row      *random_row  (GArray *rows,
                       int     table);
char     *print_rows  (GArray *rows);
gboolean  delete_rows (GArray *rows,
                       GArray *removals);
gboolean  is_unique   (GArray *rows);

G_END_DECLS
