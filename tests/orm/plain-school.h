#pragma once

#include "school.h"

G_BEGIN_DECLS

/* The school as plain numbers in memory, with its rules: what relationships are compared with. */

#define N_TABLES 6
#define N_REFERENCES 2

enum
{
  ROOMS,
  PUPILS,
  COURSES,
  LOCKERS,
  CARDS,
  MARKS,
};

typedef struct
{
  const char *property; /* NULL: there is no such reference */
  const char *end;      /* what the other class has got by it */
  int target;
  OrmDeleteRule rule;
  gboolean is_one;      /* one to one */
  gboolean is_life;     /* without it the row goes */
} Reference;

typedef struct
{
  GType (*type) (void);
  const char *name;
  Reference references[N_REFERENCES];
} Table;

typedef struct
{
  const char *list; /* of a pupil */
  const char *end;  /* of the others */
  int target;
} Linkage;

#define N_LINKAGES 2

extern const Table school_tables[N_TABLES];
extern const Linkage school_linkages[N_LINKAGES];

typedef struct
{
  int table;
  gint64 id;  /* the model's own, for ever */
  gint64 key; /* 0: not saved yet */
  gint64 name;
  gint64 references[N_REFERENCES]; /* ids; 0: none */
  gboolean removed; /* is to be deleted by the next flush */
  gboolean gone;    /* was deleted by a flush */
} Row;

typedef struct
{
  int linkage;
  gint64 ends[2]; /* ids: of a pupil, of another */
} Link;

typedef struct
{
  GArray *rows;  /* Row */
  GArray *links; /* Link */
} School;

School  *plain_school_new         (void);
School  *plain_school_copy        (School       *self);
void     plain_school_free        (School       *self);
Row     *plain_school_find        (School       *self,
                                   gint64        id);
Row     *plain_school_random      (School       *self,
                                   int           table);
int      plain_school_find_link   (School       *self,
                                   int           linkage,
                                   gint64        pupil,
                                   gint64        other);
gboolean plain_school_is_referred (School       *self,
                                   gint64        id);
gboolean plain_school_has_ring    (School       *self);
void     plain_school_drop_orphans (School      *self);
gboolean plain_school_delete      (School       *self);
char    *plain_school_print       (School       *self);

G_END_DECLS
