#include "school.h"

#define DEFINE_RECORD(Type, type) \
  typedef OrmRecordClass Type##Class; \
  G_DEFINE_TYPE (Type, type, ORM_TYPE_RECORD) \
  static void type##_init (Type *self) {}

#define BIND(type, label) \
  static void \
  type##_class_init (OrmRecordClass *klass) \
  { \
    orm_record_class_bind (klass, #type, label, type##_columns, G_N_ELEMENTS (type##_columns)); \
  }

DEFINE_RECORD (Room, room)
DEFINE_RECORD (Pupil, pupil)
DEFINE_RECORD (Course, course)
DEFINE_RECORD (Locker, locker)
DEFINE_RECORD (Card, card)
DEFINE_RECORD (Mark, mark)

static const OrmColumn room_columns[] = {
  ORM_PRIMARY_KEY (Room, room_id),
  ORM_TEXT (Room, name, ORM_NOT_NULL),
  ORM_BELONGS_TO (Room, house, room_get_type, "rooms", ORM_RESTRICT, .label = "House"),
};

static const OrmColumn pupil_columns[] = {
  ORM_PRIMARY_KEY (Pupil, pupil_id),
  ORM_TEXT (Pupil, name, ORM_NOT_NULL),
  ORM_BELONGS_TO (Pupil, room, room_get_type, "pupils", ORM_SET_NULL),
  ORM_BELONGS_TO (Pupil, mentor, pupil_get_type, "mentees", ORM_SET_NULL, .label = "Mentor"),
  ORM_MANY_TO_MANY (Pupil, courses, course_get_type, "pupils", "enrolment"),
  ORM_MANY_TO_MANY (Pupil, friends, pupil_get_type, "friend-of", "friendship"),
};

static const OrmColumn course_columns[] = {
  ORM_PRIMARY_KEY (Course, course_id),
  ORM_TEXT (Course, name, ORM_NOT_NULL),
  ORM_BELONGS_TO (Course, whole, course_get_type, "parts", ORM_CASCADE),
};

static const OrmColumn locker_columns[] = {
  ORM_PRIMARY_KEY (Locker, locker_id),
  ORM_TEXT (Locker, name, ORM_NOT_NULL),
  ORM_ONE_TO_ONE (Locker, pupil, pupil_get_type, "locker", ORM_SET_NULL),
};

static const OrmColumn card_columns[] = {
  ORM_PRIMARY_KEY (Card, card_id),
  ORM_TEXT (Card, name, ORM_NOT_NULL),
  ORM_ONE_TO_ONE (Card, pupil, pupil_get_type, "card", ORM_CASCADE,
                  .flags = ORM_NOT_NULL | ORM_DELETE_ORPHAN),
};

static const OrmColumn mark_columns[] = {
  ORM_PRIMARY_KEY (Mark, mark_id),
  ORM_TEXT (Mark, name, ORM_NOT_NULL),
  ORM_BELONGS_TO (Mark, pupil, pupil_get_type, "marks", ORM_CASCADE,
                  .flags = ORM_NOT_NULL | ORM_DELETE_ORPHAN),
  ORM_BELONGS_TO (Mark, course, course_get_type, "marks", ORM_RESTRICT),
};

BIND (room, "Room")
BIND (pupil, "Pupil")
BIND (course, "Course")
BIND (locker, "Locker")
BIND (card, "Card")
BIND (mark, "Mark")

/* Returns: (transfer none): the school's classes */
OrmSchema *
school_get_schema (void)
{
  static OrmSchema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, orm_schema_new (0x5C001, 1, TYPE_MARK, TYPE_CARD, TYPE_LOCKER,
                                                TYPE_PUPIL, TYPE_COURSE, TYPE_ROOM,
                                                G_TYPE_INVALID));
  return schema;
}

void
school_set_up (Fixture       *fixture,
               gconstpointer  data)
{
  static OrmSchema *(*const get_schema) (void) = school_get_schema;

  fixture_set_up_schema (fixture, &get_schema);
}

/* Returns: (transfer full): a record that waits for the next commit, and refers to @target by
 * @reference unless that is NULL */
gpointer
school_add (Fixture    *fixture,
            GType       type,
            const char *name,
            const char *reference,
            gpointer    target)
{
  gpointer record = g_object_new (type, "name", name, reference, target, NULL);

  orm_session_add (fixture->session, record);
  return record;
}

/* Returns: (transfer full): what an object property holds: a record, or a list */
gpointer
school_get (gpointer    record,
            const char *property)
{
  gpointer value;

  g_object_get (record, property, &value, NULL);
  return value;
}

/* Returns: (transfer full): every row of every table but the mapper's own */
char *
school_dump (Fixture *fixture)
{
  static const char *const queries[] = {
    "SELECT 'room', room_id, name, house_id FROM room ORDER BY 2",
    "SELECT 'pupil', pupil_id, name, room_id, mentor_id FROM pupil ORDER BY 2",
    "SELECT 'course', course_id, name, whole_id FROM course ORDER BY 2",
    "SELECT 'locker', locker_id, name, pupil_id FROM locker ORDER BY 2",
    "SELECT 'card', card_id, name, pupil_id FROM card ORDER BY 2",
    "SELECT 'mark', mark_id, name, pupil_id, course_id FROM mark ORDER BY 2",
    "SELECT 'enrolment', enrolment_id, pupil_id, course_id FROM enrolment ORDER BY 2",
    "SELECT 'friendship', friendship_id, pupil_id, friends_id FROM friendship ORDER BY 2",
  };
  GString *dump = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *rows = fixture_ask (fixture, queries[i]);

      g_string_append_printf (dump, "%s\n", rows);
    }
  return g_string_free (dump, FALSE);
}
