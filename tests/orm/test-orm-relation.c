#include "fixture.h"

#include "mirror.h"

/* Both sides of one to many are in step at once, whatever has been written. */

typedef struct
{
  Author *jane, *mary;
  Book *books[3]; /* two of Jane, one of Mary */
  OrmList *lists[2];
  Mirror *mirrors[2];
} Shelf;

static OrmList *
list_of (gpointer    owner,
         const char *property)
{
  OrmList *list;

  g_object_get (owner, property, &list, NULL);
  g_assert_nonnull (list);
  return list;
}

static void
shelf_init (Shelf   *self,
            Fixture *fixture)
{
  self->jane = fixture_add_author (fixture, "Jane");
  self->mary = fixture_add_author (fixture, "Mary");
  self->books[0] = fixture_add_book (fixture, "Emma", self->jane);
  self->books[1] = fixture_add_book (fixture, "Persuasion", self->jane);
  self->books[2] = fixture_add_book (fixture, "Frankenstein", self->mary);
  fixture_commit (fixture, "Add");
  self->lists[0] = list_of (self->jane, "books");
  self->lists[1] = list_of (self->mary, "books");
  for (guint i = 0; i < 2; i++)
    self->mirrors[i] = mirror_new (self->lists[i]);
}

static void
shelf_clear (Shelf *self)
{
  for (guint i = 0; i < 2; i++)
    {
      mirror_free (self->mirrors[i]);
      g_assert_finalize_object (self->lists[i]);
    }
  for (guint i = 0; i < 3; i++)
    g_object_unref (self->books[i]);
  g_assert_finalize_object (self->jane);
  g_assert_finalize_object (self->mary);
}

/* What both lists told, and hold. */
static void
assert_both (Shelf      *self,
             const char *changes,
             const char *others,
             const char *keys,
             const char *other_keys)
{
  assert_changes (self->mirrors[0], changes);
  assert_changes (self->mirrors[1], others);
  assert_model (self->lists[0], keys);
  assert_model (self->lists[1], other_keys);
}

static void
note_step (GObject    *book,
           GParamSpec *pspec,
           gpointer    data)
{
  Shelf *self = data;

  assert_model (self->lists[0], "2");
  assert_model (self->lists[1], "3 1");
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  Shelf self;

  shelf_init (&self, fixture);
  assert_both (&self, "", "", "1 2", "3");
  g_signal_connect (self.books[0], "notify::author", G_CALLBACK (note_step), &self);
  g_object_set (self.books[0], "author", self.mary, NULL);
  g_signal_handlers_disconnect_by_func (self.books[0], note_step, &self);
  assert_both (&self, "0-1", "1+1", "2", "3 1");
  assert_sql (fixture, "SELECT author_id FROM book ORDER BY book_id", "1\n1\n2");

  orm_session_rollback (fixture->session);
  assert_both (&self, "0+1", "1-1", "1 2", "3");

  /* The commit puts it in the query's order, here the keys' */
  g_object_set (self.books[0], "author", self.mary, NULL);
  assert_both (&self, "0-1", "1+1", "2", "3 1");
  fixture_commit (fixture, "Move");
  assert_both (&self, "", "0-1, 1+1", "2", "1 3");
  fixture_undo (fixture);
  assert_both (&self, "0+1", "0-1", "1 2", "3");
  fixture_redo (fixture);
  assert_both (&self, "0-1", "0+1", "2", "1 3");

  /* Where it is in order already the commit tells nothing; a rollback after a flush tells */
  g_object_set (self.books[2], "author", self.jane, NULL);
  assert_both (&self, "1+1", "1-1", "2 3", "1");
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_both (&self, "", "", "2 3", "1");
  orm_session_rollback (fixture->session);
  assert_both (&self, "1-1", "1+1", "2", "1 3");
  g_object_set (self.books[2], "author", self.jane, NULL);
  assert_both (&self, "1+1", "1-1", "2 3", "1");
  fixture_commit (fixture, "Move");
  assert_both (&self, "", "", "2 3", "1");
  shelf_clear (&self);
}

