#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* Classes for what the library has no use for: enumerations, bytes, checks, computed columns. */

typedef enum
{
  CONDITION_NEW,
  CONDITION_USED = 5,
  CONDITION_LOST = -1,
} Condition;

typedef enum
{
  COLOUR_RED = 1,
  COLOUR_DARK_BLUE,
} Colour;

typedef struct
{
  OrmRecord parent_instance;

  gint64 thing_id;
  char *name;
  char *code;
  Condition condition;
  Colour colour;
  GBytes *picture;
  GBytes *seal;
  double weight;
  gint64 amount;
  gint64 price;
  GDate since;
  OrmReference box;
  gint64 worth;
  char *title;
  gboolean is_many;
  double half;
  gint64 twice_worth;
  gint64 number;
} Thing;

GType      condition_get_type (void);
GType      colour_get_type    (void);
GType      thing_get_type     (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Thing, g_object_unref)

OrmSchema *things_get_schema  (void);
Thing     *things_add         (Fixture    *fixture,
                               const char *name);

/* A test whose file is one of things. */
void       things_add_test    (const char *path,
                               void      (*test) (Fixture *, gconstpointer));

G_END_DECLS
