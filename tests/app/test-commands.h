#pragma once

/* The command line in-process, in a folder of its own. */

#include <stdio.h>
#include <string.h>

#include "../io/test-files.h"
#include "app/stock-command-line.h"
#include "test-streams.h"

/* What one run of the program gave. */
typedef struct
{
  int   status;
  char *output;
  char *errors;
} Result;

static void
result_clear (Result *result)
{
  g_free (result->output);
  g_free (result->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

/* Runs the command line in words, "@" being the folder, with a text as standard input. */
static Result
run (Folder     *folder,
     const char *input,
     const char *command)
{
  g_autofree char *in = folder_add (folder, "in", input != NULL ? input : "");
  g_autofree char *out = g_build_filename (folder->path, "out", NULL);
  g_autofree char *err = g_build_filename (folder->path, "err", NULL);
  g_autoptr (GString) line = g_string_new (command);
  g_auto (GStrv) argv = NULL;
  int argc, saved_in, saved_out, saved_err;
  GPrintFunc print;
  Result result;

  g_string_replace (line, "@", folder->path, 0);
  g_assert_true (g_shell_parse_argv (line->str, &argc, &argv, NULL));
  g_assert_true (stock_command_line_is_subcommand (argc, argv));

  fflush (NULL);
  saved_in = redirect (STDIN_FILENO, in, O_RDONLY);
  saved_out = redirect (STDOUT_FILENO, out, O_WRONLY | O_CREAT);
  saved_err = redirect (STDERR_FILENO, err, O_WRONLY | O_CREAT);
  print = g_set_print_handler (print_plain);
  result.status = stock_command_line_run (argc, argv);
  g_set_print_handler (print);
  fflush (NULL);
  restore (STDIN_FILENO, saved_in);
  restore (STDOUT_FILENO, saved_out);
  restore (STDERR_FILENO, saved_err);

  result.output = take_file (out);
  result.errors = take_file (err);
  g_assert_cmpint (g_remove (in), ==, 0);
  return result;
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static const char groceries[] = "Product_ID,Product_Name,Catagory,Supplier_ID,Supplier_Name,"
                                "Stock_Quantity,Reorder_Quantity,Unit_Price,Expiration_Date\n"
                                "29-205,Sushi Rice,Grains,38-1,Jaxnation,22,70,$4.50 ,9/19/2024\n"
                                "40-681,Coffee,Beverages,54-2,Feedmix,45,2,$20.00 ,05-08-2024\n"
                                "06-955,Black Rice,,54-3,Vinder,30,83,$6.29 ,06-10-2024\n";

/* Runs SQL text of many statements. */
static void
run_sql (const char *path,
         const char *sql)
{
  char *message = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
