#include "ui/stock-ui.h"

#include "ui/stock-resources.h"

/**
 * stock_ui_init:
 *
 * Makes the templates, styles and icons known. To be called before the application starts up,
 * which is when it looks for its style, and before the first window.
 */
void
stock_ui_init (void)
{
  stock_register_resource ();
}
