#pragma once

#include "base/base-decimal.h"

G_BEGIN_DECLS

gboolean    base_money_parse               (const char       *text,
                                            guint             decimals,
                                            const BaseFormat *format,
                                            gint64           *value,
                                            GError          **error);
char       *base_money_format              (BaseWide          value,
                                            guint             decimals,
                                            const char       *currency,
                                            const BaseFormat *format);
guint       base_money_get_decimals        (const char       *currency);
const char *base_money_get_sign            (const char       *currency);
gboolean    base_money_is_currency         (const char       *currency);
const char *base_money_get_locale_currency (void);

G_END_DECLS