/* There and back again, before anybody wrote. */
static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  Shelf self;

  shelf_init (&self, fixture);
  g_object_set (self.books[0], "author", self.mary, NULL);
  g_object_set (self.books[0], "author", self.jane, NULL);
  assert_both (&self, "0-1, 1+1", "1+1, 1-1", "2 1", "3");
  fixture_commit (fixture, "Back");
  assert_both (&self, "0-1, 1+1", "", "1 2", "3");
  g_object_set (self.books[1], "author", NULL, NULL);
  assert_both (&self, "1-1", "", "1", "3");
  fixture_commit (fixture, "Clear");
  assert_both (&self, "", "", "1", "3");
  shelf_clear (&self);
}

/* Who has no row yet stands in the list already, and is the same object after. */
static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  Shelf self;
  g_autoptr (Book) book = NULL;
  g_autoptr (Book) other = g_object_new (TYPE_BOOK, "title", "Lodore", NULL);

  shelf_init (&self, fixture);
  book = fixture_add_book (fixture, "Emma 2", self.jane);
  assert_both (&self, "2+1", "", "1 2 0", "3");
  g_assert_cmpint (orm_list_get_key (self.lists[0], 2), ==, 0);
  orm_session_add (fixture->session, other);
  g_object_set (other, "author", self.jane, NULL);
  assert_both (&self, "3+1", "", "1 2 0 0", "3");
  g_object_set (other, "author", self.mary, NULL);
  assert_both (&self, "3-1", "1+1", "1 2 0", "3 0");
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_both (&self, "", "", "1 2 4", "3 5");
  g_object_set (other, "author", NULL, NULL);
  assert_both (&self, "", "1-1", "1 2 4", "3");
  g_object_set (other, "author", self.jane, NULL);
  fixture_commit (fixture, "Add");
  assert_both (&self, "3+1", "", "1 2 4 5", "3");

  /* Nothing comes of it */
  g_clear_object (&book);
  book = fixture_add_book (fixture, "Emma 3", self.jane);
  assert_both (&self, "4+1", "", "1 2 4 5 0", "3");
  orm_session_remove (fixture->session, book);
  assert_both (&self, "4-1", "", "1 2 4 5", "3");
  g_clear_object (&book);
  book = fixture_add_book (fixture, "Emma 3", self.jane);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_both (&self, "4+1", "", "1 2 4 5 6", "3");
  orm_session_rollback (fixture->session);
  assert_both (&self, "4-1", "", "1 2 4 5", "3");
  g_assert_cmpint (book->book_id, ==, 0);
  g_clear_object (&book);
  g_clear_object (&other);
  shelf_clear (&self);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  Shelf self;

  shelf_init (&self, fixture);
  orm_session_remove (fixture->session, self.books[0]);
  assert_both (&self, "0-1", "", "2", "3");
  orm_session_rollback (fixture->session);
  assert_both (&self, "0+1", "", "1 2", "3");
  orm_session_remove (fixture->session, self.books[0]);
  fixture_commit (fixture, "Remove");
  assert_both (&self, "0-1", "", "2", "3");
  fixture_undo (fixture);
  assert_changes (self.mirrors[0], "0+1");
  assert_model (self.lists[0], "1 2");
  shelf_clear (&self);
}

/* From the list's side. */
static void
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  Shelf self;
  g_autoptr (Book) fresh = g_object_new (TYPE_BOOK, "title", "Fresh", NULL);

  shelf_init (&self, fixture);
  orm_list_add (self.lists[1], self.books[0]);
  assert_both (&self, "0-1", "1+1", "2", "3 1");
  g_assert_true (orm_record_get_reference (ORM_RECORD (self.books[0]), "author") == self.mary);
  orm_list_add (self.lists[1], self.books[0]);
  orm_list_remove (self.lists[0], self.books[0]); /* is no member */
  assert_both (&self, "", "", "2", "3 1");
  orm_list_remove (self.lists[1], self.books[2]);
  orm_list_add (self.lists[1], fresh);
  assert_both (&self, "", "0-1, 1+1", "2", "1 0");
  fixture_commit (fixture, "Move");
  assert_both (&self, "", "", "2", "1 4");
  assert_sql (fixture, "SELECT ifnull (author_id, 0) FROM book ORDER BY book_id", "2\n1\n0\n2");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT ifnull (author_id, 0) FROM book ORDER BY book_id", "1\n1\n2");
  assert_model (self.lists[0], "1 2");
  assert_model (self.lists[1], "3");
  g_clear_object (&fresh);
  shelf_clear (&self);
}

