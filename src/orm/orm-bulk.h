#pragma once

#include "orm/orm-session.h"

G_BEGIN_DECLS

/**
 * OrmAssignment:
 * @property: the property to set, no primary key and no computed one
 * @value: what to: for a date its ISO 8601 text, for a reference the key. Not regarded with @source
 * @source: (nullable): a property of the same row whose value it gets
 * @multiplier: with an integer @source: times this, 0 being 1
 * @divisor: and divided by this, 0 being 1; rounded once, half away from zero
 * @addend: and this much more
 *
 * What a bulk update sets one property to. A price 5 % up:
 * `{ "price", .source = "price", .multiplier = 105, .divisor = 100 }`.
 */
struct _OrmAssignment
{
  const char *property;
  OrmValue value;
  const char *source;
  gint64 multiplier;
  gint64 divisor;
  gint64 addend;
};

gboolean orm_session_update_all (OrmSession          *self,
                                 OrmQuery            *query,
                                 const OrmAssignment *assignments,
                                 guint                n_assignments,
                                 guint64             *n_rows,
                                 GError             **error);
gboolean orm_session_remove_all (OrmSession          *self,
                                 OrmQuery            *query,
                                 guint64             *n_rows,
                                 GError             **error);

/*< private >*/
gboolean orm_assignment_is_scaled (const OrmAssignment *self);

G_END_DECLS
