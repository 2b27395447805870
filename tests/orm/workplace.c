#include "workplace.h"

#include "orm/orm-list-private.h"
#include "orm/orm-session-private.h"
#include "orm/orm-table.h"

/* Rows of every class, steps to undo and one to redo. */
static void
fill_library (Fixture *fixture)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  GDate due = date_of (1, 3, 2030);

  for (guint i = 1; i <= WORKPLACE_BOOKS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Book %u", i);
      g_autofree char *isbn = g_strdup_printf ("isbn-%u", i);
      g_autoptr (Book) book = fixture_add_book (fixture, title, i % 2 ? jane : anne);
      g_autoptr (Reader) reader =
        g_object_new (TYPE_READER, "name", title, "card", (gint64) i, NULL);
      g_autoptr (Loan) loan = g_object_new (TYPE_LOAN, "due", &due, "book", book, NULL);
      g_autoptr (Group) group = g_object_new (TYPE_GROUP, "name", title, NULL);

      g_object_set (book, "isbn", isbn, "pages", (gint64) i, "notes", "an old note", NULL);
      if (i > 1)
        g_object_set (loan, "reader", reader, NULL);
      orm_session_add (fixture->session, reader);
      orm_session_add (fixture->session, loan);
      orm_session_add (fixture->session, group);
    }
  fixture_commit (fixture, "Begin");
  g_object_set (jane, "name", "Jane Austen", NULL);
  fixture_commit (fixture, "Rename");
  orm_session_remove (fixture->session, anne);
  fixture_commit (fixture, "Remove");
  g_object_set (jane, "name", "J. A.", NULL);
  fixture_commit (fixture, "Shorten");
  fixture_undo (fixture);
}

/* Returns: (transfer none): a record that is looked at */
gpointer
workplace_get (Workplace *self,
               GType      type,
               gint64     key)
{
  for (guint i = 0; i < self->held->len; i++)
    if (G_OBJECT_TYPE (self->held->pdata[i]) == type
        && orm_record_get_key (self->held->pdata[i]) == key)
      return self->held->pdata[i];
  g_assert_not_reached ();
}

static void
error_cb (Workplace    *self,
          const GError *error)
{
  if (self->reported == NULL)
    self->reported = g_error_copy (error);
}

static void
enter_library (Workplace *self)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmList) books = NULL;

  orm_query_order_by (query, "author.name", ORM_ASCENDING);
  books = orm_list_new (self->fixture->session, query);
  self->mirror = mirror_new (books);
  g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_AUTHOR, 1));
  for (gint64 key = 1; key <= 3; key++)
    {
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_BOOK, key));
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_READER, key));
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_LOAN, key));
    }
}

const World library_world = { library_get_schema, fill_library, enter_library, fixture_dump };

/* Pupils who take courses and have friends among each other; the last step is undone. */
static void
fill_school (Fixture *fixture)
{
  g_autoptr (Pupil) friend = NULL;
  g_autoptr (Course) course = NULL;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (Pupil) pupil = school_add (fixture, TYPE_PUPIL, name, NULL, NULL);
      g_autoptr (OrmList) courses = school_get (pupil, "courses");
      g_autoptr (OrmList) friends = school_get (pupil, "friends");

      g_clear_object (&course);
      course = school_add (fixture, TYPE_COURSE, name, NULL, NULL);
      orm_list_add (courses, course);
      if (friend != NULL)
        orm_list_add (friends, friend);
      fixture_commit (fixture, name);
      g_set_object (&friend, pupil);
    }
  orm_session_remove (fixture->session, course);
  fixture_commit (fixture, "Remove");
  fixture_undo (fixture);
}

static void
enter_school (Workplace *self)
{
  static const char *const names[] = { "courses", "friends", "friend-of" };

  for (gint64 key = 1; key <= 3; key++)
    {
      gpointer pupil = fixture_load (self->fixture, TYPE_PUPIL, key);

      g_ptr_array_add (self->held, pupil);
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_COURSE, key));
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          OrmList *list = school_get (pupil, names[i]);

          g_list_model_get_n_items (G_LIST_MODEL (list)); /* so that it knows its members */
          g_ptr_array_add (self->lists, list);
        }
    }
}

