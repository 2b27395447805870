#include "config.h"

#include "ui/stock-settings.h"

/* The program also runs from where it was installed when nobody has told XDG_DATA_DIRS. */
static GSettingsSchemaSource *
installed_source (void)
{
  return g_settings_schema_source_new_from_directory (STOCK_SCHEMA_DIR,
                                                      g_settings_schema_source_get_default (),
                                                      FALSE, NULL);
}

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) installed = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema == NULL && (installed = installed_source ()) != NULL)
    schema = g_settings_schema_source_lookup (installed, APPLICATION_ID, TRUE);
  if (schema == NULL)
    g_error ("The settings schema %s is not installed in %s", APPLICATION_ID, STOCK_SCHEMA_DIR);
  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * stock_settings_get:
 *
 * Returns: (transfer none): what the program remembers for this user, the same object each time
 */
GSettings *
stock_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = open_settings ();
  return settings;
}
