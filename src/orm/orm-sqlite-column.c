#include "orm/orm-sqlite-sql.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "orm/orm-field.h"

/* What a table's definition says of one column. */

static const char *const types[ORM_N_KINDS] = {
  [ORM_KIND_PRIMARY_KEY] = "INTEGER PRIMARY KEY AUTOINCREMENT",
  [ORM_KIND_TEXT] = "TEXT",
  [ORM_KIND_INTEGER] = "INTEGER",
  [ORM_KIND_REAL] = "REAL",
  [ORM_KIND_BOOLEAN] = "INTEGER",
  [ORM_KIND_DATE] = "TEXT",
  [ORM_KIND_TIMESTAMP] = "INTEGER",
  [ORM_KIND_BELONGS_TO] = "INTEGER",
  [ORM_KIND_ENUM] = "TEXT",
  [ORM_KIND_BYTES] = "BLOB",
};

static const char *const delete_rules[] = {
  [ORM_RESTRICT] = "RESTRICT",
  [ORM_SET_NULL] = "SET NULL",
  [ORM_CASCADE] = "CASCADE",
};

/* Returns: a column's type in the file */
const char *
orm_sql_get_type (const OrmColumn *column)
{
  return types[column->kind];
}

static void
append_text_literal (GString    *sql,
                     const char *text)
{
  g_string_append_c (sql, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\'')
        g_string_append_c (sql, '\'');
      g_string_append_c (sql, *c);
    }
  g_string_append_c (sql, '\'');
}

static void
append_bytes_literal (GString      *sql,
                      const guint8 *bytes,
                      guint         n_bytes)
{
  g_string_append (sql, "x'");
  for (guint i = 0; i < n_bytes; i++)
    g_string_append_printf (sql, "%02x", bytes[i]);
  g_string_append_c (sql, '\'');
}

/* The shortest number of digits that says it: an infinity as a number that is too large. */
static void
append_real_literal (GString *sql,
                     double   real)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *formats[] = { "%.15g", "%.16g", "%.17g" };

  if (isinf (real))
    g_strlcpy (text, real < 0 ? "-9e999" : "9e999", sizeof text);
  else
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
      {
        g_ascii_formatd (text, sizeof text, formats[i], real);
        if (g_ascii_strtod (text, NULL) == real)
          break;
      }
  g_string_append_printf (sql, "%s%s", text, strpbrk (text, ".e") != NULL ? "" : ".0");
}

static void
append_literal (GString  *sql,
                OrmValue  value)
{
  switch (value.type)
    {
    case ORM_VALUE_INTEGER:
      g_string_append_printf (sql, "%" G_GINT64_FORMAT, value.integer);
      break;
    case ORM_VALUE_REAL:
      append_real_literal (sql, value.real);
      break;
    case ORM_VALUE_TEXT:
      append_text_literal (sql, value.text);
      break;
    case ORM_VALUE_BYTES:
      append_bytes_literal (sql, value.bytes, value.n_bytes);
      break;
    case ORM_VALUE_NULL:
    default:
      g_string_append (sql, "NULL");
      break;
    }
}

/* Returns: whether the file refuses NULL in a column */
gboolean
orm_sql_is_never_null (const OrmColumn *column)
{
  return column->flags & ORM_NOT_NULL
         || (column->computed == NULL
             && (column->kind == ORM_KIND_BOOLEAN || column->kind == ORM_KIND_ENUM));
}

static void
append_default (GString         *sql,
                const OrmColumn *column)
{
  OrmValue value = orm_field_get_default (column);

  if (column->flags & (ORM_SET_ON_INSERT | ORM_SET_ON_UPDATE))
    g_string_append (sql, " DEFAULT (unixepoch () * 1000000)");
  else if (value.type != ORM_VALUE_NULL)
    {
      g_string_append (sql, " DEFAULT ");
      append_literal (sql, value);
    }
}

/* What a kind's values have to be: it gets the column's name in SQL. */

static void
append_boolean_check (GString         *sql,
                      const OrmColumn *column,
                      const char      *name)
{
  g_string_append_printf (sql, "%s BETWEEN 0 AND 1", name);
}

