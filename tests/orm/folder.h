#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder as it is on the disk, to be compared with what it is later, and the unprivileged user
 * whom permissions hold back. */

char *folder_describe    (const char *path);
void  copy_file          (const char *from,
                          const char *to);
char *make_public_folder (void);

/* Runs a function as somebody who is not root; what it asserts is asserted here. */
void  run_unprivileged   (void      (*func) (gpointer user_data),
                          gpointer    user_data);

G_END_DECLS
