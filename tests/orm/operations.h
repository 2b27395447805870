#pragma once

#include "workplace.h"

G_BEGIN_DECLS

/* What can be done with a file, an operation each, to be done where every single call can fail. */

typedef struct
{
  const char *name;
  void (*prepare) (Workplace *self); /* (nullable): what comes before, where nothing fails */
  gboolean (*run) (Workplace *self, GError **error);
  gboolean starts_closed; /* whether the operation opens the file itself */
  gboolean starts_empty;  /* and makes it */
  const World *world;     /* NULL: the library */
} Operation;

extern const Operation operations[];
extern const guint n_operations;

guint operations_get_step (guint usual);

G_END_DECLS