static void
append_date_check (GString         *sql,
                   const OrmColumn *column,
                   const char      *name)
{
  /* '+0 days': date() alone lets 31 February pass */
  g_string_append_printf (sql, "%s IS date (%s, '+0 days')", name, name);
}

/* IN would make a table for its list, at each row. */
static void
append_enum_check (GString         *sql,
                   const OrmColumn *column,
                   const char      *name)
{
  GEnumClass *klass = g_type_class_peek (column->target ());

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_string_append_printf (sql, "%s%s = ", i > 0 ? " OR " : "", name);
      append_text_literal (sql, klass->values[i].value_nick);
    }
}

/* A STRICT table looks at the types of what is stored only: a product that passes 64 bits would
 * turn into a real. */
static void
append_computed_check (GString         *sql,
                       const OrmColumn *column,
                       const char      *name)
{
  g_autofree char *type = g_ascii_strdown (orm_sql_get_type (column), -1);

  g_string_append_printf (sql, "%s IS NULL OR typeof (%s) = '%s'", name, name, type);
}

static void
append_bounds_check (GString         *sql,
                     const OrmColumn *column,
                     const char      *name)
{
  g_string_append_printf (sql, "%s BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT, name,
                          column->minimum, column->maximum);
}

typedef void (*CheckFunc) (GString *, const OrmColumn *, const char *);

/* Returns: (nullable): what a column's kind checks */
static CheckFunc
get_check (const OrmColumn *column)
{
  static const CheckFunc checks[ORM_N_KINDS] = {
    [ORM_KIND_BOOLEAN] = append_boolean_check,
    [ORM_KIND_DATE] = append_date_check,
    [ORM_KIND_ENUM] = append_enum_check,
  };

  if (column->computed != NULL)
    return append_computed_check;
  if (column->minimum != 0 || column->maximum != 0)
    return append_bounds_check;
  return checks[column->kind];
}

static void
append_check (GString  *sql,
              OrmTable *table,
              guint     index)
{
  const OrmColumn *column = &table->columns[index];
  CheckFunc check = get_check (column);
  g_autoptr (GString) name = g_string_new (NULL);

  if (check == NULL && column->check == NULL)
    return;
  orm_sql_append_column_name (name, table, index);
  g_string_append_printf (sql, " CONSTRAINT %s_%s CHECK (", table->name,
                          table->column_names[index]);
  if (check != NULL && column->check != NULL)
    g_string_append_c (sql, '(');
  if (check != NULL)
    check (sql, column, name->str);
  if (check != NULL && column->check != NULL)
    g_string_append_printf (sql, ") AND (%s)", column->check);
  else if (column->check != NULL)
    g_string_append (sql, column->check);
  g_string_append_c (sql, ')');
}

/* Appends what CREATE TABLE says of a column. */
void
orm_sql_append_column (GString  *sql,
                       OrmTable *table,
                       guint     index)
{
  const OrmColumn *column = &table->columns[index];

  orm_sql_append_column_name (sql, table, index);
  g_string_append_printf (sql, " %s", orm_sql_get_type (column));
  if (column->computed != NULL)
    g_string_append_printf (sql, " GENERATED ALWAYS AS (%s) VIRTUAL", column->computed);
  if (orm_sql_is_never_null (column))
    g_string_append (sql, " NOT NULL");
  if (column->flags & ORM_NOCASE)
    g_string_append (sql, " COLLATE NOCASE");
  if (column->flags & ORM_UNIQUE)
    g_string_append (sql, " UNIQUE");
  append_default (sql, column);
  append_check (sql, table, index);
  if (column->kind == ORM_KIND_BELONGS_TO)
    {
      OrmTable *target = orm_table_get_target (table, index);

      g_string_append (sql, " REFERENCES ");
      orm_sql_append_name (sql, target->name);
      g_string_append (sql, " (");
      orm_sql_append_column_name (sql, target, target->primary_key);
      g_string_append_printf (sql, ") ON DELETE %s", delete_rules[column->delete_rule]);
    }
}
