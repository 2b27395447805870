#include "orm/orm-engine.h"

G_DEFINE_INTERFACE (OrmEngine, orm_engine, G_TYPE_OBJECT)

static void
orm_engine_default_init (OrmEngineInterface *iface)
{
}

/**
 * orm_engine_get_schema:
 * @self: an engine
 *
 * Returns: (transfer none): the classes that its file holds
 */
OrmSchema *
orm_engine_get_schema (OrmEngine *self)
{
  return ORM_ENGINE_GET_IFACE (self)->get_schema (self);
}

/**
 * orm_engine_is_read_only:
 * @self: an engine
 *
 * Returns: whether every write will be refused
 */
gboolean
orm_engine_is_read_only (OrmEngine *self)
{
  return ORM_ENGINE_GET_IFACE (self)->is_read_only (self);
}

/**
 * orm_engine_get_statements:
 * @self: an engine
 *
 * What tests count: a loop that lazily reads a relationship of N records runs N statements more
 * than the query, one that loads it by orm_query_load() a constant number. Statements of the
 * transaction and the journal count as well.
 *
 * Returns: how many statements it has run since it was opened
 */
guint64
orm_engine_get_statements (OrmEngine *self)
{
  return ORM_ENGINE_GET_IFACE (self)->get_statements (self);
}

/**
 * orm_engine_check:
 * @self: an engine
 * @problems: (element-type utf8): gets a sentence for each thing that is wrong
 * @error: return location for an error
 *
 * Checks the whole file: its pages, its references, its tables against the classes.
 *
 * Returns: %TRUE if everything could be checked, whatever was found
 */
gboolean
orm_engine_check (OrmEngine  *self,
                  GPtrArray  *problems,
                  GError    **error)
{
  return ORM_ENGINE_GET_IFACE (self)->check (self, problems, error);
}
