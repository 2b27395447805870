#pragma once

#include "base/base-format.h"

G_BEGIN_DECLS

/**
 * BASE_DECIMAL_MAX_DECIMALS:
 *
 * The most decimals that a value can have: those of a 64 bit integer with one digit before them.
 */
#define BASE_DECIMAL_MAX_DECIMALS 18

/**
 * BaseWide:
 *
 * An integer of 128 bits, for the sums and products of 64 bit values.
 */
__extension__ typedef __int128 BaseWide;

gboolean base_decimal_parse       (const char       *text,
                                   guint             decimals,
                                   const BaseFormat *format,
                                   gint64           *value,
                                   GError          **error);
char    *base_decimal_format      (gint64            value,
                                   guint             decimals,
                                   const BaseFormat *format);
char    *base_decimal_format_wide (BaseWide          value,
                                   guint             decimals,
                                   const BaseFormat *format);
BaseWide base_decimal_rescale     (BaseWide          value,
                                   guint             from_decimals,
                                   guint             to_decimals);
gboolean base_decimal_narrow      (BaseWide          value,
                                   gint64           *narrow);

G_END_DECLS
