#pragma once

#include "base/base-decimal.h"

G_BEGIN_DECLS

gboolean base_arithmetic_is_entry (const char       *text,
                                   gboolean          may_change);
gboolean base_arithmetic_evaluate (const char       *text,
                                   gint64            old_value,
                                   guint             decimals,
                                   const BaseFormat *format,
                                   gint64           *value,
                                   GError          **error);

G_END_DECLS
