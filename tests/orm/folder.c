#include "folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *
describe_file (const char *folder,
               const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *sum = NULL;
  struct stat info;
  gsize length;

  g_assert_cmpint (stat (path, &info), ==, 0);
  if (!S_ISREG (info.st_mode))
    return g_strdup_printf ("%s/", name);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
  return g_strdup_printf ("%s %" G_GSIZE_FORMAT " %ld.%09ld %s", name, length,
                          (long) info.st_mtim.tv_sec, info.st_mtim.tv_nsec, sum);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Returns: (transfer full): a line a file: its name, size, time of change and sum */
char *
folder_describe (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (!g_str_has_suffix (name, "-shm")) /* an index in shared memory, made anew from the log */
      g_ptr_array_add (lines, describe_file (path, name));
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, length, NULL));
}

/* Returns: (transfer full): a new folder that everybody can reach, whoever may reach the folder for
 * temporary files of the one who runs the tests */
char *
make_public_folder (void)
{
  char *path = g_build_filename (P_tmpdir, "stockbook-test-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (path));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  return path;
}

/* A child of another user: it leaves by _exit(), without the checks that would need more rights. */
static void
run_child (void (*func) (gpointer user_data),
           gpointer user_data)
{
  const struct passwd *nobody = getpwnam ("nobody");

  if (getuid () == 0)
    {
      g_assert_nonnull (nobody);
      g_assert_cmpint (setgroups (0, NULL), ==, 0);
      g_assert_cmpint (setgid (nobody->pw_gid), ==, 0);
      g_assert_cmpint (setuid (nobody->pw_uid), ==, 0);
    }
  func (user_data);
  _exit (0);
}

void
run_unprivileged (void   (*func) (gpointer user_data),
                  gpointer user_data)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    run_child (func, user_data);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}
