#include "config.h"

#include "orm/orm-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "orm/orm-field.h"

static guint64
mask_of (OrmTable       *self,
         OrmColumnFlags  flags)
{
  guint64 mask = 0;

  for (guint i = 0; i < self->n_columns; i++)
    if ((self->columns[i].flags & flags) == flags)
      mask |= G_GUINT64_CONSTANT (1) << i;
  return mask;
}

/* Names stand in SQL text as they are. */
static void
check_name (OrmTable   *self,
            const char *name)
{
  if (name == NULL || *name == '\0' || g_ascii_isdigit (*name)
      || strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") != strlen (name))
    g_error ("%s: \"%s\" cannot be a name in the file", self->name, name);
}

/* To SQLite names are the same whatever their case. */
static void
check_column_name (OrmTable *self,
                   guint     column)
{
  check_name (self, self->column_names[column]);
  for (guint i = 0; i < column; i++)
    if (g_ascii_strcasecmp (self->column_names[i], self->column_names[column]) == 0)
      g_error ("%s has two columns that are %s in the file", self->name, self->column_names[i]);
}

static char *
dup_column_name (const OrmColumn *column)
{
  if (column->column_name != NULL)
    return g_strdup (column->column_name);
  if (column->kind == ORM_KIND_BELONGS_TO)
    return g_strconcat (column->name, "_id", NULL);
  return g_strdup (column->name);
}

/* Mistakes that would show at the first write only. */
static void
check_column (OrmTable        *self,
              const OrmColumn *column)
{
  GEnumClass *klass;

  if (column->kind == ORM_KIND_ENUM)
    {
      if (!G_TYPE_IS_ENUM (column->target ()))
        g_error ("%s.%s is of %s, which is no enumeration", self->name, column->name,
                 g_type_name (column->target ()));
      klass = g_type_class_ref (column->target ()); /* kept: needed as long as the class */
      if (g_enum_get_value (klass, column->default_integer) == NULL)
        g_error ("%s.%s: its default is none of the values", self->name, column->name);
    }
  if (column->flags & ORM_SORTED && column->kind != ORM_KIND_TEXT)
    g_error ("%s.%s is no text: it sorts by itself", self->name, column->name);
  if (column->flags & ORM_UNIQUE && column->computed != NULL)
    g_error ("%s.%s cannot be unique: a flush could not exchange its values", self->name,
             column->name);
}

static void
check_columns (OrmTable *self)
{
  guint n_keys = 0;

  check_name (self, self->name);
  if (self->n_columns > ORM_MAX_COLUMNS)
    g_error ("%s has more than %d columns", self->name, ORM_MAX_COLUMNS);
  for (guint i = 0; i < self->n_columns; i++)
    {
      check_column (self, &self->columns[i]);
      n_keys += self->columns[i].kind == ORM_KIND_PRIMARY_KEY;
      if (self->columns[i].kind == ORM_KIND_PRIMARY_KEY)
        self->primary_key = i;
    }
  if (n_keys != 1)
    g_error ("%s has %u primary keys instead of one", self->name, n_keys);
}

/* Returns: whether a name is one of an expression's words. A word inside of quotes counts too,
 * which does no harm. */
static gboolean
names_column (const char *expression,
              const char *name)
{
  gsize length = strlen (name);
  static const char word[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_";

  while (*expression != '\0')
    {
      gsize n = strspn (expression, word);

      if (n == length && g_ascii_strncasecmp (expression, name, n) == 0)
        return TRUE;
      expression += MAX (n, 1);
    }
  return FALSE;
}

/* Finds out which columns are computed from which, by way of others too. */
static void
derive_columns (OrmTable *self)
{
  self->derived = g_new0 (guint64, self->n_columns);
  self->stored = ORM_ALL_COLUMNS;
  for (guint i = self->n_columns; i-- > 0;)
    if (self->columns[i].computed != NULL)
      {
        self->stored &= ~(G_GUINT64_CONSTANT (1) << i);
        for (guint j = 0; j < self->n_columns; j++)
          if (j != i && names_column (self->columns[i].computed, self->column_names[j]))
            self->derived[j] |= G_GUINT64_CONSTANT (1) << i | self->derived[i];
      }
}

/* Keeps what the declaration says of columns, and apart of it what it says of tables between. */
static void
take_columns (OrmTable        *self,
              const OrmColumn *columns,
              guint            n_columns)
{
  OrmColumn *own = g_new (OrmColumn, n_columns);

  self->columns = own;
  self->links = g_ptr_array_new ();
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].kind == ORM_KIND_MANY_TO_MANY)
      g_ptr_array_add (self->links, (gpointer) &columns[i]);
    else
      {
        own[self->n_columns] = columns[i];
        if (columns[i].is_one_to_one)
          own[self->n_columns].flags |= ORM_UNIQUE;
        self->n_columns++;
      }
}

