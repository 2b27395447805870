#pragma once

#include "fixture.h"

/* A school: every kind of relationship and every delete rule. */

G_BEGIN_DECLS

typedef struct
{
  OrmRecord parent_instance;

  gint64 room_id;
  char *name;
  OrmReference house; /* another room; may not be deleted before what is in it */
} Room;

typedef struct
{
  OrmRecord parent_instance;

  gint64 pupil_id;
  char *name;
  OrmReference room;
  OrmReference mentor; /* another pupil */
} Pupil;

typedef struct
{
  OrmRecord parent_instance;

  gint64 course_id;
  char *name;
  OrmReference whole; /* the course that it is part of, with which it goes */
} Course;

typedef struct
{
  OrmRecord parent_instance;

  gint64 locker_id;
  char *name;
  OrmReference pupil; /* nobody else's; may be free */
} Locker;

typedef struct
{
  OrmRecord parent_instance;

  gint64 card_id;
  char *name;
  OrmReference pupil; /* nobody else's; not without one */
} Card;

typedef struct
{
  OrmRecord parent_instance;

  gint64 mark_id;
  char *name;
  OrmReference pupil;  /* not without one */
  OrmReference course; /* which may not be deleted before */
} Mark;

#define TYPE_ROOM (room_get_type ())
#define TYPE_PUPIL (pupil_get_type ())
#define TYPE_COURSE (course_get_type ())
#define TYPE_LOCKER (locker_get_type ())
#define TYPE_CARD (card_get_type ())
#define TYPE_MARK (mark_get_type ())

GType      room_get_type     (void);
GType      pupil_get_type    (void);
GType      course_get_type   (void);
GType      locker_get_type   (void);
GType      card_get_type     (void);
GType      mark_get_type     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Room, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pupil, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Course, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Locker, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Card, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mark, g_object_unref)

OrmSchema *school_get_schema (void);
void       school_set_up     (Fixture       *fixture,
                              gconstpointer  data);
#define school_add_test(path, function) \
  g_test_add (path, Fixture, NULL, school_set_up, function, fixture_tear_down)

gpointer   school_add        (Fixture       *fixture,
                              GType          type,
                              const char    *name,
                              const char    *reference,
                              gpointer       target);
gpointer   school_get        (gpointer       record,
                              const char    *property);
char      *school_dump       (Fixture       *fixture);

G_END_DECLS
