#include "config.h"

#include "model/stock-setting.h"

#include <glib/gi18n-lib.h>

G_DEFINE_TYPE (StockSetting, stock_setting, ORM_TYPE_RECORD)

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (StockSetting, setting_id),
  ORM_TEXT (StockSetting, name, ORM_NOT_NULL | ORM_UNIQUE, .label = N_("Name")),
  ORM_TEXT (StockSetting, value, ORM_NOT_NULL, .label = N_("Value")),
};

static void
stock_setting_class_init (StockSettingClass *klass)
{
  orm_record_class_bind (ORM_RECORD_CLASS (klass), "setting", N_("Setting"),
                         columns, G_N_ELEMENTS (columns));
}

static void
stock_setting_init (StockSetting *self)
{
}
