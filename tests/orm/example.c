#include <stdio.h>
#include <orm/orm.h>

typedef struct { OrmRecord parent; gint64 category_id; char *name; } Category;
typedef struct { OrmRecord parent; gint64 product_id; char *name; gint64 quantity, price, worth;
                 OrmReference category; } Product;
typedef OrmRecordClass CategoryClass, ProductClass;
GType category_get_type (void), product_get_type (void);
G_DEFINE_TYPE (Category, category, ORM_TYPE_RECORD)
G_DEFINE_TYPE (Product, product, ORM_TYPE_RECORD)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Category, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Product, g_object_unref)

static const OrmColumn category_columns[] = {
  ORM_PRIMARY_KEY (Category, category_id),
  ORM_TEXT (Category, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE),
};
static const OrmColumn product_columns[] = {
  ORM_PRIMARY_KEY (Product, product_id),
  ORM_TEXT (Product, name, ORM_NOT_NULL | ORM_INDEXED),
  ORM_INTEGER (Product, quantity, ORM_NOT_NULL, .minimum = 0, .maximum = 9999),
  ORM_INTEGER (Product, price, ORM_NOT_NULL),
  ORM_COMPUTED (Product, worth, "quantity * price", 0),
  ORM_BELONGS_TO (Product, category, category_get_type, "products", ORM_SET_NULL),
};
static void category_init (Category *self) {}
static void product_init (Product *self) {}
static void category_class_init (CategoryClass *klass)
{ orm_record_class_bind (klass, "category", "Category", category_columns, 2); }
static void product_class_init (ProductClass *klass)
{ orm_record_class_bind (klass, "product", "Product", product_columns, 6); }

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) products = NULL;
  g_autoptr (OrmSchema) schema =
    orm_schema_new (0, 1, category_get_type (), product_get_type (), G_TYPE_INVALID);
  g_autoptr (OrmEngine) engine = orm_sqlite_engine_open (schema, argv[1], ORM_OPEN_CREATE, &error);
  g_autoptr (OrmSession) session = engine != NULL ? orm_session_new (engine) : NULL;
  g_autoptr (Category) dairy = g_object_new (category_get_type (), "name", "Dairy", NULL);
  g_autoptr (Product) butter = g_object_new (product_get_type (), "name", "Butter", "category",
                                             dairy, "quantity", (gint64) 12, "price", (gint64) 249,
                                             NULL);

  if (session == NULL)
    g_error ("%s", error->message);
  orm_session_add (session, butter); /* and what it refers to */
  if (!orm_session_commit (session, "Add butter", &error))
    g_error ("%s", error->message);
  g_object_get (dairy, "products", &products, NULL); /* nobody declared this list */
  printf ("%u product, worth %d\n", g_list_model_get_n_items (products), (int) butter->worth);
  g_object_set (butter, "quantity", (gint64) -1, NULL);
  if (!orm_session_commit (session, "Sell butter", &error))
    printf ("%s\n", error->message); /* the object is as it was */
  orm_history_undo (orm_session_get_history (session), NULL);
  printf ("%u products\n", g_list_model_get_n_items (products));
}
