#pragma once

#include "base/base-format.h"

G_BEGIN_DECLS

gboolean base_date_parse_entry (const char       *text,
                                const BaseFormat *format,
                                const GDate      *today,
                                GDate            *date,
                                GError          **error);

G_END_DECLS