/* A list that is made while changes wait knows of them; so does one that is asked again. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) mary = fixture_add_author (fixture, "Mary");
  g_autoptr (Book) moved = fixture_add_book (fixture, "Moved", jane);
  g_autoptr (Book) removed = fixture_add_book (fixture, "Removed", jane);
  g_autoptr (Book) back = fixture_add_book (fixture, "Back", jane);
  g_autoptr (Book) kept = fixture_add_book (fixture, "Kept", jane);
  g_autoptr (Book) fresh = NULL, dropped = NULL;
  g_autoptr (OrmList) list = NULL, other = NULL;
  g_autoptr (OrmQuery) query = NULL;

  fixture_commit (fixture, "Add");
  g_object_set (moved, "author", mary, NULL);
  orm_session_remove (fixture->session, removed);
  g_object_set (back, "author", mary, NULL);
  g_object_set (back, "author", jane, NULL);
  g_object_set (kept, "title", "Other", NULL);
  fresh = fixture_add_book (fixture, "Fresh", jane);
  dropped = fixture_add_book (fixture, "Dropped", jane);
  orm_session_remove (fixture->session, dropped);
  list = list_of (jane, "books");
  other = list_of (mary, "books");
  assert_model (list, "4 3 0");
  assert_model (other, "1");
  query = orm_query_copy (orm_list_get_query (list));
  orm_query_order_by (query, "title", ORM_DESCENDING);
  orm_list_set_query (list, query);
  assert_model (list, "4 3 0");
  fixture_commit (fixture, "Edit");
  assert_model (list, "4 5 3");
  assert_model (other, "1");
}

/* An owner without a row has a list as well. */
static void
test_new_owner (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (OrmList) list = list_of (jane, "books");
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (Book) book = g_object_new (TYPE_BOOK, NULL);

  orm_list_add (list, book);
  assert_changes (mirror, "0+1");
  fixture_commit (fixture, "Add");
  assert_changes (mirror, "");
  assert_model (list, "1");
  assert_sql (fixture, "SELECT author_id FROM book", "1");
}

/* What is pinned stays where it is until it is pinned no more. */
static void
test_pinned (Fixture       *fixture,
             gconstpointer  data)
{
  Shelf self;

  shelf_init (&self, fixture);
  orm_list_set_pinned (self.lists[0], 1);
  g_object_set (self.books[0], "author", self.mary, NULL);
  assert_both (&self, "", "1+1", "1 2", "3 1");
  g_object_set (self.books[0], "author", self.jane, NULL);
  assert_both (&self, "", "1-1", "1 2", "3");
  g_object_set (self.books[0], "author", self.mary, NULL);
  fixture_commit (fixture, "Move");
  assert_both (&self, "", "1+1, 0-1, 1+1", "1 2", "1 3");
  orm_list_set_pinned (self.lists[0], 0);
  assert_both (&self, "0-1", "", "2", "1 3");
  shelf_clear (&self);
}

/* Adding many to a list that is looked at asks nothing and looks for nothing. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (OrmList) list = NULL;
  guint64 statements;

  fixture_commit (fixture, "Add");
  list = list_of (jane, "books");
  assert_model (list, "");
  statements = fixture_get_statements (fixture);
  for (guint i = 0; i < 20000; i++)
    g_object_unref (fixture_add_book (fixture, "B", jane));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 20000);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, statements);
  orm_session_rollback (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/relation/move", test_move);
  fixture_add_test ("/orm/relation/back", test_back);
  fixture_add_test ("/orm/relation/new", test_new);
  fixture_add_test ("/orm/relation/remove", test_remove);
  fixture_add_test ("/orm/relation/members", test_members);
  fixture_add_test ("/orm/relation/late", test_late);
  fixture_add_test ("/orm/relation/new-owner", test_new_owner);
  fixture_add_test ("/orm/relation/pinned", test_pinned);
  fixture_add_test ("/orm/relation/many", test_many);
  return g_test_run ();
}
