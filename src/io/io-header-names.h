#pragma once

#include "io/io-property.h"

G_BEGIN_DECLS

/* How a header names a property: the lower, the surer. */
#define IO_RANK_SURE 1   /* nothing else is meant by it */
#define IO_RANK_USUAL 2  /* usually this is meant */
#define IO_RANK_LIKELY 3 /* this is meant if no other column fits better */

/* What a misspelt name adds to the rank. */
#define IO_RANK_MISSPELT 10

guint io_header_rank (const char   *header,
                      IoPropertyId  id);

G_END_DECLS
