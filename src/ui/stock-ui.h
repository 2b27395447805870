#pragma once

#include <glib.h>

G_BEGIN_DECLS

void stock_ui_init (void);

G_END_DECLS
