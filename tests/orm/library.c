#include "library.h"

#define DEFINE_RECORD(Type, type) \
  typedef OrmRecordClass Type##Class; \
  G_DEFINE_TYPE (Type, type, ORM_TYPE_RECORD) \
  static void type##_init (Type *self) {}

DEFINE_RECORD (Author, author)
DEFINE_RECORD (Book, book)
DEFINE_RECORD (Reader, reader)
DEFINE_RECORD (Loan, loan)
DEFINE_RECORD (Group, group)

static const OrmColumn author_columns[] = {
  ORM_PRIMARY_KEY (Author, author_id),
  ORM_TEXT (Author, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE | ORM_SEARCHABLE | ORM_SORTED,
            .label = "Name", .default_text = ""),
  ORM_DATE (Author, born, 0),
};

static void
author_class_init (AuthorClass *klass)
{
  orm_record_class_bind (klass, "author", "Author", author_columns, G_N_ELEMENTS (author_columns));
}

static const OrmColumn book_columns[] = {
  ORM_PRIMARY_KEY (Book, book_id),
  ORM_TEXT (Book, title, ORM_NOT_NULL | ORM_INDEXED | ORM_SEARCHABLE | ORM_SORTED, .label = "Title",
            .default_text = "It's new"),
  ORM_TEXT (Book, isbn, ORM_UNIQUE | ORM_SEARCH_ANYWHERE | ORM_SORTED, .label = "ISBN"),
  ORM_INTEGER (Book, pages, ORM_NOT_NULL | ORM_INDEXED, .label = "Pages", .minimum = -10,
               .maximum = 100000, .default_integer = 7),
  ORM_INTEGER (Book, price, ORM_NOT_NULL),
  ORM_INTEGER (Book, price_decimals, ORM_NOT_NULL, .minimum = 0, .maximum = 18),
  ORM_INTEGER (Book, level, 0, .default_integer = ORM_UNSET),
  ORM_REAL (Book, weight, 0),
  ORM_BOOLEAN (Book, lent, 0, .label = "Lent"),
  ORM_DATE (Book, published, ORM_INDEXED, .label = "Published"),
  ORM_TEXT (Book, notes, 0),
  ORM_BELONGS_TO (Book, author, author_get_type, "books", ORM_SET_NULL, .label = "Author"),
  ORM_TIMESTAMP (Book, created, ORM_NOT_NULL | ORM_SET_ON_INSERT),
  ORM_TIMESTAMP (Book, updated, ORM_NOT_NULL | ORM_SET_ON_UPDATE),
};

static void
book_class_init (BookClass *klass)
{
  orm_record_class_bind (klass, "book", "Book", book_columns, G_N_ELEMENTS (book_columns));
}

static const OrmColumn reader_columns[] = {
  ORM_PRIMARY_KEY (Reader, reader_id),
  ORM_TEXT (Reader, name, ORM_NOT_NULL, .label = "Name"),
  ORM_INTEGER (Reader, card, ORM_NOT_NULL | ORM_UNIQUE, .label = "Card"),
};

static void
reader_class_init (ReaderClass *klass)
{
  orm_record_class_bind (klass, "reader", "Reader", reader_columns, G_N_ELEMENTS (reader_columns));
}

static const OrmColumn loan_columns[] = {
  ORM_PRIMARY_KEY (Loan, loan_id),
  ORM_DATE (Loan, due, ORM_NOT_NULL, .label = "Due"),
  ORM_BELONGS_TO (Loan, book, book_get_type, "loans", ORM_CASCADE, .label = "Book",
                  .flags = ORM_NOT_NULL),
  ORM_BELONGS_TO (Loan, reader, reader_get_type, "loans", ORM_RESTRICT, .label = "Reader"),
};

static void
loan_class_init (LoanClass *klass)
{
  orm_record_class_bind (klass, "loan", "Loan", loan_columns, G_N_ELEMENTS (loan_columns));
}

static const OrmColumn group_columns[] = {
  ORM_PRIMARY_KEY (Group, group_id),
  ORM_TEXT (Group, name, ORM_NOT_NULL | ORM_SEARCHABLE | ORM_SORTED, .default_text = ""),
  ORM_INTEGER (Group, order, ORM_INDEXED, .minimum = 0, .maximum = 99),
  ORM_BELONGS_TO (Group, parent, group_get_type, "children", ORM_SET_NULL),
};

static void
group_class_init (GroupClass *klass)
{
  orm_record_class_bind (klass, "group", "Group", group_columns, G_N_ELEMENTS (group_columns));
}

/* Returns: (transfer none): the library's classes, in an order that is not that of their tables */
OrmSchema *
library_get_schema (void)
{
  static OrmSchema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, orm_schema_new (LIBRARY_APPLICATION_ID, LIBRARY_VERSION, TYPE_LOAN,
                                                TYPE_BOOK, TYPE_GROUP, TYPE_READER, TYPE_AUTHOR,
                                                G_TYPE_INVALID));
  return schema;
}
