#pragma once

#include "orm/orm.h"

/* What the tests of the mapper keep: a library. Every kind of column and every rule is in it, and
 * words that SQL has for itself as names: the table "group", its column "order". */

#define LIBRARY_APPLICATION_ID 0x4C694231
#define LIBRARY_VERSION 3

G_BEGIN_DECLS

typedef struct
{
  OrmRecord parent_instance;

  gint64 author_id;
  char *name;
  GDate born;
} Author;

typedef struct
{
  OrmRecord parent_instance;

  gint64 book_id;
  char *title;
  char *isbn;
  gint64 pages;
  gint64 price;
  gint64 price_decimals;
  gint64 level;
  double weight;
  gboolean lent;
  GDate published;
  char *notes;
  OrmReference author;
  OrmTimestamp created;
  OrmTimestamp updated;
} Book;

typedef struct
{
  OrmRecord parent_instance;

  gint64 reader_id;
  char *name;
  gint64 card;
} Reader;

typedef struct
{
  OrmRecord parent_instance;

  gint64 loan_id;
  GDate due;
  OrmReference book;
  OrmReference reader;
} Loan;

typedef struct
{
  OrmRecord parent_instance;

  gint64 group_id;
  char *name;
  gint64 order;
  OrmReference parent;
} Group;

#define TYPE_AUTHOR (author_get_type ())
#define TYPE_BOOK (book_get_type ())
#define TYPE_READER (reader_get_type ())
#define TYPE_LOAN (loan_get_type ())
#define TYPE_GROUP (group_get_type ())

GType      author_get_type    (void);
GType      book_get_type      (void);
GType      reader_get_type    (void);
GType      loan_get_type      (void);
GType      group_get_type     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Author, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Book, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loan, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Group, g_object_unref)

OrmSchema *library_get_schema (void);

G_END_DECLS
