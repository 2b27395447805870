#include "things.h"

GType
condition_get_type (void)
{
  static const GEnumValue values[] = {
    { CONDITION_NEW, "CONDITION_NEW", "new" },
    { CONDITION_USED, "CONDITION_USED", "used" },
    { CONDITION_LOST, "CONDITION_LOST", "lo'st" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("Condition", values));
  return type;
}

GType
colour_get_type (void)
{
  static const GEnumValue values[] = {
    { COLOUR_RED, "COLOUR_RED", "red" },
    { COLOUR_DARK_BLUE, "COLOUR_DARK_BLUE", "dark-blue" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("Colour", values));
  return type;
}

typedef OrmRecordClass ThingClass;

G_DEFINE_TYPE (Thing, thing, ORM_TYPE_RECORD)

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (Thing, thing_id),
  ORM_TEXT (Thing, name, ORM_NOT_NULL | ORM_NOCASE | ORM_INDEXED, .label = "Name",
            .default_text = "a 'thing'"),
  ORM_TEXT (Thing, code, 0, .label = "Code", .check = "length (code) = 4",
            .check_reason = "has to have four letters"),
  ORM_ENUM (Thing, condition, condition_get_type, 0, .label = "Condition",
            .default_integer = CONDITION_USED),
  ORM_ENUM (Thing, colour, colour_get_type, ORM_INDEXED, .default_integer = COLOUR_RED,
            .check = "colour <> 'red' OR amount < 100"),
  ORM_BYTES (Thing, picture, 0),
  ORM_BYTES (Thing, seal, ORM_NOT_NULL | ORM_UNIQUE, .label = "Seal", .default_text = "none"),
  ORM_REAL (Thing, weight, ORM_NOT_NULL, .default_real = 0.1),
  ORM_INTEGER (Thing, amount, ORM_NOT_NULL, .label = "Amount", .minimum = 0, .maximum = 1000,
               .default_integer = 1, .check = "amount % 2 = 0 OR amount = 1"),
  ORM_INTEGER (Thing, price, 0, .column_name = "cost", .default_integer = ORM_UNSET),
  ORM_DATE (Thing, since, 0, .default_text = "2024-02-29"),
  ORM_BELONGS_TO (Thing, box, thing_get_type, "things", ORM_CASCADE),
  ORM_COMPUTED (Thing, worth, "amount * cost", ORM_INDEXED),
  ORM_COMPUTED (Thing, title, "name || ', ' || condition", 0),
  ORM_COMPUTED (Thing, is_many, "name = 'MANY' OR amount > 100", 0),
  ORM_COMPUTED (Thing, half, "amount / 2.0", 0),
  ORM_COMPUTED (Thing, twice_worth, "2 * worth", 0, .column_name = "double"),
  ORM_COMPUTED (Thing, number, "coalesce (box_id * 1000, 0) + thing_id", 0),
};

static void
thing_class_init (ThingClass *klass)
{
  orm_record_class_bind (klass, "thing", "Thing", columns, G_N_ELEMENTS (columns));
}

static void
thing_init (Thing *self)
{
}

OrmSchema *
things_get_schema (void)
{
  static OrmSchema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, orm_schema_new (0, 1, thing_get_type (), G_TYPE_INVALID));
  return schema;
}

/* Returns: (transfer full): one that is added, with a seal that no other has */
Thing *
things_add (Fixture    *fixture,
            const char *name)
{
  static guint n;
  g_autofree char *text = g_strdup_printf ("seal %u", ++n);
  g_autoptr (GBytes) seal = g_bytes_new (text, strlen (text));
  Thing *thing = g_object_new (thing_get_type (), "name", name, "seal", seal, NULL);

  orm_session_add (fixture->session, thing);
  return thing;
}

void
things_add_test (const char *path,
                 void      (*test) (Fixture *, gconstpointer))
{
  static OrmSchema *(*const get_schema) (void) = things_get_schema;

  g_test_add (path, Fixture, &get_schema, fixture_set_up_schema, test, fixture_tear_down);
}
