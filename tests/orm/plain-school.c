#include "plain-school.h"

#include <string.h>

#include "orm/orm-table.h"

const Table school_tables[N_TABLES] = {
  [ROOMS] = { room_get_type, "room", { { "house", "rooms", ROOMS, ORM_RESTRICT } } },
  [PUPILS] = { pupil_get_type, "pupil",
               { { "room", "pupils", ROOMS, ORM_SET_NULL },
                 { "mentor", "mentees", PUPILS, ORM_SET_NULL } } },
  [COURSES] = { course_get_type, "course", { { "whole", "parts", COURSES, ORM_CASCADE } } },
  [LOCKERS] = { locker_get_type, "locker",
                { { "pupil", "locker", PUPILS, ORM_SET_NULL, .is_one = TRUE } } },
  [CARDS] = { card_get_type, "card",
              { { "pupil", "card", PUPILS, ORM_CASCADE, .is_one = TRUE, .is_life = TRUE } } },
  [MARKS] = { mark_get_type, "mark",
              { { "pupil", "marks", PUPILS, ORM_CASCADE, .is_life = TRUE },
                { "course", "marks", COURSES, ORM_RESTRICT } } },
};

const Linkage school_linkages[N_LINKAGES] = {
  { "courses", "pupils", COURSES },
  { "friends", "friend-of", PUPILS },
};

School *
plain_school_new (void)
{
  School *self = g_new0 (School, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  return self;
}

School *
plain_school_copy (School *self)
{
  School *copy = g_new0 (School, 1);

  copy->rows = g_array_copy (self->rows);
  copy->links = g_array_copy (self->links);
  return copy;
}

void
plain_school_free (School *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->links);
  g_free (self);
}

Row *
plain_school_find (School *self,
                   gint64  id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).id == id)
      return &g_array_index (self->rows, Row, i);
  return NULL;
}

/* Returns: (nullable): a row that is there, at random */
Row *
plain_school_random (School *self,
                     int     table)
{
  Row *chosen = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (row->table == table && !row->removed && !row->gone
          && g_test_rand_int_range (0, ++n) == 0)
        chosen = row;
    }
  return chosen;
}

/* Returns: where a link stands, or -1 */
int
plain_school_find_link (School *self,
                        int     linkage,
                        gint64  pupil,
                        gint64  other)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);

      if (link->linkage == linkage && link->ends[0] == pupil && link->ends[1] == other)
        return i;
    }
  return -1;
}

/* Returns: whether a row refers to another */
gboolean
plain_school_is_referred (School *self,
                          gint64  id)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < N_REFERENCES; j++)
      if (g_array_index (self->rows, Row, i).references[j] == id)
        return TRUE;
  return FALSE;
}

/* Returns: whether a row that stays stands above itself; one that is to be deleted ends the way */
gboolean
plain_school_has_ring (School *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < N_REFERENCES; j++)
      {
        const Row *start = &g_array_index (self->rows, Row, i);
        const Row *row = start;

        if (school_tables[start->table].references[j].property == NULL
            || school_tables[start->table].references[j].target != start->table)
          continue;
        for (guint n = 0; row != NULL && !row->removed && !row->gone && n <= self->rows->len; n++)
          {
            row = row->references[j] != 0 ? plain_school_find (self, row->references[j]) : NULL;
            if (row == start && !row->removed && !row->gone)
              return TRUE;
          }
      }
  return FALSE;
}

/* Rows that lost what they live by are to be deleted; those that were never saved are gone. */
void
plain_school_drop_orphans (School *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < N_REFERENCES; j++)
      {
        Row *row = &g_array_index (self->rows, Row, i);

        if (!school_tables[row->table].references[j].is_life || row->references[j] != 0
            || row->gone)
          continue;
        row->gone = row->key == 0;
        row->removed = !row->gone;
      }
}

/* Deletes a row, with what the rules say. Returns: whether a rule forbids it */
static gboolean
delete_row (School *self,
            gint64  id)
{
  plain_school_find (self, id)->gone = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < N_REFERENCES; j++)
      {
        Row *row = &g_array_index (self->rows, Row, i);

        if (row->gone || row->references[j] != id)
          continue;
        switch (school_tables[row->table].references[j].rule)
          {
          case ORM_SET_NULL:
            row->references[j] = 0;
            break;
          case ORM_CASCADE:
            if (delete_row (self, row->id))
              return TRUE;
            break;
          case ORM_RESTRICT:
          default:
            return TRUE;
          }
      }
  for (guint i = self->links->len; i-- > 0;)
    {
      const Link *link = &g_array_index (self->links, Link, i);

      if (link->ends[0] == id || link->ends[1] == id)
        g_array_remove_index (self->links, i);
    }
  return FALSE;
}

static int
find_table (const char *name)
{
  for (int i = 0; i < N_TABLES; i++)
    if (g_str_equal (school_tables[i].name, name))
      return i;
  return -1;
}

/* Rows of one class that are deleted together do not hold each other. */
static void
loosen_rooms (School *self)
{
  guint n_removed = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n_removed += g_array_index (self->rows, Row, i).table == ROOMS
                 && g_array_index (self->rows, Row, i).removed
                 && !g_array_index (self->rows, Row, i).gone;
  for (guint i = 0; n_removed > 1 && i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (row->table == ROOMS && row->removed && !row->gone)
        row->references[0] = 0;
    }
}

/* Deletes what is to be deleted, tables that refer to others first. Returns: whether a rule forbids
 * it */
gboolean
plain_school_delete (School *self)
{
  OrmSchema *schema = school_get_schema ();

  loosen_rooms (self);
  for (guint i = orm_schema_get_n_tables (schema); i-- > 0;)
    {
      int table = find_table (orm_schema_get_table (schema, i)->name);

      for (guint j = 0; j < self->rows->len; j++)
        {
          Row *row = &g_array_index (self->rows, Row, j);

          if (row->table == table && row->removed && !row->gone && delete_row (self, row->id))
            return TRUE;
        }
    }
  return FALSE;
}

static gint64
key_of (School *self,
        gint64  id)
{
  return id != 0 ? plain_school_find (self, id)->key : 0;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Returns: (transfer full): the school as the file should be, a line a row */
char *
plain_school_print (School *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      const Table *table = &school_tables[row->table];
      GString *line = g_string_new (NULL);

      g_string_printf (line, "%s %" G_GINT64_FORMAT " n%" G_GINT64_FORMAT, table->name, row->key,
                       row->name);
      for (guint j = 0; j < N_REFERENCES && table->references[j].property != NULL; j++)
        g_string_append_printf (line, " %" G_GINT64_FORMAT, key_of (self, row->references[j]));
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                               school_linkages[link->linkage].list,
                                               key_of (self, link->ends[0]),
                                               key_of (self, link->ends[1])));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