static void
note_reference (OrmTable *self,
                guint     index)
{
  const OrmColumn *column = &self->columns[index];
  guint64 bit = G_GUINT64_CONSTANT (1) << index;

  self->ends[index] = -1;
  if (column->flags & ORM_DELETE_ORPHAN
      && (column->kind != ORM_KIND_BELONGS_TO || column->delete_rule != ORM_CASCADE))
    g_error ("%s.%s deletes orphans, but does not cascade", self->name, column->name);
  if (column->kind != ORM_KIND_BELONGS_TO)
    return;
  self->references |= bit;
  if (orm_column_get_target (column) != self->type)
    return;
  self->hierarchies |= bit;
  if (column->delete_rule == ORM_RESTRICT && !(column->flags & ORM_NOT_NULL))
    self->restricted |= bit;
}

/* Returns: what is known of a class; it lives as long as the class, which is for ever. */
OrmTable *
orm_table_new (OrmRecordClass  *klass,
               const char      *name,
               const char      *label,
               const OrmColumn *columns,
               guint            n_columns)
{
  OrmTable *self = g_new0 (OrmTable, 1);

  self->name = name;
  self->label = label;
  self->type = G_TYPE_FROM_CLASS (klass);
  take_columns (self, columns, n_columns);
  n_columns = self->n_columns;
  self->column_names = g_new0 (char *, n_columns + 1);
  self->pspecs = g_new0 (GParamSpec *, n_columns);
  self->back_references = g_array_new (FALSE, TRUE, sizeof (OrmBackReference));
  check_columns (self);
  self->ends = g_new (int, n_columns);
  self->unique = mask_of (self, ORM_UNIQUE);
  self->nocase = mask_of (self, ORM_UNIQUE | ORM_NOCASE);
  self->search_anywhere = mask_of (self, ORM_SEARCH_ANYWHERE);
  self->searchable = mask_of (self, ORM_SEARCHABLE) | self->search_anywhere;
  self->sorted = mask_of (self, ORM_SORTED);
  self->orphans = mask_of (self, ORM_DELETE_ORPHAN);
  self->set_on_insert = mask_of (self, ORM_SET_ON_INSERT);
  self->set_on_update = mask_of (self, ORM_SET_ON_UPDATE);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *property = g_strdelimit (g_strdup (self->columns[i].name), "_", '-');

      self->column_names[i] = dup_column_name (&self->columns[i]);
      check_column_name (self, i);
      note_reference (self, i);
      self->owning |= (guint64) orm_field_is_owning (&self->columns[i]) << i;
      self->pspecs[i] = orm_field_new_pspec (&self->columns[i], property);
      g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, self->pspecs[i]);
    }
  derive_columns (self);
  return self;
}

/* Returns: whether the journal's images and hashes have a column: not the key, and nothing that is
 * computed. */
gboolean
orm_table_is_image_column (OrmTable *self,
                           guint     column)
{
  return column != self->primary_key && (self->stored >> column) & 1;
}

/* Returns: the table of a class of records, which is made if nobody has used it yet. */
OrmTable *
orm_table_of (GType type)
{
  OrmRecordClass *klass = g_type_class_peek (type);

  if (klass == NULL)
    klass = g_type_class_ref (type); /* kept: a static type's class is never unloaded */
  g_return_val_if_fail (klass->table != NULL, NULL);
  return klass->table;
}

OrmTable *
orm_table_of_record (OrmRecord *record)
{
  return ORM_RECORD_GET_CLASS (record)->table;
}

