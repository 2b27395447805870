#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What stands for standard input or output where a file is expected. */
#define STOCK_STANDARD_STREAM "-"

/* What was given on the command line, by all commands: each sets what its options say. */
typedef struct
{
  char    *inventory;
  char   **files;
  char    *encoding;
  char    *delimiter;
  char    *decimal;
  char    *date_order;
  char   **map;
  char    *keep;
  int      limit;
  gboolean dry_run;
  gboolean skip_refused;
  gboolean clear_empty;
  gboolean exact;
  char    *diff;
} StockArguments;

/**
 * StockCommand:
 * @name: the word behind the program's name
 * @usage: the files that it takes, for its help; may be empty
 * @summary: what it does, a few lines of at most 85 columns
 * @min_files: how many files it takes at least
 * @max_files: how many at most
 * @add_options: (nullable): adds the options of its own, which set members of the arguments
 * @run: does it; FALSE without an error where it has said itself why the exit status is 1
 *
 * Something that the program does without a display: a row in the table of stock-command-line.c,
 * and a file of its own.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  guint       min_files;
  guint       max_files;
  void        (*add_options) (GOptionContext *context, StockArguments *arguments);
  gboolean    (*run)         (StockArguments *arguments, GError **error);
} StockCommand;

extern const StockCommand stock_command_check;
extern const StockCommand stock_command_export;
extern const StockCommand stock_command_history;
extern const StockCommand stock_command_import;
extern const StockCommand stock_command_redo;
extern const StockCommand stock_command_undo;
extern const StockCommand stock_command_schema;

void  stock_arguments_clear         (StockArguments       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StockArguments, stock_arguments_clear)
char *stock_arguments_dup_inventory (const StockArguments *self);

gboolean stock_command_migrate      (const char            *path,
                                     GError               **error);

G_END_DECLS
