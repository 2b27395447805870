#pragma once

#include "base/base-format.h"
#include "model/stock-product.h"

G_BEGIN_DECLS

/* What a column of a table can be, in the order in which an export writes them. */
typedef enum
{
  IO_PROPERTY_NAME,
  IO_PROPERTY_SKU,
  IO_PROPERTY_BARCODE,
  IO_PROPERTY_CATEGORY,
  IO_PROPERTY_QUANTITY,
  IO_PROPERTY_UNIT,
  IO_PROPERTY_UNIT_DECIMALS,
  IO_PROPERTY_PRICE,
  IO_PROPERTY_EXPIRY_DATE,
  IO_PROPERTY_REORDER_LEVEL,
  IO_PROPERTY_SUPPLIER,
  IO_PROPERTY_LOCATION,
  IO_PROPERTY_NOTES,
  IO_N_PROPERTIES,
  IO_PROPERTY_NONE = IO_N_PROPERTIES,
} IoPropertyId;

typedef enum
{
  IO_KIND_TEXT,
  IO_KIND_CATEGORY, /* as text its name */
  IO_KIND_QUANTITY, /* an integer in the unit's smallest part */
  IO_KIND_DECIMALS, /* how many decimals the unit has */
  IO_KIND_MONEY,    /* an integer in the currency's smallest part */
  IO_KIND_DATE,
} IoKind;

/**
 * IoProperty:
 * @name: the property of #StockProduct, which is also the header in an export: never translated
 * @label: the user's word for it, untranslated
 * @kind: how it is read and written
 * @minimum: the least of an integer
 * @maximum: the greatest of an integer
 *
 * A property of a product that tables can hold.
 */
typedef struct
{
  const char *name;
  const char *label;
  IoKind      kind;
  gint64      minimum;
  gint64      maximum;
} IoProperty;

const IoProperty *io_property_get       (IoPropertyId       id);
const char       *io_property_get_label (IoPropertyId       id);
gboolean          io_property_from_name (const char        *name,
                                         IoPropertyId      *id);

gboolean          io_property_parse     (IoPropertyId       id,
                                         const char        *text,
                                         guint              decimals,
                                         const BaseFormat  *format,
                                         GValue            *value,
                                         GError           **error);
void              io_property_init      (IoPropertyId       id,
                                         GValue            *value);
gboolean          io_property_is        (IoPropertyId       id,
                                         StockProduct      *product,
                                         const GValue      *value);
void              io_property_set       (IoPropertyId       id,
                                         StockProduct      *product,
                                         const GValue      *value);
char             *io_property_format    (IoPropertyId       id,
                                         StockProduct      *product,
                                         guint              currency_decimals,
                                         const BaseFormat  *format);

G_END_DECLS
