#pragma once

#include "mirror.h"
#include "school.h"

G_BEGIN_DECLS

/* A session at work, on a file of which one knows what is in it: the library or the school. */

typedef struct _Workplace Workplace;

typedef struct
{
  OrmSchema *(*get_schema) (void);
  void (*fill) (Fixture *fixture);    /* writes what every operation finds */
  void (*enter) (Workplace *self);    /* looks at part of it */
  char *(*dump) (Fixture *fixture);
} World;

extern const World library_world;
extern const World school_world;

/* What is looked at while an operation runs. */
struct _Workplace
{
  Fixture *fixture;
  const World *world;
  GPtrArray *held;    /* OrmRecord: some that the operation writes, and some that it does not */
  Mirror *mirror;     /* of a list of all books by their authors' names; NULL: none */
  GPtrArray *lists;   /* OrmList, of relationships; NULL: none */
  GError *reported;   /* what the session told by its signal */
};

#define WORKPLACE_BOOKS 6 /* so many books are in the library */

void      workplace_enter (Workplace *self);
void      workplace_leave (Workplace *self);
void      workplace_check (Workplace *self);
char     *workplace_dump  (Workplace *self);
gpointer  workplace_get   (Workplace *self,
                           GType      type,
                           gint64     key);

G_END_DECLS