const World school_world = { school_get_schema, fill_school, enter_school, school_dump };

/* Looks at part of an open file. */
void
workplace_enter (Workplace *self)
{
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->lists = g_ptr_array_new_with_free_func (g_object_unref);
  self->world->enter (self);
  g_signal_connect_swapped (self->fixture->session, "error", G_CALLBACK (error_cb), self);
}

/* Looks away. */
void
workplace_leave (Workplace *self)
{
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->mirror, mirror_free);
  g_clear_error (&self->reported);
  if (self->fixture->session != NULL)
    g_signal_handlers_disconnect_by_data (self->fixture->session, self);
}

/* A record in use holds what its row holds: read anew by the mapper, since what the mapper reads is
 * compared with the raw dump elsewhere. */
static void
check_record (Workplace *self,
              Fixture   *fresh,
              OrmRecord *record)
{
  OrmTable *table = orm_table_of_record (record);
  g_autoptr (OrmRecord) row = NULL;

  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_CLEAN);
  row = fixture_load (fresh, table->type, orm_record_get_key (record));
  for (guint i = 0; i < table->n_columns; i++)
    {
      char buffers[2][ORM_FIELD_BUFFER];

      g_assert_true (orm_value_equal (orm_field_get (record, &table->columns[i], buffers[0]),
                                      orm_field_get (row, &table->columns[i], buffers[1])));
    }
}

/* Lists of relationships have the members that those of a session have which has just begun. */
static void
check_list (Fixture *fresh,
            OrmList *list)
{
  OrmTable *table = orm_table_of_record (list->owner);
  const OrmBackReference *reference =
    &g_array_index (table->back_references, OrmBackReference, list->back_reference);
  g_autoptr (OrmRecord) owner = fixture_load (fresh, table->type, orm_record_get_key (list->owner));
  g_autoptr (OrmList) same = school_get (owner, reference->name);
  g_autofree char *keys = describe_list (G_LIST_MODEL (same));

  assert_model (list, keys);
}

/* After everything: the file is whole, and all that is in use is as the file. */
void
workplace_check (Workplace *self)
{
  Fixture fresh = { .get_schema = self->fixture->get_schema, .path = self->fixture->path };
  g_autoptr (GPtrArray) records = NULL;

  fixture_check_whole (self->fixture);
  g_assert_false (orm_session_has_changes (self->fixture->session));
  fixture_poll (self->fixture);
  records = orm_identity_map_list (&self->fixture->session->records);
  fixture_open (&fresh, ORM_OPEN_DEFAULT);
  for (guint i = 0; i < records->len; i++)
    check_record (self, &fresh, g_ptr_array_index (records, i));
  g_assert_cmpstr (orm_history_get_undo_name (self->fixture->history), ==,
                   orm_history_get_undo_name (fresh.history));
  g_assert_cmpstr (orm_history_get_redo_name (self->fixture->history), ==,
                   orm_history_get_redo_name (fresh.history));
  for (guint i = 0; self->lists != NULL && i < self->lists->len; i++)
    {
      OrmList *list = g_ptr_array_index (self->lists, i);

      if (orm_record_get_state (list->owner) != ORM_STATE_DELETED)
        check_list (&fresh, list);
    }
  if (self->mirror != NULL)
    {
      g_autofree char *keys =
        fixture_ask (self->fixture,
                     "SELECT group_concat (book_id, ' ') FROM (SELECT book_id FROM book LEFT JOIN"
                     " author USING (author_id) ORDER BY author.name NULLS LAST, book_id)");

      mirror_check (self->mirror);
      assert_model (self->mirror->model, keys);
    }
  fixture_close (&fresh);
}

/* Returns: (transfer full): all rows, and the steps of the history */
char *
workplace_dump (Workplace *self)
{
  g_autofree char *rows = self->world->dump (self->fixture);
  g_autofree char *steps = fixture_ask (self->fixture, "SELECT name, undone FROM orm_step");

  return g_strconcat (rows, steps, NULL);
}