/* Names compare alike whether they are written with hyphens or with underscores. */
static gboolean
same_name (const char *a,
           const char *b)
{
  for (; *a != '\0' && *b != '\0'; a++, b++)
    if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
      return FALSE;
  return *a == *b;
}

/* Returns: the column of a property, or -1. */
int
orm_table_find_column (OrmTable   *self,
                       const char *property)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (*self->columns[i].name == *property && same_name (self->columns[i].name, property))
      return i;
  return -1;
}

/* Returns: the column of a belongs-to property, or -1. It is asked for at each look along it, and
 * there are few. */
int
orm_table_find_reference (OrmTable   *self,
                          const char *property)
{
  for (guint i = 0; self->references >> i != 0; i++)
    if ((self->references >> i & 1) && same_name (self->columns[i].name, property))
      return i;
  return -1;
}

/* Returns: the column of a name as it stands in the file, or -1. */
int
orm_table_find_column_name (OrmTable   *self,
                            const char *column_name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (self->column_names[i], column_name))
      return i;
  return -1;
}

/* Returns: the class that a column refers to */
GType
orm_column_get_target (const OrmColumn *column)
{
  return column->target != NULL ? column->target () : column->target_type;
}

/* Returns: the table that a belongs-to column refers to. */
OrmTable *
orm_table_get_target (OrmTable *self,
                      guint     column)
{
  return orm_table_of (orm_column_get_target (&self->columns[column]));
}

OrmBackReference *
orm_table_find_back_reference (OrmTable   *self,
                               const char *name)
{
  for (guint i = 0; i < self->back_references->len; i++)
    {
      OrmBackReference *reference = &g_array_index (self->back_references, OrmBackReference, i);

      if (same_name (reference->name, name))
        return reference;
    }
  return NULL;
}

/* Returns: (nullable): what the class has got that a belongs-to column refers to; NULL before
 * both are part of a schema */
OrmBackReference *
orm_table_get_end (OrmTable *self,
                   guint     column)
{
  OrmTable *target = orm_table_get_target (self, column);

  if (self->ends[column] < 0)
    return NULL;
  return &g_array_index (target->back_references, OrmBackReference, self->ends[column]);
}

/* Returns: the class of what is at the other end of a relationship */
OrmTable *
orm_table_get_members (const OrmBackReference *reference)
{
  return reference->through < 0 ? reference->source
                                : orm_table_get_target (reference->source, reference->through);
}

/* Returns: the user's word for a column, translated. */
const char *
orm_table_get_column_label (OrmTable *self,
                            guint     column)
{
  const char *label = self->columns[column].label;

  return label != NULL ? _(label) : self->columns[column].name;
}

static GParamSpec *
new_end_pspec (OrmTable   *self,
               guint       column,
               const char *name)
{
  if (self->columns[column].is_one_to_one)
    return g_param_spec_object (name, NULL, NULL, self->type,
                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                | G_PARAM_EXPLICIT_NOTIFY);
  return g_param_spec_object (name, NULL, NULL, G_TYPE_OBJECT,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

/* Installs what the class gets that one column refers to. GObject allows it from outside as long as
 * the class has no instance and no subclass. */
static void
pair_column (OrmTable *self,
             guint     column)
{
  OrmTable *target = orm_table_get_target (self, column);
  OrmBackReference reference = {
    .name = self->columns[column].back_reference,
    .source = self,
    .column = column,
    .through = self->is_link ? ORM_LINK_FIRST + ORM_LINK_SECOND - (int) column : -1,
  };
  GObjectClass *klass = g_type_class_peek (target->type);

  if (self->ends[column] >= 0)
    return;
  if (g_object_class_find_property (klass, reference.name) != NULL)
    g_error ("%s refers to %s by %s, whose property \"%s\" exists already", self->name,
             target->name, self->columns[column].name, reference.name);
  reference.pspec = new_end_pspec (self, column, reference.name);
  self->ends[column] = target->back_references->len;
  g_array_append_val (target->back_references, reference);
  g_object_class_install_property (klass, target->n_columns + target->back_references->len,
                                   reference.pspec);
}

/* Gives the other end of each of the table's references its list. Done twice it does nothing. */
void
orm_table_pair (OrmTable *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].kind == ORM_KIND_BELONGS_TO)
      pair_column (self, i);
}
