#pragma once

#include "fixture.h"
#include "mirror.h"

G_BEGIN_DECLS

/* What can be done with a file, an operation each, to be done where every single call can fail. */

/* A session at work: what is looked at while the operation runs. */
typedef struct
{
  Fixture *fixture;
  GPtrArray *held;    /* OrmRecord: some that the operation writes, and some that it does not */
  Mirror *mirror;     /* of a list of all books by their authors' names */
  GError *reported;   /* what the session told by its signal */
} Workplace;

typedef struct
{
  const char *name;
  void (*prepare) (Workplace *self); /* (nullable): what comes before, where nothing fails */
  gboolean (*run) (Workplace *self, GError **error);
  gboolean starts_closed; /* whether the operation opens the file itself */
  gboolean starts_empty;  /* and makes it */
} Operation;

extern const Operation operations[];
extern const guint n_operations;

void  operations_fill_file (Fixture   *fixture);
void  workplace_enter      (Workplace *self);
void  workplace_leave      (Workplace *self);
void  workplace_check      (Workplace *self);
char *workplace_dump       (Workplace *self);

G_END_DECLS
