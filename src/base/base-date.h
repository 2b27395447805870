#pragma once

#include "base/base-format.h"

G_BEGIN_DECLS

gboolean base_date_parse      (const char       *text,
                               const BaseFormat *format,
                               GDate            *date,
                               GError          **error);
gboolean base_date_parse_iso  (const char       *text,
                               GDate            *date,
                               GError          **error);
char    *base_date_format     (const GDate      *date,
                               const BaseFormat *format);
char    *base_date_format_iso (const GDate      *date);

G_END_DECLS
